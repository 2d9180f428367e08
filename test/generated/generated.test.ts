// Generated files are what the code makes of them now.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { generatedFiles } from "../../scripts/generated-files";

const root = path.resolve(import.meta.dirname, "../..");
const files = generatedFiles(root);

describe("generated files (npm run generate)", () => {
  it.each([...files])("%s", (file, text) => expect(readFileSync(path.join(root, file), "utf8")).toBe(text));
  it.each(["docs/rules", "docs/conversions"])("no page is left in %s of what is gone", (folder) =>
    expect(
      readdirSync(path.join(root, folder))
        .map((name) => `${folder}/${name}`)
        .filter((file) => !files.has(file)),
    ).toEqual([]),
  );
});
