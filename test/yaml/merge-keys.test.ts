// What merge keys bring into a mapping, also where they are nested, circular, or made to explode.
import { describe, expect, it } from "vitest";
import { compose } from "../../server/src/yaml/compose";
import { insert, isRefusal, remove, replace } from "../../server/src/yaml/edit-script";
import { entriesOf, entryOf, integerAt } from "../../server/src/yaml/navigate";
import { parseDocument } from "../../server/src/yaml/parse";
import { saySame } from "../../server/src/yaml/value";

const rootOf = (text: string) => parseDocument(text).root;

/** All entries of the mapping at the key `own`, as text. */
function merged(text: string): string[] {
  const own = entryOf(rootOf(text), "own")?.value;
  return entriesOf(own).map(({ key, value }) =>
    [key, value].map((node) => (node.type === "scalar" ? node.text : node.type)).join(": "),
  );
}

/** A document whose merges unfold to `wide` to the power of `deep` mappings. */
function bomb(wide: number, deep: number): string {
  const levels = Array.from({ length: deep }, (_, index) => {
    const sources = Array.from({ length: wide }, () => `*m${index}`).join(", ");
    return `m${index + 1}: &m${index + 1} {<<: [${sources}], k${index}: ${index}}\n`;
  });
  return `m0: &m0 {z: 1}\n${levels.join("")}own:\n  <<: *m${deep}\n  a: 1\n`;
}

describe("merge keys", () => {
  it("bring in what the mapping has not itself", () =>
    expect(merged("b: &b {a: 1, c: 2}\nown: {<<: *b, a: 5}\n")).toEqual(["a: 5", "c: 2"]));
  it("let the first of several win, and what it merges before the second", () =>
    expect(merged("x: &x {a: x, d: x}\nb: &b {<<: *x, b: b}\nc: &c {a: c, b: c, e: c}\nown: {<<: [*b, *c]}\n")).toEqual(
      ["b: b", "a: x", "d: x", "e: c"],
    ));
  it("work in a chain of any length", () => {
    const chain = Array.from({ length: 100 }, (_, index) => `m${index + 1}: &m${index + 1} {<<: *m${index}}\n`);
    expect(merged(`m0: &m0 {z: 1}\n${chain.join("")}own: {<<: *m100}\n`)).toEqual(["z: 1"]);
  });
  it("take no notice of what is no mapping", () =>
    expect(merged("own: {<<: [5, *gone, [a]], a: 1}\n")).toEqual(["a: 1"]));
  it("merge a mapping into itself without end", () => {
    expect(merged("own: &a {<<: *a, b: 1}\n")).toEqual(["b: 1"]);
    expect(merged("own: &a {<<: &b {<<: [*a, *b], c: 1}, b: 1}\n")).toEqual(["b: 1", "c: 1"]);
  });
});

describe("merge keys that explode", () => {
  const text = bomb(6, 60);

  it("are walked once", () => {
    expect(merged(text)).toHaveLength(62);
    expect(integerAt(rootOf(text), "own", "z")).toBe(1);
    expect(entryOf(entryOf(rootOf(text), "own")?.value, "gone")).toBeUndefined();
  });
  it("are edited around", () => {
    const result = compose(text, [replace(["own", "a"], "2")]);
    if (isRefusal(result)) throw new Error(result.why);
    const start = text.lastIndexOf("1");
    expect(result.edits).toEqual([{ start, end: start + 1, newText: "2" }]);
  });
  it("are refused as what an edit would hide or show", () => {
    expect(compose(text, [insert(["own"], "last", "z: 2")])).toMatchObject({ refused: "merge" });
    expect(compose(bomb(6, 60).replace("  a: 1\n", "  z: 2\n"), [remove(["own", "z"])])).toMatchObject({
      refused: "merge",
    });
  });
});

describe("aliases that explode", () => {
  const levels = Array.from({ length: 30 }, (_, index) => `x${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`);
  const text = `x0: &a0 [1]\n${levels.join("")}own: 1\n`;

  it("are no reason to throw: the edit is refused", () =>
    expect(compose(text, [replace(["own"], "2")])).toEqual({
      refused: "alias",
      at: { start: 0, end: 1 },
      why: "Its aliases unfold without end.",
    }));
  it("are never called the same", () => {
    expect(saySame(rootOf(text), rootOf(text))).toBe(false);
    expect(saySame(rootOf("{a: 1, b: [2]}"), rootOf("{b: [2], a: 1}"))).toBe(true);
  });
});
