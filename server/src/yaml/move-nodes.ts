// Moves nodes to where they stand after text before them has come or gone.
import type { Node } from "./tree";

/** A node as only this file sees it. */
interface Movable {
  start: number;
  end: number;
}

/** Moves a node and all in it, in place: whoever holds one of them knows where it stands now. Aliases are not followed. */
export function moveNode(node: Node, by: number): void {
  const movable: Movable = node as Movable;
  movable.start += by;
  movable.end += by;
  if (node.type === "sequence") for (const item of node.items) moveNode(item, by);
  else if (node.type === "mapping") {
    for (const { key, value } of node.entries) {
      moveNode(key, by);
      moveNode(value, by);
    }
  }
}
