// Small habits of the whole code: a sentence on top of each file, names that say something, no leftovers.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

const files = ["client/src", "server/src", "scripts", "test"]
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map(
      (file) => `${folder}/${file.replaceAll(path.sep, "/")}`,
    ),
  )
  .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes("/fixtures/"))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

/** Files for which a test does not hold. */
function failing(holds: (file: { file: string; text: string }) => boolean): string[] {
  return files.filter((file) => !holds(file)).map(({ file }) => file);
}

describe("every file", () => {
  it("is read", () => expect(files.length).toBeGreaterThan(80));
  it("opens with a sentence that says what it is responsible for", () =>
    expect(
      failing(({ text }) => /^(?:#!.*\n)?(?:\/\/ [^\n]+\n)*\/\/ [^\n]*[.:]\n|^\/\*\* [^\n]+\. \*\/\n/.test(text)),
    ).toEqual([]));
  it("has a name in kebab case that is no drawer", () =>
    expect(
      failing(({ file }) => {
        const name = path.basename(file).replace(/\.(test\.ts|d\.ts|ts|mjs)$/, "");
        return (
          /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) &&
          !/^(utils?|helpers?|common|misc|types|constants|index)$/.test(
            name.replace(/^index$/, file.includes("test/vscode") ? "suite" : name),
          )
        );
      }),
    ).toEqual([]));
  it("has no leftover", () =>
    expect(
      failing(
        ({ file, text }) =>
          file.endsWith("tidy/text.test.ts") || !/\b(?:TODO|FIXME|XXX)\b|\.only\(|debugger;/.test(text),
      ),
    ).toEqual([]));
  it("keeps no state at module level", () =>
    expect(failing(({ file, text }) => !file.startsWith("server/src") || !/^let /m.test(text))).toEqual([]));
});
