// Strategic merge patches on a tree, as Kustomize applies them: mappings by key, lists by their merge keys or as a whole.
//
// Measured with Kustomize 5.5.0 (sigs.k8s.io/kustomize/kyaml 0.18.1, yaml/merge2 and yaml/walk), whose ways are not always
// those of `kubectl patch`:
//  - A merged list has the patch's elements first, in the patch's order, then the base's others.
//  - `$retainKeys`, `$setElementOrder/…` and `$deleteFromPrimitiveList/…` are not obeyed: they stay in the object as keys.
//    So a base's `rollingUpdate` is kept where a patch sets `type: Recreate`, whatever else the patch says about `strategy`
//    short of `rollingUpdate: null` and `$patch: replace`.
//  - `$patch: replace` in an element of a merged list changes nothing: the base's element wins.
//  - All of the object is walked, whatever the patch says: elements of a merged list that say the same become one, and a key
//    behind which nothing is written goes.
//  - A value gets into the quotes of the one that it takes the place of: `replicas: 3` over `replicas: "1"` is a word.
import { asScalar, child, entriesOf, entryOf, resolved, stringAt } from "../yaml/navigate";
import type { Entry, Mapping, Node, Sequence } from "../yaml/tree";
import { noShape, type Shape, shapeOf } from "./merge-keys";
import { MergeFault, mergedElements, mergedValues } from "./merge-lists";
import { ScalarNotes } from "./scalar-notes";
import { isPlainIn11, plainValueOf, quotedWord } from "./scalars";
import { inStyleOf, mappingLike, type Note, sequenceLike } from "./tree-change";

const DIRECTIVE = "$patch";

/** Aliases may make a small patch a huge tree: patches that take more steps than this are not applied. */
const MOST_STEPS = 100_000;

/** Likewise for what a patch says nothing of: beyond this it stays as it is. */
const MOST_WALKED = 1_000_000;

/** `deleted`: the patch removes the object; `failed`: it does not fit, and nothing of it is applied. */
export type Merge =
  | { readonly state: "merged"; readonly root: Mapping }
  | { readonly state: "deleted" }
  | { readonly state: "failed" };

/** The object with the patch laid over it. What the patch does not touch keeps its nodes. */
export function merged(base: Mapping, patch: Mapping, note: Note, scalars = new ScalarNotes()): Merge {
  try {
    const root = new Merger(note, scalars).object(base, patch);
    return root ? { state: "merged", root } : { state: "deleted" };
  } catch (error) {
    if (error instanceof MergeFault || error instanceof RangeError) return { state: "failed" };
    throw error;
  }
}

class Merger {
  readonly #note: Note;
  readonly #scalars: ScalarNotes;
  #steps = 0;
  #walkedNodes = 0;

  constructor(note: Note, scalars: ScalarNotes) {
    this.#note = note;
    this.#scalars = scalars;
  }

  /** Undefined where nothing is left. The patch may say another kind, but its API version is that of the object. */
  object(base: Mapping, patch: Mapping): Mapping | undefined {
    const { apiVersion, kind } = typeOf(base);
    const shape = shapeOf({ apiVersion, kind }) ?? shapeOf({ apiVersion, kind: typeOf(patch).kind });
    return this.#mapping(base, patch, shape);
  }

  /**
   * @param shape undefined where nothing is known of the place
   * @returns undefined where nothing is left
   */
  node(base: Node | undefined, patch: Node | undefined, shape: Shape | undefined): Node | undefined {
    const under = resolved(base);
    const over = resolved(patch);
    if (over === undefined) return this.#walkedNodes++ > MOST_WALKED ? base : this.#walked(base, under, shape);
    if (this.#steps++ > MOST_STEPS) throw new MergeFault();
    if (isNull(over)) return undefined;
    if (isNull(under)) return this.#new(over, patch, shape);
    if (under?.type !== over.type) throw new MergeFault();
    if (under.type === "mapping" && over.type === "mapping")
      return this.#mapping(under, over, shape ?? shapeOf(typeOf(under)) ?? shapeOf(typeOf(over)));
    if (under.type === "sequence" && over.type === "sequence") return this.#sequence(under, over, shape);
    return patch;
  }

  /** What the patch says nothing of. A key without a value goes, unless its `null` is written. */
  #walked(base: Node | undefined, under: ReturnType<typeof resolved>, shape: Shape | undefined): Node | undefined {
    switch (under?.type) {
      case undefined:
        return undefined;
      case "scalar":
        return under.value === null && under.text === "" ? undefined : base;
      case "sequence": {
        const walked = this.#items(under, under.items, [], shape);
        return walked === under ? base : walked;
      }
      case "mapping": {
        const walked = this.#fields(under, entriesOf(under), new Map(), shape ?? shapeOf(typeOf(under)));
        return walked === under ? base : walked;
      }
    }
  }

