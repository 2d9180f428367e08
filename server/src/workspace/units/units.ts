// What others ask about units: in which of them a file stands, what they hold, which kustomizations read a file.
import type { KustomizationFacts } from "../../kustomize/kustomization-facts";
import type { Tracker } from "../../tracking/tracker";
import { keys } from "../keys";
import { folderOf, joined } from "../paths";
import type { FileRole, Layer, Membership, Unit } from "./unit";
import { unitKey } from "./unit";
import type { UnitGraph } from "./unit-graph";

export interface UnitsOptions {
  readonly tracker: Tracker;
  readonly graph: UnitGraph;
  /** Brings units up to date with the files. */
  readonly settle: () => void;
  /** Is a file one that a scan leaves out? */
  readonly isAlone: (path: string) => boolean;
}

export class Units {
  readonly #tracker: Tracker;
  readonly #graph: UnitGraph;
  readonly #settle: () => void;
  readonly #isAlone: (path: string) => boolean;
  readonly #aloneUnits = new Map<string, Unit>();
  readonly #listings = new WeakMap<KustomizationFacts, ReadonlyMap<string, number>>();

  constructor({ tracker, graph, settle, isAlone }: UnitsOptions) {
    this.#tracker = tracker;
    this.#graph = graph;
    this.#settle = settle;
    this.#isAlone = isAlone;
  }

  /** A file that is not known gets its directory. */
  membershipsOf(path: string): readonly Membership[] {
    this.#readPart(path);
    if (this.#isAlone(path)) return [{ unit: this.#aloneUnit(path), layers: [] }];
    const known = this.#graph.membershipsOf(path);
    if (known.length > 0) return known;
    const folder = folderOf(path);
    const unit: Unit = { folder, kind: "directory", key: unitKey("directory", folder), complete: true };
    return [{ unit, layers: [] }];
  }

  /** A file's membership in a unit, if it is in it. */
  membershipIn(path: string, unit: Unit): Membership | undefined {
    return this.membershipsOf(path).find((membership) => membership.unit.key === unit.key);
  }

  roleOf(path: string): FileRole {
    this.#readPart(path);
    return this.#isAlone(path) ? "plain" : this.#graph.roleOf(path);
  }

  /** The builds in which the kustomization of a folder takes part, as their root, a base or a component. */
  buildsThrough(folder: string): readonly Unit[] {
    this.#readBuilds();
    return this.#graph.buildsThrough(folder);
  }

  /** Files of a unit. */
  membersOf(unit: Unit): Iterable<string> {
    this.#readBuilds();
    return this.#graph.membersOf(unit);
  }

  isMember(unit: Unit, path: string): boolean {
    this.#readPart(path);
    return this.#graph.isMember(unit, path);
  }

  memberCountOf(unit: Unit): number {
    this.#settle();
    return this.#aloneUnits.get(unit.folder) === unit ? 1 : this.#graph.memberCountOf(unit);
  }

  /** What a kustomization lists under `resources`, with the place of each file or folder in the list. */
  listingOf({ folder, facts }: Pick<Layer, "folder" | "facts">): ReadonlyMap<string, number> {
    let listing = this.#listings.get(facts);
    if (!listing) {
      listing = new Map(
        facts.resources.flatMap(({ field, index, path }): [string, number][] => {
          const file = joined(folder, path);
          return field === "resources" && file !== undefined ? [[file, index]] : [];
        }),
      );
      this.#listings.set(facts, listing);
    }
    return listing;
  }

  /** The kustomizations that name a file as a patch, in the order of their folders. */
  patchUsersOf(path: string): readonly Layer[] {
    this.#readPart(path);
    return this.#graph.patchUsersOf(path);
  }

  /** The kustomizations that put a file into a ConfigMap or Secret, in the order of their folders. */
  dataUsersOf(path: string): readonly Layer[] {
    this.#readPart(path);
    return this.#graph.dataUsersOf(path);
  }

  /** The kustomizations that name a file, or a folder, among their resources, in the order of their folders. */
  resourceUsersOf(path: string): readonly Layer[] {
    this.#readBuilds();
    return this.#graph.resourceUsersOf(path);
  }

  layerIn(folder: string): Layer | undefined {
    this.#readBuilds();
    return this.#graph.layerIn(folder);
  }

  /** Are there several kustomizations in a folder? Kustomize refuses to build there. */
  hasRivalKustomizations(folder: string): boolean {
    this.#readBuilds();
    return this.#graph.hasRivals(folder);
  }

  /** A file is gone, or is one that others see now. */
  forgetAlone(path: string): void {
    this.#aloneUnits.delete(path);
  }

  #readPart(path: string): void {
    this.#settle();
    this.#tracker.read(keys.part(path));
  }

  #readBuilds(): void {
    this.#settle();
    this.#tracker.read(keys.builds);
  }

  #aloneUnit(path: string): Unit {
    let unit = this.#aloneUnits.get(path);
    if (!unit) {
      unit = { folder: folderOf(path), kind: "directory", key: `alone ${path}`, complete: true };
      this.#aloneUnits.set(path, unit);
    }
    return unit;
  }
}
