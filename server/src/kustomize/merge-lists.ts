// Lists that a strategic merge patch merges element by element.
//
// The order of the steps is that of sigs.k8s.io/kustomize/kyaml 0.18.1, yaml/walk/associative_sequence.go, with its oddities:
// of ports that are alike but for an absent `protocol` the base's is kept, and the patch's is lost.
import { asMapping, asScalar, child, entriesOf, isNullish } from "../yaml/navigate";
import { scalarValue } from "../yaml/scalar-value";
import type { Node, Scalar } from "../yaml/tree";
import { type Note, stringLike, withEntry } from "./tree-change";

/** The patch does not fit the object. */
export class MergeFault extends Error {}

export interface ElementLists {
  readonly base: readonly Node[];
  readonly patch: readonly Node[];
  /** The keys that tell elements apart; at least one. */
  readonly keys: readonly string[];
  /** One element laid over another; undefined where nothing is left. */
  readonly merge: (base: Node | undefined, patch: Node | undefined) => Node | undefined;
  readonly note: Note;
}

/** Plain values: the patch's first, then the base's others; none twice. */
export function mergedValues(base: readonly Node[], patch: readonly Node[]): Node[] {
  const found = new Map<string, Node>();
  for (const item of [...patch, ...base]) {
    const text = asScalar(item)?.text;
    if (text !== undefined && !found.has(text)) found.set(text, item);
  }
  return [...found.values()];
}

/** @throws MergeFault where an element is no mapping */
export function mergedElements(lists: ElementLists): Node[] {
  return plainlyMergedElements(lists) ?? allMergedElements(lists);
}

/**
 * Where every element says all keys that any of them says, and no two of a list say the same, each has at most one to merge
 * with: it is found by what it says, and a long list costs as many steps as it has elements.
 */
function plainlyMergedElements(lists: ElementLists): Node[] | undefined {
  const { merge, note } = lists;
  const used = keysIn(distinct([...lists.patch, ...lists.base], lists.keys), lists.keys);
  const [base, patch] = [byIdentity(lists.base, used), byIdentity(lists.patch, used)];
  if (!base || !patch) return undefined;
  const found = new Map<string, Node>();
  for (const [text, { identity }] of new Map([...patch, ...base])) {
    const former = base.get(text)?.element;
    const theirs = patch.get(text)?.element;
    const element = merge(former, theirs);
    if (!element || isNullish(element) || entriesOf(element).length === 0) continue;
    const named = withKeys(element, used, identity, note);
    // A `$patch: replace` makes a new element, and leaves the base's as it was, which is the one that counts.
    found.set(text, former && theirs && theirs !== former && isReplacing(theirs) ? former : named);
  }
  // With one key an element keeps the place that the patch gave it; with several those of the base go to the end.
  if (used.length === 1) return [...found.values()];
  const added = [...found].filter(([text]) => !base.has(text)).map(([, element]) => element);
  return [...added, ...[...base.keys()].flatMap((text) => found.get(text) ?? [])];
}

interface Identified {
  readonly element: Node;
  readonly identity: Identity;
}

/** Undefined where an element leaves a key open, or says the same as another one. */
function byIdentity(elements: readonly Node[], keys: readonly string[]): Map<string, Identified> | undefined {
  const found = new Map<string, Identified>();
  for (const element of elements) {
    const identity = keys.map((key) => textAt(element, key) ?? "");
    if (identity.includes("")) return undefined;
    found.set(JSON.stringify(identity), { element, identity });
  }
  return found.size === elements.length ? found : undefined;
}

function allMergedElements({ base, patch, keys, merge, note }: ElementLists): Node[] {
  let rest = [...base];
  let done: Node[] = [];
  const identities = alike(distinct([...patch, ...base], keys));
  let used = keys;
  for (const identity of identities) {
    used = keysIn(identities, keys);
    const values = identity.filter((value, index) => value !== "" || used.includes(keys[index] ?? ""));
    const mine = rest.findIndex((element) => isElement(element, used, values));
    const theirs = patch.find((element) => isElement(element, used, values));
    const former = rest[mine];
    const element = former || theirs ? merge(former, theirs) : undefined;
    if (!element || isNullish(element) || entriesOf(element).length === 0) {
      rest = put(rest, undefined, used, values);
      continue;
    }
    const named = withKeys(element, used, values, note);
    // A `$patch: replace` makes a new element, and leaves the base's as it was.
    if (former && !(theirs && theirs !== former && isReplacing(theirs))) rest[mine] = named;
    done = put(done, named, used, values);
  }
  for (const element of rest) done = appended(done, element, used);
  return done;
}

