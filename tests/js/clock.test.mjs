/* How old a page says that its information is. */
import assert from "node:assert/strict";
import test from "node:test";
import { run, stage } from "./scripts.mjs";

stage("https://example.org/assets/shared.js");
globalThis.document.querySelectorAll = () => [];
run("assets/shared.js", "assets/clock.js");
const { ageOf, dayOf } = globalThis.briefbookClock;

const AGES = [
  ["2026-07-02", "2026-07-02", "today"],
  ["2026-07-02", "2026-07-03", "1 day ago"],
  ["2026-07-02", "2026-08-16", "45 days ago"],
  ["2026-07-02", "2026-08-17", "1 month ago"],
  ["2026-07-02", "2026-12-01", "4 months ago"],
  ["2026-07-02", "2026-12-02", "5 months ago"],
  ["2024-02-29", "2025-02-28", "11 months ago"],
  ["2026-07-02", "2028-07-01", "23 months ago"],
  ["2026-07-02", "2028-07-02", "2 years ago"],
  ["2026-07-02", "2031-07-01", "4 years ago"],
];

for (const [day, today, words] of AGES) {
  test(`${day} on ${today} is ${words}`, () => assert.equal(ageOf(day, today), words));
}

test("a day ahead has no age, nor has what is not a day", () => {
  assert.equal(ageOf("2026-07-02", "2026-07-01"), "");
  assert.equal(ageOf("", "2026-07-01"), "");
});

test("the reader's day is that of the reader's place", () => {
  assert.equal(dayOf(new Date(2026, 0, 2, 23, 59)), "2026-01-02");
  assert.equal(dayOf(new Date(2026, 10, 30, 0, 0)), "2026-11-30");
});
