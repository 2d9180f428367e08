// A place in an object of the workspace, named by its path so that it stays true while text above it changes.
import type { Resource } from "../kubernetes/resource";
import type { Span } from "../text/span";
import { entryOf, itemsOf } from "../yaml/navigate";
import type { Node, Path } from "../yaml/tree";
import { built, resourceIn } from "./build";
import type { Document } from "./document";
import type { WorkspaceObject } from "./objects/workspace-object";
import type { Reader } from "./reader";

export interface ObjectPlace {
  readonly object: WorkspaceObject;
  /** In the object as its unit builds it. */
  readonly path: Path;
  readonly part: "key" | "value";
}

/** The text that says something. */
export interface TextPlace {
  readonly document: Document;
  /** In offsets of the document. */
  readonly span: Span;
}

/**
 * Where the place is now: in the object's own document, or in the patch or the kustomization that says it in its unit.
 * @returns the deepest part of the path that exists; undefined where the object is gone
 */
export function textPlace({ object, path, part }: ObjectPlace, reader: Reader): TextPlace | undefined {
  const { document, index, layers } = object;
  if (layers.length === 0) {
    const span = document.kept(index, `place ${index} ${part} ${path.join("/")}`, () => {
      const written = document.resource(index);
      return written && extentOf(spanIn(written, path, part) ?? written.kindNode);
    });
    return span && { document, span };
  }
  const written = resourceIn(object, reader);
  if (!written) return undefined;
  const whole = built(written, object, reader);
  const node = spanIn(whole.resource, path, part) ?? whole.resource.kindNode;
  const origin = whole.origin(node);
  return { document: origin?.document ?? document, span: extentOf(node) };
}

/** Without the node, which would keep its tree. */
function extentOf({ start, end }: Node): Span {
  return { start, end };
}

function spanIn({ root, kindNode }: Resource, path: Path, part: ObjectPlace["part"]): Node | undefined {
  let node: Node = root;
  let found: Node = kindNode;
  for (const [depth, step] of path.entries()) {
    if (typeof step === "number") {
      const item: Node | undefined = itemsOf(node)[step];
      if (!item) return found;
      node = item;
      found = item;
    } else {
      const entry = entryOf(node, step);
      if (!entry) return found;
      node = entry.value;
      const onKey = depth === path.length - 1 && part === "key";
      found = onKey || entry.value.start === entry.value.end ? entry.key : oneLine(entry.key, entry.value);
    }
  }
  return found;
}

/** A scalar or a short flow collection is shown itself; of a block, that of a text too, only its key. */
function oneLine(key: Node, value: Node): Node {
  const isText = value.type === "scalar" && value.style !== "literal" && value.style !== "folded";
  return isText || value.type === "alias" || ("flow" in value && value.flow) ? value : key;
}
