// JSON patches on trees; what is expected was measured with Kustomize 5.5.0.
import { describe, expect, it } from "vitest";
import { isJsonPatch, patched } from "../../server/src/kustomize/json-patch";
import { asMapping, at } from "../../server/src/yaml/navigate";
import { parseDocument } from "../../server/src/yaml/parse";
import type { Mapping, Node } from "../../server/src/yaml/tree";
import { plainValue } from "../../server/src/yaml/value";

describe("add", () => {
  it("adds a key", () => expectPatched("{a: 1}", "[{op: add, path: /b, value: 2}]", { a: 1, b: 2 }));
  it("replaces a key that is there", () => expectPatched("{a: 1}", "[{op: add, path: /a, value: 2}]", { a: 2 }));
  it("inserts into a list", () => expectPatched("{a: [1, 2]}", "[{op: add, path: /a/1, value: 9}]", { a: [1, 9, 2] }));
  it("puts behind the end of a list", () =>
    expectPatched("{a: [1, 2]}", "[{op: add, path: /a/-, value: 9}, {op: add, path: /a/3, value: 8}]", {
      a: [1, 2, 9, 8],
    }));
  it("counts a negative index from the end", () =>
    expectPatched("{a: [1, 2]}", "[{op: add, path: /a/-1, value: 9}]", { a: [1, 2, 9] }));
  it("adds null where there is no value", () => expectPatched("{a: 1}", "[{op: add, path: /b}]", { a: 1, b: null }));
  it("fails beyond the end", () => expectPatched("{a: [1]}", "[{op: add, path: /a/2, value: 9}]", undefined));
  it("fails below a key that is missing", () =>
    expectPatched("{a: 1}", "[{op: add, path: /b/c, value: 9}]", undefined));
  it("fails below a scalar", () => expectPatched("{a: 1}", "[{op: add, path: /a/c, value: 9}]", undefined));
  it("fails for the whole document", () => expectPatched("{a: 1}", '[{op: add, path: "", value: {}}]', undefined));
});

describe("remove", () => {
  it("removes keys and items", () =>
    expectPatched("{a: [1, 2], b: 3}", "[{op: remove, path: /a/0}, {op: remove, path: /b}]", { a: [2] }));
  it("fails where there is nothing", () => expectPatched("{a: 1}", "[{op: remove, path: /b}]", undefined));
  it("fails for the place behind the end", () => expectPatched("{a: [1]}", "[{op: remove, path: /a/-}]", undefined));
});

describe("replace", () => {
  it("replaces keys and items", () =>
    expectPatched(
      "{a: [1, 2], b: 3}",
      "[{op: replace, path: /a/1, value: x}, {op: replace, path: /b, value: {c: 4}}]",
      {
        a: [1, "x"],
        b: { c: 4 },
      },
    ));
  it("adds a key that is missing, unlike the RFC", () =>
    expectPatched("{a: 1}", "[{op: replace, path: /b, value: 2}]", { a: 1, b: 2 }));
  it("replaces the whole document", () =>
    expectPatched("{a: 1}", '[{op: replace, path: "", value: {b: 2}}]', { b: 2 }));
  it("fails for an item that is missing", () =>
    expectPatched("{a: [1]}", "[{op: replace, path: /a/1, value: 2}]", undefined));
});

describe("move and copy", () => {
  it("move", () => expectPatched("{a: {b: 1}, c: {}}", "[{op: move, from: /a/b, path: /c/d}]", { a: {}, c: { d: 1 } }));
  it("move inside a list", () =>
    expectPatched("{a: [1, 2, 3]}", "[{op: move, from: /a/0, path: /a/2}]", { a: [2, 3, 1] }));
  it("copy", () => expectPatched("{a: {b: 1}}", "[{op: copy, from: /a, path: /c}]", { a: { b: 1 }, c: { b: 1 } }));
  it("copy of a key that is missing makes null", () =>
    expectPatched("{a: 1}", "[{op: copy, from: /x, path: /c}]", { a: 1, c: null }));
  it("move of a key that is missing fails", () =>
    expectPatched("{a: 1}", "[{op: move, from: /x, path: /c}]", undefined));
  it("move into itself fails", () => expectPatched("{a: {b: 1}}", "[{op: move, from: /a, path: /a/c}]", undefined));
});

