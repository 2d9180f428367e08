// What reading costs: every sign of a text is looked at a few times, however the text is made.
import { expect, it } from "vitest";
import { readDocument } from "../../server/src/yaml/reader/read";
import { Choices } from "../support/choices";
import { generatedDocument } from "../support/document-generator";

/** A string that counts what is looked at. */
class CountedText {
  looks = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get length(): number {
    return this.#text.length;
  }

  charCodeAt(at: number): number {
    this.looks++;
    return this.#text.charCodeAt(at);
  }

  indexOf(piece: string, from: number): number {
    const found = this.#text.indexOf(piece, from);
    this.looks += (found === -1 ? this.#text.length : found) - from + 1;
    return found;
  }

  slice(start: number, end: number): string {
    this.looks += end - start;
    return this.#text.slice(start, end);
  }
}

/** How often each sign of a text is looked at, all in all. */
function cost(text: string): number {
  const counted = new CountedText(text);
  readDocument(counted);
  return counted.looks / text.length;
}

const run = (piece: string, count: number) => piece.repeat(count);
const keys = (count: number, value: string) =>
  Array.from({ length: count }, (_, index) => `k${index}: ${value}\n`).join("");

it.each(
  Object.entries<(size: number) => string>({
    "nested flow": (size) => `a: [${run(`${run("[", 150)}b${run("]", 150)}, `, size)}]\n`,
    "flow over lines": (size) => `a: {\n${run("  b: [c, {d: e}], # f\n\n", size)}}\n`,
    "flow that nothing closes": (size) => `a: ${run("[", 100)}${run("b, ", size * 10)}`,
    "a long comment": (size) => `a: b # ${run("c ", size * 50)}\n`,
    "comment lines": (size) => `a:\n${run("# b\n  # c\n\n", size * 10)}  d: e\n`,
    quotes: (size) => keys(size * 10, `"b\\n c" # 'd'`),
    "a long quote": (size) => `a: "${run("\\u0041 b\n  c\n\n  ", size * 10)}"\n`,
    "doubled quotes": (size) => `a: '${run("''", size * 50)}'\n`,
    backslashes: (size) => `a: "${run("\\\\", size * 50)}"\n`,
    "a quote that nothing closes": (size) => `a: "${run("b\n  ", size * 20)}`,
    "block scalars": (size) => keys(size * 10, "|\n  b\n    c\n\n  d"),
    "a long block scalar": (size) => `a: >\n${run("  b\n\n\n", size * 20)}\n\n`,
    "blank lines in a block scalar": (size) => `a: |\n${run("  \n", size * 20)}  b\n${run("\n", size * 50)}c: d\n`,
    "lines that fold": (size) => `a: b\n${run("  c\n\n", size * 20)}d: e\n`,
    "blank lines": (size) => keys(20, run("\n", size * 5)),
    blanks: (size) => `a: b${run(" ", size * 50)}c${run(" ", size * 50)}# d\n`,
    "blanks before a colon": (size) => `a${run(" ", size * 50)}: b\n`,
    keys: (size) => keys(size * 20, "b"),
    "keys that look alike": (size) => Array.from({ length: size * 10 }, (_, index) => `a${index}b: c\n`).join(""),
    "nested mappings and their ends": (size) =>
      run(
        `${Array.from({ length: 50 }, (_, depth) => `${run(" ", depth)}${depth === 0 ? "- " : "  "}a:\n`).join("")}\n\n`,
        size,
      ),
    dashes: (size) => run(`${run("- ", 190)}a\n`, size),
    anchors: (size) => keys(size * 10, `&${run("b", 50)} c`),
    colons: (size) => `a: ${run("b:", size * 50)}\n`,
    hashes: (size) => `a: ${run("b#", size * 50)}\n`,
    "a line without a colon": (size) => `a: b\n${run("c ", size * 50)}`,
  }),
)("%s", (_, text) => {
  const [small, large] = [cost(text(20)), cost(text(200))];
  expect(large).toBeLessThan(8);
  expect(large).toBeLessThan(small * 1.2 + 0.5);
});

it("generated documents", () => {
  for (let seed = 0; seed < 300; seed++) expect(cost(generatedDocument(Choices.seeded(seed)))).toBeLessThan(8);
});
