/* The page of what is not found suggests pages that have the words of the address. */
"use strict";

(async () => {
  const MOST = 5;
  const { ROOT, make } = briefbookShared;
  const { addressOf, titleOf } = briefbookResults;
  const box = /** @type {HTMLElement} */ (document.getElementById("not-found--suggestions"));
  const asked = decoded(location.pathname.slice(ROOT.pathname.length))
    .replace(/(?:^|\/)index\.html$|\.html$/, "")
    .replace(/[^\p{L}\p{M}\p{N}+]+/gu, " ")
    .trim();
  if (!asked) return;

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path; // it is not UTF-8
    }
  }

  const { numbers } = await briefbookSearch.search(asked);
  const pages = await Promise.all(numbers.slice(0, MOST).map(briefbookSearch.page));
  const items = pages.map((page) =>
    make("li", {}, make("a", { href: addressOf(page) }, ...titleOf(page)), `, ${page.kind.toLowerCase()}`),
  );
  box.querySelector("ul")?.append(...items);
  box.hidden = !pages.length;
})();
