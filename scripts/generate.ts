// npm run generate: writes every generated file.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { generatedFiles } from "./generated-files";

const root = process.cwd();
const files = generatedFiles(root);
for (const name of readdirSync(path.join(root, "docs/rules"), { encoding: "utf8" })) {
  if (!files.has(`docs/rules/${name}`)) rmSync(path.join(root, "docs/rules", name)); // of a rule that is gone
}
for (const [file, text] of files) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}
console.log(`${files.size} files written`);
