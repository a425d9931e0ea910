/* Says on each page of an edition what the state of the edition is now: a sealed page cannot know. The list that says so
   is beside the editions, and is missing where one of them was taken along by itself. */
"use strict";

(() => {
  const { ROOT, make, load } = briefbookShared;
  load("../editions.js").then(tell, () => {});
  addEventListener("click", keepPage, true); // before the theme, which would lead to the front page

  function tell() {
    const own = decodeURIComponent(ROOT.pathname.split("/").at(-2) ?? "");
    const edition = briefbookEditions.find((each) => each.edition === own);
    if (!edition || edition.state === "current") return;
    const notice = make(
      "aside",
      { className: `bb-notice bb-notice-${edition.state}`, ariaLabel: "The state of this edition" },
      make("strong", {}, `This edition is ${edition.state}.`),
      edition.why ? ` ${edition.why}` : "",
    );
    if (edition.by && edition.byTitle) {
      const href = new URL(`../${edition.by}/index.html`, ROOT).href;
      notice.append(" Read edition ", make("a", { href }, edition.byTitle), " instead.");
    }
    document.querySelector(".md-content__inner")?.prepend(notice);
    document.querySelector(".bb-horizon")?.classList.add("bb-history"); // what has a newer state is history
  }

  /* The list of versions leads to the same page of another edition, where that has it. */
  async function keepPage(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link?.matches(".md-version__link") || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    const same = new URL(location.pathname.slice(ROOT.pathname.length), link.href);
    const answer = await fetch(same, { method: "HEAD" }).catch(() => null);
    location.assign(answer?.ok ? same.href + location.hash : link.href);
  }
})();
