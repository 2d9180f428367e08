// Edit scripts: what is to become of a document, as plain data that speaks of paths and never of text.
import type { Span } from "../text/span";
import { type Fragment, fragmentOf, taken } from "./fragment";
import type { Path } from "./tree";

/** In order: where two insertions name one place, the first stands first. An empty script changes nothing. */
export type EditScript = readonly Operation[];

/** All paths are those of the document *before* the script, whatever else the script does to it. */
export type Operation =
  | { readonly op: "remove"; readonly path: Path; readonly collapse: boolean }
  | { readonly op: "rename"; readonly path: Path; readonly key: string }
  | { readonly op: "replace"; readonly path: Path; readonly source: Fragment }
  | { readonly op: "insert"; readonly path: Path; readonly at: Place; readonly fragment: Fragment }
  | { readonly op: "wrap"; readonly path: Path; readonly levels: readonly Level[]; readonly only?: readonly string[] }
  | { readonly op: "unwrap"; readonly path: Path };

/** A place among the entries of a collection; the neighbour may leave, its place stays. */
export type Place = "first" | "last" | { readonly before: string | number } | { readonly after: string | number };

/** One new mapping around a value: `key` holds the value, what `before` and `after` hold stands beside that key. */
export interface Level {
  readonly key: string;
  readonly before?: Fragment;
  readonly after?: Fragment;
}

export type RefusalReason =
  | "syntax" // the document does not parse
  | "alias" // the part is written through an alias, or an alias elsewhere shows it too
  | "merge" // a merge key provides the key, or would show through
  | "duplicate-key" // the key stands twice
  | "collection" // a single value or the other collection stands where something is to be put in
  | "complex-key" // `? key`, or a key that is no scalar
  | "flow" // a place in flow style or JSON that cannot say what is put there
  | "unsafe"; // the result did not read as it should: a fault of the composer that did no harm

/** The script cannot be carried out on this text without a risk; nothing is edited. */
export interface Refusal {
  readonly refused: RefusalReason;
  readonly at: Span;
  /** One plain sentence. */
  readonly why: string;
}

export function isRefusal(result: object): result is Refusal {
  return "refused" in result;
}

/** The script contradicts itself or names what is not there: a fault of the program that made it. */
export class ScriptFault extends Error {
  override readonly name: string = "ScriptFault";
}

/** The text has a single value, or the other collection, where the script puts something in: a fault of the text, as likely. */
export class MisfitFault extends ScriptFault {
  override readonly name = "MisfitFault";
}

/**
 * Takes out the entry of a mapping or the item of a sequence; its comments stay, on lines of their own.
 * @param options.collapse false leaves an emptied collection as `{}` or `[]`; else it goes too, and so on upwards
 */
export function remove(path: Path, { collapse = true }: { readonly collapse?: boolean } = {}): Operation {
  return { op: "remove", path, collapse };
}

/** Gives the entry of a mapping another key, in the quotes of the old one. */
export function rename(path: Path, key: string): Operation {
  return { op: "rename", path, key };
}

/** Puts another value in the place of a value. A text stands for a literal; a literal string takes the quotes of the old one. */
export function replace(path: Path, source: Fragment | string): Operation {
  return { op: "replace", path, source: fragmentOf(source) };
}

/**
 * Puts the entries of a mapping fragment into the mapping at `path`, or the items of a sequence fragment into the
 * sequence there. What is `null`, `{}` or `[]` there becomes the collection. A neighbour is named by its key or index.
 */
export function insert(path: Path, at: Place, fragment: Fragment | string): Operation {
  return { op: "insert", path, at, fragment: fragmentOf(fragment) };
}

/** Moves an entry, with its comments, into the collection at `to`. */
export function move(
  path: Path,
  to: Path,
  at: Place,
  options: { readonly key?: string; readonly collapse?: boolean } = {},
): Operation {
  return insert(to, at, taken(path, options));
}

/**
 * Puts the value at `path` under new keys: `wrap(["spec"], ["template", "spec"])` makes `spec: {template: {spec: …}}`.
 * Operations on what is inside go on naming it by its old path.
 * @param options.only the value must be a mapping, of which only these entries go under the keys, where the first of them is;
 *   what is inserted before or after one of them goes along
 */
export function wrap(
  path: Path,
  levels: readonly (string | Level)[],
  { only }: { readonly only?: readonly string[] } = {},
): Operation {
  const named = levels.map((level) => (typeof level === "string" ? { key: level } : level));
  return { op: "wrap", path, levels: named, ...(only ? { only } : {}) };
}

/** Puts the entries of the mapping at `path` in the place of the entry that holds them. */
export function unwrap(path: Path): Operation {
  return { op: "unwrap", path };
}
