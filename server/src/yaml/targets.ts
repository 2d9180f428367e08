// From the paths of a script to the nodes and entries of a layout, and what is to happen to each of them.
import type { Span } from "../text/span";
import {
  type EditScript,
  type Level,
  type Operation,
  type Place,
  type Refusal,
  type RefusalReason,
  ScriptFault,
} from "./edit-script";
import { type Fragment, takenBy } from "./fragment";
import {
  isCollection,
  isMerge,
  keyName,
  type Layout,
  type LayoutCollection,
  type LayoutEntry,
  type LayoutNode,
} from "./layout";
import type { Path } from "./tree";

/** Carries a refusal up to the composer; never leaves this folder. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refused: RefusalReason, at: Span, why: string) {
    super(why);
    this.refusal = { refused, at: { start: at.start, end: at.end }, why };
  }
}

/** Where a path leads. */
export interface Target {
  readonly node: LayoutNode;
  /** The entry that holds the node; undefined for the root. */
  readonly entry: LayoutEntry | undefined;
  /** The collections on the way, from the root to the one that holds the entry. */
  readonly holders: readonly LayoutCollection[];
  /** The entries on the way, the last one holds the node. */
  readonly entries: readonly LayoutEntry[];
}

/** What is to happen to a value. */
export interface NodeWork {
  replace?: Fragment;
  wrap?: { readonly levels: readonly Level[]; readonly only: ReadonlySet<LayoutEntry> | undefined };
  readonly first: Fragment[];
  readonly last: Fragment[];
  readonly before: Map<LayoutEntry, Fragment[]>;
  readonly after: Map<LayoutEntry, Fragment[]>;
}

/** What is to happen to an entry. */
export interface EntryWork {
  removed?: boolean;
  taken?: boolean;
  unwrapped?: boolean;
  rename?: string;
  /** Removed or taken: does a collection that it leaves empty go too? */
  collapse: boolean;
}

/** A script, sorted by what it touches. */
export interface Assignment {
  readonly nodes: ReadonlyMap<LayoutNode, NodeWork>;
  readonly entries: ReadonlyMap<LayoutEntry, EntryWork>;
  /** Nodes whose value becomes another one, all the way up to the root. */
  readonly changed: ReadonlySet<LayoutNode>;
}

/**
 * @throws ScriptFault when the script contradicts itself or a path leads nowhere
 * @throws Refused when a path leads through an alias, a merge key or a key that cannot be edited
 */
export function assign(layout: Layout, script: EditScript): Assignment {
  const assigner = new Assigner(layout);
  for (const operation of script) assigner.operation(operation);
  assigner.check();
  return assigner;
}

