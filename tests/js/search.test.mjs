/* Search over an index: what it reads of it, and what it looks for where no page has what was typed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import { casesOf, python, rules, run, stage } from "./scripts.mjs";

const CODED = casesOf("coded");
const RULES = rules();
const ONCE = "BQ"; // the first document, with a score of one

stage("https://example.org/book/assets/search.js");
run("assets/shared.js", "search/stemmer.js", "search/text.js");
const { stem } = briefbookText(RULES);

/** Hands over an index of some documents; the first one has the words. */
function takeIndex({ documents = 1, dated = 0, words = [], names = "", others = "", facets = {} }) {
  run("search/search.js");
  const terms = Object.fromEntries(words.map((word) => [stem(word), ONCE]));
  const index = { documents, dated, blocks: [""], rules: RULES };
  const files = { index, "terms-0": terms, spellings: { names, others }, facets };
  for (const [name, content] of Object.entries(files)) briefbookSearch.take(name, content);
}

/** Returns the words as a list of spellings has them, of which none shares a beginning. */
const spelt = (words) => words.map((word) => `A${word}`).join(" ");

for (const { numbers, coded } of CODED.numbers) {
  test(`the list ${coded} has the documents ${numbers}`, async () => {
    takeIndex({ documents: numbers.at(-1) + 1, facets: { year: { 2024: ["2024", coded] } } });
    const answer = await briefbookSearch.search("", { year: ["2024"] });
    assert.deepEqual(answer.numbers, numbers);
    const [{ values }] = await briefbookSearch.facets(answer);
    assert.deepEqual(values, [{ value: "2024", name: "2024", isChosen: true, count: numbers.length }]);
  });
}

for (const { words, coded } of CODED.spellings) {
  test(`the spellings “${coded}” are ${words.join(", ") || "none"}`, async () => {
    for (const word of words) {
      takeIndex({ words, names: coded });
      const { concepts } = await briefbookSearch.search(`${word}q `);
      assert.ok(concepts[0].note.includes(word));
    }
  });
}

for (const [typed, meant, how] of [
  ["unicrn", "unicorn", "a letter is missing"],
  ["unicoorn", "unicorn", "a letter is too many"],
  ["unikorn", "unicorn", "a letter is another"],
  ["unicron", "unicorn", "two letters are swapped"],
  ["unykorn", "unicorn", "there are two errors"],
  ["pcat", "pact", "a short word has one error"],
  ["diaoyutai", "diaoyu", "a name goes on"],
]) {
  test(`“${typed}” is taken for “${meant}”: ${how}`, async () => {
    takeIndex({ words: [meant], names: spelt([meant]) });
    const { concepts, numbers } = await briefbookSearch.search(`${typed} `);
    assert.deepEqual(concepts[0].note, [meant]);
    assert.deepEqual(numbers, [0]);
  });
}

for (const [typed, other] of [
  ["unykron", "unicorn"],
  ["pzzt", "pact"],
  ["xy", "xz"],
]) {
  test(`“${typed}” is not taken for “${other}”`, async () => {
    takeIndex({ words: [other], names: spelt([other]) });
    const { concepts, numbers } = await briefbookSearch.search(`${typed} `);
    assert.deepEqual([concepts[0].note, numbers], [[], []]);
  });
}

test("of the words that are near, the nearest is meant, and a name before another word", async () => {
  takeIndex({ words: ["marine", "marina", "margin"], names: spelt(["marina"]), others: spelt(["margin", "marine"]) });
  const { concepts } = await briefbookSearch.search("marinw ");
  assert.deepEqual(concepts[0].note, ["marina", "marine"]);
});

test("a word is looked for as typed, then as a beginning, as two words in one, as one word in two", async () => {
  const termsOf = async (query, words) => {
    takeIndex({ words, others: spelt(words) });
    const { concepts } = await briefbookSearch.search(query);
    return concepts.flatMap(({ terms }) => terms.map(({ term }) => term));
  };
  assert.deepEqual(await termsOf("pact ", ["pact", "pacts"]), ["pact"]);
  assert.deepEqual(await termsOf("agree", ["agreeable"]), [stem("agreeable")]);
  assert.deepEqual(await termsOf("sea lane ", ["sealane"]), ["sealan", "sealan"]);
  assert.deepEqual(await termsOf("sealane ", ["sea", "lane"]), ["sea", "lane"]);
  assert.deepEqual(await termsOf("2 2 ", ["2+2"]), ["2+2", "2+2"]);
});

test("a page that has all the words goes before one that lacks some", async () => {
  takeIndex({ documents: 3 });
  briefbookSearch.take("terms-0", { [stem("supply")]: "BQBQ", [stem("pact")]: "CQBQ" }); // 0 and 1; 1 and 2
  const { numbers, withAll } = await briefbookSearch.search("supply pact ");
  assert.deepEqual([numbers, withAll], [[1, 0, 2], 1]);
});

test("an empty query has every document, in the order that is asked for, the undated last", async () => {
  takeIndex({ documents: 5, dated: 3 });
  const inOrder = async (sort) => (await briefbookSearch.search("", {}, sort)).numbers;
  assert.deepEqual(await inOrder("newest"), [0, 1, 2, 3, 4]);
  assert.deepEqual(await inOrder("oldest"), [2, 1, 0, 3, 4]);
});

test("a facet counts what choosing each of its values would give", async () => {
  const kind = { meeting: ["Meeting", "BB"], term: ["Term", "D"] }; // 0 and 1; 2
  const year = { 2023: ["2023", "B"], 2024: ["2024", "CB"] }; // 0; 1 and 2
  takeIndex({ documents: 3, facets: { kind, year } });
  const answer = await briefbookSearch.search("", { year: ["2024"] });
  assert.deepEqual(answer.numbers, [1, 2]);
  const counts = (await briefbookSearch.facets(answer)).map(({ values }) => values.map(({ count }) => count));
  assert.deepEqual(counts, [
    [1, 1],
    [1, 2],
  ]);
});

test("an index that Python made is read", async () => {
  const files = python(
    "from pathlib import Path",
    "from briefbook.derived.survey import Survey",
    "from briefbook.pipelines.load import load_book",
    "from briefbook.search import documents_of, index_files",
    "book, _ = load_book(Path('tests/small-book'))",
    "print(json.dumps(index_files(book, documents_of(Survey(book), []))))",
  );
  run("search/search.js");
  for (const file of Object.values(files)) runInThisContext(file);
  const found = async (query) => {
    const { numbers } = await briefbookSearch.search(query);
    return (await Promise.all(numbers.map(briefbookSearch.page))).map(({ title }) => title);
  };
  const pages = Object.keys(files).filter((name) => name.startsWith("search/pages/"));
  assert.equal((await found("")).length, pages.length);
  assert.equal((await found("antena mast"))[0], "The antenna mast");
  assert.deepEqual(await found("xylophonist"), []);
});
