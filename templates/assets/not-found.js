/* The page of what is not found suggests pages that have the words of the address. */
"use strict";

(async () => {
  const MOST = 5;
  const root = new URL("..", document.currentScript.src);
  const box = document.getElementById("not-found--suggestions");
  const asked = decodeURIComponent(location.pathname.slice(root.pathname.length)).replace(/(?:^|\/)index\.html$|\.html$/, "").replace(/[^\p{L}\p{M}\p{N}+]+/gu, " ").trim();
  if (!asked) return;
  const { numbers } = await briefbookSearch.search(asked);
  const pages = await Promise.all(numbers.slice(0, MOST).map(briefbookSearch.page));
  for (const { address, title, kind } of pages) {
    const link = Object.assign(document.createElement("a"), { href: new URL(address, root), textContent: title });
    const item = document.createElement("li");
    item.append(link, `, ${kind.toLowerCase()}`);
    box.querySelector("ul").append(item);
  }
  box.hidden = !pages.length;
})();
