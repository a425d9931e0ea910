/* Lays out the templates of print as typstyle does. With --check it writes nothing, and fails where it would. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { format } from "@typstyle/typstyle-wasm-bundler";

const FOLDER = new URL("../templates/print/", import.meta.url);
const isCheck = process.argv.includes("--check");

for (const name of readdirSync(FOLDER).filter((each) => each.endsWith(".typ"))) {
  const file = new URL(name, FOLDER);
  const text = readFileSync(file, "utf8");
  const laidOut = format(text, { max_width: 120 });
  if (laidOut === text) continue;
  if (!isCheck) {
    writeFileSync(file, laidOut);
    continue;
  }
  console.error(`templates/print/${name} is not laid out as typstyle does; run: make format`);
  process.exitCode = 1;
}
