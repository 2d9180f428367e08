// npm run generate: writes every generated file.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { generatedFiles } from "./generated-files";

const root = process.cwd();
const files = generatedFiles(root);
for (const folder of ["docs/rules", "docs/conversions"]) {
  for (const name of readdirSync(path.join(root, folder), { encoding: "utf8" })) {
    if (!files.has(`${folder}/${name}`)) rmSync(path.join(root, folder, name)); // of a rule or a pair that is gone
  }
}
for (const [file, text] of files) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}
console.log(`${files.size} files written`);
