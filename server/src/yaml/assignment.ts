// What a script does to each node and each entry of a layout.
import { type EditScript, type Level, MisfitFault, type Operation, type Place, ScriptFault } from "./edit-script";
import { type Fragment, takenBy } from "./fragment";
import { isCollection, type Layout, type LayoutEntry, type LayoutNode } from "./layout";
import { entryAt, pathFault, Refused, resolvePath, type Target } from "./resolve-path";
import type { Path } from "./tree";

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
        if (work.rename !== undefined) throw pathFault("is renamed twice", operation.path);
        if (target.entry?.key === undefined) throw pathFault("is no entry of a mapping", operation.path);
        work.rename = operation.key;
        break;
      }
      case "unwrap": {
        const work = this.#entryWork(target, operation.path);
        if (work.unwrapped) throw pathFault("is unwrapped twice", operation.path);
        if (target.node.type === "alias") throw new Refused("alias", target.node, "The part to unwrap is an alias.");
        if (target.node.type !== "mapping" || target.entry?.key === undefined)
          throw pathFault("is no mapping in a mapping", operation.path);
        work.unwrapped = true;
        break;
      }
      case "replace": {
        const work = this.#nodeWork(target.node);
        if (work.replace) throw pathFault("is replaced twice", operation.path);
        work.replace = operation.source;
        this.#changeHolders(target);
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
        if (dropped || replaced) throw pathFault("lies in a part that goes", operation.path);
      }
      if (target.entries.length > 0 && this.nodes.get(this.#layout.root as LayoutNode)?.replace) {
        throw pathFault("lies in a part that goes", operation.path);
      }
    }
  }

  #take(path: Path, collapse: boolean): void {
    const target = resolvePath(this.#layout, path);
    const work = this.#entryWork(target, path);
    if (work.taken) throw pathFault("is taken twice", path);
    work.taken = true;
    work.collapse = collapse;
  }

  #wrap(target: Target, { path, levels, only }: Extract<Operation, { op: "wrap" }>): void {
    const work = this.#nodeWork(target.node);
    if (work.wrap) throw pathFault("is wrapped twice", path);
    if (levels.length === 0) throw pathFault("is wrapped in no key", path);
    let entries: Set<LayoutEntry> | undefined;
    if (only) {
      const { node } = target;
      if (node.type !== "mapping") throw pathFault("is no mapping", path);
      entries = new Set(only.map((key) => entryAt(node, key, path)));
    }
    work.wrap = { levels, only: entries };
    if (entries) this.changed.add(target.node);
    this.#changeHolders(target);
  }

  #insert(target: Target, path: Path, at: Place, fragment: Fragment): void {
    const { node } = target;
    if (node.type === "alias") throw new Refused("alias", node, "The part to insert into is an alias.");
    const empty =
      node.type === "empty" ||
      (node.type === "scalar" && node.style === "plain" && /^(?:~|null|Null|NULL)$/.test(node.text));
    if (!isCollection(node) && !empty) throw new MisfitFault(`The path /${path.join("/")} is no collection.`);
    const work = this.#nodeWork(node);
    if (at === "first") work.first.push(fragment);
    else if (at === "last") work.last.push(fragment);
    else {
      const neighbour = "before" in at ? at.before : at.after;
      if (!isCollection(node)) throw pathFault("is no collection", path);
      const entry = entryAt(node, neighbour, path);
      const places = "before" in at ? work.before : work.after;
      places.set(entry, [...(places.get(entry) ?? []), fragment]);
    }
    this.changed.add(node);
    this.#changeHolders(target);
  }

  #entryWork(target: Target, path: Path): EntryWork {
    if (!target.entry) throw pathFault("is the root, not an entry", path);
    this.#changeHolders(target);
    const work = this.entries.get(target.entry) ?? { collapse: true };
    this.entries.set(target.entry, work);
    return work;
  }

  #nodeWork(node: LayoutNode): NodeWork {
    const work = this.nodes.get(node) ?? { first: [], last: [], before: new Map(), after: new Map() };
    this.nodes.set(node, work);
    return work;
  }

  #changeHolders({ holders }: Target): void {
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
