// Changing a tree without touching it: new collections round the same children, at the place of the ones they stand for.
import { asMapping, entriesOf } from "../yaml/navigate";
import type { Entry, Mapping, Node, Scalar, Sequence } from "../yaml/tree";

/** Told of every node that is made, and which node it stands for: it comes from where that one comes from. */
export type Note = (made: Node, like: Node) => void;

/** Told of every scalar that takes the place of another in the value of an entry. */
export type Overwrite = (former: Scalar, now: Scalar) => void;

/** The mapping with other entries. Anchors are left out: an alias to them still means the former node. */
export function mappingLike(like: Node, entries: readonly Entry[], note: Note): Mapping {
  const flow = like.type === "mapping" && like.flow;
  const made: Mapping = { type: "mapping", flow, entries, start: like.start, end: like.end };
  note(made, like);
  return made;
}

export function sequenceLike(like: Node, items: readonly Node[], note: Note): Sequence {
  const flow = like.type === "sequence" && like.flow;
  const made: Sequence = { type: "sequence", flow, items, start: like.start, end: like.end };
  note(made, like);
  return made;
}

/** A string that nobody wrote so, at the place of the node that it was made from. */
export function stringLike(like: Node, text: string, note: Note): Scalar {
  const style = like.type === "scalar" ? like.style : "plain";
  const made: Scalar = { type: "scalar", style, text, value: text, start: like.start, end: like.end };
  note(made, like);
  return made;
}

/**
 * The scalar as it stands in the place of another, whose quotes stay: in them a number becomes a word, and a word remains one
 * without them. Kustomize still knows that the word is a number: that is what a variable takes from it.
 * Source: kustomize kyaml/yaml/fns.go, FieldSetter.
 */
export function inStyleOf(former: Scalar, scalar: Scalar, note: Note): Scalar {
  const isQuoted = former.style !== "plain";
  if (isQuoted === (scalar.style !== "plain") || scalar.value === null) return scalar;
  const { text, start, end } = scalar;
  const value = isQuoted ? text : scalar.value;
  const tag = isQuoted ? tagOf(scalar) : typeof value === "string" ? { tag: "!!str" } : {};
  const made: Scalar = { type: "scalar", style: former.style, text, value, start, end, ...tag };
  note(made, scalar);
  return made;
}

function tagOf({ value, text }: Scalar): { readonly tag?: string } {
  if (typeof value === "boolean") return /^(?:true|false)$/i.test(text) ? { tag: "!!bool" } : {};
  if (typeof value !== "number") return {};
  return { tag: /^[-+]?\d+$/.test(text) ? "!!int" : "!!float" };
}

/**
 * The mapping with one entry set: in the place of the one that it has, else behind the last. Merge keys are written out.
 * @param key the node for a key that is new; the key of an entry that is there stays
 */
export function withEntry(base: Mapping, key: Scalar, value: Node, note: Note): Mapping {
  const entries = entriesOf(base);
  const index = entries.findIndex((entry) => isKey(entry, key.text));
  const former = entries[index];
  if (former?.value === value) return base;
  if (former) entries[index] = { key: former.key, value };
  else entries.push({ key, value });
  return mappingLike(base, entries, note);
}

/** The mapping without a key; the same one where it has no such key. */
export function withoutEntry(base: Mapping, key: string, note: Note): Mapping {
  const entries = entriesOf(base);
  const rest = entries.filter((entry) => !isKey(entry, key));
  return rest.length === entries.length ? base : mappingLike(base, rest, note);
}

function isKey({ key }: Entry, name: string): boolean {
  return key.type === "scalar" && key.text === name;
}

/** The mapping with a value set at a path of keys; mappings that are missing on the way are made, anything else gives way. */
export function withValueAt(base: Mapping, path: readonly string[], value: Node, note: Note): Mapping {
  const [first, ...rest] = path;
  if (first === undefined) return base;
  const key = stringLike(value, first, note);
  if (rest.length === 0) return withEntry(base, key, value, note);
  const inner = asMapping(entriesOf(base).find((entry) => isKey(entry, first))?.value);
  return withEntry(base, key, withValueAt(inner ?? mappingLike(value, [], note), rest, value, note), note);
}