describe("test", () => {
  it("holds for equal values, whatever the order of their keys", () =>
    expectPatched("{a: {b: 1, c: [x]}}", "[{op: test, path: /a, value: {c: [x], b: 1}}]", { a: { b: 1, c: ["x"] } }));
  it("takes a missing key for null", () => expectPatched("{a: 1}", "[{op: test, path: /b, value: null}]", { a: 1 }));
  it("fails for another value, and nothing is applied", () =>
    expectPatched("{a: 1}", "[{op: add, path: /b, value: 2}, {op: test, path: /a, value: 2}]", undefined));
});

describe("pointers", () => {
  it("know ~1 and ~0", () =>
    expectPatched("{a/b: 1, c~d: 2}", "[{op: remove, path: /a~1b}, {op: replace, path: /c~0d, value: 3}]", {
      "c~d": 3,
    }));
  it("unescape ~01 to ~1", () => expectPatched("{'~1': 1}", "[{op: remove, path: /~01}]", {}));
  it("must begin with a slash", () => expectPatched("{a: 1}", "[{op: remove, path: a}]", undefined));
});

describe("faulty operations fail", () => {
  it.each(["[{op: frobnicate, path: /a}]", "[{path: /a}]", "[{op: add, value: 1}]", "[x]", "[{op: move, path: /a}]"])(
    "%s",
    (operations) => expectPatched("{a: 1}", operations, undefined),
  );
});

it("a patch is a list", () => {
  expect(isJsonPatch(parseDocument('[{"op": "remove", "path": "/a"}]').root)).toBe(true);
  expect(isJsonPatch(parseDocument("- op: remove\n  path: /a\n").root)).toBe(true);
  expect(isJsonPatch(parseDocument("kind: Pod\n").root)).toBe(false);
  expect(isJsonPatch(undefined)).toBe(false);
});

it("leaves what it does not touch as it is, and names where new nodes come from", () => {
  const base = mapping("a: {b: 1}\nc: {d: 2}\n");
  const operations = root("- op: add\n  path: /c/e\n  value: 3\n");
  const made: [Node, Node][] = [];
  const result = patched(base, operations, (node, like) => made.push([node, like]));
  expect(at(result, "a")).toBe(at(base, "a"));
  expect(at(result, "c", "d")).toBe(at(base, "c", "d"));
  expect(at(result, "c", "e")).toBe(at(operations, 0, "value"));
  expect(made.map(([node, like]) => [node.type, like])).toEqual([
    ["scalar", at(operations, 0, "path")],
    ["mapping", at(base, "c")],
    ["mapping", base],
  ]);
  expect(plainValue(base)).toEqual({ a: { b: 1 }, c: { d: 2 } });
});

it("changes what stands behind an alias in one place only", () =>
  expectPatched("{a: &x {b: 1}, c: *x}", "[{op: add, path: /c/d, value: 2}]", { a: { b: 1 }, c: { b: 1, d: 2 } }));

it("writes merge keys out where it changes them", () =>
  expectPatched("{a: &x {b: 1}, c: {<<: *x, e: 5}}", "[{op: remove, path: /c/b}]", { a: { b: 1 }, c: { e: 5 } }));

/** @param value undefined where the patch must fail */
function expectPatched(base: string, operations: string, value: unknown): void {
  const result = patched(mapping(base), root(operations), () => {});
  expect(result && plainValue(result)).toEqual(value);
}

function root(text: string): Node {
  const parsed = parseDocument(text).root;
  if (!parsed) throw new Error("nothing was parsed");
  return parsed;
}

function mapping(text: string): Mapping {
  const parsed = asMapping(root(text));
  if (!parsed) throw new Error("no mapping was parsed");
  return parsed;
}
