// Fragments: pieces of YAML that a script puts into a document; plain data until the composer writes them.
import type { Path } from "./tree";

/**
 * - `literal`: YAML of ours, written with 2 spaces a step and LF; it takes indentation, sequence style, line ends and
 *   (in flow style or JSON) the notation of the place that it gets into.
 * - `slice`: a node of some document as it is written there: quotes, `0755`, comments and block scalars survive.
 * - `entry-slice`: likewise the entry of a mapping, or the item of a sequence, that holds the node.
 * - `taken`: an entry of the document that the script is for. It leaves its old place, with the comments that belong to it.
 * - `entry`: a mapping of one entry. `mapping`, `sequence`: the entries or items of several fragments in one collection.
 * - `item`: a sequence of one item.
 */
export type Fragment =
  | { readonly type: "literal"; readonly text: string }
  | { readonly type: "slice"; readonly text: string; readonly path: Path }
  | { readonly type: "entry-slice"; readonly text: string; readonly path: Path }
  | { readonly type: "taken"; readonly path: Path; readonly key?: string; readonly collapse: boolean }
  | { readonly type: "entry"; readonly key: string; readonly value: Fragment }
  | { readonly type: "item"; readonly value: Fragment }
  | { readonly type: "mapping"; readonly parts: readonly Fragment[] }
  | { readonly type: "sequence"; readonly parts: readonly Fragment[] };

/** @param text YAML of one node: `nginx`, `a: 1\nb: 2`, `- a\n- b`. What is no YAML makes composing throw a `ScriptFault`. */
export function literal(text: string): Fragment {
  return { type: "literal", text };
}

/** @param text the whole document that holds the node; `path` leads through its own entries, not through aliases */
export function slice(text: string, path: Path): Fragment {
  return { type: "slice", text, path };
}

/** The entry with key, value and comments; a mapping of one entry, or a sequence of one item where the path ends in an index. */
export function entrySlice(text: string, path: Path): Fragment {
  return { type: "entry-slice", text, path };
}

/**
 * An entry of the script's own document, to be moved.
 * @param options.key its new key; needed where an item of a sequence gets into a mapping
 * @param options.collapse does the collection that it leaves empty go too? (true)
 */
export function taken(
  path: Path,
  { key, collapse = true }: { readonly key?: string; readonly collapse?: boolean } = {},
): Fragment {
  return { type: "taken", path, collapse, ...(key === undefined ? {} : { key }) };
}

/** `key: value` */
export function entry(key: string, value: Fragment | string): Fragment {
  return { type: "entry", key, value: fragmentOf(value) };
}

/** `- value` */
export function item(value: Fragment | string): Fragment {
  return { type: "item", value: fragmentOf(value) };
}

/** One mapping with the entries of all parts; a part is a literal of a mapping, a slice, `entry`, `taken` or `mapping`. */
export function mapping(...parts: readonly (Fragment | string)[]): Fragment {
  return { type: "mapping", parts: parts.map(fragmentOf) };
}

/** One sequence with the items of all parts; a part is a literal of a sequence, a slice, `item`, `taken` or `sequence`. */
export function sequence(...parts: readonly (Fragment | string)[]): Fragment {
  return { type: "sequence", parts: parts.map(fragmentOf) };
}

/** A text stands for a literal. */
export function fragmentOf(source: Fragment | string): Fragment {
  return typeof source === "string" ? literal(source) : source;
}

/** All entries that the fragment takes from the script's own document. */
export function takenBy(fragment: Fragment): Extract<Fragment, { type: "taken" }>[] {
  switch (fragment.type) {
    case "taken":
      return [fragment];
    case "entry":
    case "item":
      return takenBy(fragment.value);
    case "mapping":
    case "sequence":
      return fragment.parts.flatMap(takenBy);
    default:
      return [];
  }
}
