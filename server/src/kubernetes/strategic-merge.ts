// Strategic merge patches on a tree, as Kustomize applies them: mappings by key, lists by their merge keys or as a whole.
//
// Measured with Kustomize 5.5.0 (sigs.k8s.io/kustomize/kyaml 0.18.1, yaml/merge2 and yaml/walk), whose ways are not always
// those of `kubectl patch`:
//  - A merged list has the patch's elements first, in the patch's order, then the base's others.
//  - `$retainKeys`, `$setElementOrder/…` and `$deleteFromPrimitiveList/…` are not obeyed: they stay in the object as keys.
//    So a base's `rollingUpdate` is kept where a patch sets `type: Recreate`, whatever else the patch says about `strategy`
//    short of `rollingUpdate: null` and `$patch: replace`.
//  - `$patch: replace` in an element of a merged list changes nothing: the base's element wins.
import { asScalar, child, entriesOf, entryOf, resolved, stringAt } from "../yaml/navigate";
import type { Entry, Mapping, Node, Sequence } from "../yaml/tree";
import { type Shape, shapeOf } from "./merge-keys";
import { MergeFault, mergedElements, mergedValues } from "./merge-lists";
import { mappingLike, type Note, sequenceLike } from "./tree-change";

const DIRECTIVE = "$patch";

/** Aliases may make a small patch a huge tree: patches that take more steps than this are not applied. */
const MOST_STEPS = 100_000;

/** `deleted`: the patch removes the object; `failed`: it does not fit, and nothing of it is applied. */
export type Merge =
  | { readonly state: "merged"; readonly root: Mapping }
  | { readonly state: "deleted" }
  | { readonly state: "failed" };

/** The object with the patch laid over it. What the patch does not touch keeps its nodes. */
export function merged(base: Mapping, patch: Mapping, note: Note): Merge {
  const shape = shapeOf(stringAt(base, "apiVersion") ?? "", stringAt(base, "kind") ?? "");
  try {
    const root = new Merger(note).node(base, patch, shape);
    if (!root) return { state: "deleted" };
    return root.type === "mapping" ? { state: "merged", root } : { state: "failed" };
  } catch (error) {
    if (error instanceof MergeFault || error instanceof RangeError) return { state: "failed" };
    throw error;
  }
}

class Merger {
  readonly #note: Note;
  #steps = 0;

  constructor(note: Note) {
    this.#note = note;
  }

  /** @returns undefined where nothing is left */
  node(base: Node | undefined, patch: Node | undefined, shape: Shape | undefined): Node | undefined {
    if (this.#steps++ > MOST_STEPS) throw new MergeFault();
    if (patch === undefined) return base;
    const over = resolved(patch);
    if (isNull(over)) return undefined;
    const under = resolved(base);
    // What is new is laid over itself: that takes directives and `null` out of it. A new list keeps its own directive.
    if (isNull(under))
      return over?.type === "sequence"
        ? this.#items(over, over.items, over.items, shape)
        : this.node(patch, patch, shape);
    if (under?.type !== over?.type) throw new MergeFault();
    if (under?.type === "mapping" && over?.type === "mapping") return this.#mapping(under, over, shape);
    if (under?.type === "sequence" && over?.type === "sequence") return this.#sequence(under, over, shape);
    return patch;
  }

  #mapping(base: Mapping, patch: Mapping, shape: Shape | undefined): Node | undefined {
    const directive = directiveOf(patch);
    if (directive === "delete") return undefined;
    const under = directive === "replace" ? patch : base;
    const changes = byKey(patch);
    const entries: Entry[] = [];
    for (const [name, entry] of byKey(under)) {
      const over = changes.get(name);
      changes.delete(name);
      const value = over ? this.node(entry.value, over.value, fieldOf(shape, name)) : entry.value;
      if (value) entries.push(value === entry.value ? entry : { key: entry.key, value });
    }
    for (const [name, over] of changes) {
      const value = this.node(undefined, over.value, fieldOf(shape, name));
      if (value) entries.push(value === over.value ? over : { key: over.key, value });
    }
    return sameList(entries, under.entries) ? under : mappingLike(under, entries, this.#note);
  }

  #sequence(base: Sequence, patch: Sequence, shape: Shape | undefined): Node | undefined {
    if (!shape?.keys) return patch;
    const directive = listDirectiveOf(patch);
    if (directive === "delete") return undefined;
    const changes = directive ? patch.items.filter((item) => !says(item, directive)) : patch.items;
    const under = directive === "replace" ? patch : base;
    return this.#items(under, under === patch ? changes : base.items, changes, shape);
  }

  #items(like: Sequence, base: readonly Node[], patch: readonly Node[], shape: Shape | undefined): Node {
    const { keys } = shape ?? {};
    if (!keys) return like;
    const merge = (mine: Node | undefined, theirs: Node | undefined) => this.node(mine, theirs, shape?.items);
    const items =
      keys.length === 0 ? mergedValues(base, patch) : mergedElements({ base, patch, keys, merge, note: this.#note });
    return sameList(items, like.items) ? like : sequenceLike(like, items, this.#note);
  }
}

/** The entries but for the directive. */
function byKey(mapping: Mapping): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const entry of entriesOf(mapping)) {
    if (entry.key.type === "scalar" && entry.key.text !== DIRECTIVE) entries.set(entry.key.text, entry);
  }
  return entries;
}

function fieldOf(shape: Shape | undefined, name: string): Shape | undefined {
  const fields = shape?.fields;
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
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

function knownDirective(node: Node | undefined): Directive {
  const text = asScalar(node)?.text;
  if (text === "delete" || text === "replace" || text === "merge") return text;
  throw new MergeFault();
}
