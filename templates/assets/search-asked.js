/* What the page of search is asked: its address says it, so that a search can be sent to a colleague:
   ?q=words, a value of a facet each as ?kind=agreement&year=2025, ?sort=newest and ?page=2.

   It comes before the page's styles: the answer is made while they are on their way. */
"use strict";

var briefbookAsked = (() => {
  const PER_PAGE = 10;
  const FACETS = ["kind", "status", "year", "person", "organisation", "place"]; // as the index has them

  /** @returns {Asked} */
  function read() {
    const address = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(FACETS.map((facet) => [facet, address.getAll(facet)]));
    const sort = address.get("sort");
    return {
      query: address.get("q") ?? "",
      chosen,
      sort: sort === "newest" || sort === "oldest" ? sort : "",
      page: Math.max(1, Number.parseInt(address.get("page") ?? "", 10) || 1),
    };
  }

  /** @type {(asked: Asked, replace: boolean) => void} */
  function write({ query, chosen, sort, page }, replace) {
    const address = new URLSearchParams();
    if (query) address.set("q", query);
    for (const [facet, values] of Object.entries(chosen)) {
      for (const value of values) address.append(facet, value);
    }
    if (sort) address.set("sort", sort);
    if (page > 1) address.set("page", String(page));
    const search = String(address) && `?${address}`;
    const isSame = search === location.search;
    try {
      history[replace || isSame ? "replaceState" : "pushState"](null, "", search || location.pathname);
    } catch {
      // A browser may refuse; the answer is shown all the same.
    }
  }

  /**
   * Returns the answer, and of its pages of results the one asked for, each result with the sentence that answers best.
   * @type {(asked: Asked) => Promise<Results>}
   */
  async function resultsOf({ query, chosen, sort, page: wanted }) {
    const answer = await briefbookSearch.search(query, chosen, sort);
    const pages = Math.max(1, Math.ceil(answer.numbers.length / PER_PAGE));
    const page = Math.min(wanted, pages);
    const start = (page - 1) * PER_PAGE;
    const shown = await Promise.all(answer.numbers.slice(start, start + PER_PAGE).map(briefbookSearch.page));
    return {
      answer,
      pages,
      page,
      start,
      results: shown.map((each) => ({ ...each, quote: briefbookSearch.quote(each, answer) })),
    };
  }

  const first = resultsOf(read());
  first.catch(() => {}); // the page says so
  return { read, write, resultsOf, first };
})();
