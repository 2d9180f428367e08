// What names mean: the objects of each name, and the nearest of them seen from a place, by the tiers of units and folders.
import type { ReferenceTarget } from "../../kubernetes/references/reference";
import { ScopedMap } from "../../tracking/scoped-map";
import type { Tracker } from "../../tracking/tracker";
import type { WorkspaceObject } from "../objects/workspace-object";
import { folderOf } from "../paths";
import type { Unit } from "../units/unit";
import { always, type Counts, NamedObjects, possiblyWanted, type Reach, type Wanted, wantedOf } from "./named-objects";

/** From where a name is looked up. */
export interface Vantage {
  readonly unit: Unit;
  readonly path: string;
  readonly namespace: string | undefined;
}

/** The nearest tier in which a name means anything. Equal ones have equal keys. */
export interface Tier {
  readonly key: string;
  /** The key of the name. */
  readonly name: string;
  /** Undefined where the tier reaches beyond the unit. */
  readonly unit: Unit | undefined;
  readonly reach: Reach;
  readonly wanted: Wanted;
}

const anywhere: Reach = { kind: "all", path: "" };

/** Kinds without a namespace, as far as anything refers to them by name. */
const clusterScoped = new Set([
  "/PersistentVolume",
  "/Namespace",
  "/Node",
  "storage.k8s.io/StorageClass",
  "scheduling.k8s.io/PriorityClass",
  "networking.k8s.io/IngressClass",
  "rbac.authorization.k8s.io/ClusterRole",
]);

export function isClusterScoped({ group, kind }: Pick<ReferenceTarget, "group" | "kind">): boolean {
  return clusterScoped.has(`${group}/${kind}`);
}

export function nameKey({ group, kind, name }: ReferenceTarget): string {
  // As one piece of text: a string that is put together of others keeps these as well.
  return [group, kind, name].join("/");
}

/** The top of what a path may see: its workspace folder; undefined outside of all. */
export type RootOf = (path: string) => string | undefined;

/** Is a file a part of a unit? */
export type IsMember = (unit: Unit, path: string) => boolean;

export class Names {
  readonly #tracker: Tracker;
  readonly #rootOf: RootOf;
  readonly #isMember: IsMember;
  /** By root and name. */
  readonly #everywhere = new ScopedMap<NamedObjects>();
  /** By unit and name. */
  readonly #inUnits = new ScopedMap<NamedObjects>();

  constructor(tracker: Tracker, rootOf: RootOf, isMember: IsMember) {
    this.#tracker = tracker;
    this.#rootOf = rootOf;
    this.#isMember = isMember;
  }

