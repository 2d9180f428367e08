// Reading a tree: children by key with aliases and merge keys resolved, and scalars by type.
import { mergeOrder } from "./merge-order";
import type { Entry, Mapping, Node, Path, Scalar, Sequence } from "./tree";

/** Longer chains of aliases are loops. */
const LONGEST_CHAIN = 20;

/** The node itself, or what its alias stands for; undefined for an alias without a target. */
export function resolved(node: Node | undefined): Exclude<Node, { type: "alias" }> | undefined {
  let current = node;
  for (let step = 0; current?.type === "alias"; step++) {
    if (step > LONGEST_CHAIN) return undefined;
    current = current.target;
  }
  return current;
}

export function asMapping(node: Node | undefined): Mapping | undefined {
  const target = resolved(node);
  return target?.type === "mapping" ? target : undefined;
}

export function asSequence(node: Node | undefined): Sequence | undefined {
  const target = resolved(node);
  return target?.type === "sequence" ? target : undefined;
}

export function asScalar(node: Node | undefined): Scalar | undefined {
  const target = resolved(node);
  return target?.type === "scalar" ? target : undefined;
}

/** The items of a sequence; nothing for any other node. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return asSequence(node)?.items ?? [];
}

/**
 * The entry of a key: the mapping's own (the last, where it stands twice), else one that a merge key (`<<`) brings.
 * @returns undefined where the node is no mapping or has no such key
 */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  const mapping = asMapping(node);
  if (!mapping) return undefined;
  const own = ownEntry(mapping, key);
  if (own) return own;
  for (const source of mergeOrder(mapping, mergedInto)) {
    const entry = ownEntry(source, key);
    if (entry) return entry;
  }
  return undefined;
}

function ownEntry({ entries }: Mapping, key: string): Entry | undefined {
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry?.key.type === "scalar" && entry.key.text === key) return entry;
  }
  return undefined;
}

/** The mappings that the merge keys of a mapping name, the strongest first. */
function mergedInto(mapping: Mapping): readonly Mapping[] {
  const sources: Mapping[] = [];
  for (const entry of mapping.entries) {
    if (!isMergeKey(entry)) continue;
    const target = resolved(entry.value);
    if (target?.type === "mapping") sources.push(target);
    else if (target?.type === "sequence") {
      for (const item of target.items) {
        const source = asMapping(item);
        if (source) sources.push(source);
      }
    }
  }
  return sources;
}

/** All entries with scalar keys, own ones first, then merged ones that are not overridden; no key twice. */
export function entriesOf(node: Node | undefined): Entry[] {
  const mapping = asMapping(node);
  if (!mapping) return [];
  const found = ownEntries(mapping);
  for (const source of mergeOrder(mapping, mergedInto)) {
    for (const [key, entry] of ownEntries(source)) if (!found.has(key)) found.set(key, entry);
  }
  return [...found.values()];
}

function ownEntries(mapping: Mapping): Map<string, Entry> {
  const own = new Map<string, Entry>();
  for (const entry of mapping.entries) {
    if (entry.key.type === "scalar" && !isMergeKey(entry)) own.set(entry.key.text, entry);
  }
  return own;
}

export function isMergeKey({ key }: Entry): boolean {
  return key.type === "scalar" && key.text === "<<" && key.style === "plain";
}

/** The value of a key, with aliases left as they are; undefined where there is none. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return entryOf(node, key)?.value;
}

/** The node at a path of keys and indexes, through aliases and merge keys. */
export function at(node: Node | undefined, ...path: Path): Node | undefined {
  let current = node;
  for (const step of path) {
    current = typeof step === "number" ? itemsOf(current)[step] : child(current, step);
    if (!current) return undefined;
  }
  return current;
}

/** The text of a scalar that Kubernetes reads as a string; undefined for numbers, booleans, null and collections. */
export function stringAt(node: Node | undefined, ...path: Path): string | undefined {
  const value = asScalar(at(node, ...path))?.value;
  return typeof value === "string" ? value : undefined;
}

/** A whole number; undefined for anything else. */
export function integerAt(node: Node | undefined, ...path: Path): number | undefined {
  const value = asScalar(at(node, ...path))?.value;
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}

export function booleanAt(node: Node | undefined, ...path: Path): boolean | undefined {
  const value = asScalar(at(node, ...path))?.value;
  return typeof value === "boolean" ? value : undefined;
}

/** Nothing there, or `null`. */
export function isNullish(node: Node | undefined): boolean {
  const target = resolved(node);
  return target === undefined || (target.type === "scalar" && target.value === null);
}
