"use strict";

// What is folded opens where a link leads: to a place within it, or to the heading of its year. Not every browser opens it by itself.
(() => {
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const folds = [target.closest("details"), ...(target.parentElement?.querySelectorAll(":scope > .bb-fold") ?? [])];
    for (const fold of folds) if (fold instanceof HTMLDetailsElement) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  if (location.hash) open();
})();

// On a phone what a page can do without at first is folded: without scripts it is open.
if (matchMedia("(max-width: 59.9375em)").matches) {
  for (const fold of document.querySelectorAll("details[data-bb-fold]")) fold.removeAttribute("open");
}
