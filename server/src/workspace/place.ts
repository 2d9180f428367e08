// A place in an object of the workspace, named by its path so that it stays true while text above it changes.
import type { Span } from "../text/span";
import { entryOf, itemsOf } from "../yaml/navigate";
import type { Node, Path } from "../yaml/tree";
import type { WorkspaceObject } from "./document";

export interface ObjectPlace {
  readonly object: WorkspaceObject;
  readonly path: Path;
  readonly part: "key" | "value";
}

/**
 * Where the place is now, in offsets of the object's document.
 * @returns the deepest part of the path that exists; undefined where the object is gone
 */
export function spanOfPlace({ object, path, part }: ObjectPlace): Span | undefined {
  const resource = object.document.resource(object.index);
  if (!resource) return undefined;
  let node: Node = resource.root;
  let span: Span = resource.kindNode;
  for (const [depth, step] of path.entries()) {
    if (typeof step === "number") {
      const item: Node | undefined = itemsOf(node)[step];
      if (!item) return span;
      node = item;
      span = item;
    } else {
      const entry = entryOf(node, step);
      if (!entry) return span;
      node = entry.value;
      const onKey = depth === path.length - 1 && part === "key";
      span = onKey || entry.value.start === entry.value.end ? entry.key : oneLine(entry.key, entry.value);
    }
  }
  return span;
}

/** A scalar or a short flow collection is shown itself; of a block only its key. */
function oneLine(key: Node, value: Node): Span {
  return value.type === "scalar" || value.type === "alias" || ("flow" in value && value.flow) ? value : key;
}
