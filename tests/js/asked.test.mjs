/* The address of the page of search: what it asks, and how it is written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { python, run } from "./scripts.mjs";

const FACETS = python("from briefbook.search.documents import FACETS", "print(json.dumps(FACETS))");
const NOTHING = Object.fromEntries(FACETS.map((facet) => [facet, []]));

globalThis.location = { pathname: "/search/index.html", search: "" };
globalThis.history = {
  pushState: (_state, _title, address) => {
    location.search = address === location.pathname ? "" : address;
  },
};
globalThis.briefbookSearch = {
  search: async () => ({ numbers: Array.from({ length: 25 }, (_, number) => number) }),
  page: async (number) => ({ address: `${number}.html` }),
  quote: () => [],
};
run("assets/search-asked.js");

function read(search) {
  location.search = search;
  return briefbookAsked.read();
}

test("an address may choose values of the facets of the index, in its order", () => {
  assert.deepEqual(Object.keys(read("").chosen), FACETS);
});

test("an address says what is asked", () => {
  assert.deepEqual(read("?q=supply+pact&kind=agreement&kind=meeting&year=2025&sort=newest&page=3"), {
    query: "supply pact",
    chosen: { ...NOTHING, kind: ["agreement", "meeting"], year: ["2025"] },
    sort: "newest",
    page: 3,
  });
});

test("what makes no sense is not asked", () => {
  for (const search of ["", "?sort=nonsense&page=-4", "?page=many&colour=red"]) {
    assert.deepEqual(read(search), { query: "", chosen: NOTHING, sort: "", page: 1 });
  }
});

test("what is asked is written as it is read", () => {
  for (const search of ["?q=R%26D&kind=agreement&kind=meeting&sort=oldest&page=2", "?year=2025", ""]) {
    const asked = read(search);
    location.search = "?q=before";
    briefbookAsked.write(asked, false);
    assert.equal(location.search, search);
  }
});

test("a page of results has ten, and one beyond the last is the last", async () => {
  const { pages, page, start, results } = await briefbookAsked.resultsOf({ ...read("?page=9"), query: "pact" });
  assert.deepEqual([pages, page, start, results.length], [3, 3, 20, 5]);
  assert.equal(results[0].address, "20.html");
});
