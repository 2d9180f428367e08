// A new document before another one: marker lines, comments at the top of a file, line ends.
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/text/edit";
import { splitDocuments } from "../../server/src/text/split-documents";
import { isRefusal, ScriptFault } from "../../server/src/yaml/edit-script";
import { insertDocument } from "../../server/src/yaml/insert-document";

const SERVICE = "kind: Service\nspec:\n  ports:\n    - port: 80\n";

function inserted(file: string, index: number): string {
  const span = splitDocuments(file)[index];
  if (!span) throw new Error("no such document");
  const edit = insertDocument(file, span, SERVICE);
  return isRefusal(edit) ? `refused: ${edit.refused}` : applyEdits(file, [edit]);
}

describe("a new document", () => {
  it("before the only one", () => expect(inserted("kind: A\n", 0)).toBe(`${SERVICE}---\nkind: A\n`));

  it("before one without a final line end", () => expect(inserted("kind: A", 0)).toBe(`${SERVICE}---\nkind: A`));

  it("before the first one, which has a marker", () =>
    expect(inserted("---\nkind: A\n", 0)).toBe(`---\n${SERVICE}---\nkind: A\n`));

  it("between two", () =>
    expect(inserted("kind: A\n---\nkind: B\n", 1)).toBe(`kind: A\n---\n${SERVICE}---\nkind: B\n`));

  it("leaves comments with the document that they are about", () => {
    expect(inserted("# about A\nkind: A\n", 0)).toBe(`${SERVICE}---\n# about A\nkind: A\n`);
    expect(inserted("kind: A\n---\n# about B\nkind: B\n", 1)).toBe(`kind: A\n---\n${SERVICE}---\n# about B\nkind: B\n`);
    expect(inserted("kind: A\n--- # marker\nkind: B\n", 1)).toBe(`kind: A\n---\n${SERVICE}--- # marker\nkind: B\n`);
  });

  it("leaves a licence above the first marker at the top", () =>
    expect(inserted("# licence\n\n---\n# about A\nkind: A\n", 0)).toBe(
      `# licence\n\n---\n${SERVICE}---\n# about A\nkind: A\n`,
    ));

  it("leaves at the top what a blank line parts from the document", () => {
    expect(inserted("# licence\n\nkind: A\n", 0)).toBe(`# licence\n\n${SERVICE}---\nkind: A\n`);
    expect(inserted("# licence\n\n\n# about A\nkind: A\n", 0)).toBe(
      `# licence\n\n\n${SERVICE}---\n# about A\nkind: A\n`,
    );
    expect(inserted("\n# about A\nkind: A\n", 0)).toBe(`${SERVICE}---\n\n# about A\nkind: A\n`);
  });

  it("leaves at the top what tools look for there", () => {
    expect(inserted("# yaml-language-server: $schema=a.json\nkind: A\n", 0)).toBe(
      `# yaml-language-server: $schema=a.json\n${SERVICE}---\nkind: A\n`,
    );
    expect(inserted("# rightkind-ignore-file: no\n# about A\nkind: A\n", 0)).toBe(
      `# rightkind-ignore-file: no\n${SERVICE}---\n# about A\nkind: A\n`,
    );
  });

  it("keeps a byte order mark, and directives", () => {
    expect(inserted("\ufeffkind: A\n", 0)).toBe(`\ufeff${SERVICE}---\nkind: A\n`);
    expect(inserted("%YAML 1.2\n---\nkind: A\n", 0)).toBe(`%YAML 1.2\n---\n${SERVICE}---\nkind: A\n`);
  });

  it("after an end line", () =>
    expect(inserted("kind: A\n...\nkind: B\n", 1)).toBe(`kind: A\n...\n${SERVICE}---\nkind: B\n`));

  it("looks like its neighbour", () =>
    expect(inserted("kind: A\r\nspec:\r\n    list:\r\n    - a\r\n", 0)).toBe(
      "kind: Service\r\nspec:\r\n    ports:\r\n    - port: 80\r\n---\r\nkind: A\r\nspec:\r\n    list:\r\n    - a\r\n",
    ));

  it("is refused in JSON", () => expect(inserted('{"kind": "A"}\n', 0)).toBe("refused: flow"));

  it("must be a mapping", () =>
    expect(() => insertDocument("a: 1\n", { start: 0, end: 5 }, "- a")).toThrow(ScriptFault));
});
