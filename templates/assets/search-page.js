/* The page of search: shows the answer to what its address asks, and keeps the address up to date. */
"use strict";

(() => {
  const MOST_KINDS = 10; // are shown at first,
  const MOST_VALUES = 6; // and so many values of each other facet
  const LONGEST_WAIT = 5000; // milliseconds after which the theme's scripts wait for no answer

  /** @type {<Name extends keyof SearchParts>(name: Name) => SearchParts[Name]} */
  const part = (name) => /** @type {any} */ (document.getElementById(`search--${name}`));
  const results = /** @type {HTMLOListElement} */ (document.getElementById("search-results"));
  const parsed = new Promise((resolve) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
    else resolve(null);
  });

  /** Runs the theme's scripts, in their order. */
  async function startTheme() {
    await parsed;
    for (const { attributes, textContent } of part("later").content.querySelectorAll("script")) {
      const script = document.createElement("script");
      for (const { name, value } of attributes) script.setAttribute(name, value);
      script.textContent = textContent;
      script.async = false;
      document.body.append(script);
    }
  }

  function showFailure() {
    for (const each of [results, part("notes"), part("facets"), part("paging")]) each.replaceChildren();
    part("facets").ariaBusy = "false";
    part("count").textContent = "The index of the search could not be loaded. Reload the page to try again.";
    part("answer").hidden = false;
  }

  if (typeof briefbookResults === "undefined") {
    showFailure();
    startTheme();
    return;
  }
  const { make, withLanguages } = briefbookShared;
  const { addressOf, titleOf, factsOf, countOf } = briefbookResults;

  // What is asked: the address says it; what is typed comes first.

  let typing = 0;

  /** @returns {Asked} */
  function asked() {
    clearTimeout(typing);
    return { ...briefbookAsked.read(), query: part("query").value };
  }

  /**
   * Asks for something else than before; `afterwards` is called once its results are shown.
   * @type {(change: Partial<Asked>, how?: { replace?: boolean, afterwards?: () => void }) => Promise<void>}
   */
  function ask(change, { replace = false, afterwards } = {}) {
    const wanted = { ...asked(), page: 1, ...change };
    briefbookAsked.write(wanted, replace);
    return show(wanted, { afterwards });
  }

  let latest = 0;

  /** @type {(wanted: Asked, how?: { answering?: Promise<Results>, afterwards?: () => void }) => Promise<void>} */
  async function show(wanted, { answering = briefbookAsked.resultsOf(wanted), afterwards } = {}) {
    const number = ++latest;
    part("facets").ariaBusy = "true";
    if (part("query").value.trim() !== wanted.query.trim()) part("query").value = wanted.query;
    part("sort").value = wanted.sort;
    try {
      const shown = await answering;
      if (number !== latest) return; // a later query has come in between
      showResults(shown, wanted);
      afterwards?.();
      const facets = await briefbookSearch.facets(shown.answer);
      if (number !== latest) return;
      showFacets(facets);
      part("facets").ariaBusy = "false";
    } catch (error) {
      if (number === latest) showFailure();
      if (!(error instanceof briefbookSearch.NotLoaded)) throw error;
    }
  }

  // What it shows.

  const linksOfResults = () => [...results.querySelectorAll("a")];
  const hasFocus = (/** @type {Element} */ element) => element === document.activeElement;

  /** @type {(shown: Results, asked: Asked) => void} */
  function showResults({ answer, pages, page, start, results: shown }, { query }) {
    const place = linksOfResults().findIndex(hasFocus);
    results.start = start + 1;
    results.replaceChildren(...shown.map(resultOf));
    if (place >= 0) (linksOfResults()[place] ?? part("query")).focus(); // the links were made anew
    showPaging(page, pages);
    part("count").textContent = countOf(answer, query) + (page > 1 ? `, page ${page} of ${pages}` : "");
    part("notes").replaceChildren(...notesOf(answer, query).map((note) => make("span", {}, `${note} `)));
    part("widen").hidden = !answer.masks.size;
    part("answer").hidden = false;
  }

  /**
   * Says what was looked for instead of a word that no page has, and which words were left aside.
   * @type {(answer: Answer, query: string) => string[]}
   */
  function notesOf({ concepts, withAll, numbers, masks }, query) {
    const notes = concepts.flatMap(({ typed, terms, note }) => {
      const meant = note.slice(0, 3).map((each) => `“${each}”`);
      if (meant.length) return `No page has “${typed}”; shown is ${meant.join(", ")}.`;
      return terms.length ? [] : `No page has “${typed}”.`;
    });
    if (query.trim() && !concepts.length) notes.push("It has no word to look for.");
    const lacksSome = withAll === 0 && numbers.length && concepts.length > 1;
    if (lacksSome) notes.push("No page has all of the words; these have some.");
    const isEmpty = !numbers.length && !masks.size;
    if (isEmpty) notes.push("Try fewer words, or another name; an empty search lists the whole book.");
    return notes;
  }

  /** @param {Results["results"][number]} content */
  function resultOf(content) {
    const quote = content.quote.map(({ text, concepts }) =>
      make(concepts ? "mark" : "span", {}, ...withLanguages(text)),
    );
    const link = make("a", { href: addressOf(content) }, ...titleOf(content));
    const facts = factsOf(content).map((fact) => make("span", {}, fact));
    return make("li", {}, link, make("p", { className: "bb-meta" }, ...facts), make("p", {}, ...quote));
  }

  /** The facets whose every value is shown. @type {Set<string>} */
  const opened = new Set();

  /** @param {FacetOfAnswer[]} facets */
  function showFacets(facets) {
    const focused = [...part("facets").querySelectorAll("[id]")].find(hasFocus)?.id;
    const drawn = facets.filter(({ values }) => values.length).map((each) => facetOf(each, () => showFacets(facets)));
    part("facets").replaceChildren(...drawn);
    if (focused) (document.getElementById(focused) ?? part("count")).focus(); // the boxes were made anew
  }

  /** @type {(facet: FacetOfAnswer, redraw: () => void) => HTMLElement} */
  function facetOf({ facet, values }, redraw) {
    const title = facet[0].toUpperCase() + facet.slice(1);
    const most = facet === "kind" ? MOST_KINDS : MOST_VALUES;
    /** @type {(a: FacetValue, b: FacetValue) => number} */
    const byName =
      facet === "year"
        ? (a, b) => b.name.localeCompare(a.name)
        : (a, b) => b.count - a.count || a.name.localeCompare(b.name);
    const ordered = values.sort((a, b) => Number(b.isChosen) - Number(a.isChosen) || byName(a, b));
    const shown = opened.has(facet) ? ordered : ordered.filter(({ isChosen }, at) => isChosen || at < most);
    const set = make("fieldset", {}, make("legend", {}, title), ...shown.map((value) => boxOf(facet, value)));
    if (ordered.length > most) {
      const isOpen = opened.has(facet);
      const toggle = () => {
        if (isOpen) opened.delete(facet);
        else opened.add(facet);
        redraw();
      };
      const label = isOpen ? "Fewer" : `All ${ordered.length}`;
      const more = make("button", { type: "button", className: "bb-button", onclick: toggle }, label);
      more.id = `search--more-${facet}`;
      more.ariaExpanded = String(isOpen);
      more.ariaLabel = `${label}: ${title}`;
      set.append(more);
    }
    return set;
  }

  /** @type {(facet: string, value: FacetValue) => HTMLElement} */
  function boxOf(facet, { value, name, count, isChosen }) {
    const id = `search--${facet}-${value}`;
    const box = make("input", { type: "checkbox", id, name: facet, value, checked: isChosen });
    box.addEventListener("change", () => {
      const { chosen } = asked();
      const others = chosen[facet].filter((each) => each !== value);
      ask({ chosen: { ...chosen, [facet]: box.checked ? [...others, value] : others } });
    });
    const found = make("span", { className: "bb-count" }, `(${count})`);
    return make("label", {}, box, make("span", {}, ...withLanguages(name)), " ", found);
  }

  /** @type {(page: number, pages: number) => void} */
  function showPaging(page, pages) {
    /** @type {(to: number, label: string) => HTMLElement} */
    const step = (to, label) => {
      const onclick = () => ask({ page: to }, { afterwards: () => results.querySelector("a")?.focus() });
      const disabled = to < 1 || to > pages;
      return make("button", { type: "button", className: "bb-button", disabled, onclick }, label);
    };
    const steps = [step(page - 1, "Previous page"), `Page ${page} of ${pages}`, step(page + 1, "Next page")];
    part("paging").replaceChildren(...(pages > 1 ? steps : []));
  }

  // Keys: down and up go through the results, Esc back to the query.

  /** @param {KeyboardEvent} event */
  function move(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const links = [part("query"), ...linksOfResults()];
    const at = links.findIndex(hasFocus);
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by && at >= 0 && links[at + by]) {
      event.preventDefault();
      links[at + by].focus();
    } else if (event.key === "Escape" && at > 0) {
      links[0].focus();
    }
  }

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    ask({});
  });
  part("query").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => ask({}, { replace: true }), 150);
  });
  part("sort").addEventListener("change", () => ask({ sort: /** @type {Sort} */ (part("sort").value) }));
  part("widen").addEventListener("click", () => ask({ chosen: {} }, { afterwards: () => part("count").focus() }));
  document.addEventListener("keydown", move);
  addEventListener("popstate", () => {
    clearTimeout(typing);
    show(briefbookAsked.read());
  });

  part("narrow").open = matchMedia("(min-width: 60em)").matches; // on a phone the results come first
  part("form").hidden = false;
  show(briefbookAsked.read(), { answering: briefbookAsked.first });
  const patience = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
  Promise.race([briefbookAsked.first, patience])
    .finally(startTheme)
    .catch(() => {}); // show speaks of a failure
})();
