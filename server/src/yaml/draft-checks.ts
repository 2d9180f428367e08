// What a draft must not do: two entries of one key, entries that come and go behind a merge key.
import { type Child, type EntryChild, isEntry } from "./draft";
import { ScriptFault } from "./edit-script";
import { isMerge, keyName, type LayoutCollection, type LayoutEntry } from "./layout";
import { mergedEntry, mergeKey, mergesAnything, Refused } from "./resolve-path";

/**
 * Two entries of one key are a fault, unless the document had them before. What the document says there already nobody who
 * writes a script can foresee: then nothing is edited.
 */
export function checkKeys(children: readonly Child[], kind: "mapping" | "sequence"): void {
  if (kind === "sequence") return;
  const seen = new Map<string, EntryChild | undefined>();
  for (const child of children) {
    if (child.type !== "entry") continue;
    const key = keyOf(child);
    if (key === undefined) continue;
    const natural = child.native && child.key === undefined ? child : undefined;
    const before = seen.get(key);
    if (seen.has(key) && !(before && natural)) throw twice(key, before ?? natural);
    seen.set(key, natural);
  }
}

function twice(key: string, natural: EntryChild | undefined): Error {
  const written = natural?.head?.entry;
  if (!written) return new ScriptFault(`The key "${key}" would stand twice.`);
  return new Refused("duplicate-key", written, `"${key}" is written where another "${key}" would come. Remove it.`);
}

/** An entry that goes must not let one of a merge key show. */
export function checkShown(holder: LayoutCollection, entry: LayoutEntry): void {
  const key = keyName(entry);
  const merge = mergeKey(holder);
  if (merge && key !== undefined && mergedEntry(holder, key)) {
    throw new Refused("merge", merge.key ?? merge, `Without "${key}" the entry of the merge key would show.`);
  }
}

/** A new entry must not hide one of a merge key. */
export function checkMerges(node: LayoutCollection, children: readonly Child[]): void {
  const merge = node.type === "mapping" ? mergeKey(node) : undefined;
  if (!merge) return;
  for (const child of children) {
    if (child.type !== "entry" || (child.native && child.key === undefined)) continue;
    const key = keyOf(child);
    if (key !== undefined && mergedEntry(node, key)) {
      throw new Refused("merge", merge.key ?? merge, `A merge key provides "${key}" already.`);
    }
  }
}

/** A mapping of which only a merge key is left that brings in nothing is as good as empty, but cannot be seen to be. */
export function checkMergeLeft(node: LayoutCollection, children: readonly Child[]): void {
  const merge = mergeKey(node);
  const left = children.filter(isEntry);
  if (!merge || left.length === 0 || left.length === node.entries.length) return;
  if (left.every(({ head }) => head && isMerge(head.entry)) && !mergesAnything(node)) {
    throw new Refused("merge", merge.key ?? merge, "Only a merge key without entries would be left.");
  }
}

function keyOf({ key, head }: EntryChild): string | undefined {
  return key ?? (head ? keyName(head.entry) : undefined);
}
