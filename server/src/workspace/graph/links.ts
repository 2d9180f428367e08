// Every name that an object writes, with the tier in which it means something: kept up to date, and reversed.
import type { Reference, ReferenceRole } from "../../kubernetes/references/reference";
import { isPlaceholder } from "../../kubernetes/template-markers";
import { sameItems } from "../../tracking/same";
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
  readonly name: string;
  readonly vantage: Vantage;
  tier: string | undefined;
}

/** So many objects of one name change at a time before all that name them are asked, rather than those near them. */
const FEW = 8;

const noLinks: readonly Link[] = [];

export class Links {
  readonly #tracker: Tracker;
  readonly #names: Names;
  readonly #rootOf: RootOf;
  readonly #of = new Map<WorkspaceObject, readonly KnownLink[]>();
  /** By root and name, and by unit and name: who writes a name. */
  readonly #writing = new Map<string, SortedList<KnownLink>>();
  /** By tier: whose name means something in it. */
  readonly #resolved = new Map<string, SortedList<KnownLink>>();
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
    const key = "key" in place ? inUnit(place, name) : inRoot(place.root, name);
    this.#tracker.read(`writing ${key}`);
    return this.#writing.get(key)?.all() ?? noLinks;
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
      for (const link of this.#resolved.get(key)?.all() ?? noLinks)
        if (this.#names.isSeen(object, link.from.unit)) yield link;
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
            return (this.#resolved.get(key)?.all() ?? noLinks).filter(({ reference }) => reference.role === role);
          },
          sameItems,
        )
        .filter(({ from }) => this.#names.isSeen(object, from.unit)),
    );
  }

  /** Takes note of the references of an object that is new. */
  add(object: WorkspaceObject): void {
    const { facts, unit, document } = object;
    if (facts.references.length === 0) return;
    const links = facts.references.map((reference): KnownLink => {
      const name = nameKey(reference.target);
      return { from: object, reference, name, vantage: vantageOf(object, reference), tier: undefined };
    });
    this.#of.set(object, links);
    for (const link of links) {
      this.#list(this.#writing, inUnit(unit, link.name)).add(link);
      if (!object.hidden) this.#list(this.#writing, inRoot(this.#rootOf(document.path), link.name)).add(link);
      this.#touchWriting(link);
      this.#unresolved.add(link);
    }
  }

  delete(object: WorkspaceObject): void {
    for (const link of this.#of.get(object) ?? []) {
      drop(this.#writing, inUnit(object.unit, link.name), link);
      if (!object.hidden) drop(this.#writing, inRoot(this.#rootOf(object.document.path), link.name), link);
      this.#touchWriting(link);
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
    const found = isPlaceholder(link.reference.target.name) ? undefined : this.#names.tierOf(link.name, link.vantage);
    // What nobody sees refers to nothing outside its own file.
    const tier = found?.unit === undefined && link.from.hidden ? undefined : found?.key;
    if (tier === link.tier) return;
    this.#leave(link);
    link.tier = tier;
    if (tier === undefined) return;
    this.#list(this.#resolved, tier).add(link);
    this.#tracker.touch(`links ${tier}`);
  }

  #leave(link: KnownLink): void {
    if (link.tier === undefined) return;
    drop(this.#resolved, link.tier, link);
    this.#tracker.touch(`links ${link.tier}`);
    link.tier = undefined;
  }

  /** Whose nearest tier may be another because some objects of a name have come or gone? */
  #doubtNear(name: string, objects: ReadonlySet<WorkspaceObject>): void {
    for (const object of objects) {
      const root = this.#rootOf(object.document.path);
      const here = this.#writing.get(inRoot(root, name));
      this.#doubt(this.#writing.get(inUnit(object.unit, name))?.all() ?? []);
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

  #touchWriting({ name, from: { unit, document } }: KnownLink): void {
    this.#tracker.touch(`writing ${inUnit(unit, name)}`);
    this.#tracker.touch(`writing ${inRoot(this.#rootOf(document.path), name)}`);
  }

  #list(lists: Map<string, SortedList<KnownLink>>, key: string): SortedList<KnownLink> {
    let list = lists.get(key);
    if (!list) {
      list = new SortedList(byLinkPlace);
      lists.set(key, list);
    }
    return list;
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

function inUnit({ key }: Unit, name: string): string {
  return `${key}\n${name}`;
}

function inRoot(root: string | undefined, name: string): string {
  return `${root ?? ""}\n${name}`;
}

function drop(lists: Map<string, SortedList<KnownLink>>, key: string, link: KnownLink): void {
  const list = lists.get(key);
  list?.delete(link);
  if (list?.size === 0) lists.delete(key);
}