class Assigner implements Assignment {
  readonly nodes = new Map<LayoutNode, NodeWork>();
  readonly entries = new Map<LayoutEntry, EntryWork>();
  readonly changed = new Set<LayoutNode>();
  readonly #layout: Layout;
  readonly #uses: { readonly target: Target; readonly operation: Operation }[] = [];

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  operation(operation: Operation): void {
    const target = resolvePath(this.#layout, operation.path);
    this.#uses.push({ target, operation });
    for (const fragment of fragmentsOf(operation)) {
      for (const { path, collapse } of takenBy(fragment)) this.#take(path, collapse);
    }
    switch (operation.op) {
      case "remove": {
        const work = this.#entryWork(target, operation.path);
        const again = work.removed === true;
        work.removed = true;
        work.collapse = again ? work.collapse && operation.collapse : operation.collapse;
        break;
      }
      case "rename": {
        const work = this.#entryWork(target, operation.path);
        if (work.rename !== undefined) throw fault("is renamed twice", operation.path);
        if (target.entry?.key === undefined) throw fault("is no entry of a mapping", operation.path);
        work.rename = operation.key;
        break;
      }
      case "unwrap": {
        const work = this.#entryWork(target, operation.path);
        if (work.unwrapped) throw fault("is unwrapped twice", operation.path);
        if (target.node.type === "alias") throw new Refused("alias", target.node, "The part to unwrap is an alias.");
        if (target.node.type !== "mapping" || target.entry?.key === undefined)
          throw fault("is no mapping in a mapping", operation.path);
        work.unwrapped = true;
        break;
      }
      case "replace": {
        const work = this.#nodeWork(target.node);
        if (work.replace) throw fault("is replaced twice", operation.path);
        work.replace = operation.source;
        this.#change(target);
        break;
      }
      case "wrap":
        this.#wrap(target, operation);
        break;
      case "insert":
        this.#insert(target, operation.path, operation.at, operation.fragment);
        break;
    }
  }

  /** Finds what contradicts itself. */
  check(): void {
    for (const [entry, work] of this.entries) {
      const fates = [work.removed, work.taken, work.unwrapped].filter(Boolean).length;
      if (fates > 1) throw new ScriptFault(`The entry at ${entry.start} has two fates.`);
      if (work.rename !== undefined && (work.removed || work.unwrapped)) {
        throw new ScriptFault(`The entry at ${entry.start} is renamed and taken away.`);
      }
    }
    for (const [node, work] of this.nodes) {
      const inserts = work.first.length + work.last.length + work.before.size + work.after.size;
      if (work.replace && (inserts > 0 || work.wrap))
        throw new ScriptFault(`The node at ${node.start} is replaced and changed.`);
    }
    for (const { target, operation } of this.#uses) {
      if (operation.op === "remove") continue;
      const own = operation.op === "rename" || operation.op === "unwrap";
      for (const [index, entry] of target.entries.entries()) {
        const last = index === target.entries.length - 1;
        const dropped = (this.entries.get(entry)?.removed ?? false) && !(last && own);
        const replaced =
          this.nodes.get(entry.value)?.replace !== undefined && !(last && (own || operation.op === "replace"));
        if (dropped || replaced) throw fault("lies in a part that goes", operation.path);
      }
      if (target.entries.length > 0 && this.nodes.get(this.#layout.root as LayoutNode)?.replace) {
        throw fault("lies in a part that goes", operation.path);
      }
    }
  }

  #take(path: Path, collapse: boolean): void {
    const target = resolvePath(this.#layout, path);
    const work = this.#entryWork(target, path);
    if (work.taken) throw fault("is taken twice", path);
    work.taken = true;
    work.collapse = collapse;
  }

  #wrap(target: Target, { path, levels, only }: Extract<Operation, { op: "wrap" }>): void {
    const work = this.#nodeWork(target.node);
    if (work.wrap) throw fault("is wrapped twice", path);
    if (levels.length === 0) throw fault("is wrapped in no key", path);
    let entries: Set<LayoutEntry> | undefined;
    if (only) {
      const { node } = target;
      if (node.type !== "mapping") throw fault("is no mapping", path);
      entries = new Set(only.map((key) => entryAt(node, key, path)));
    }
    work.wrap = { levels, only: entries };
    this.#change(target);
  }

  #insert(target: Target, path: Path, at: Place, fragment: Fragment): void {
    const { node } = target;
    if (node.type === "alias") throw new Refused("alias", node, "The part to insert into is an alias.");
    const empty =
      node.type === "empty" ||
      (node.type === "scalar" && node.style === "plain" && /^(?:~|null|Null|NULL)$/.test(node.text));
    if (!isCollection(node) && !empty) throw fault("is no collection", path);
    const work = this.#nodeWork(node);
    if (at === "first") work.first.push(fragment);
    else if (at === "last") work.last.push(fragment);
    else {
      const neighbour = "before" in at ? at.before : at.after;
      if (!isCollection(node)) throw fault("is no collection", path);
      const entry = entryAt(node, neighbour, path);
      const places = "before" in at ? work.before : work.after;
      places.set(entry, [...(places.get(entry) ?? []), fragment]);
    }
    this.#change(target);
  }

  #entryWork(target: Target, path: Path): EntryWork {
    if (!target.entry) throw fault("is the root, not an entry", path);
    for (const holder of target.holders) this.changed.add(holder);
    const work = this.entries.get(target.entry) ?? { collapse: true };
    this.entries.set(target.entry, work);
    return work;
  }

  #nodeWork(node: LayoutNode): NodeWork {
    const work = this.nodes.get(node) ?? { first: [], last: [], before: new Map(), after: new Map() };
    this.nodes.set(node, work);
    return work;
  }

  #change({ node, holders }: Target): void {
    this.changed.add(node);
    for (const holder of holders) this.changed.add(holder);
  }
}

