/* The page of search: shows the answer to what its address asks, and keeps the address up to date. */
"use strict";

(() => {
  const FACETS = { // each with its name, and how many of its values are shown at first
    kind: ["Kind", 10], status: ["Status", 6], year: ["Year", 6], person: ["Person", 6], organisation: ["Organisation", 6], place: ["Place", 6],
  };
  const { make, addressOf, factsOf, countOf } = briefbookResults;

  const part = (name) => document.getElementById(`search--${name}`);
  const results = document.getElementById("search-results");
  const opened = new Set(); // the facets whose every value is shown

  /** Returns a text as nodes: what is in another script than Latin is marked as not English. */
  function worded(text) {
    return text.split(/((?:(?!\p{Script=Latin})[\p{L}\p{M}])+)/u).filter(Boolean)
      .map((each) => (/^(?!\p{Script=Latin})\p{L}/u.test(each) ? make("span", { lang: "und" }, each) : each));
  }

  let latest = 0;
  let lastFacets = [];

  async function show(answering) {
    const number = ++latest;
    const wanted = briefbookAsked.read();
    if (part("query").value.trim() !== wanted.query.trim()) part("query").value = wanted.query;
    part("sort").value = wanted.sort;
    try {
      const found = await (answering ?? briefbookAsked.answer(wanted));
      if (number !== latest) return; // a later query has come in between
      showResults(found, wanted);
      const facets = await briefbookSearch.facets(found.answer);
      if (number !== latest) return;
      lastFacets = facets;
      showFacets(facets, wanted);
      part("facets").ariaBusy = "false";
    } catch {
      part("count").textContent = "The index of the search could not be loaded. Reload the page to try again.";
      part("answer").hidden = false;
    }
  }

  function go(wanted, replace = false) {
    briefbookAsked.write(wanted, replace);
    return show();
  }

  function showResults({ answer, pages, page, start, results: found }, wanted) {
    results.start = start + 1;
    results.replaceChildren(...found.map(resultOf));
    showPaging(page, pages, wanted);
    part("count").textContent = countOf(answer, wanted.query);
    part("notes").replaceChildren(...notesOf(answer, wanted));
    part("facets").ariaBusy = "true";
    part("answer").hidden = false;
  }

  /** Tells what was looked for instead of a word that no page has, and which words were left aside. */
  function notesOf({ concepts, withAll, numbers, masks }, wanted) {
    const notes = concepts.flatMap(({ typed, terms, note }) => {
      if (note.length) return `No page has “${typed}”; shown is ${note.slice(0, 3).map((each) => `“${each}”`).join(", ")}.`;
      return terms.length ? [] : `No page has “${typed}”.`;
    });
    if (withAll === 0 && numbers.length && concepts.length > 1) notes.push("No page has all of the words; these have some.");
    const lines = notes.map((note) => make("span", {}, `${note} `));
    if (masks.size) {
      lines.push(make("button", { type: "button", className: "bb-button", onclick: () => go({ ...wanted, chosen: {}, page: 1 }) }, "Widen to all kinds, years and names"));
    } else if (!numbers.length) {
      lines.push(make("span", {}, "Try fewer words, or another name; an empty search lists the whole book."));
    }
    return lines;
  }

  function resultOf(content) {
    const quote = content.quote
      .map(({ text, concepts }) => (concepts ? make("mark", {}, ...worded(text)) : make("span", {}, ...worded(text))));
    return make("li", {},
      make("a", { href: addressOf(content) }, ...worded(content.title)),
      make("p", { className: "bb-meta" }, ...factsOf(content).map((fact) => make("span", {}, fact))),
      make("p", {}, ...quote));
  }

  function showFacets(facets, wanted) {
    const focused = document.activeElement?.id;
    part("facets").replaceChildren(...facets.filter(({ values }) => values.length).map((each) => facetOf(each, wanted)));
    if (focused) document.getElementById(focused)?.focus(); // the boxes were made anew
  }

  function facetOf({ facet, values }, wanted) {
    const [title, most] = FACETS[facet];
    const byName = facet === "year" ? (a, b) => b.name.localeCompare(a.name) : (a, b) => b.count - a.count || a.name.localeCompare(b.name);
    const ordered = values.sort((a, b) => b.isChosen - a.isChosen || byName(a, b));
    const shown = opened.has(facet) ? ordered : ordered.filter(({ isChosen }, at) => isChosen || at < most);
    const set = make("fieldset", {}, make("legend", {}, title), ...shown.map((value) => boxOf(facet, value, wanted)));
    if (ordered.length > most) {
      const isOpen = opened.has(facet);
      const toggle = () => { isOpen ? opened.delete(facet) : opened.add(facet); showFacets(lastFacets, wanted); };
      const label = isOpen ? "Fewer" : `All ${ordered.length}`;
      set.append(make("button", { type: "button", id: `search--more-${facet}`, className: "bb-button", ariaExpanded: String(isOpen), ariaLabel: `${label}: ${title}`, onclick: toggle }, label));
    }
    return set;
  }

  function boxOf(facet, { value, name, count, isChosen }, wanted) {
    const box = make("input", { type: "checkbox", id: `search--${facet}-${value}`, name: facet, value, checked: isChosen });
    box.addEventListener("change", () => {
      const others = wanted.chosen[facet].filter((each) => each !== value);
      go({ ...wanted, chosen: { ...wanted.chosen, [facet]: box.checked ? [...others, value] : others }, page: 1 });
    });
    return make("label", {}, box, make("span", {}, name), " ", make("span", { className: "bb-count" }, `(${count})`));
  }

  function showPaging(page, pages, wanted) {
    const step = (to, label) => make("button", { type: "button", className: "bb-button", disabled: to < 1 || to > pages, onclick: async () => {
      await go({ ...wanted, page: to });
      results.querySelector("a")?.focus();
    } }, label);
    part("paging").replaceChildren(...(pages > 1 ? [step(page - 1, "Previous page"), `Page ${page} of ${pages}`, step(page + 1, "Next page")] : []));
  }

  // Keys: down and up go through the results, Esc back to the query.

  function move(event) {
    const links = [part("query"), ...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && at >= 0 && links[at + by]) {
      event.preventDefault();
      links[at + by].focus();
    } else if (event.key === "Escape" && at > 0) {
      links[0].focus();
    }
  }

  /** Runs the theme's scripts, in their order. */
  function startTheme() {
    for (const { attributes } of part("later").content.querySelectorAll("script")) {
      const script = document.createElement("script");
      for (const { name, value } of attributes) script.setAttribute(name, value);
      script.async = false;
      document.body.append(script);
    }
  }

  let typing;
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    go({ ...briefbookAsked.read(), query: part("query").value, page: 1 });
  });
  part("query").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => go({ ...briefbookAsked.read(), query: part("query").value, page: 1 }, true), 150);
  });
  part("sort").addEventListener("change", () => go({ ...briefbookAsked.read(), sort: part("sort").value, page: 1 }));
  document.addEventListener("keydown", move);
  addEventListener("popstate", () => show());

  part("narrow").open = matchMedia("(min-width: 60em)").matches; // on a phone the results come first
  part("form").hidden = false;
  show(briefbookAsked.first);
  const parsed = new Promise((resolve) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
    else resolve();
  });
  Promise.allSettled([briefbookAsked.first, parsed]).then(startTheme);
})();
