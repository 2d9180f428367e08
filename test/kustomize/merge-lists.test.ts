// Lists that are merged by keys cost as many steps as they have elements: looks into elements are counted, no time is.
import { describe, expect, it } from "vitest";
import { mergedElements } from "../../server/src/kustomize/merge-lists";
import { itemsOf } from "../../server/src/yaml/navigate";
import { parseDocument } from "../../server/src/yaml/parse";
import type { Entry, Node } from "../../server/src/yaml/tree";
import { plainValue } from "../../server/src/yaml/value";

type Merge = (base: Node | undefined, patch: Node | undefined) => Node | undefined;

/** The patch's element wins as a whole. */
const overlay: Merge = (base, patch) => patch ?? base;

function elements(text: string): readonly Node[] {
  return itemsOf(parseDocument(text).root);
}

function merged(base: string, patch: string, keys: readonly string[], merge = overlay): unknown[] {
  const lists = { base: elements(base), patch: elements(patch), keys, merge, note: () => undefined };
  return mergedElements(lists).map((node) => plainValue(node));
}

/** How often the entries of elements are read while a patch of as many elements is laid over `count` of them. */
function looks(count: number, text: (index: number) => string, keys: readonly string[]): number {
  let read = 0;
  const counted = (from: number): Node[] =>
    elements(Array.from({ length: count }, (_, index) => `- ${text(from + index)}\n`).join("")).map((node) => {
      if (node.type !== "mapping") throw new Error("no mapping");
      const { entries } = node;
      return Object.defineProperty({ ...node }, "entries", {
        get: (): readonly Entry[] => {
          read++;
          return entries;
        },
      });
    });
  const lists = { base: counted(0), patch: counted(count / 2), keys, merge: overlay, note: () => undefined };
  expect(mergedElements(lists)).toHaveLength(count * 1.5);
  return read;
}

describe("elements that are told apart by all their keys", () => {
  it.each([
    ["one key", (index: number) => `{name: n${index}}`, ["name"]],
    ["two keys", (index: number) => `{containerPort: ${index}, protocol: TCP}`, ["containerPort", "protocol"]],
    ["the second key nowhere", (index: number) => `{containerPort: ${index}}`, ["containerPort", "protocol"]],
  ] as const)("are found without a search: %s", (_, text, keys) => {
    const few = looks(100, text, keys);
    expect(few).toBeGreaterThan(0);
    expect(looks(1000, text, keys)).toBe(10 * few);
  });

  it("stand as the patch has them, the base's others behind them", () => {
    expect(merged("[{name: a}, {name: b}, {name: c}]", "[{name: c}, {name: new}, {name: a}]", ["name"])).toEqual([
      { name: "c" },
      { name: "new" },
      { name: "a" },
      { name: "b" },
    ]);
  });

  it("stand behind those of the patch where there are two keys, as the base has them", () => {
    const keys = ["port", "protocol"];
    const base = "[{port: 1, protocol: TCP}, {port: 1, protocol: UDP}]";
    const patch = "[{port: 1, protocol: UDP, x: 1}, {port: 2, protocol: TCP}]";
    expect(merged(base, patch, keys)).toEqual([
      { port: 2, protocol: "TCP" },
      { port: 1, protocol: "TCP" },
      { port: 1, protocol: "UDP", x: 1 },
    ]);
  });

  it("go where nothing is left of them", () => {
    const gone: Merge = (base, patch) => (patch ? undefined : base);
    expect(merged("[{name: a}, {name: b}]", "[{name: a}, {name: new}]", ["name"], gone)).toEqual([{ name: "b" }]);
  });

  it("are the base's where the patch replaces them", () => {
    expect(merged("[{name: a, x: 1}]", "[{name: a, $patch: replace}]", ["name"])).toEqual([{ name: "a", x: 1 }]);
  });
});
