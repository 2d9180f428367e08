// Kustomize notes what an object was called in annotations of its own. A patch may find them, and may take them away with all
// others: a mark stands for them while a patch is applied.

import { asMapping, child, entriesOf, entryOf } from "../yaml/navigate";
import type { Mapping, Node } from "../yaml/tree";
import { unchanged } from "./kept-names";
import { wordLike } from "./scalars";
import { type Note, withEntry, withoutEntry, withValueAt } from "./tree-change";

const MARK = "internal.config.kubernetes.io/build";

/** The object with a mark among its annotations. */
export function marked(object: Mapping, note: Note): Mapping {
  return withValueAt(object, ["metadata", "annotations", MARK], wordLike(object, "", note), note);
}

/** Is the mark still there? */
export function isMarked(object: Mapping): boolean {
  return child(child(child(object, "metadata"), "annotations"), MARK) !== undefined;
}

/**
 * The object without the mark.
 * @param former the object before it was marked: what is as it was there is the very same
 */
export function unmarked(object: Mapping, former: Mapping, note: Note): Mapping {
  const metadata = entryOf(object, "metadata");
  const inner = asMapping(metadata?.value);
  const annotations = entryOf(inner, "annotations");
  const words = asMapping(annotations?.value);
  if (!inner || !words || metadata?.key.type !== "scalar" || annotations?.key.type !== "scalar") return object;
  const formerInner = asMapping(child(former, "metadata"));
  const value = annotationsLeft(withoutEntry(words, MARK, note), child(formerInner, "annotations"));
  const clean = value ? withEntry(inner, annotations.key, value, note) : withoutEntry(inner, "annotations", note);
  const kept = formerInner ? unchanged(clean, formerInner) : clean;
  return unchanged(withEntry(object, metadata.key, kept, note), former);
}

/** Undefined where nothing is left; what was empty before stays so. */
function annotationsLeft(rest: Mapping, former: Node | undefined): Node | undefined {
  const words = asMapping(former);
  if (words && unchanged(rest, words) === words) return former;
  if (entriesOf(rest).length > 0) return rest;
  return entriesOf(words).length > 0 ? undefined : former;
}
