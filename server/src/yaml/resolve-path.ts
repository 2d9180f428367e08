// From a path to the node and the entries of a layout that it names.
import type { Span } from "../text/span";
import { type Refusal, type RefusalReason, ScriptFault } from "./edit-script";
import {
  isCollection,
  isMerge,
  keyName,
  type Layout,
  type LayoutCollection,
  type LayoutEntry,
  type LayoutNode,
} from "./layout";
import { mergeOrder } from "./merge-order";
import type { Path } from "./tree";

/** Carries a refusal up to the composer; never leaves this folder. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refused: RefusalReason, at: Span, why: string) {
    super(why);
    this.refusal = { refused, at: { start: at.start, end: at.end }, why };
  }
}

/** Where a path leads. */
export interface Target {
  readonly node: LayoutNode;
  /** The entry that holds the node; undefined for the root. */
  readonly entry: LayoutEntry | undefined;
  /** The collections on the way, from the root to the one that holds the entry. */
  readonly holders: readonly LayoutCollection[];
  /** The entries on the way, the last one holds the node. */
  readonly entries: readonly LayoutEntry[];
}

/**
 * @param follow go through aliases and merge keys (to read), instead of refusing (to edit)
 * @throws ScriptFault when the path leads nowhere
 */
export function resolvePath(
  layout: Layout,
  path: Path,
  { follow = false }: { readonly follow?: boolean } = {},
): Target {
  if (!layout.root) throw pathFault("leads nowhere: the document is empty", path);
  let node: LayoutNode = followed(layout.root, follow);
  let entry: LayoutEntry | undefined;
  const holders: LayoutCollection[] = [];
  const entries: LayoutEntry[] = [];
  for (const step of path) {
    if (node.type === "alias") throw new Refused("alias", node, "The part to edit is written through an alias.");
    if (!isCollection(node)) throw pathFault("leads nowhere", path);
    const found: LayoutEntry = entryAt(node, step, path, follow);
    if (found.explicit && !follow)
      throw new Refused("complex-key", found, "The part to edit has a key of the form `? key`.");
    holders.push(node);
    entries.push(found);
    entry = found;
    node = followed(found.value, follow);
  }
  return { node, entry, holders, entries };
}

function followed(node: LayoutNode, follow: boolean): LayoutNode {
  let current = node;
  for (let step = 0; follow && current.type === "alias" && current.target && step < 20; step++)
    current = current.target;
  return current;
}

/** The entry of a key, or the item of an index. */
export function entryAt(node: LayoutCollection, step: string | number, path: Path, follow = false): LayoutEntry {
  if (typeof step === "number") {
    const item = node.type === "sequence" ? node.entries[step] : undefined;
    if (!item) throw pathFault(`leads nowhere: no item ${step}`, path);
    return item;
  }
  const found =
    node.type === "mapping" ? node.entries.filter((entry) => keyName(entry) === step && !isMerge(entry)) : [];
  const last = found.at(-1);
  if (!last) {
    const merged = node.type === "mapping" ? mergedEntry(node, step) : undefined;
    if (merged && follow) return merged;
    if (merged) throw new Refused("merge", mergeKey(node) ?? node, `A merge key provides "${step}".`);
    throw pathFault(`leads nowhere: no key "${step}"`, path);
  }
  if (found.length > 1 && !follow)
    throw new Refused("duplicate-key", last.key ?? last, `The key "${step}" stands twice.`);
  return last;
}

/** The first merge key of the mapping. */
export function mergeKey(node: LayoutCollection): LayoutEntry | undefined {
  return node.entries.find(isMerge);
}

/** The entry that merge keys of the mapping bring in; undefined where they do not. */
export function mergedEntry(node: LayoutCollection, key: string): LayoutEntry | undefined {
  for (const source of mergeOrder(node, mergeSources)) {
    const entry = source.entries.findLast((candidate) => keyName(candidate) === key && !isMerge(candidate));
    if (entry) return entry;
  }
  return undefined;
}

/** Do the merge keys of the mapping bring in any entry? */
export function mergesAnything(node: LayoutCollection): boolean {
  return mergeOrder(node, mergeSources).some((source) =>
    source.entries.some((entry) => keyName(entry) !== undefined && !isMerge(entry)),
  );
}

/** The mappings that the merge keys name. */
function mergeSources(node: LayoutCollection): LayoutCollection[] {
  return node.entries.filter(isMerge).flatMap((merge) => {
    const value = followed(merge.value, true);
    const sources = value.type === "sequence" ? value.entries.map((entry) => followed(entry.value, true)) : [value];
    return sources.flatMap((source) => (source.type === "mapping" ? [source] : []));
  });
}

/** A fault of the script at a path. */
export function pathFault(what: string, path: Path): ScriptFault {
  return new ScriptFault(`The path /${path.join("/")} ${what}.`);
}
