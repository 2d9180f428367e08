// Where a node of the built object is written, so that a fix changes the document that says it.
import type { Document } from "../../workspace/document";
import type { DocumentChange } from "../../workspace/document-change";
import { type EditScript, remove } from "../../yaml/edit-script";
import { asMapping, entriesOf } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Fix, RuleContext, ScriptFix } from "../rule";

export interface Written {
  readonly document: Document;
  /** From the root of that document. */
  readonly path: Path;
  readonly by: "object" | "patch" | "kustomization";
}

/** @returns undefined where no edit script reaches it: text inside a kustomization, a list of operations */
export function written({ own, lookups, origin }: RuleContext, node: Node): Written | undefined {
  const from = origin(node);
  if (!from) {
    const path = pathTo(own.root, node);
    return path && { document: lookups.subject.document, path: [...objectPath(own.item), ...path], by: "object" };
  }
  const { document, inline } = from;
  const { root } = document.tree();
  if (inline || !asMapping(root)) return undefined;
  const path = root && pathTo(root, node);
  return path && { document, path, by: document.kustomization ? "kustomization" : "patch" };
}

/** Does all of it stand in the object's own document, so that no patch has a say in it? */
export function isOwn({ origin }: RuleContext, node: Node | undefined): boolean {
  if (!node) return true;
  const all: Node[] = [node];
  for (let current = all.pop(); current; current = all.pop()) {
    if (origin(current)) return false;
    // One by one: a call takes no hundred thousand arguments.
    if (current.type === "sequence") for (const item of current.items) all.push(item);
    if (current.type === "mapping") for (const { key, value } of entriesOf(current)) all.push(key, value);
  }
  return true;
}

/** A path of the object as one of its document. */
export function ownPath({ own }: Pick<RuleContext, "own">, ...path: Path): Path {
  return [...objectPath(own.item), ...path];
}

/** A fix that changes the object's own document only. */
export function ownFix({ lookups }: RuleContext, title: string, script: () => EditScript): ScriptFix {
  const { document } = lookups.subject;
  return { title, safe: false, changes: () => [{ document, script: script() }] };
}

/** A fix that takes out an item of a list; nothing where a patch brought it or has a say in it. */
export function removeOwnFix(context: RuleContext, title: string, item: Node): Fix[] {
  const place = written(context, item);
  if (place?.by !== "object" || !isOwn(context, item)) return [];
  const { document, path } = place;
  return [{ title, safe: false, changes: () => [{ document, script: [remove(path)] }] }];
}

/** One change for each document: two scripts for one would know nothing of each other. */
export function together(
  changes: readonly { readonly document: Document; readonly script: EditScript }[],
): DocumentChange[] {
  const scripts = new Map<Document, EditScript>();
  for (const { document, script } of changes) scripts.set(document, [...(scripts.get(document) ?? []), ...script]);
  return [...scripts].map(([document, script]) => ({ document, script }));
}

function objectPath(item: number | undefined): Path {
  return item === undefined ? [] : ["items", item];
}

/** By place, not by identity: a tree may have been parsed again since. Aliases are not followed. */
function pathTo(root: Node, node: Node): Path | undefined {
  if (root.start === node.start && root.end === node.end && root.type === node.type) return [];
  if (root.type === "mapping") {
    for (const { key, value } of root.entries) {
      const rest = key.type === "scalar" && holds(value, node) ? pathTo(value, node) : undefined;
      if (rest && key.type === "scalar") return [key.text, ...rest];
    }
  } else if (root.type === "sequence") {
    for (const [index, item] of root.items.entries()) {
      const rest = holds(item, node) ? pathTo(item, node) : undefined;
      if (rest) return [index, ...rest];
    }
  }
  return undefined;
}

function holds(outer: Node, inner: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