  /** What is new is laid over itself: that takes directives and `null` out of it. A new list keeps its own directive. */
  #new(
    over: NonNullable<ReturnType<typeof resolved>>,
    patch: Node | undefined,
    shape: Shape | undefined,
  ): Node | undefined {
    if (over.type === "sequence") return this.#items(over, over.items, over.items, shape);
    if (over.type === "scalar") return patch;
    const directive = asScalar(child(over, DIRECTIVE))?.text;
    if (directive === "delete") return undefined;
    // A directive that is not known is an entry like any other here.
    const isKnown = directive !== undefined && isDirective(directive);
    return this.#fields(over, entriesOf(over), byKey(over, isKnown), shape ?? shapeOf(typeOf(over)), isKnown);
  }

  #mapping(base: Mapping, patch: Mapping, shape: Shape | undefined): Mapping | undefined {
    const directive = directiveOf(patch);
    if (directive === "delete") return undefined;
    const changes = byKey(patch, directive !== undefined);
    // What is laid over itself loses its directive, too.
    if (directive !== "replace") return this.#fields(base, entriesOf(base), changes, shape, base === patch);
    return this.#fields(patch, entriesOf(patch), changes, shape, true);
  }

  /** @param elides does the directive of the mapping go? */
  #fields(
    under: Mapping,
    former: readonly Entry[],
    changes: Map<string, Entry>,
    shape: Shape | undefined,
    elides = false,
  ): Mapping {
    const entries: Entry[] = [];
    for (const entry of former) {
      const name = entry.key.type === "scalar" ? entry.key.text : "";
      if (elides && name === DIRECTIVE) continue;
      const over = changes.get(name);
      changes.delete(name);
      const value = this.#inQuotes(entry.value, this.node(entry.value, over?.value, fieldOf(shape, name)));
      if (value) entries.push(value === entry.value ? entry : { key: entry.key, value });
    }
    for (const [name, over] of changes) {
      const value = this.#quoted(this.node(undefined, over.value, fieldOf(shape, name)));
      if (value) entries.push(value === over.value ? over : { key: over.key, value });
    }
    return sameList(entries, former) ? under : mappingLike(under, entries, this.#note);
  }

  #sequence(base: Sequence, patch: Sequence, shape: Shape | undefined): Node | undefined {
    if (!shape?.keys) return patch;
    const directive = listDirectiveOf(patch);
    if (directive === "delete") return undefined;
    // With its directive a list loses what is empty.
    const changes = directive ? patch.items.filter((item) => !says(item, directive) && !isEmpty(item)) : patch.items;
    const under = directive === "replace" ? patch : base;
    return this.#items(under, under === patch ? changes : base.items, changes, shape);
  }

  #items(like: Sequence, base: readonly Node[], patch: readonly Node[], shape: Shape | undefined): Node {
    const { keys } = shape ?? {};
    if (!keys) return like;
    const merge = (mine: Node | undefined, theirs: Node | undefined) =>
      this.node(mine, theirs, shape?.items ?? noShape);
    const items =
      keys.length === 0 ? mergedValues(base, patch) : mergedElements({ base, patch, keys, merge, note: this.#note });
    return sameList(items, like.items) ? like : sequenceLike(like, items, this.#note);
  }

  /** A quoted value stays quoted. */
  #inQuotes(former: Node, value: Node | undefined): Node | undefined {
    const [was, is] = [asScalar(former), asScalar(value)];
    if (!was || !is) return value;
    if (was === is) return this.#quoted(value);
    const made = inStyleOf(was, is, this.#note);
    this.#scalars.overwrite(was, made);
    return made === is ? value : made;
  }

  /** A word that YAML 1.1 takes for more gets quotes. */
  #quoted(value: Node | undefined): Node | undefined {
    const scalar = asScalar(value);
    if (scalar?.style !== "plain" || isPlainIn11(scalar.text)) return value;
    if (typeof plainValueOf(scalar) !== "string" && !this.#scalars.isUntyped(scalar)) return value;
    const made = quotedWord(scalar, scalar.text, this.#note);
    this.#scalars.overwrite(scalar, made);
    return made;
  }
}

function typeOf(object: Mapping): { readonly apiVersion: string; readonly kind: string } {
  return { apiVersion: stringAt(object, "apiVersion") ?? "", kind: stringAt(object, "kind") ?? "" };
}

/** @param elides without the directive? */
function byKey(mapping: Mapping, elides: boolean): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const entry of entriesOf(mapping)) {
    if (entry.key.type === "scalar" && !(elides && entry.key.text === DIRECTIVE)) entries.set(entry.key.text, entry);
  }
  return entries;
}

/** What is known of a field; of one that a known object does not have there is nothing to know. */
function fieldOf(shape: Shape | undefined, name: string): Shape | undefined {
  if (!shape) return undefined;
  const fields = shape.fields;
  return (fields && Object.hasOwn(fields, name) ? fields[name] : undefined) ?? noShape;
}

function isNull(node: Node | undefined): boolean {
  return node === undefined || (node.type === "scalar" && node.value === null);
}

function sameList<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

type Directive = "delete" | "replace" | "merge";

function directiveOf(patch: Mapping): Directive | undefined {
  const entry = entryOf(patch, DIRECTIVE);
  return entry && knownDirective(entry.value);
}

/** The directive of a list is an element that holds nothing else, before any that holds one of its own. */
function listDirectiveOf(patch: Sequence): Directive | undefined {
  const element = patch.items.find((item) => child(item, DIRECTIVE) !== undefined);
  return element && entriesOf(element).length === 1 ? knownDirective(child(element, DIRECTIVE)) : undefined;
}

/** The elements that say the same as a list's directive go with it, whatever else they hold. */
function says(item: Node, directive: Directive): boolean {
  return asScalar(child(item, DIRECTIVE))?.text === directive;
}

function isEmpty(item: Node): boolean {
  const target = resolved(item);
  return isNull(target) || (target?.type === "mapping" && entriesOf(target).length === 0);
}

function knownDirective(node: Node | undefined): Directive {
  const text = asScalar(node)?.text ?? "";
  if (isDirective(text)) return text;
  throw new MergeFault();
}

function isDirective(text: string): text is Directive {
  return text === "delete" || text === "replace" || text === "merge";
}