function fragmentsOf(operation: Operation): readonly Fragment[] {
  switch (operation.op) {
    case "insert":
      return [operation.fragment];
    case "replace":
      return [operation.source];
    case "wrap":
      return operation.levels.flatMap(({ before, after }) => [...(before ? [before] : []), ...(after ? [after] : [])]);
    default:
      return [];
  }
}

/**
 * @param follow go through aliases and merge keys (to read), instead of refusing (to edit)
 * @throws ScriptFault when the path leads nowhere
 */
export function resolvePath(
  layout: Layout,
  path: Path,
  { follow = false }: { readonly follow?: boolean } = {},
): Target {
  if (!layout.root) throw fault("leads nowhere: the document is empty", path);
  let node: LayoutNode = followed(layout.root, follow);
  let entry: LayoutEntry | undefined;
  const holders: LayoutCollection[] = [];
  const entries: LayoutEntry[] = [];
  for (const step of path) {
    if (node.type === "alias") throw new Refused("alias", node, "The part to edit is written through an alias.");
    if (!isCollection(node)) throw fault("leads nowhere", path);
    const found: LayoutEntry = entryAt(node, step, path, follow);
    if (found.explicit && !follow)
      throw new Refused("complex-key", found, "The part to edit has a key of the form `? key`.");
    holders.push(node);
    entries.push(found);
    entry = found;
    node = followed(found.value, follow);
  }
  return { node, entry, holders, entries };
}

function followed(node: LayoutNode, follow: boolean): LayoutNode {
  let current = node;
  for (let step = 0; follow && current.type === "alias" && current.target && step < 20; step++)
    current = current.target;
  return current;
}

function entryAt(node: LayoutCollection, step: string | number, path: Path, follow = false): LayoutEntry {
  if (typeof step === "number") {
    const item = node.type === "sequence" ? node.entries[step] : undefined;
    if (!item) throw fault(`leads nowhere: no item ${step}`, path);
    return item;
  }
  const found =
    node.type === "mapping" ? node.entries.filter((entry) => keyName(entry) === step && !isMerge(entry)) : [];
  const last = found.at(-1);
  if (!last) {
    const merged = node.type === "mapping" ? mergedEntry(node, step, 0) : undefined;
    if (merged && follow) return merged;
    if (merged) throw new Refused("merge", mergeKey(node) ?? node, `A merge key provides "${step}".`);
    throw fault(`leads nowhere: no key "${step}"`, path);
  }
  if (found.length > 1 && !follow)
    throw new Refused("duplicate-key", last.key ?? last, `The key "${step}" stands twice.`);
  return last;
}

/** The first merge key of the mapping. */
export function mergeKey(node: LayoutCollection): LayoutEntry | undefined {
  return node.entries.find(isMerge);
}

/** The entry that merge keys of the mapping bring in; undefined where they do not. */
export function mergedEntry(node: LayoutCollection, key: string, depth: number): LayoutEntry | undefined {
  if (depth > 20) return undefined;
  for (const source of mergeSources(node)) {
    const own = source.entries.findLast((entry) => keyName(entry) === key && !isMerge(entry));
    const found = own ?? mergedEntry(source, key, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Do the merge keys of the mapping bring in any entry? */
export function mergesAnything(node: LayoutCollection, depth = 0): boolean {
  return (
    depth < 20 &&
    mergeSources(node).some(
      (source) => source.entries.some((entry) => keyName(entry) !== undefined && !isMerge(entry)) || mergesAnything(source, depth + 1),
    )
  );
}

/** The mappings that the merge keys name. */
function mergeSources(node: LayoutCollection): LayoutCollection[] {
  return node.entries.filter(isMerge).flatMap((merge) => {
    const value = followed(merge.value, true);
    const sources = value.type === "sequence" ? value.entries.map((entry) => followed(entry.value, true)) : [value];
    return sources.flatMap((source) => (source.type === "mapping" ? [source] : []));
  });
}

function fault(what: string, path: Path): ScriptFault {
  return new ScriptFault(`The path /${path.join("/")} ${what}.`);
}
