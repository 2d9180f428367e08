// Carries out a script on a layout: the result is a draft of the new document.
import type { Span } from "../text/span";
import type { Assignment, NodeWork } from "./assignment";
import { type Child, type CollectionDraft, type Draft, type EntryChild, isEntry, naturalChildren } from "./draft";
import { checkKeys, checkMergeLeft, checkMerges, checkShown } from "./draft-checks";
import { ScriptFault } from "./edit-script";
import type { Fragment } from "./fragment";
import { FragmentDrafts } from "./fragment-draft";
import {
  isBlockCollection,
  isCollection,
  keyName,
  type Layout,
  type LayoutCollection,
  type LayoutEntry,
  type LayoutNode,
} from "./layout";
import type { Source } from "./output";
import { mergeKey, Refused, resolvePath } from "./resolve-path";

/** Empties a collection by taking things away: it goes too. */
interface Emptying {
  byRemoval: boolean;
  kept: boolean;
}

export class DraftBuilder {
  readonly #layout: Layout;
  readonly #document: Source;
  readonly #assignment: Assignment;
  /** Aliases in whose place the node itself is written. */
  readonly #inlined: ReadonlySet<LayoutNode>;
  readonly #touched: Set<LayoutNode>;
  readonly #fragments: FragmentDrafts;
  #takenCount = 0;
  /** Parts that are gone out of taken entries. */
  readonly goneFromTaken: Span[] = [];

  constructor(document: Source, assignment: Assignment, inlined: ReadonlySet<LayoutNode>) {
    this.#layout = document.layout;
    this.#document = document;
    this.#assignment = assignment;
    this.#inlined = inlined;
    this.#touched = new Set(assignment.changed);
    const { root } = document.layout;
    if (root && inlined.size > 0) this.#touchAround(root);
    this.#fragments = new FragmentDrafts((fragment) => this.#taken(fragment), document, inlined);
  }

