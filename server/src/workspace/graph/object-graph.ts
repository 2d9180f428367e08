// All objects of all units, with what they are called, what they name and what they select: the one graph that look-ups read.
import type { Tracker } from "../../tracking/tracker";
import { seriesBase } from "../objects/series";
import type { WorkspaceObject } from "../objects/workspace-object";
import type { Unit } from "../units/unit";
import { Links } from "./links";
import { type IsMember, isClusterScoped, Names, nameKey, type RootOf } from "./names";
import { Postings } from "./postings";
import { Selections } from "./selections";

/** Words under which the objects of a unit stand. */
export const words = {
  kind: ({ key }: Unit, group: string, kind: string) => `kind ${key} ${group}/${kind}`,
  /** Custom resources by their API group. */
  group: ({ key }: Unit, group: string) => `group ${key} ${group}`,
  /** Custom resources of all groups. */
  custom: ({ key }: Unit) => `custom ${key}`,
  /** Workloads whose names differ only in the number or date at their end. */
  series: ({ key }: Unit, kind: string, base: string) => `series ${key} ${kind}/${base}`,
  /** What applies folders of a repository, by the place of a root. */
  deliveries: (place: string) => `deliveries ${place}`,
  /** Objects that write the name of a single Pod of a set. */
  peer: ({ key }: Unit, set: string) => `peer ${key} ${set}`,
};

/** The place of all objects that a root holds. */
export function rootPlace(root: string | undefined): string {
  return `root ${root ?? ""}`;
}

export class ObjectGraph {
  readonly names: Names;
  readonly links: Links;
  readonly postings: Postings;
  readonly selections: Selections;
  readonly #rootOf: RootOf;

  constructor(tracker: Tracker, rootOf: RootOf, isMember: IsMember) {
    this.#rootOf = rootOf;
    this.names = new Names(tracker, rootOf, isMember);
    this.links = new Links(tracker, this.names, rootOf);
    this.postings = new Postings(tracker);
    this.selections = new Selections(tracker, this.postings);
  }

  /** @param former what it takes the place of; whoever names the one names the other, if they are called the same */
  put(object: WorkspaceObject | undefined, former: WorkspaceObject | undefined): void {
    if (former?.named) this.#take(former);
    if (object?.named) this.#add(object);
    if (object?.named && former?.named && isCalledAlike(object, former)) {
      this.links.noteReplaced(former, object);
      return;
    }
    for (const one of [former, object]) if (one?.named) this.links.noteChanged(one);
  }

  /** @returns is all done? Not where the time was over before */
  settle(isOver: () => boolean): boolean {
    return this.links.settle(isOver);
  }

  #add(object: WorkspaceObject): void {
    this.names.add(object);
    this.links.add(object);
    for (const word of wordsOf(object)) this.postings.add(word, object);
    this.selections.add(object, object.unit.key);
    if (object.hidden) return;
    const place = rootPlace(this.#rootOf(object.document.path));
    // Services and Pods are looked for beyond their unit too.
    if (object.facts.service ?? object.facts.workload) this.selections.add(object, place);
    if (object.facts.delivery) this.postings.add(words.deliveries(place), object);
  }

  #take(object: WorkspaceObject): void {
    this.names.delete(object);
    this.links.delete(object);
    for (const word of wordsOf(object)) this.postings.delete(word, object);
    this.selections.delete(object, object.unit.key);
    if (object.hidden) return;
    const place = rootPlace(this.#rootOf(object.document.path));
    if (object.facts.service ?? object.facts.workload) this.selections.delete(object, place);
    if (object.facts.delivery) this.postings.delete(words.deliveries(place), object);
  }
}

function isCalledAlike(a: WorkspaceObject, b: WorkspaceObject): boolean {
  return (
    nameKey(a.facts) === nameKey(b.facts) &&
    a.namespace === b.namespace &&
    a.unit === b.unit &&
    a.hidden === b.hidden &&
    a.document.path === b.document.path
  );
}

function wordsOf({ facts, unit }: WorkspaceObject): string[] {
  const found = [words.kind(unit, facts.group, facts.kind)];
  const base = facts.workload && seriesBase(facts.name);
  if (base !== undefined) found.push(words.series(unit, facts.kind, base));
  if (facts.group.includes(".")) found.push(words.group(unit, facts.group));
  if (facts.group.includes(".") && !facts.group.endsWith(".k8s.io")) found.push(words.custom(unit));
  for (const set of new Set(facts.peers?.map((peer) => peer.set))) found.push(words.peer(unit, set));
  return found;
}

/** The namespace by which an object is found; none where its kind has none. */
export function namespaceOf(
  facts: { readonly group: string; readonly kind: string; readonly namespace: string | undefined },
  defaultNamespace: string | undefined,
): string | undefined {
  return isClusterScoped(facts) ? undefined : (facts.namespace ?? defaultNamespace);
}
