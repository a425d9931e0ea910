"use strict";

// The menu's drawer is the theme's checkbox, which works alone; here it also closes by Esc, and when the focus leaves
// it for the page that it covers.
(() => {
  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector(".md-sidebar--primary");
  if (!(drawer instanceof HTMLInputElement && menu instanceof HTMLElement)) return;

  // By a click, so that the theme hears of it.
  const close = () => drawer.checked && drawer.click();

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    close();
    drawer.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next instanceof Node && next !== drawer && !menu.contains(next)) close();
  });
})();