/** What the keys say in an element; empty where they say nothing. */
type Identity = readonly string[];

function distinct(elements: readonly Node[], keys: readonly string[]): Identity[] {
  const found = new Map<string, Identity>();
  for (const element of elements) {
    const identity = keys.map((key) => textAt(element, key) ?? "");
    found.set(JSON.stringify(identity), identity);
  }
  return [...found.values()];
}

/** Identities that differ only in what one of them leaves open become the same. */
function alike(identities: readonly Identity[]): Identity[] {
  const result = [...identities];
  if ((result[0]?.length ?? 0) < 2) return result;
  for (let i = 0; i < result.length; i++) {
    const left = result[i] ?? [];
    for (let j = 0; j < result.length; j++) {
      const both = joint(left, result[j] ?? []);
      if (!both) continue;
      result[i] = both;
      result[j] = both;
    }
  }
  return result;
}

function joint(left: Identity, right: Identity): Identity | undefined {
  if (!left.some((value, index) => value === right[index])) return undefined;
  if (left.some((value, index) => value !== "" && right[index] !== "" && value !== right[index])) return undefined;
  return left.map((value, index) => value || (right[index] ?? ""));
}

/** The keys that any of the identities has; all of them where none has any. */
function keysIn(identities: readonly Identity[], keys: readonly string[]): readonly string[] {
  const present = keys.filter((_, index) => identities.some((identity) => identity[index]));
  return present.length > 0 ? present : keys;
}

/** Does the element say exactly this, as far as anything is said? */
function isElement(element: Node, keys: readonly string[], values: Identity): boolean {
  const silent = values.every((value) => value === "");
  return keys.every((key, index) => (values[index] === "" && !silent) || textAt(element, key) === values[index]);
}

/**
 * The list with an element in the place of those that it stands for, or behind the last; without them where it is undefined.
 * A value that is empty stands for any, one that is missing for what the key before it found.
 */
function put(list: readonly Node[], element: Node | undefined, keys: readonly string[], values: Identity): Node[] {
  const result: Node[] = [];
  let found = false;
  for (const item of list) {
    if (isNullish(item) || (asMapping(item) && entriesOf(item).length === 0)) continue;
    if (!asMapping(item)) {
      if (!values[0]) throw new MergeFault();
      result.push(item);
    } else if (!standsFor(item, keys, values)) {
      if (values.length > 0) result.push(item);
    } else {
      found = true;
      if (element) result.push(element);
    }
  }
  if (element && !found) result.push(element);
  return result;
}

function standsFor(item: Node, keys: readonly string[], values: Identity): boolean {
  if (values.length === 0) return false;
  return values.every((value, index) => {
    const key = keys[index] ?? "";
    return value === "" ? child(item, key) !== undefined : textAt(item, key) === value;
  });
}

/** The list with one of the base's elements behind it, which takes the place of what it says the same as. */
function appended(list: readonly Node[], element: Node, keys: readonly string[]): Node[] {
  if (!asMapping(element)) throw new MergeFault();
  let result = [...list];
  const values: string[] = [];
  for (const key of keys) {
    if (child(element, key) === undefined) result.push(element);
    else values.push(textAt(element, key) ?? "");
  }
  if (keys.length > 1) result = put(result, undefined, keys, values);
  return put(result, element, keys, values);
}

function withKeys(element: Node, keys: readonly string[], values: Identity, note: Note): Node {
  let result = element;
  for (const [index, key] of keys.entries()) {
    const mapping = asMapping(result);
    const value = values[index];
    if (!mapping || !value || child(mapping, key) !== undefined) continue;
    result = withEntry(mapping, stringLike(mapping, key, note), scalarLike(mapping, value, note), note);
  }
  return result;
}

function scalarLike(like: Node, text: string, note: Note): Scalar {
  const made: Scalar = { ...stringLike(like, text, note), style: "plain", value: scalarValue(text, true, undefined) };
  note(made, like);
  return made;
}

function isReplacing(element: Node): boolean {
  return textAt(element, "$patch") === "replace";
}

/** The text of a scalar that is there and not empty. */
function textAt(element: Node, key: string): string | undefined {
  const value = asScalar(child(element, key));
  return value && value.value !== null && value.text !== "" ? value.text : undefined;
}