  /** @throws ScriptFault, Refused */
  root(): Draft {
    const { root } = this.#layout;
    if (!root) throw new ScriptFault("The document is empty.");
    const draft = this.#value(root, undefined);
    const wanted = [...this.#assignment.entries.values()].filter(({ taken }) => taken).length;
    if (this.#takenCount !== wanted) throw new ScriptFault("An entry is moved into itself, or into a part that goes.");
    if (draft) return draft;
    // Nothing is left but what stood between the entries, and their comments.
    const children = naturalChildren(this.#document, root, true).map((child) =>
      child.type === "entry" && child.head ? gone(child.head.entry.extent) : child,
    );
    const kind = root.type === "sequence" ? "sequence" : "mapping";
    return { type: "collection", kind, base: { source: this.#document, node: root }, part: undefined, children };
  }

  /** Undefined where nothing of it is left. */
  #value(node: LayoutNode, part: LayoutEntry | undefined): Draft | undefined {
    const work = this.#assignment.nodes.get(node);
    if (work?.replace) return this.#fragments.draft(work.replace);
    const draft = this.#inlined.has(node)
      ? this.#fragments.copyOf(node)
      : this.#touched.has(node)
        ? this.#changed(node, part, work)
        : this.#untouched(node, part);
    return work?.wrap && !work.wrap.only ? this.#wrapped(draft, node, work.wrap.levels) : draft;
  }

  #untouched(node: LayoutNode, part: LayoutEntry | undefined): Draft {
    return { type: "node", source: this.#document, node, part };
  }

  #changed(node: LayoutNode, part: LayoutEntry | undefined, work: NodeWork | undefined): Draft | undefined {
    const inserting = work !== undefined && work.first.length + work.last.length > 0;
    if (!isCollection(node)) return inserting ? this.#filled(node, part, work) : this.#untouched(node, part);
    if (node.entries.length === 0 && inserting) return this.#filled(node, part, work);
    const odd = node.entries.find(({ key }) => key && isCollection(key))?.key;
    if (odd) throw new Refused("complex-key", odd, "A key is a collection.");
    if (node.pair) throw new Refused("flow", node, "A pair without braces in a flow sequence cannot be edited.");
    const emptying: Emptying = { byRemoval: false, kept: false };
    const children = this.#children(node, work, emptying, true);
    if (emptying.byRemoval && !emptying.kept && !children.some(isEntry)) return undefined;
    checkMergeLeft(node, children);
    return { type: "collection", kind: node.type, base: { source: this.#document, node }, part, children };
  }

  /** A value that is not written, `{}` or `[]` becomes a collection. */
  #filled(node: LayoutNode, part: LayoutEntry | undefined, work: NodeWork): CollectionDraft {
    const fragments = [...work.first, ...work.last];
    const kind = isCollection(node) ? node.type : this.#fragments.kindOf(fragments[0] as Fragment);
    const children = fragments.flatMap((fragment) => this.#fragments.children(fragment, kind));
    checkKeys(children, kind);
    return { type: "collection", kind, base: { source: this.#document, node }, part, children };
  }

  #children(node: LayoutCollection, work: NodeWork | undefined, emptying: Emptying, native: boolean): Child[] {
    const children: Child[] = [];
    const inserted = (fragments: readonly Fragment[] | undefined, into: Child[] = children): void => {
      for (const fragment of fragments ?? []) into.push(...this.#fragments.children(fragment, node.type));
    };
    const loose = (start: number, end: number): void => {
      if (!node.flow && end > start)
        children.push({ type: "loose", source: this.#document, start, end, column: node.indent });
    };
    const wrapped: Child[] = [];
    let wrapperAt = -1;
    let position = node.body.start;
    for (const [index, entry] of node.entries.entries()) {
      loose(position, entry.extent.start);
      if (index === 0) inserted(work?.first);
      const inside = work?.wrap?.only?.has(entry) ? wrapped : children;
      inserted(work?.before.get(entry), inside);
      if (inside === wrapped) {
        const left: Emptying = { byRemoval: false, kept: false };
        const own = this.#entry(entry, node, left, false);
        const moved = own.filter(isEntry);
        if (wrapperAt < 0) wrapperAt = children.length;
        wrapped.push(...moved);
        children.push(gone(entry.extent));
        if (left.byRemoval) emptying.byRemoval = true;
        if (left.kept) emptying.kept = true;
        checkShown(node, entry);
      } else {
        children.push(...this.#entry(entry, node, emptying, native));
      }
      inserted(work?.after.get(entry), inside);
      position = entry.extent.end;
    }
    inserted(work?.last);
    loose(position, node.body.end);
    if (wrapperAt >= 0) {
      const wrapper = this.#levels(wrapped, work?.wrap?.levels ?? []);
      children.splice(wrapperAt, 0, ...wrapper);
    }
    checkKeys(children, node.type);
    checkMerges(node, children);
    return children;
  }

  /** What becomes of an entry: itself, its place, or the entries of what it held. */
  #entry(entry: LayoutEntry, holder: LayoutCollection, emptying: Emptying, native: boolean): Child[] {
    const work = this.#assignment.entries.get(entry);
    if (work?.removed || work?.taken) {
      if (work.collapse) emptying.byRemoval = true;
      else emptying.kept = true;
      checkShown(holder, entry);
      return [gone(entry.extent)];
    }
    if (work?.unwrapped) return this.#lifted(entry, holder, emptying);
    const child = this.#child(entry, native);
    if (child) {
      if (work?.rename !== undefined) checkShown(holder, entry);
      return [child];
    }
    emptying.byRemoval = true;
    checkShown(holder, entry);
    return [gone(entry.extent)];
  }

  #child(entry: LayoutEntry, native: boolean): EntryChild | undefined {
    const value = this.#value(entry.value, entry);
    if (!value) return undefined;
    if (entry.key && this.#inlined.has(entry.key)) {
      throw new Refused("alias", entry.key, "The anchor of a key that is an alias would go.");
    }
    const key = this.#assignment.entries.get(entry)?.rename;
    return { type: "entry", head: { source: this.#document, entry }, key, value, native };
  }

  /** The entries of a mapping in the place of the entry that holds it. */
  #lifted(entry: LayoutEntry, holder: LayoutCollection, emptying: Emptying): Child[] {
    const inner = entry.value as LayoutCollection;
    const merge = mergeKey(inner) ?? mergeKey(holder);
    if (merge) throw new Refused("merge", merge.key ?? merge, "A merge key would get other entries beside it.");
    const twice = inner.entries.find((entry, at) =>
      inner.entries.some((other, index) => index < at && keyName(other) === keyName(entry)),
    );
    if (twice)
      throw new Refused("duplicate-key", twice.key ?? twice, `The key "${keyName(twice) ?? ""}" stands twice.`);
    const work = this.#assignment.nodes.get(inner);
    if (work?.wrap && !work.wrap.only) {
      throw new ScriptFault("A value is wrapped and unwrapped.");
    }
    const children =
      this.#touched.has(inner) && inner.entries.length > 0
        ? this.#children(inner, work, emptying, false)
        : inner.entries.length === 0 && work
          ? this.#filled(inner, entry, work).children
          : naturalChildren(this.#document, inner, false);
    if (!children.some(isEntry)) emptying.byRemoval = true;
    if (!inner.flow) return [gone({ start: entry.extent.start, end: inner.body.start }), ...children];
    const places = children.flatMap((child) =>
      child.type === "entry" && child.head?.entry.flow ? [child, gone(child.head.entry.extent)] : [child],
    );
    return [gone({ start: entry.extent.start, end: inner.start }), ...places, gone(entry.extent)];
  }

  #wrapped(
    draft: Draft | undefined,
    node: LayoutNode,
    levels: NonNullable<NodeWork["wrap"]>["levels"],
  ): Draft | undefined {
    const isRoot = node === this.#layout.root;
    let inner = draft;
    const outside: { before: Child[]; after: Child[] } = { before: [], after: [] };
    if (isRoot && inner && isBlockCollection(node)) {
      // What stands above the first entry and below the last one of a document stays where it is.
      const children = inner.type === "collection" ? [...inner.children] : naturalChildren(this.#document, node, true);
      while (children[0]?.type === "loose") outside.before.push(children.shift() as Child);
      while (children.at(-1)?.type === "loose") outside.after.unshift(children.pop() as Child);
      inner = {
        type: "collection",
        kind: node.type,
        base: { source: this.#document, node },
        part: undefined,
        children,
      };
    }
    const wrapper = this.#levels(inner, levels);
    if (wrapper.length === 0) return undefined;
    const children = [...outside.before, ...wrapper, ...outside.after];
    return { type: "collection", kind: "mapping", base: undefined, part: undefined, children };
  }

  /** The entries of the outermost new mapping. */
  #levels(inside: Draft | undefined | readonly Child[], levels: NonNullable<NodeWork["wrap"]>["levels"]): Child[] {
    let children: Child[] = [];
    let value = isDraft(inside)
      ? inside
      : inside && inside.length > 0
        ? ({ type: "collection", kind: "mapping", base: undefined, part: undefined, children: inside } as const)
        : undefined;
    for (const { key, before, after } of [...levels].reverse()) {
      children = before ? this.#fragments.children(before, "mapping") : [];
      if (value) children.push({ type: "entry", head: undefined, key, value, native: false });
      if (after) children.push(...this.#fragments.children(after, "mapping"));
      checkKeys(children, "mapping");
      value = children.some(isEntry)
        ? { type: "collection", kind: "mapping", base: undefined, part: undefined, children }
        : undefined;
    }
    return value ? children : [];
  }

  #taken({ path, key }: Extract<Fragment, { type: "taken" }>): EntryChild | undefined {
    const { entry, holders } = resolvePath(this.#layout, path);
    if (!entry) throw new ScriptFault("The root cannot be moved.");
    this.#takenCount++;
    const holder = holders.at(-1);
    if (holder?.pair) throw new Refused("flow", entry, "A pair without braces in a flow sequence cannot be edited.");
    const child = this.#child(entry, false);
    if (child) this.goneFromTaken.push(...goneParts(child.value));
    return child && key !== undefined ? { ...child, key } : child;
  }

  /** Marks the collections that hold an alias in whose place something is written. */
  #touchAround(node: LayoutNode): boolean {
    if (this.#inlined.has(node)) return true;
    if (!isCollection(node)) return false;
    let found = false;
    for (const { key, value } of node.entries) {
      if (key && this.#touchAround(key)) found = true;
      if (this.#touchAround(value)) found = true;
    }
    if (found) this.#touched.add(node);
    return found;
  }
}

function gone({ start, end }: Span): Child {
  return { type: "gone", start, end };
}

/** The places of what is gone, at any depth. */
function goneParts(draft: Draft): Span[] {
  if (draft.type === "node") return [];
  return draft.children.flatMap((child) => {
    if (child.type === "gone") return child;
    return child.type === "entry" ? goneParts(child.value) : [];
  });
}

function isDraft(value: Draft | undefined | readonly Child[]): value is Draft {
  return value !== undefined && "type" in value;
}
