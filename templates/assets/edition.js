/* Says on each page of an edition how the edition stands now: a sealed page cannot know. The list that tells
   stands beside the editions, and is missing where one of them was taken along by itself. */
"use strict";

(() => {
  const root = new URL("../", document.currentScript.src);
  const list = document.createElement("script");
  list.src = new URL("../editions.js", root);
  list.onload = () => tell(window.briefbookEditions);
  document.head.append(list);

  function tell(editions) {
    const own = decodeURIComponent(root.pathname.split("/").at(-2));
    const edition = editions.find(each => each.edition === own);
    if (!edition || edition.state === "current") return;
    const notice = document.createElement("aside");
    notice.className = `bb-notice bb-notice-${edition.state}`;
    notice.setAttribute("aria-label", "The state of this edition");
    const state = document.createElement("strong");
    state.textContent = `This edition is ${edition.state}.`;
    notice.append(state, edition.why ? ` ${edition.why}` : "");
    if (edition.by) {
      const link = document.createElement("a");
      link.href = new URL(`../${edition.by}/index.html`, root);
      link.textContent = edition.byTitle;
      notice.append(" Read edition ", link, " instead.");
    }
    document.querySelector(".md-content__inner").prepend(notice);
  }
})();
