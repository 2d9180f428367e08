// From pieces to the smallest edits.
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/text/edit";
import { editsOf } from "../../server/src/yaml/edits-of";

const TEXT = "one two three four";
const span = (word: string): { start: number; end: number } => ({
  start: TEXT.indexOf(word),
  end: TEXT.indexOf(word) + word.length,
});

describe("edits", () => {
  it("none where the pieces are the text", () => expect(editsOf(TEXT, [{ start: 0, end: TEXT.length }])).toEqual([]));

  it("keep the heaviest row of pieces, and write the others anew", () => {
    const edits = editsOf(TEXT, [span("three"), " ", span("one"), " ", span("two")]);
    expect(applyEdits(TEXT, edits)).toBe("three one two");
    expect(edits).toEqual([
      { start: 0, end: 0, newText: "three " },
      { start: 7, end: 18, newText: "" },
    ]);
  });

  it("leave alone what is the same, by whole words", () =>
    expect(editsOf("kind: Deployment # c", [{ start: 0, end: 6 }, "DaemonSet", { start: 16, end: 20 }])).toEqual([
      { start: 6, end: 16, newText: "DaemonSet" },
    ]));

  it("write a piece twice that is used twice", () =>
    expect(applyEdits(TEXT, editsOf(TEXT, [span("two"), "-", span("two")]))).toBe("two-two"));

  it("do not cut a CRLF in two", () => {
    const text = "a\r\nb\r\n";
    for (const edit of editsOf(text, ["x\r\n", { start: 3, end: 6 }]))
      expect([text[edit.start - 1], text[edit.end - 1]]).not.toContain("\r");
  });
});
