// The files of a scenario's folder, as they are and as they come to be.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

/** Every file below a folder, whole, by its path with `/`. */
export function filesOf(folder) {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).replaceAll(path.sep, "/"), fs.readFileSync(file, "utf8")])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Fails unless a folder comes to hold exactly these files: VS Code writes them some time after it shows them. */
export async function filesBecome(folder, expected) {
  for (let tries = 0; tries < 200; tries++) {
    if (isDeepStrictEqual(filesOf(folder), expected)) return;
    await delay(100);
  }
  assert.deepEqual(filesOf(folder), expected);
}
