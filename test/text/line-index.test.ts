// Offsets, lines and characters.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineIndex } from "../../server/src/text/line-index";

describe("LineIndex", () => {
  it("counts lines of every ending", () => {
    const lines = new LineIndex("a\nb\r\nc\rd");
    expect([0, 2, 5, 7].map((offset) => lines.placeOf(offset))).toEqual([
      { line: 0, character: 0 },
      { line: 1, character: 0 },
      { line: 2, character: 0 },
      { line: 3, character: 0 },
    ]);
    expect(lines.lineCount).toBe(4);
  });
  it("counts UTF-16 units", () => expect(new LineIndex("🎉x").placeOf(2)).toEqual({ line: 0, character: 2 }));
  it("moves what lies outside to the nearest end", () => {
    const lines = new LineIndex("ab\ncd");
    expect(lines.placeOf(99)).toEqual({ line: 1, character: 2 });
    expect(lines.placeOf(-1)).toEqual({ line: 0, character: 0 });
    expect(lines.offsetOf({ line: 0, character: 99 })).toBe(2);
    expect(lines.offsetOf({ line: 9, character: 0 })).toBe(5);
    expect(lines.offsetOf({ line: -1, character: 0 })).toBe(0);
  });
  it("is after an edit what it is of the text afterwards", () => {
    const piece = fc
      .array(fc.constantFrom("a", "bc", "\n", "\n", "\n\n", "\r\n", "\r"), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(piece, fc.nat(20), fc.nat(5), piece, (before, at, length, newText) => {
        const start = Math.min(at, before.length);
        const end = Math.min(start + length, before.length);
        const text = before.slice(0, start) + newText + before.slice(end);
        const [edited, fresh] = [new LineIndex(before).edited(text, { start, end, newText }), new LineIndex(text)];
        expect(edited.lineCount).toBe(fresh.lineCount);
        for (let offset = 0; offset <= text.length; offset++)
          expect(edited.placeOf(offset)).toEqual(fresh.placeOf(offset));
      }),
      { numRuns: 300 },
    );
  });
  it("leads there and back", () => {
    const text = fc
      .array(fc.constantFrom("a", "é", "🎉", "\n", "\r\n", "\r"), { maxLength: 30 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(60), (source, at) => {
        const lines = new LineIndex(source);
        const offset = Math.min(at, source.length);
        // Between CR and LF is no place of its own.
        if (source[offset - 1] === "\r" && source[offset] === "\n") return;
        expect(lines.offsetOf(lines.placeOf(offset))).toBe(offset);
      }),
    );
  });
});
