// Reading a tree: children by key with aliases and merge keys resolved, and scalars by type.
import type { Entry, Mapping, Node, Path, Scalar, Sequence } from "./tree";

/** Longer chains of aliases and merges are loops. */
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
  return findEntry(node, key, 0);
}

function findEntry(node: Node | undefined, key: string, depth: number): Entry | undefined {
  const mapping = asMapping(node);
  if (!mapping || depth > LONGEST_CHAIN) return undefined;
  for (let index = mapping.entries.length - 1; index >= 0; index--) {
    const entry = mapping.entries[index];
    if (entry?.key.type === "scalar" && entry.key.text === key) return entry;
  }
  for (const source of mergedInto(mapping)) {
    const found = findEntry(source, key, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** The mappings that merge keys bring in, the strongest first. */
function mergedInto(mapping: Mapping): Node[] {
  const sources: Node[] = [];
  for (const { key, value } of mapping.entries) {
    if (key.type !== "scalar" || key.text !== "<<" || key.style !== "plain") continue;
    const target = resolved(value);
    if (target?.type === "sequence") sources.push(...target.items);
    else if (target) sources.push(target);
  }
  return sources;
}

/** All entries with scalar keys, own ones first, then merged ones that are not overridden; no key twice. */
export function entriesOf(node: Node | undefined): Entry[] {
  const found = new Map<string, Entry>();
  collectEntries(node, found, 0);
  return [...found.values()];
}

function collectEntries(node: Node | undefined, found: Map<string, Entry>, depth: number): void {
  const mapping = asMapping(node);
  if (!mapping || depth > LONGEST_CHAIN) return;
  const own = new Map<string, Entry>();
  for (const entry of mapping.entries) {
    if (entry.key.type === "scalar" && !isMergeKey(entry)) own.set(entry.key.text, entry);
  }
  for (const [key, entry] of own) if (!found.has(key)) found.set(key, entry);
  for (const source of mergedInto(mapping)) collectEntries(source, found, depth + 1);
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
