// The meaning of edit scripts on plain values.
import { describe, expect, it } from "vitest";
import { applyToValue } from "../../server/src/yaml/apply-to-value";
import { insert, move, remove, rename, replace, ScriptFault, unwrap, wrap } from "../../server/src/yaml/edit-script";
import { entry, item, literal, mapping, slice, taken } from "../../server/src/yaml/fragment";
import { parseDocument } from "../../server/src/yaml/parse";
import { plainValue, sameValue } from "../../server/src/yaml/value";

const VALUE = { a: 1, m: { x: 1, y: [1, 2] }, l: ["p", "q"] };

describe("a script on a value", () => {
  it("remove, and what is emptied", () => {
    expect(applyToValue(VALUE, [remove(["m", "x"]), remove(["m", "y", 0]), remove(["m", "y", 1])])).toEqual({
      a: 1,
      l: ["p", "q"],
    });
    expect(applyToValue(VALUE, [remove(["l", 0], { collapse: false }), remove(["l", 1], { collapse: false })])).toEqual(
      { ...VALUE, l: [] },
    );
    expect(applyToValue({ a: 1 }, [remove(["a"])])).toEqual({});
  });

  it("rename, replace, insert", () =>
    expect(
      Object.entries(
        applyToValue(VALUE, [
          rename(["a"], "b"),
          replace(["l"], "x"),
          insert([], { after: "a" }, "c: 2\nd: 3"),
        ]) as object,
      ),
    ).toEqual([
      ["b", 1],
      ["c", 2],
      ["d", 3],
      ["m", VALUE.m],
      ["l", "x"],
    ]));

  it("move, wrap, unwrap", () => {
    expect(applyToValue(VALUE, [move(["m", "x"], ["l"], { before: 1 })])).toEqual({
      a: 1,
      m: { y: [1, 2] },
      l: ["p", 1, "q"],
    });
    expect(applyToValue(VALUE, [wrap(["m"], ["n", { key: "o", before: literal("z: 0") }])])).toEqual({
      ...VALUE,
      m: { n: { z: 0, o: VALUE.m } },
    });
    expect(applyToValue(VALUE, [wrap([], ["n"], { only: ["m", "l"] })])).toEqual({
      a: 1,
      n: { m: VALUE.m, l: VALUE.l },
    });
    expect(applyToValue(VALUE, [unwrap(["m"])])).toEqual({ a: 1, x: 1, y: [1, 2], l: ["p", "q"] });
  });

  it("fragments of several parts", () =>
    expect(
      applyToValue(VALUE, [
        insert([], "last", entry("n", mapping("k: 0755", taken(["a"]), entry("s", slice("z: [5]", ["z"]))))),
      ]),
    ).toEqual({
      m: VALUE.m,
      l: VALUE.l,
      n: { k: 493, a: 1, s: [5] },
    }));

  it("null becomes a collection", () => {
    expect(applyToValue({ a: null }, [insert(["a"], "last", "b: 1")])).toEqual({ a: { b: 1 } });
    expect(applyToValue({ a: null }, [insert(["a"], "last", item("b"))])).toEqual({ a: ["b"] });
  });

  it("a taken path that is not there is a fault", () =>
    expect(() => applyToValue(VALUE, [move(["z"], [], "last")])).toThrow(ScriptFault));
});

describe("the value of a tree", () => {
  const value = (text: string): unknown => plainValue(parseDocument(text).root);

  it("resolves aliases and merge keys", () =>
    expect(value("a: &x {p: 1, q: 2}\nb: *x\nc:\n  <<: *x\n  q: 3\n")).toEqual({
      a: { p: 1, q: 2 },
      b: { p: 1, q: 2 },
      c: { q: 3, p: 1 },
    }));

  it("an anchor inside another of its name is the nearer one", () =>
    expect(value("a: &x [&x 1]\nb: *x\n")).toEqual({ a: [1], b: 1 }));

  it("folds lines in quotes that are not indented", () =>
    expect(value("a:\n  b: '[\n  x\n\n ]'\n  c: \"one\n two\"\n")).toEqual({ a: { b: "[ x\n]", c: "one two" } }));

  it("does not unfold without end", () => {
    const bomb = [
      "a0: &a0 [x, x]",
      ...Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`),
    ].join("\n");
    expect(() => value(bomb)).toThrow(RangeError);
  });

  it("is compared without regard to the order of keys", () => {
    expect(sameValue({ a: 1, b: [Number.NaN] }, { b: [Number.NaN], a: 1 })).toBe(true);
    expect(sameValue({ a: 1 }, { a: 1, b: null })).toBe(false);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
    expect(sameValue([], {})).toBe(false);
  });
});
