// Copies of trees, for values that get into other objects.
import { resolved } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

/** Aliases may make a small tree a huge one: nothing larger than this is copied. */
const MOST_NODES = 100_000;

/**
 * The tree with aliases written out; undefined where it is of absurd size.
 * @param note told of every copy, and what it is a copy of
 */
export function copyOf(root: Node, note: (copy: Node, node: Node) => void): Node | undefined {
  let count = 0;
  const copied = (node: Node, depth: number): Node | undefined => {
    const target = resolved(node);
    if (!target || ++count > MOST_NODES || depth > 300) return undefined;
    const copy = withCopies(target, (inner) => copied(inner, depth + 1));
    if (copy) note(copy, target);
    return copy;
  };
  return copied(root, 0);
}

function withCopies(
  node: Exclude<Node, { type: "alias" }>,
  copied: (inner: Node) => Node | undefined,
): Node | undefined {
  const { start, end } = node;
  if (node.type === "scalar") return { ...node };
  if (node.type === "sequence") {
    const items = node.items.map(copied).filter((item) => item !== undefined);
    return items.length === node.items.length ? { type: "sequence", flow: node.flow, items, start, end } : undefined;
  }
  const entries = node.entries.flatMap(({ key, value }) => {
    const [copiedKey, copiedValue] = [copied(key), copied(value)];
    return copiedKey && copiedValue ? [{ key: copiedKey, value: copiedValue }] : [];
  });
  return entries.length === node.entries.length ? { type: "mapping", flow: node.flow, entries, start, end } : undefined;
}
