// What a strategic merge patch says to name its object, and does not change.

import { asMapping, child, entriesOf, entryOf } from "../yaml/navigate";
import type { Mapping } from "../yaml/tree";
import { mappingLike, type Note, withEntry, withoutEntry } from "./tree-change";

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
  const entry = entryOf(base, "metadata");
  if (!former || entry?.key.type !== "scalar") return result;
  const metadata = asMapping(child(result, "metadata")) ?? mappingLike(former, [], note);
  let inner = keepEntry(metadata, former, "namespace", note);
  if (name) inner = keepEntry(inner, former, "name", note);
  return unchanged(withEntry(result, entry.key, unchanged(inner, former), note), base);
}

/** The former mapping where the other one holds the very same values. */
export function unchanged(mapping: Mapping, former: Mapping): Mapping {
  const [now, before] = [entriesOf(mapping), entriesOf(former)];
  return now.length === before.length && now.every(({ value }, index) => value === before[index]?.value)
    ? former
    : mapping;
}

function keepEntry(mapping: Mapping, base: Mapping, key: string, note: Note): Mapping {
  const entry = entryOf(base, key);
  return entry?.key.type === "scalar"
    ? withEntry(mapping, entry.key, entry.value, note)
    : withoutEntry(mapping, key, note);
}
