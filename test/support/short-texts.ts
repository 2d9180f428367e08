// Every text that a few pieces make: what no generator thinks of.

interface Alphabet {
  readonly pieces: readonly string[];
  /** What a text may begin with. */
  readonly begins: readonly string[];
  /** Of so few that a text may have more of them. */
  readonly more?: number;
}

const alphabets: readonly Alphabet[] = [
  { pieces: ["a", ":", " ", "\n", "-", "#"], begins: [""], more: 2 },
  { pieces: ["a: ", "a:", "- ", "\n", " ", "  ", "#c", "-"], begins: ["", "a:\n", "- "] },
  { pieces: ["a:", "- ", "\n", " ", "\t", "#", "b"], begins: ["", "a:\n  b: c\n"], more: 1 },
  { pieces: ["'", '"', "a", ":", " ", "\n", "\\"], begins: ["", "a: ", "- ", 'a: "b'] },
  { pieces: ["a", "\n", " ", "\t", "#", ": ", "\r\n"], begins: ["a: b", "- a:\n   ", "a: 'b"] },
  {
    pieces: ["\n", " ", "  ", "a", "\t", "#", "\r\n"],
    begins: ["a: |\n", "- >\n", "a:\n  b: |-\n", "a: |2\n", "- a: >+\n", "a: >\n x\n"],
  },
  { pieces: ["[", "]", "{", "}", ",", ":", " ", "\n", "a", "#"], begins: ["", "a: [", "- {", "a:\n  [", '{"a":'] },
  { pieces: ["&a", "*a", "!t", " ", "\n", "a:", "- ", "#", "b", "!!str"], begins: ["", "a: &a", "- "] },
  { pieces: ["---", "...", "\n", " ", "a:", "#", "\t", "b", "-"], begins: ["", "---\n", "a: b\n"] },
  { pieces: ["a: ", "b: ", "\n", "<<: ", "{", "}", ",", "- ", "1"], begins: ["", "a: "] },
];

/** @param length how many pieces a text has at most, besides what it begins with */
export function* shortTexts(length: number): Iterable<string> {
  for (const { pieces, begins, more = 0 } of alphabets) {
    for (const begin of begins) yield* continued(begin, pieces, length + more);
  }
}

function* continued(text: string, pieces: readonly string[], left: number): Iterable<string> {
  yield text;
  if (left === 0) return;
  for (const piece of pieces) yield* continued(text + piece, pieces, left - 1);
}
