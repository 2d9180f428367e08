// A file whose text is edited has the documents and lines of one that is read afresh, and looks at one document alone where it can.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineIndex } from "../../server/src/text/line-index";
import { SourceFile } from "../../server/src/workspace/source-file";
import { TreeCache } from "../../server/src/workspace/tree-cache";

const words = [
  "---",
  "--- ",
  "---x",
  "...",
  "\n",
  "\n",
  "\r\n",
  "\r",
  "a: 1",
  "# c",
  " ",
  "%YAML 1.2",
  "\ufeff",
  "\u2028",
];
const text = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((parts) => parts.join(""));

function fileOf(source: string): SourceFile {
  let id = 0;
  const file = new SourceFile("/w/a.yaml", new TreeCache({ short: 1000, long: 1000 }), () => id++);
  file.update(source);
  return file;
}

const shape = (file: SourceFile) => file.documents.map((document) => ({ start: document.start, text: document.text }));

describe("a file", () => {
  it("is the same after an edit as one that is read afresh", () => {
    let inner = 0;
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(6), text, (source, at, length, newText) => {
        const start = Math.min(at, source.length);
        const end = Math.min(start + length, source.length);
        const after = source.slice(0, start) + newText + source.slice(end);
        const file = fileOf(source);
        const before = [...file.documents];
        const { changed, removed } = file.update(after, { start, end, newText });
        expect(shape(file)).toEqual(shape(fileOf(after)));
        expect(removed.length).toBe(Math.max(0, before.length - file.documents.length));
        if (before.length > 1 && changed.length === 1 && removed.length === 0) inner++;
      }),
      {
        numRuns: 3000,
        examples: [
          ["...\n", 4, 0, "# c"],
          ["\na: 1\n---", 1, 4, ""],
        ],
      },
    );
    expect(inner).toBeGreaterThan(100);
  });

  it("has the lines of its text", () => {
    fc.assert(
      fc.property(text, (source) => {
        const [lines, whole] = [fileOf(source).lines, new LineIndex(source)];
        expect(lines.lineCount).toBe(whole.lineCount);
        for (let offset = -1; offset <= source.length + 1; offset++)
          expect(lines.placeOf(offset)).toEqual(whole.placeOf(offset));
        for (let line = -1; line <= whole.lineCount; line++)
          for (const character of [-1, 0, 2, 99])
            expect(lines.offsetOf({ line, character })).toBe(whole.offsetOf({ line, character }));
      }),
      { numRuns: 1000 },
    );
  });

  it("reads one document of many, and counts its lines alone, where an edit is within it", () => {
    const file = fileOf(Array.from({ length: 50 }, (_, at) => `---\nname: n${at}\n`).join(""));
    const before = file.documents.map(({ lines, revision }) => ({ lines, revision }));
    const start = file.text.indexOf("n20");
    file.update(file.text.replace("n20", "n20\nmore: 1"), { start, end: start + 3, newText: "n20\nmore: 1" });
    const looked = file.documents.filter(
      ({ lines, revision }, at) => lines !== before[at]?.lines || revision !== before[at]?.revision,
    );
    expect(looked.map(({ start: from }) => from)).toEqual([file.text.lastIndexOf("---", start)]);
    expect(file.lines.placeOf(file.text.indexOf("n49"))).toEqual({ line: 49 * 2 + 2, character: 6 });
  });
});
