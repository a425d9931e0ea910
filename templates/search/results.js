/* What results have in common, in the header, on the page of search and where a page is not found. */

var briefbookResults = (() => {
  "use strict";
  const { ROOT, make, withLanguages } = briefbookShared;

  /** @param {FoundPage} page */
  function addressOf(page) {
    return new URL(page.address, ROOT).href;
  }

  /**
   * Returns the title of a page as nodes, and what is to be said of it.
   * @param {FoundPage} page
   */
  function titleOf({ title, caveat }) {
    return [...withLanguages(title), ...(caveat ? [" ", make("span", { className: "bb-caveat" }, `(${caveat})`)] : [])];
  }

  /** Returns what kind of page it is, its date, and the status of its matter. @param {FoundPage} page */
  function factsOf({ kind, date, status }) {
    return [kind, date, status].filter(Boolean);
  }

  /** @type {(answer: Answer, query: string) => string} */
  function countOf({ numbers }, query) {
    const count = numbers.length === 1 ? "1 page" : `${numbers.length || "No"} pages`;
    return query ? `${count} for “${query}”` : `${count} in the book`;
  }

  return { addressOf, titleOf, factsOf, countOf };
})();
