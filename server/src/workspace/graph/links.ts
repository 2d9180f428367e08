// Every name that an object writes, with the tier in which it means something: kept up to date, and reversed.
import type { Reference, ReferenceRole } from "../../kubernetes/references/reference";
import { isPlaceholder } from "../../kubernetes/template-markers";
import { sameItems } from "../../tracking/same";
import { ScopedMap } from "../../tracking/scoped-map";
import { SortedList } from "../../tracking/sorted-list";
import type { Tracker } from "../../tracking/tracker";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
import { folderOf } from "../paths";
import type { Unit } from "../units/unit";
import { isClusterScoped, type Names, nameKey, type RootOf, reachesFrom, type Vantage } from "./names";

/** One reference of an object in one unit. */
export interface Link {
  readonly from: WorkspaceObject;
  readonly reference: Reference;
  /** The key of the tier in which the name means something; undefined where it means nothing. */
  readonly tier: string | undefined;
}

interface KnownLink extends Link {
  tier: string | undefined;
}

/** Whose names mean something in one tier. */
interface Resolved {
  readonly tier: string;
  readonly links: SortedList<KnownLink>;
}

/** So many objects of one name change at a time before all that name them are asked, rather than those near them. */
const FEW = 8;

const noLinks: readonly Link[] = [];

export class Links {
  readonly #tracker: Tracker;
  readonly #names: Names;
  readonly #rootOf: RootOf;
  readonly #of = new Map<WorkspaceObject, readonly KnownLink[]>();
  /** Who writes a name, by unit and name. */
  readonly #inUnits = new ScopedMap<SortedList<KnownLink>>();
  /** Who writes a name, by root and name. */
  readonly #inRoots = new ScopedMap<SortedList<KnownLink>>();
  readonly #resolved = new Map<string, Resolved>();
  readonly #unresolved = new Set<KnownLink>();
  /** Objects that have come or gone, by their names, since links were last resolved. */
  readonly #changed = new Map<string, Set<WorkspaceObject>>();
  /** How many references were resolved so far. */
  resolutions = 0;

  constructor(tracker: Tracker, names: Names, rootOf: RootOf) {
    this.#tracker = tracker;
    this.#names = names;
    this.#rootOf = rootOf;
  }

