/* Text as search reads it, by rules that come with the index: what a query asks for, and which sentence has it. */

/** Returns the reader of text that follows some rules. @param {Rules} rules */
function briefbookText(rules) {
  "use strict";
  const { folded, respelt, word, cjk, stopWords, months } = rules;
  const stop = new Set(stopWords.trim().split(/\s+/));
  const wordPattern = new RegExp(word, "gu");
  const compoundPattern = new RegExp(`${word}(?:-${word})*`, "gu");
  const cjkRun = new RegExp(`(${cjk}+)`, "u");
  const foldCharacters = rewriting(folded);
  const respell = rewriting(respelt);
  const stemmer = new EnglishStemmer();

  /** @type {(rewritings: Rewriting[]) => (text: string) => string} */
  function rewriting(rewritings) {
    const compiled = rewritings.map(([pattern, by]) => ({ pattern: new RegExp(pattern, "gu"), by }));
    return (text) => compiled.reduce((rewritten, { pattern, by }) => rewritten.replace(pattern, by), text);
  }

  /** @param {string} text */
  function fold(text) {
    return foldCharacters(text.normalize("NFKD").toLowerCase()).normalize("NFC");
  }

  /** @param {string} run */
  function pairsOf(run) {
    return cjkRun.test(run) ? [...run].map((character, at, all) => character + (all[at + 1] ?? "")) : [run];
  }

  /** @param {string} foldedText */
  function words(foldedText) {
    return (foldedText.match(wordPattern) ?? [])
      .flatMap((each) => each.split(cjkRun))
      .filter(Boolean)
      .flatMap(pairsOf);
  }

  const stem = remembering((each) => stemmer.stemWord(respell(each)));

  /**
   * Returns a function of a text that works each out once.
   * @type {<Result>(read: (text: string) => Result) => (text: string) => Result}
   */
  function remembering(read) {
    const known = new Map();
    return (text) => {
      if (!known.has(text)) known.set(text, read(text));
      return known.get(text);
    };
  }

  // Dates, in the forms that people write.

  const MONTH = "(?<month>[\\p{L}\\p{M}]{3,})\\.?";
  const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
  const YEAR = "(?<year>\\d{4})";
  const DATES = [
    `${YEAR}[-/.](?<number>\\d{1,2})(?:[-/.](?<day>\\d{1,2}))?`,
    `${YEAR}年(?<number>\\d{1,2})月(?:(?<day>\\d{1,2})日)?`,
    `(?<day>\\d{1,2})[-/.](?<number>\\d{1,2})[-/.]${YEAR}`,
    `${DAY} (?:of )?${MONTH},? ${YEAR}`,
    `${MONTH} ${DAY},? ${YEAR}`,
    `${MONTH},? ${YEAR}`,
    `${YEAR} ${MONTH}(?: ${DAY})?`,
    `${DAY} (?:of )?${MONTH}`,
    `${MONTH} ${DAY}`,
  ];
  /** Made for the first text with a digit, which every date has. @type {RegExp[] | null} */
  let datePatterns = null;

  /** @param {string} name */
  function monthOf(name) {
    const found = Object.keys(months).find(
      (month) => month.startsWith(name) || (name === "sept" && month === "september"),
    );
    return found ? months[found] : null;
  }

  /**
   * Returns the dates of a folded text, as the terms under which they are indexed, and the rest of it.
   * @param {string} foldedText
   */
  function takeDates(foldedText) {
    /** @type {DateAsked[]} */
    const dates = [];
    if (!/\d/.test(foldedText)) return { dates, rest: foldedText };
    datePatterns ??= DATES.map((pattern) => new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, "gu"));
    const rest = datePatterns.reduce(
      (left, pattern) =>
        left.replace(pattern, (typed, ...groups) => {
          const { year, number, month, day } = groups.at(-1);
          const ofYear = number ? Number(number) : monthOf(month);
          if (!ofYear || ofYear > 12 || Number(day) > 31) return typed;
          const parts = [year, String(ofYear).padStart(2, "0"), day?.padStart(2, "0")].filter(Boolean);
          dates.push({ typed, term: parts.join("-"), wider: day && year ? parts.slice(0, 2).join("-") : (year ?? "") });
          return " ";
        }),
      foldedText,
    );
    return { dates, rest };
  }

  /**
   * Returns what a query asks for: its dates, and its words, each with its neighbours and the compound it was part of.
   * @type {(query: string) => Concept[]}
   */
  function conceptsOf(query) {
    const { dates, rest } = takeDates(fold(query).replace(/\s+/g, " "));
    const typed = [...rest.matchAll(compoundPattern)].flatMap(([compound]) => {
      const joined = compound.includes("-") ? compound.replaceAll("-", "") : null;
      return words(compound).map((each) => ({ typed: each, joined }));
    });
    const significant = typed.filter((each) => !stop.has(each.typed));
    const asked = significant.length || dates.length ? significant : typed;
    const unfinished = /\s$/.test(query) ? null : asked.at(-1);
    return [
      ...dates,
      ...asked.map((each, at) => ({
        ...each,
        before: asked[at - 1]?.typed,
        after: asked[at + 1]?.typed,
        isUnfinished: each === unfinished,
        isPair: cjkRun.test(each.typed) && [...each.typed].length > 1,
      })),
    ];
  }

  // Quoting: the sentence that has most of what was asked.

  /** @type {(passages: string[], concepts: FoundConcept[]) => QuotePart[]} */
  function quote(passages, concepts) {
    /** @type {Wanted} */
    const wanted = new Map(concepts.flatMap(({ terms }, at) => terms.map(({ term }) => [term, at])));
    const withDates = [...wanted.keys()].some((term) => /^\d+-/.test(term));
    const most = new Set(wanted.values()).size;
    let best = { parts: /** @type {QuotePart[]} */ ([]), has: -1 };
    for (const passage of passages) {
      for (const sentence of passage.split(/(?<=[.!?。]["”’)]?)\s+/)) {
        const parts = marked(sentence, wanted, withDates);
        const has = new Set(parts.flatMap((part) => part.concepts ?? [])).size;
        if (has > best.has) best = { parts, has };
        if (has === most) return parts;
      }
    }
    return best.parts;
  }

  const termsOfCompound = remembering((compound) => words(fold(compound.replaceAll("-", ""))).map(stem));
  const termsOfWord = remembering((each) => words(fold(each)).map(stem));
  const termsOfDate = remembering((date) => takeDates(fold(date)).dates.flatMap(({ term, wider }) => [term, wider]));

  /** @type {(text: string, wanted: Wanted, withDates: boolean) => QuotePart[]} */
  function marked(text, wanted, withDates) {
    const found = spansOf(text, wordPattern, termsOfWord, wanted);
    if (text.includes("-")) found.push(...spansOf(text, compoundPattern, termsOfCompound, wanted));
    if (withDates) found.push(...spansOf(text, /(?:\d{1,2} )?\p{Lu}\p{L}+ \d{4}/gu, termsOfDate, wanted));
    found.sort((a, b) => a.start - b.start || b.end - a.end);
    /** @type {QuotePart[]} */
    const parts = [];
    let end = 0;
    for (const span of found) {
      if (span.start < end) continue;
      parts.push(
        { text: text.slice(end, span.start) },
        { text: text.slice(span.start, span.end), concepts: span.concepts },
      );
      end = span.end;
    }
    return [...parts, { text: text.slice(end) }].filter((part) => part.text);
  }

  /**
   * Returns where a text has what is wanted, and which concepts that is.
   * @param {string} text
   * @param {RegExp} pattern
   * @param {(found: string) => string[]} termsOf
   * @param {Wanted} wanted
   */
  function spansOf(text, pattern, termsOf, wanted) {
    return [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
      const concepts = termsOf(found).flatMap((term) => wanted.get(term) ?? []);
      return concepts.length ? { start: index, end: index + found.length, concepts } : [];
    });
  }

  return { stem, conceptsOf, quote };
}
