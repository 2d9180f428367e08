// Cutting a file into documents.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitDocuments } from "../../server/src/text/split-documents";

const parts = (text: string) => splitDocuments(text).map(({ start, end }) => text.slice(start, end));

describe("splitDocuments", () => {
  it("gives one document for a text without markers", () => expect(parts("a: 1\nb: 2\n")).toEqual(["a: 1\nb: 2\n"]));
  it("gives one document for an empty text", () => expect(parts("")).toEqual([""]));
  it("begins a document with its marker", () => expect(parts("a: 1\n---\nb: 2\n")).toEqual(["a: 1\n", "---\nb: 2\n"]));
  it("leaves comments above the first marker with the first document", () =>
    expect(parts("# licence\n\n---\na: 1\n---\nb: 2\n")).toEqual(["# licence\n\n---\na: 1\n", "---\nb: 2\n"]));
  it("leaves directives with their document", () =>
    expect(parts("%YAML 1.1\n---\na: 1\n")).toEqual(["%YAML 1.1\n---\na: 1\n"]));
  it("keeps empty documents apart", () =>
    expect(parts("a: 1\n---\n---\nb: 2\n")).toEqual(["a: 1\n", "---\n", "---\nb: 2\n"]));
  it("takes what stands on the marker's line", () =>
    expect(parts("--- # one\na: 1\n--- {b: 2}\n")).toEqual(["--- # one\na: 1\n", "--- {b: 2}\n"]));
  it("ends a document at ...", () => expect(parts("a: 1\n...\nb: 2\n")).toEqual(["a: 1\n...\n", "b: 2\n"]));
  it("takes no notice of longer rows of dashes", () =>
    expect(parts("a: 1\n----\nb: 2\n")).toEqual(["a: 1\n----\nb: 2\n"]));
  it("takes no notice of indented markers", () => expect(parts("a: |\n  ---\n  x\n")).toEqual(["a: |\n  ---\n  x\n"]));
  it("works with CRLF", () => expect(parts("a: 1\r\n---\r\nb: 2\r\n")).toEqual(["a: 1\r\n", "---\r\nb: 2\r\n"]));
  it("works with a byte order mark", () =>
    expect(parts("\ufeff---\na: 1\n---\nb: 2")).toEqual(["\ufeff---\na: 1\n", "---\nb: 2"]));
  it("works without a final newline", () => expect(parts("a: 1\n---")).toEqual(["a: 1\n", "---"]));

  it("loses no character of any text", () => {
    const piece = fc.constantFrom("---", "...", "# c", "a: 1", "%YAML 1.2", "  x", "", "--- a", "\ufeff");
    const text = fc
      .array(fc.tuple(piece, fc.constantFrom("\n", "\r\n", "\r", "")), { maxLength: 12 })
      .map((lines) => lines.flat().join(""));
    fc.assert(
      fc.property(text, (source) => {
        expect(parts(source).join("")).toBe(source);
      }),
    );
  });
});
