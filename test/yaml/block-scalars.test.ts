// Block scalars at the end of a text: what is not written is not read, and what is read stays so when something is written beside it.
import { expect, it } from "vitest";
import { applyEdits } from "../../server/src/text/edit";
import { compose } from "../../server/src/yaml/compose";
import { type EditScript, insert, isRefusal, remove } from "../../server/src/yaml/edit-script";
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
])("reads %j as %j", (text, content) => {
  expect(stringAt(parseDocument(text).root, "a")).toBe(content);
});

const more = insert([], "last", "b: 1");
const scalar = insert([], "last", "b: |\n  y\n");

it.each<[string, EditScript, string]>([
  // The line end behind it would be part of the content.
  ["a: |\n  x", [more], "a: |-\n  x\nb: 1"],
  ["a: |+\n  x", [more], "a: |-\n  x\nb: 1"],
  ["a: >2\n    x", [more], "a: >2-\n    x\nb: 1"],
  ["a: |\n  x\n  ", [more], "a: |\n  x\nb: 1\n  "],
  // The document ended without a line end, the scalar does not.
  ["a: 1", [scalar], "a: 1\nb: |\n  y\n"],
  ["a: |\n  x", [scalar], "a: |-\n  x\nb: |\n  y\n"],
  ["a: |\n  x\n\n\nc: 1", [remove(["c"])], "a: |\n  x\n"],
  ["a: |-\n  x\nc: 1", [remove(["c"])], "a: |-\n  x"],
])("keeps the content of %j", (text, script, result) => {
  const composed = compose(text, script);
  expect(isRefusal(composed) ? composed : applyEdits(text, composed.edits)).toEqual(result);
});
