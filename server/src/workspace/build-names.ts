// What a strategic merge patch says to name its object, and does not change.
import { type Note, withEntry, withoutEntry } from "../kubernetes/tree-change";
import { asMapping, child, entryOf } from "../yaml/navigate";
import type { Mapping } from "../yaml/tree";

export interface KeptNames {
  /** Does the object keep its kind? */
  readonly kind: boolean;
  readonly name: boolean;
  readonly note: Note;
}

/** A strategic merge patch names its object; that changes no name, unless an option of the patch allows it. */
export function keepNames(root: Mapping, base: Mapping, { kind, name, note }: KeptNames): Mapping {
  let result = keepEntry(root, base, "apiVersion", note);
  if (kind) result = keepEntry(result, base, "kind", note);
  const former = asMapping(child(base, "metadata"));
  const metadata = asMapping(child(result, "metadata"));
  const entry = entryOf(base, "metadata");
  if (!former || !metadata || entry?.key.type !== "scalar") return result;
  let inner = keepEntry(metadata, former, "namespace", note);
  if (name) inner = keepEntry(inner, former, "name", note);
  result = withEntry(result, entry.key, sameEntries(inner, former) ? former : inner, note);
  return sameEntries(result, base) ? base : result;
}

function keepEntry(mapping: Mapping, base: Mapping, key: string, note: Note): Mapping {
  const entry = entryOf(base, key);
  return entry?.key.type === "scalar"
    ? withEntry(mapping, entry.key, entry.value, note)
    : withoutEntry(mapping, key, note);
}

function sameEntries(left: Mapping, right: Mapping): boolean {
  return (
    left.entries.length === right.entries.length &&
    left.entries.every(({ value }, index) => value === right.entries[index]?.value)
  );
}
