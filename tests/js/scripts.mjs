/* What the tests share: the scripts, the golden cases, and what Python's side of search says. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { parse } from "yaml";

const ROOT = new URL("../../", import.meta.url);
const PYTHON = process.env.BRIEFBOOK_PYTHON ?? ".venv/bin/python";

const read = (path) => readFileSync(new URL(path, ROOT), "utf8");

/** Runs scripts of templates/ as a page does, in this order: what they declare is global. */
export function run(...scripts) {
  for (const script of scripts) runInThisContext(read(`templates/${script}`), script);
}

/** Makes a script believe that a page loads it. */
export function stage(address) {
  globalThis.document = { currentScript: { src: address } };
}

/** Returns golden cases that Python's tests read too. */
export function casesOf(name) {
  return parse(read(`tests/cases/search/${name}.yml`));
}

/** Returns what some lines of Python print as JSON. */
export function python(...lines) {
  return JSON.parse(
    execFileSync(PYTHON, ["-c", ["import json", ...lines].join("\n")], { cwd: ROOT, encoding: "utf8" }),
  );
}

/** Returns the rules by which the index is made. */
export function rules() {
  return python("from briefbook.search.tokens import RULES", "print(json.dumps(RULES))");
}
