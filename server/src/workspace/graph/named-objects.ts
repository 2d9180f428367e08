// All objects of one kind and name, so that those near a place are found by halving and not by walking.
import { SortedList } from "../../tracking/sorted-list";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
import { folderOf } from "../paths";

/**
 * Which namespaces an object may be in: `=name` that one, `=` none written, `*` any. What is not written may be any: such a
 * match is only possible, and counts where there is no better one.
 */
export type Wanted = `=${string}` | "*";

/** Where to look: in one file, in one folder without those below it, in a folder with all below it, or everywhere. */
export interface Reach {
  readonly kind: "file" | "folder" | "below" | "all";
  readonly path: string;
}

/** Does an object count for the one who asks? */
export type Counts = (object: WorkspaceObject) => boolean;

/** All of them do. */
export const always: Counts = () => true;

export function wantedOf(namespace: string | undefined): Wanted {
  return `=${namespace ?? ""}`;
}

/** What fits only possibly, where nothing fits well. */
export function possiblyWanted(namespace: string | undefined): Wanted {
  return namespace === undefined ? "*" : "=";
}

export class NamedObjects {
  readonly #all = new SortedList<WorkspaceObject>(byPlace);
  /** Undefined where there was never more than one object, as of most names. */
  #tables: Tables | undefined;

  get size(): number {
    return this.#all.size;
  }

  add(object: WorkspaceObject): void {
    if (this.#all.size === 1) this.#tables ??= new Tables(this.#all.all());
    this.#all.add(object);
    this.#tables?.add(object);
  }

  delete(object: WorkspaceObject): void {
    this.#all.delete(object);
    this.#tables?.delete(object);
  }

  /** Is there one that counts? */
  has(reach: Reach, wanted: Wanted, counts: Counts = always): boolean {
    for (const object of this.within(reach, wanted)) if (counts(object)) return true;
    return false;
  }

  /** How many that count are within reach? */
  count(reach: Reach, wanted: Wanted, counts: Counts = always): number {
    const list = this.#list(wanted);
    if (!list) return 0;
    if (reach.kind === "folder" || counts !== always) return [...this.within(reach, wanted)].filter(counts).length;
    const { start, end } = rangeIn(list, reach);
    return end - start;
  }

  /** Those within reach, in order. */
  *within(reach: Reach, wanted: Wanted): Generator<WorkspaceObject> {
    const list = this.#list(wanted);
    if (!list || (reach.kind === "folder" && this.#tables?.isIn(reach.path) === false)) return;
    const objects = list.all();
    const { start, end } = rangeIn(list, reach);
    for (let index = start; index < end; index++) {
      const object = objects[index];
      if (object && (reach.kind !== "folder" || folderOf(object.document.path) === reach.path)) yield object;
    }
  }

  #list(wanted: Wanted): SortedList<WorkspaceObject> | undefined {
    if (wanted === "*") return this.#all;
    const namespace = wanted === "=" ? undefined : wanted.slice(1);
    if (this.#tables) return this.#tables.of(namespace);
    return this.#all.all()[0]?.namespace === namespace ? this.#all : undefined;
  }
}

/** The objects of a name by their namespaces and folders. */
class Tables {
  readonly #byNamespace = new Map<string | undefined, SortedList<WorkspaceObject>>();
  /** How many lie directly in each folder. */
  readonly #inFolders = new Map<string, number>();

  constructor(objects: Iterable<WorkspaceObject>) {
    for (const object of objects) this.add(object);
  }

  of(namespace: string | undefined): SortedList<WorkspaceObject> | undefined {
    return this.#byNamespace.get(namespace);
  }

  isIn(folder: string): boolean {
    return this.#inFolders.has(folder);
  }

  add(object: WorkspaceObject): void {
    this.#count(object, 1);
    const known = this.#byNamespace.get(object.namespace) ?? new SortedList<WorkspaceObject>(byPlace);
    known.add(object);
    this.#byNamespace.set(object.namespace, known);
  }

  delete(object: WorkspaceObject): void {
    this.#count(object, -1);
    const list = this.#byNamespace.get(object.namespace);
    list?.delete(object);
    if (list?.size === 0) this.#byNamespace.delete(object.namespace);
  }

  #count({ document: { path } }: WorkspaceObject, change: 1 | -1): void {
    const folder = folderOf(path);
    const count = (this.#inFolders.get(folder) ?? 0) + change;
    if (count > 0) this.#inFolders.set(folder, count);
    else this.#inFolders.delete(folder);
  }
}

/** Paths that begin alike stand together. */
function rangeIn(
  list: SortedList<WorkspaceObject>,
  { kind, path }: Reach,
): { readonly start: number; readonly end: number } {
  if (kind === "all") return { start: 0, end: list.size };
  if (kind === "file") {
    return list.range(
      ({ document }) => document.path < path,
      ({ document }) => document.path > path,
    );
  }
  const prefix = path === "" || path.endsWith("/") ? path : `${path}/`;
  return list.range(
    ({ document }) => document.path < prefix && !document.path.startsWith(prefix),
    ({ document }) => document.path > prefix && !document.path.startsWith(prefix),
  );
}
