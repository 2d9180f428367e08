// The choices of the command line are those that conversions ask for.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, it } from "vitest";
import { knownChoices } from "../../server/src/conversions/choices";

it("every choice is known, and none that nobody asks for", () => {
  const folder = path.resolve(import.meta.dirname, "../../server/src/conversions");
  const asked = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [...readFileSync(path.join(folder, file), "utf8").matchAll(/choices\.get\("([a-z-]+)"\)/g)])
    .map(([, name]) => name);
  expect(Object.keys(knownChoices)).toEqual([...new Set(asked)].sort());
});