  add(object: WorkspaceObject): void {
    const name = nameKey(object.facts);
    addTo(this.#inUnits, object.unit.key, name, object);
    if (!object.hidden) addTo(this.#everywhere, this.#rootKey(object.document), name, object);
    this.#touch(object, name);
  }

  delete(object: WorkspaceObject): void {
    const name = nameKey(object.facts);
    takeFrom(this.#inUnits, object.unit.key, name, object);
    if (!object.hidden) takeFrom(this.#everywhere, this.#rootKey(object.document), name, object);
    this.#touch(object, name);
  }

  /**
   * The nearest tier with a candidate: same file, same unit, same folder, nearest common folder, workspace folder. What a
   * kustomization builds is one output: there it makes no difference in which file of it something is written.
   */
  tierOf(name: string, vantage: Vantage): Tier | undefined {
    const { unit, path, namespace } = vantage;
    this.#tracker.read(changedIn(unit, name));
    const own = this.#inUnits.get(unit.key, name);
    const reaches: readonly Reach[] = unit.kind === "kustomization" ? [anywhere] : [{ kind: "file", path }, anywhere];
    for (const reach of reaches) {
      const wanted = own && this.#fit(own, reach, namespace, always);
      if (wanted) return tier(name, unit, reach, wanted);
    }
    const root = this.#rootOf(path);
    const all = this.#everywhere.get(root ?? "", name);
    const counts = this.#countsFor(unit);
    for (const reach of reachesFrom(folderOf(path), root)) {
      this.#tracker.read(changedBelow(reach.path, name));
      const wanted = all && this.#fit(all, reach, namespace, counts);
      if (wanted) return tier(name, undefined, reach, wanted);
    }
    return undefined;
  }

  /** The objects that a name means in a tier, in order. @param from the unit that asks */
  *candidates(tier: Tier, from: Unit): Generator<WorkspaceObject> {
    const { objects, counts } = this.#objectsOf(tier, from);
    if (objects) for (const object of objects.within(tier.reach, tier.wanted)) if (counts(object)) yield object;
  }

  /** How many objects a name means in a tier. @param from the unit that asks */
  count(tier: Tier, from: Unit): number {
    const { objects, counts } = this.#objectsOf(tier, from);
    return objects?.count(tier.reach, tier.wanted, counts) ?? 0;
  }

  /**
   * May a name in a unit mean an object at all? What another build makes of a document of this one is not meant: here it has
   * another name, or is taken out.
   */
  isSeen({ unit, document }: WorkspaceObject, from: Unit): boolean {
    return unit.key === from.key || from.kind !== "kustomization" || !this.#isMember(from, document.path);
  }

  #countsFor(from: Unit): Counts {
    return from.kind === "kustomization" ? (object) => this.isSeen(object, from) : always;
  }

  #objectsOf({ name, unit, reach }: Tier, from: Unit) {
    this.#tracker.read(unit ? changedIn(unit, name) : changedBelow(reach.path, name));
    return unit
      ? { objects: this.#inUnits.get(unit.key, name), counts: always }
      : // One folder lies in one root: whoever has this tier has that root.
        { objects: this.#everywhere.get(this.#rootKey(reach), name), counts: this.#countsFor(from) };
  }

  /** All objects of a name in a unit, in order; those of a namespace alone where one is wanted. */
  *inUnit(name: string, unit: Unit, wanted: Wanted = "*"): Generator<WorkspaceObject> {
    this.#tracker.read(changedIn(unit, name));
    const objects = this.#inUnits.get(unit.key, name);
    if (objects) yield* objects.within(anywhere, wanted);
  }

  /** All tiers in which somebody's name may mean this object, whatever there is nearer to him. */
  *tiersWith(object: WorkspaceObject): Generator<Tier> {
    const { document, unit, namespace, facts } = object;
    const { path } = document;
    const name = nameKey(facts);
    const wants: readonly Wanted[] = namespace === undefined ? ["="] : [wantedOf(namespace), "*"];
    for (const wanted of wants) {
      yield tier(name, unit, { kind: "file", path }, wanted);
      yield tier(name, unit, anywhere, wanted);
      for (const reach of reachesFrom(folderOf(path), this.#rootOf(path))) yield tier(name, undefined, reach, wanted);
    }
  }

  /**
   * Is there an object of the name and namespace within reach, besides some?
   * @param unit undefined for all that the path may see
   */
  hasBesides(
    name: string,
    place: { readonly unit: Unit | undefined; readonly path: string; readonly reach: Reach },
    namespace: string | undefined,
    some: ReadonlySet<WorkspaceObject>,
  ): boolean {
    const { unit, path, reach } = place;
    const objects = unit ? this.#inUnits.get(unit.key, name) : this.#everywhere.get(this.#rootKey({ path }), name);
    for (const object of objects?.within(reach, wantedOf(namespace)) ?? []) if (!some.has(object)) return true;
    return false;
  }

  #rootKey({ path }: { readonly path: string }): string {
    return this.#rootOf(path) ?? "";
  }

  #fit(objects: NamedObjects, reach: Reach, namespace: string | undefined, counts: Counts): Wanted | undefined {
    return [wantedOf(namespace), possiblyWanted(namespace)].find((wanted) => objects.has(reach, wanted, counts));
  }

  #touch({ unit, hidden, document: { path } }: WorkspaceObject, name: string): void {
    this.#tracker.touch(changedIn(unit, name));
    if (hidden) return;
    for (const reach of reachesFrom(folderOf(path), this.#rootOf(path)))
      if (reach.kind === "below") this.#tracker.touch(changedBelow(reach.path, name));
  }
}

/** The folder itself, then with all below it, then each folder above it up to the root. */
export function* reachesFrom(folder: string, root: string | undefined): Generator<Reach> {
  yield { kind: "folder", path: folder };
  for (let path = folder; ; path = folderOf(path)) {
    yield { kind: "below", path };
    if (path === root || path === "" || path === folderOf(path)) return;
  }
}

function tier(name: string, unit: Unit | undefined, reach: Reach, wanted: Wanted): Tier {
  return { key: `${unit?.key ?? ""}|${reach.kind} ${reach.path}|${wanted}|${name}`, name, unit, reach, wanted };
}

function changedIn(unit: Unit, name: string): string {
  return `name in ${unit.key} ${name}`;
}

function changedBelow(folder: string, name: string): string {
  return `name below ${folder} ${name}`;
}

function addTo(tables: ScopedMap<NamedObjects>, scope: string, name: string, object: WorkspaceObject): void {
  let known = tables.get(scope, name);
  if (!known) {
    known = new NamedObjects();
    tables.set(scope, name, known);
  }
  known.add(object);
}

function takeFrom(tables: ScopedMap<NamedObjects>, scope: string, name: string, object: WorkspaceObject): void {
  const known = tables.get(scope, name);
  known?.delete(object);
  if (known?.size === 0) tables.delete(scope, name);
}
