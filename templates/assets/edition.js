/* Says on each page of an edition how the edition stands now: a sealed page cannot know. The list that tells
   stands beside the editions, and is missing where one of them was taken along by itself. */
"use strict";

(() => {
  const root = new URL("../", document.currentScript.src);
  const list = document.createElement("script");
  list.src = new URL("../editions.js", root);
  list.onload = () => tell(window.briefbookEditions);
  document.head.append(list);
  addEventListener("click", keepPage, true); // before the theme, which would lead to the front page

  function tell(editions) {
    const own = decodeURIComponent(root.pathname.split("/").at(-2));
    const edition = editions.find((each) => each.edition === own);
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

  /* The list of versions leads to the same page of another edition, where that has it. */
  async function keepPage(event) {
    const link = event.target.closest(".md-version__link");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    const same = new URL(location.pathname.slice(root.pathname.length), link.href);
    const answer = await fetch(same, { method: "HEAD" }).catch(() => null);
    location.assign(answer?.ok ? same.href + location.hash : link.href);
  }
})();
