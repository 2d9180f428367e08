// Which stretch of text belongs to which entry.
import { describe, expect, it } from "vitest";
import { isCollection, type LayoutNode } from "../../server/src/yaml/layout";
import { parseDocument } from "../../server/src/yaml/parse";
import { layout } from "../../server/src/yaml/read-layout";
import type { Node } from "../../server/src/yaml/tree";
import { Choices } from "../support/choices";
import { generatedDocument } from "../support/document-generator";

/** The extent of the entry at a path of indexes. */
function extent(text: string, ...path: readonly number[]): string {
  let node: LayoutNode | undefined = layout(text).root;
  let found = "";
  for (const index of path) {
    const entry: Extract<LayoutNode, { flow: boolean }>["entries"][number] | undefined =
      node && isCollection(node) ? node.entries[index] : undefined;
    if (!entry) throw new Error("no such entry");
    found = text.slice(entry.extent.start, entry.extent.end);
    node = entry.value;
  }
  return found;
}

describe("to an entry belong", () => {
  const TEXT = [
    "# top",
    "",
    "# of a",
    "a: # head",
    "  # of b 1",
    "  # of b 2",
    "  b: 1 # end of b",
    "    # deeper than b",
    "",
    "    # deeper, below a blank line",
    "  # deeper than a",
    "",
    "# of c",
    "c: |",
    "    text",
    "  # below the scalar",
    "d: 1",
    "",
  ].join("\n");

  it("the comments directly above, at its column", () => expect(extent(TEXT, 0)).toMatch(/^# of a\na:/));
  it("those at the end of its lines and deeper ones below", () =>
    expect(extent(TEXT, 0, 0)).toBe(
      "  # of b 1\n  # of b 2\n  b: 1 # end of b\n    # deeper than b\n\n    # deeper, below a blank line\n",
    ));
  it("deeper ones below what it holds", () => expect(extent(TEXT, 0)).toMatch(/ {2}# deeper than a\n$/));
  it("a block scalar and what stands deeper below it", () =>
    expect(extent(TEXT, 1)).toBe("# of c\nc: |\n    text\n  # below the scalar\n"));
  it("no comment beyond a blank line above, nor at another column", () => {
    expect(extent("# x\n\na: 1\n", 0)).toBe("a: 1\n");
    expect(extent("a:\n# zero\n  b: 1\n", 0, 0)).toBe("  b: 1\n");
  });
  it("the blank lines that its scalar keeps", () => expect(extent("a: |+\n  t\n\nb: 1\n", 0)).toBe("a: |+\n  t\n\n"));
  it("behind a dash only itself", () => expect(extent("# i\n- a: 1 # x\n  b: 2\n", 0, 0)).toBe("a: 1 # x\n"));
  it("in flow style its comma and the comment on its line", () => {
    expect(extent("a: [b, # x\n  # y\n  c ]\n", 0, 0)).toBe("b, # x");
    expect(extent("a: [b, # x\n  # y\n  c ]\n", 0, 1)).toBe("\n  # y\n  c");
  });
});

it("an unindented sequence is no deeper than its key", () => {
  const text = "a:\n- b\n# c\nd: 1\n";
  expect(extent(text, 0)).toBe("a:\n- b\n");
  expect(extent(text, 1)).toBe("# c\nd: 1\n");
});

it("quotes may hold lines that are not indented, as Kubernetes has it", () =>
  expect(extent("a:\n  b: '[\n    x\n  ]'\n  c: 1\n", 0, 1)).toBe("  c: 1\n"));

it("has the shape of the tree, and its entries do not overlap", () => {
  for (let seed = 0; seed < 200; seed++) {
    const text = generatedDocument(Choices.seeded(seed));
    const { root, errors } = parseDocument(text);
    if (!root || errors.some(({ fault }) => fault === "syntax")) continue;
    const { root: laid } = layout(text);
    expect(laid && shapeOfLayout(laid), text).toEqual(shapeOfTree(root));
    if (laid) checkOrder(laid, text);
  }
});

type Shape = string | readonly Shape[];

function shapeOfTree(node: Node): Shape {
  if (node.type === "mapping") return node.entries.flatMap(({ key, value }) => [shapeOfTree(key), shapeOfTree(value)]);
  if (node.type === "sequence") return node.items.map(shapeOfTree);
  return node.type === "alias" ? `*${node.name}` : `${node.style} ${node.text}`;
}

function shapeOfLayout(node: LayoutNode): Shape {
  if (isCollection(node))
    return node.entries.flatMap(({ key, value }) => [...(key ? [shapeOfLayout(key)] : []), shapeOfLayout(value)]);
  return node.type === "alias" ? `*${node.text}` : `${node.style} ${node.text}`;
}

function checkOrder(node: LayoutNode, text: string): void {
  if (!isCollection(node)) return;
  let position = node.flow ? node.start : node.body.start;
  for (const entry of node.entries) {
    expect(entry.extent.start, text).toBeGreaterThanOrEqual(position);
    expect(entry.start, text).toBeGreaterThanOrEqual(entry.extent.start);
    expect(entry.end, text).toBeLessThanOrEqual(entry.extent.end);
    position = entry.extent.end;
    checkOrder(entry.value, text);
  }
}
