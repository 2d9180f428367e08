// Block scalars at the end of a text: what is not written is not read.
import { expect, it } from "vitest";
import { stringAt } from "../../server/src/yaml/navigate";
import { parseDocument } from "../../server/src/yaml/parse";

it.each([
  ["a: |\n  x", "x"],
  ["a: |\n  x\n", "x\n"],
  ["a: |\n  x\r\n", "x\n"],
  ["a: |\n  x  ", "x  "],
  ["a: |\n  x\n  ", "x\n"],
  ["a: |+\n  x\n\n", "x\n\n"],
  ["a: |+\n  x", "x"],
  ["a: |-\n  x", "x"],
  ["a: >\n  x\n  y", "x y"],
  ["a: |\n  x\nb: 1", "x\n"],
  ["a: |\n", ""],
])("%j", (text, content) => {
  expect(stringAt(parseDocument(text).root, "a")).toBe(content);
});
