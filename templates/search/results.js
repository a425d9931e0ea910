/* What results have in common, in the header, on the page of search and where a page is not found. */

var briefbookResults = (() => {
  "use strict";
  const { ROOT, make } = briefbookShared;

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

  /**
   * Returns a text as nodes; words in another script than Latin carry a language: with kana it is Japanese.
   * @type {(text: string) => Child[]}
   */
  function withLanguages(text) {
    return text
      .split(/((?:(?!\p{Script=Latin})[\p{L}\p{M}])+)/u)
      .filter(Boolean)
      .map((part) => {
        if (!/^(?!\p{Script=Latin})\p{L}/u.test(part)) return part;
        return make("span", { lang: /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(part) ? "ja" : "und" }, part);
      });
  }

  return { addressOf, titleOf, factsOf, countOf, withLanguages };
})();
