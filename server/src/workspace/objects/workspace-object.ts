// An object as it stands in one unit: what others may see of it there. Never changed; a change makes another one.
import { samePlain } from "../../tracking/same";
import type { Document, WrittenObject } from "../document";
import type { ObjectFacts } from "../facts";
import type { Layer, Unit } from "../units/unit";

/** An object in one of its units. The same one as long as it says the same there. */
export interface WorkspaceObject {
  /** No other object, and no other state of this one, has the same. */
  readonly id: number;
  readonly document: Document;
  /** Its place among the resources of the document. */
  readonly index: number;
  /** Its place among the items of the `List` that the document is: there it is edited. */
  readonly item: number | undefined;
  readonly unit: Unit;
  /** The kustomizations that it passes, the innermost first. */
  readonly layers: readonly Layer[];
  /** As the unit builds it; in a directory as it is written. */
  readonly facts: ObjectFacts;
  readonly named: boolean;
  /** Is it in a file that a scan leaves out? It sees others, and is seen by nobody outside its file. */
  readonly hidden: boolean;
  /** The namespace in which its names are looked for, and in which it is found; undefined where none is said. */
  readonly namespace: string | undefined;
}

/** Equal for one place of a document in one unit. */
export function slotOf({ unit, index }: Pick<WorkspaceObject, "unit" | "index">): string {
  return `${index} ${unit.key}`;
}

/** Do two objects of one slot say the same? */
export function isSame(a: WorkspaceObject, b: WorkspaceObject): boolean {
  return (
    samePlain(a.facts, b.facts) &&
    a.item === b.item &&
    a.unit === b.unit &&
    a.layers === b.layers &&
    a.named === b.named &&
    a.hidden === b.hidden &&
    a.namespace === b.namespace
  );
}

/** The object as it is written, whatever a build makes of it. */
export function written({ document, index, facts }: WorkspaceObject): Pick<WrittenObject, "facts"> {
  return document.objects[index] ?? { facts };
}

/** Equal for one written object in several units. */
export function writtenKey({ document, index }: Pick<WorkspaceObject, "document" | "index">): string {
  return `${document.id}.${index}`;
}

/** Each written object once, in the order in which they first stand: the first of its objects in several units. */
export function distinct(objects: Iterable<WorkspaceObject>): WorkspaceObject[] {
  const found = new Map<string, WorkspaceObject>();
  for (const object of objects) if (!found.has(writtenKey(object))) found.set(writtenKey(object), object);
  return [...found.values()];
}

/** An object, or the slot of one. */
type Placed = Pick<WorkspaceObject, "document" | "index" | "unit">;

/** By path, then by place in the file; objects of one document in several units by unit. */
export function byPlace(a: Placed, b: Placed): number {
  if (a === b) return 0;
  if (a.document.path !== b.document.path) return a.document.path < b.document.path ? -1 : 1;
  if (a.document !== b.document) return a.document.start - b.document.start;
  if (a.index !== b.index) return a.index - b.index;
  return a.unit.key < b.unit.key ? -1 : a.unit.key > b.unit.key ? 1 : 0;
}