  /** Who writes a name, in the unit or in all that a path may see, whatever it means to him. */
  writing(name: string, place: Unit | { readonly root: string | undefined }): readonly Link[] {
    const isUnit = "key" in place;
    const scope = isUnit ? place.key : (place.root ?? "");
    this.#tracker.read(writingKey(scope, name));
    return (isUnit ? this.#inUnits : this.#inRoots).get(scope, name)?.all() ?? noLinks;
  }

  /** The keys of the tiers in which a name may mean this object: a link that has one of them means it. */
  tiersOf(object: WorkspaceObject): Set<string> {
    const keys = new Set<string>();
    for (const { key } of this.#names.tiersWith(object)) {
      this.#tracker.read(`links ${key}`);
      keys.add(key);
    }
    return keys;
  }

  /** All references that mean this object, among others or alone. In no order but within a tier. */
  *to(object: WorkspaceObject): Generator<Link> {
    for (const { key } of this.#names.tiersWith(object)) {
      this.#tracker.read(`links ${key}`);
      for (const link of this.#linksIn(key)) if (this.#names.isSeen(object, link.from.unit)) yield link;
    }
  }

  /** The references of one role that mean this object: few among many, found once for all objects of a name. */
  byRole(object: WorkspaceObject, role: ReferenceRole): Link[] {
    return [...this.#names.tiersWith(object)].flatMap(({ key }) =>
      this.#tracker
        .ask(
          `links ${key} of role ${role}`,
          () => {
            this.#tracker.read(`links ${key}`);
            return this.#linksIn(key).filter(({ reference }) => reference.role === role);
          },
          sameItems,
        )
        .filter(({ from }) => this.#names.isSeen(object, from.unit)),
    );
  }

  /** Takes note of the references of an object that is new. */
  add(object: WorkspaceObject): void {
    const { references } = object.facts;
    if (references.length === 0) return;
    const links = references.map((reference): KnownLink => ({ from: object, reference, tier: undefined }));
    this.#of.set(object, links);
    const [unit, root] = [object.unit.key, this.#rootKey(object)];
    for (const link of links) {
      const name = nameKey(link.reference.target);
      put(this.#inUnits, unit, name, link);
      if (!object.hidden) put(this.#inRoots, root, name, link);
      for (const scope of [unit, root]) this.#tracker.touch(writingKey(scope, name));
      this.#unresolved.add(link);
    }
  }

  delete(object: WorkspaceObject): void {
    const [unit, root] = [object.unit.key, this.#rootKey(object)];
    for (const link of this.#of.get(object) ?? []) {
      const name = nameKey(link.reference.target);
      drop(this.#inUnits, unit, name, link);
      if (!object.hidden) drop(this.#inRoots, root, name, link);
      for (const scope of [unit, root]) this.#tracker.touch(writingKey(scope, name));
      this.#unresolved.delete(link);
      this.#leave(link);
    }
    this.#of.delete(object);
  }

  /** An object of this name has come or gone: those who write the name are asked again, as far as it can matter to them. */
  noteChanged(object: WorkspaceObject): void {
    const name = nameKey(object.facts);
    const known = this.#changed.get(name);
    if (known) known.add(object);
    else this.#changed.set(name, new Set([object]));
  }

  /** An object has taken the place of another one that is called the same: it is as new as that one. */
  noteReplaced(former: WorkspaceObject, object: WorkspaceObject): void {
    const known = this.#changed.get(nameKey(object.facts));
    if (known?.has(former)) known.add(object);
  }

  /** Resolves what may mean something else now. @returns is all done? Not where the time was over before */
  settle(isOver: () => boolean): boolean {
    for (const [name, objects] of this.#changed) this.#doubtNear(name, objects);
    this.#changed.clear();
    for (const link of this.#unresolved) {
      if (isOver()) return false;
      this.#unresolved.delete(link);
      this.#resolve(link);
    }
    return true;
  }

  #resolve(link: KnownLink): void {
    this.resolutions++;
    const { from, reference } = link;
    const found = isPlaceholder(reference.target.name)
      ? undefined
      : this.#names.tierOf(nameKey(reference.target), vantageOf(from, reference));
    // What nobody sees refers to nothing outside its own file.
    const key = found?.unit === undefined && from.hidden ? undefined : found?.key;
    if (key === link.tier) return;
    this.#leave(link);
    if (key === undefined) return;
    let resolved = this.#resolved.get(key);
    if (!resolved) {
      resolved = { tier: key, links: new SortedList(byLinkPlace) };
      this.#resolved.set(key, resolved);
    }
    // All links of a tier have the one string.
    link.tier = resolved.tier;
    resolved.links.add(link);
    this.#tracker.touch(`links ${key}`);
  }

  #linksIn(tier: string): readonly Link[] {
    return this.#resolved.get(tier)?.links.all() ?? noLinks;
  }

  #leave(link: KnownLink): void {
    const { tier } = link;
    if (tier === undefined) return;
    const resolved = this.#resolved.get(tier);
    resolved?.links.delete(link);
    if (resolved?.links.size === 0) this.#resolved.delete(tier);
    this.#tracker.touch(`links ${tier}`);
    link.tier = undefined;
  }

  /** Whose nearest tier may be another because some objects of a name have come or gone? */
  #doubtNear(name: string, objects: ReadonlySet<WorkspaceObject>): void {
    for (const object of objects) {
      const here = this.#inRoots.get(this.#rootKey(object), name);
      this.#doubt(this.#inUnits.get(object.unit.key, name)?.all() ?? []);
      if (here && objects.size > FEW) this.#doubt(here.all());
      else if (here) this.#doubtBelow(here, object, objects);
    }
  }

  /** Up to the first folder that holds another such object, nobody outside has a nearer one now. */
  #doubtBelow(here: SortedList<KnownLink>, object: WorkspaceObject, changed: ReadonlySet<WorkspaceObject>): void {
    const { path } = object.document;
    const name = nameKey(object.facts);
    for (const reach of reachesFrom(folderOf(path), this.#rootOf(path))) {
      if (reach.kind !== "below") continue;
      const prefix = reach.path === "" || reach.path.endsWith("/") ? reach.path : `${reach.path}/`;
      const { start, end } = here.range(
        ({ from }) => from.document.path < prefix && !from.document.path.startsWith(prefix),
        ({ from }) => from.document.path > prefix && !from.document.path.startsWith(prefix),
      );
      this.#doubt(here.all().slice(start, end));
      if (this.#names.hasBesides(name, { unit: undefined, path, reach }, object.namespace, changed)) return;
    }
  }

  #doubt(links: Iterable<KnownLink>): void {
    for (const link of links) this.#unresolved.add(link);
  }

  #rootKey({ document }: WorkspaceObject): string {
    return this.#rootOf(document.path) ?? "";
  }
}

/** From where the name of a reference is looked up. */
export function vantageOf({ unit, document, namespace }: WorkspaceObject, reference: Reference): Vantage {
  const own = isClusterScoped(reference.target) ? undefined : (reference.namespace ?? namespace);
  return { unit, path: document.path, namespace: own };
}

function byLinkPlace(a: KnownLink, b: KnownLink): number {
  if (a === b) return 0;
  const order = byPlace(a.from, b.from);
  if (order !== 0) return order;
  const links = [pathKey(a), pathKey(b)] as const;
  return links[0] < links[1] ? -1 : links[0] > links[1] ? 1 : 0;
}

function pathKey({ reference: { role, path } }: Link): string {
  return `${path.join("/")} ${role}`;
}

function writingKey(scope: string, name: string): string {
  return `writing ${scope}\n${name}`;
}

function put(lists: ScopedMap<SortedList<KnownLink>>, scope: string, name: string, link: KnownLink): void {
  let list = lists.get(scope, name);
  if (!list) {
    list = new SortedList(byLinkPlace);
    lists.set(scope, name, list);
  }
  list.add(link);
}

function drop(lists: ScopedMap<SortedList<KnownLink>>, scope: string, name: string, link: KnownLink): void {
  const list = lists.get(scope, name);
  list?.delete(link);
  if (list?.size === 0) lists.delete(scope, name);
}
