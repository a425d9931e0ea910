/* The browser reads text as the index does: held to the golden cases of Python's side. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, rules, run } from "./scripts.mjs";

run("search/stemmer.js", "search/text.js");
const { stem, conceptsOf, quote } = briefbookText(rules());
const CASES = casesOf("words");

const split = (text) => text.split(" ").filter(Boolean);
const typedIn = (query) => conceptsOf(query).map(({ typed }) => typed);
const datesIn = (query) => conceptsOf(query).flatMap(({ term }) => term ?? []);

for (const { text, words } of CASES.words) {
  test(`words of “${text}”`, () => {
    const found = conceptsOf(text).flatMap(({ typed, joined }) => [typed, joined ?? typed]);
    assert.deepEqual(new Set(found), new Set(split(words)));
  });
}

for (const { word, stem: expected } of CASES.stems) {
  test(`stem of “${word}”`, () => assert.equal(stem(word), expected));
}

for (const spellings of CASES.spellings) {
  test(`spellings of one word: ${spellings.join(", ")}`, () => {
    const stems = spellings.map((each) => typedIn(each).map(stem).join(" "));
    assert.equal(new Set(stems).size, 1);
  });
}

for (const { name, terms } of CASES.names) {
  test(`terms of the name “${name}”`, () => {
    assert.deepEqual(new Set(typedIn(name).map(stem)), new Set(split(terms)));
  });
}

for (const { text, terms, asked } of CASES.dates) {
  test(`dates in “${text}”`, () => {
    assert.deepEqual(datesIn(text), split(asked));
    if (terms) assert.ok(split(asked).every((term) => split(terms).includes(term)));
  });
}

for (const { date, terms } of CASES["partial dates"]) {
  test(`a query for ${date} asks for terms of that date`, () => {
    const others = datesIn(date).filter((term) => !split(terms).includes(term));
    assert.deepEqual(others, []);
  });
}

for (const typed of [
  "5 May 2025",
  "5  May\n2025",
  "May 5th, 2025",
  "5th of May 2025",
  "2025-05-05",
  "5/5/2025",
  "2025年5月5日",
]) {
  test(`“${typed}” is a day, and its month where no page has the day`, () => {
    const [{ term, wider }] = conceptsOf(typed);
    assert.deepEqual([term, wider], ["2025-05-05", "2025-05"]);
  });
}

test("what is not a date is read as words", () => {
  for (const query of ["2025-13-01", "5 Maybe 2025", "R2025 May"]) assert.deepEqual(datesIn(query), []);
});

test("words without meaning are left aside, unless a query has no others", () => {
  assert.deepEqual(typedIn("who signed the pact"), ["signed", "pact"]);
  assert.deepEqual(typedIn("who is it"), ["who", "is", "it"]);
});

test("a word knows its neighbours, and the last one may be unfinished", () => {
  const [first, last] = conceptsOf("supply pact");
  assert.deepEqual([first.before, first.after, first.isUnfinished], [undefined, "pact", false]);
  assert.deepEqual([last.before, last.after, last.isUnfinished], ["supply", undefined, true]);
  assert.equal(conceptsOf("supply pact ")[1].isUnfinished, false);
});

test("the sentence that has most of what was asked is quoted, with what it has marked", () => {
  const passages = ["A pact was signed. The pact is in force. Another force was asked for."];
  const quoted = [
    { text: "The " },
    { text: "pact", concepts: [0] },
    { text: " is in " },
    { text: "force", concepts: [1] },
    { text: "." },
  ];
  const concepts = ["pact", "force", "okapi"].map((word) => ({ terms: [{ term: stem(word) }] }));
  assert.deepEqual(quote(passages, concepts), quoted);
  assert.deepEqual(quote(passages, concepts.slice(0, 2)), quoted);
});

test("a date is quoted as a text writes it", () => {
  const concepts = [{ terms: [{ term: "2025-05-05" }] }];
  const marked = quote(["They met on 5 May 2025 in Tokyo."], concepts).filter((part) => part.concepts);
  assert.deepEqual(marked, [{ text: "5 May 2025", concepts: [0] }]);
});
