/* Search over the index that briefbook/search/index.py describes: its files are fetched when a query needs them.

   briefbookSearch.search(query, chosen, sort) answers with the numbers of documents; briefbookSearch.facets(answer)
   with what these have of each facet; briefbookSearch.page(number) with what a result shows;
   briefbookSearch.quote(page, answer) with the sentence that answers best. A word is looked for as typed; if no page
   has it, as the beginning of a word, as two words written as one or one written as two, and at last within two
   typing errors. */

var briefbookSearch = (() => {
  "use strict";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Uint8Array(128); // by the code of a digit
  for (let value = 0; value < DIGITS.length; value++) VALUES[DIGITS.charCodeAt(value)] = value;
  const SCORES = [...DIGITS].map((_, level) => 2 ** ((level - 16) / 8));
  const ENOUGH = 10; // with fewer pages that have all words, those that lack some are added,
  const ALMOST = 0.5; // as long as they have this share of what the best has
  const MOST_ALTERNATIVES = 12;
  const QUALITY = { prefix: 0.6, joined: 1, oneError: 0.8, twoErrors: 0.6, ofText: 0.7 };

  // Files: each is a script that calls take().

  /** Reads queries by the rules of the index. @type {ReturnType<typeof briefbookText>} */
  let text;
  /** @type {DataFiles<IndexFiles>} */
  const { take, read } = briefbookShared.dataIn("search");

  class NotLoaded extends Error {}

  /** @type {<Name extends keyof IndexFiles>(name: Name) => Promise<IndexFiles[Name]>} */
  async function load(name) {
    return read(name).catch(() => {
      throw new NotLoaded(name);
    });
  }

  /**
   * Returns the numbers of a list written as gaps; with scores, a digit comes after each gap.
   * @type {(list: string, withScores: boolean) => { numbers: number[], scores: number[] }}
   */
  function decode(list, withScores) {
    const numbers = [];
    const scores = [];
    let number = -1;
    for (let at = 0; at < list.length; at++) {
      let digit = VALUES[list.charCodeAt(at)];
      let gap = digit % 32;
      for (let factor = 32; digit >= 32; factor *= 32) {
        digit = VALUES[list.charCodeAt(++at)];
        gap += (digit % 32) * factor;
      }
      number += gap;
      numbers.push(number);
      if (withScores) scores.push(SCORES[VALUES[list.charCodeAt(++at)]]);
    }
    return { numbers, scores };
  }

  // The terms of the index that mean a concept.

  /** Returns the file that has a term, if any has. @type {(term: string, index: SearchIndex) => Promise<Block>} */
  async function blockOf(term, { blocks }) {
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (blocks[middle] <= term) low = middle;
      else high = middle - 1;
    }
    return { number: low, terms: await load(`terms-${low}`) };
  }

  /** @type {(term: string, index: SearchIndex, quality?: number) => Promise<FoundTerm[]>} */
  async function exactly(term, index, quality = 1) {
    const { terms } = await blockOf(term, index);
    return Object.hasOwn(terms, term) ? [{ term, quality, list: terms[term] }] : [];
  }

  /**
   * Returns the terms that a word begins, the most frequent first.
   * @type {(word: string, index: SearchIndex) => Promise<FoundTerm[]>}
   */
  async function beginningWith(word, index) {
    const { number, terms } = await blockOf(word, index);
    const next = index.blocks[number + 1]?.startsWith(word) ? await load(`terms-${number + 1}`) : {};
    return Object.entries({ ...terms, ...next })
      .filter(([term]) => term.startsWith(word))
      .sort(([, a], [, b]) => b.length - a.length)
      .slice(0, MOST_ALTERNATIVES)
      .map(([term, list]) => ({ term, list, quality: QUALITY.prefix }));
  }

  /**
   * Returns the distance of two words in insertions, deletions, substitutions and swaps, or more than the limit.
   * @type {(a: string, b: string, limit: number) => number}
   */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > limit) return limit + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  /** Returns words of which each begins with a digit for how much it shares with the last. @param {string} coded */
  function frontDecoded(coded) {
    const words = [];
    let last = "";
    for (const each of coded.split(" ").filter(Boolean)) {
      last = last.slice(0, VALUES[each.charCodeAt(0)]) + each.slice(1);
      words.push(last);
    }
    return words;
  }

  /** @type {{ names: string[], others: string[] } | null} */
  let spellings = null;

  async function loadSpellings() {
    const { names, others } = await load("spellings");
    spellings ??= { names: frontDecoded(names), others: frontDecoded(others) };
    return spellings;
  }

  /**
   * Returns the words of the book that a misspelt word may be, the likeliest first, and their terms.
   * @type {(word: string, index: SearchIndex) => Promise<MeantTerm[]>}
   */
  async function misspelt(word, index) {
    const limit = word.length < 3 ? 0 : word.length < 5 ? 1 : 2;
    const { names, others } = await loadSpellings();
    /** @type {(words: string[], isName: boolean) => { word: string, isName: boolean, errors: number }[]} */
    const nearIn = (words, isName) =>
      words.flatMap((each) => {
        const errors = isName && isLonger(word, each) ? limit : distance(word, each, limit);
        return errors <= limit ? { word: each, isName, errors } : [];
      });
    const near = [...nearIn(names, true), ...nearIn(others, false)];
    const isAlike = (/** @type {{ word: string }} */ each) => each.word[0] === word[0];
    const least = Math.min(...near.map(({ errors }) => errors));
    const likely = near
      .filter(({ errors, isName }) => errors === least || (isName && errors === least + 1))
      .sort((a, b) => a.errors - b.errors || trueFirst(a.isName, b.isName) || trueFirst(isAlike(a), isAlike(b)))
      .slice(0, MOST_ALTERNATIVES / 2);
    const found = await Promise.all(
      likely.map(async ({ word: meant, isName, errors }) => {
        const quality = (errors === 1 ? QUALITY.oneError : QUALITY.twoErrors) * (isName ? 1 : QUALITY.ofText);
        return (await exactly(text.stem(meant), index, quality)).map((each) => ({ ...each, meant }));
      }),
    );
    return found.flat();
  }

  /** Compares what is true of one with what is true of another. @type {(a: boolean, b: boolean) => number} */
  function trueFirst(a, b) {
    return Number(b) - Number(a);
  }

  /**
   * Returns whether a word is a name with a strange ending, as Diaoyutai of Diaoyu.
   * @type {(word: string, name: string) => boolean}
   */
  function isLonger(word, name) {
    return name.length >= 5 && word.startsWith(name);
  }

  /** Returns the two words of the book that one word joins, if any. @param {string} word */
  async function split(word) {
    const { names, others } = await loadSpellings();
    const isKnown = (/** @type {string} */ part) => names.includes(part) || others.includes(part);
    for (let at = word.length - 3; at >= 3; at--) {
      if (isKnown(word.slice(0, at)) && isKnown(word.slice(at))) return [word.slice(0, at), word.slice(at)];
    }
    return [];
  }

  /** Returns the terms of a number beside another: "2 2" may be 2+2. @param {Concept} concept */
  function sumsOf({ before = "", typed, after = "" }) {
    const pairs = [
      [before, typed],
      [typed, after],
    ];
    return pairs.filter((pair) => pair.every((word) => /^\d+$/.test(word))).map((pair) => pair.join("+"));
  }

  /**
   * Returns a concept, or those that it turns out to be, with the terms of the index that mean each.
   * @type {(concept: Concept, index: SearchIndex) => Promise<FoundConcept[]>}
   */
  async function resolve(concept, index) {
    const { typed, term, wider, joined, before, after, isUnfinished, isPair } = concept;
    /** @type {(terms: FoundTerm[], note?: string[]) => FoundConcept[]} */
    const as = (terms, note = []) => [{ typed, terms, note }];
    if (term) {
      const found = await exactly(term, index);
      return as(found.length || !wider ? found : await exactly(wider, index, QUALITY.prefix));
    }
    const certain = [text.stem(typed), ...(joined ? [text.stem(joined)] : []), ...sumsOf(concept)];
    const found = (await Promise.all(certain.map((each) => exactly(each, index)))).flat();
    if (isPair) return as(found);
    const begun = isUnfinished || !found.length ? await beginningWith(typed, index) : [];
    const others = begun.filter((each) => !found.some((other) => other.term === each.term));
    if (found.length || others.length) return as([...found, ...others]);
    const joins = [...(before ? [before + typed] : []), ...(after ? [typed + after] : [])];
    const together = (await Promise.all(joins.map((each) => exactly(text.stem(each), index, QUALITY.joined)))).flat();
    if (together.length) return as(together);
    const parts = await split(typed);
    if (parts.length) return (await Promise.all(parts.map((each) => resolve({ typed: each }, index)))).flat();
    const meant = await misspelt(typed, index);
    return as(meant, [...new Set(meant.map((each) => each.meant))]);
  }

  // Matching: a document's score, of the concepts that it has.

  /** @type {(concepts: FoundConcept[], count: number) => Match} */
  function match(concepts, count) {
    const scores = new Float64Array(count);
    const covered = new Float64Array(count);
    let total = 0;
    for (const { terms } of concepts.filter(({ terms }) => terms.length)) {
      const { best, having } = bestOf(terms, count);
      const weight = Math.log(1 + (count - having.length + 0.5) / (having.length + 0.5)); // the rarer, the more it says
      total += weight;
      for (const number of having) {
        scores[number] += weight * best[number];
        covered[number] += weight;
      }
    }
    const numbersWith = (/** @type {number} */ least) => {
      const numbers = [];
      for (let number = 0; number < count; number++) {
        if (covered[number] > 0 && covered[number] >= least - 1e-9) numbers.push(number);
      }
      return numbers;
    };
    const all = numbersWith(total);
    const most = covered.reduce((before, each) => Math.max(before, each), 0);
    const found = all.length < ENOUGH ? numbersWith(ALMOST * most) : all;
    for (const number of found) scores[number] *= covered[number] / total;
    return { found, scores, withAll: all.length };
  }

  /** @type {(count: number) => Match} */
  function everything(count) {
    return { found: Array.from({ length: count }, (_, number) => number), scores: null, withAll: count };
  }

  /**
   * Puts documents with the highest score first, and of the same score the latest.
   * Doubles are sorted without a call for each pair.
   * @type {(numbers: number[], scores: Float64Array) => void}
   */
  function sortByScore(numbers, scores) {
    const count = scores.length;
    const keys = Float64Array.from(numbers, (number) => number - Math.round(1e6 * scores[number]) * count).sort();
    keys.forEach((key, at) => {
      numbers[at] = ((key % count) + count) % count;
    });
  }

  /**
   * Returns how much the best of some terms says of each document, and the documents that have one.
   * @type {(terms: FoundTerm[], count: number) => { best: Float64Array, having: number[] }}
   */
  function bestOf(terms, count) {
    const best = new Float64Array(count);
    /** @type {number[]} */
    const having = [];
    for (const { list, quality } of terms) {
      const { numbers, scores } = decode(list, true);
      for (let at = 0; at < numbers.length; at++) {
        const number = numbers[at];
        if (!best[number]) having.push(number);
        best[number] = Math.max(best[number], quality * scores[at]);
      }
    }
    return { best, having };
  }

  // Facets: each has values, and each value the documents that have it.

  /** @type {FacetOfBook[] | null} */
  let facetsOfBook = null;

  async function loadFacets() {
    const coded = await load("facets");
    facetsOfBook ??= Object.entries(coded).map(([facet, values]) => ({
      facet,
      values: Object.entries(values).map(([value, [name, list]]) => ({
        value,
        name,
        numbers: decode(list, false).numbers,
      })),
    }));
    return facetsOfBook;
  }

  /**
   * Returns for each facet in which values are chosen a mask of the documents that have one of these.
   * @type {(chosen: Chosen, count: number) => Promise<Masks>}
   */
  async function masksOf(chosen, count) {
    if (!Object.values(chosen).some((values) => values.length)) return new Map();
    const masks = new Map();
    for (const { facet, values } of await loadFacets()) {
      const wanted = values.filter(({ value }) => chosen[facet]?.includes(value));
      const numbers = wanted.flatMap((each) => each.numbers);
      if (wanted.length) masks.set(facet, maskOf(numbers, count));
    }
    return masks;
  }

  /** @type {(numbers: number[], count: number) => Uint8Array} */
  function maskOf(numbers, count) {
    const mask = new Uint8Array(count);
    for (const number of numbers) mask[number] = 1;
    return mask;
  }

  /**
   * Returns those of some documents that pass all masks, but for that of one facet.
   * @type {(found: number[], masks: Masks, except?: string) => number[]}
   */
  function passing(found, masks, except) {
    const others = [...masks].flatMap(([facet, mask]) => (facet === except ? [] : [mask]));
    return found.filter((number) => others.every((mask) => mask[number]));
  }

  // What it offers.

  async function ready() {
    const index = await load("index");
    text ??= briefbookText(index.rules);
    return index;
  }

  /** @type {(query: string, chosen?: Chosen, sort?: Sort) => Promise<Answer>} */
  async function search(query, chosen = {}, sort = "") {
    const index = await ready();
    const concepts = (await Promise.all(text.conceptsOf(query).map((each) => resolve(each, index)))).flat();
    const { found, scores, withAll } = query.trim() ? match(concepts, index.documents) : everything(index.documents);
    const masks = await masksOf(chosen, index.documents);
    const numbers = passing(found, masks);
    const isDated = (/** @type {number} */ number) => number < index.dated;
    if (sort === "oldest") numbers.sort((a, b) => trueFirst(isDated(a), isDated(b)) || (isDated(a) ? b - a : a - b));
    else if (sort === "" && scores) sortByScore(numbers, scores);
    return { numbers, concepts, withAll, found, masks, chosen, count: index.documents };
  }

  /**
   * Returns the facets of an answer; each value has as its count what it would have if it alone were chosen in its facet.
   * @type {(answer: Answer) => Promise<FacetOfAnswer[]>}
   */
  async function facets({ found, masks, chosen, count }) {
    const kept = maskOf(passing(found, masks), count);
    return (await loadFacets()).map(({ facet, values }) => {
      const mask = masks.has(facet) ? maskOf(passing(found, masks, facet), count) : kept;
      const counted = values.map(({ value, name, numbers }) => ({
        value,
        name,
        isChosen: chosen[facet]?.includes(value) ?? false,
        count: numbers.reduce((sum, number) => sum + mask[number], 0),
      }));
      return { facet, values: counted.filter((each) => each.count || each.isChosen) };
    });
  }

  /** @param {number} number */
  function page(number) {
    return load(`pages/${number}`);
  }

  /** @type {(page: FoundPage, answer: Answer) => QuotePart[]} */
  function quote({ passages }, { concepts }) {
    return text.quote(passages, concepts);
  }

  return { take, search, facets, page, quote, NotLoaded, stem: (/** @type {string} */ word) => text.stem(word) };
})();
