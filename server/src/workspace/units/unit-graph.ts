// Which unit each file belongs to, kept up to date: a change costs the builds that it concerns.
import type { KustomizationFacts } from "../../kustomize/kustomization-facts";
import { folderOf, isWithin, joined } from "../paths";
import { Charts } from "./charts";
import { dataPaths, Kustomizations, patchPaths, resourcePaths } from "./kustomizations";
import { type FileRole, type Layer, type Membership, type Unit, unitKey } from "./unit";

/** A unit with what is known of it. */
interface KnownUnit extends Unit {
  complete: boolean;
  /** The files with the layers that they pass; in a directory or chart without any. */
  readonly members: Map<string, readonly Layer[]>;
  /** The kustomizations of a build, by path, each with itself and those through which it is reached. */
  ways: ReadonlyMap<string, readonly Layer[]>;
}

/** What has changed since it was last asked. */
export interface UnitChanges {
  /** Files that are new, gone, of another role, in other units or behind other layers. */
  readonly paths: ReadonlySet<string>;
  /** Keys of units that have come, gone, or become complete or not. */
  readonly units: ReadonlySet<string>;
}

const noLayers: readonly Layer[] = [];
const noWays: ReadonlyMap<string, readonly Layer[]> = new Map();

/** All of a build. */
interface Collected {
  readonly members: ReadonlyMap<string, readonly Layer[]>;
  readonly ways: Map<string, readonly Layer[]>;
  readonly folders: ReadonlySet<string>;
  readonly complete: boolean;
}

export class UnitGraph {
  readonly #paths = new Set<string>();
  readonly #charts = new Charts();
  readonly #kustomizations = new Kustomizations();
  readonly #units = new Map<string, KnownUnit>();
  /** The units of each file, in the order of their folders. */
  readonly #memberships = new Map<string, readonly KnownUnit[]>();
  readonly #roles = new Map<string, FileRole>();
  /** Folders of the root kustomizations whose builds go through a folder. */
  readonly #through = new Map<string, Set<string>>();
  /** Folders whose build is to be made again, if they are roots, and files whose part is to be looked at again. */
  readonly #doubtfulRoots = new Set<string>();
  readonly #doubtfulPaths = new Set<string>();
  #changedPaths = new Set<string>();
  #changedUnits = new Set<string>();

  addFile(path: string): void {
    if (this.#paths.has(path)) return;
    this.#paths.add(path);
    if (this.#charts.add(path)) this.#doubtBelow(folderOf(path));
    this.#doubtUsers(path);
    this.#doubtfulPaths.add(path);
  }

  removeFile(path: string): void {
    if (!this.#paths.delete(path)) return;
    if (this.#charts.delete(path)) this.#doubtBelow(folderOf(path));
    this.#doubtUsers(path);
    this.#doubtfulPaths.add(path);
  }

  /** @param facts undefined where the file is no kustomization, or gone */
  setKustomization(path: string, facts: KustomizationFacts | undefined): void {
    // Of most files: whatever lies beside a long kustomization must not walk its list.
    if (!facts && !this.#kustomizations.has(path)) return;
    const folder = folderOf(path);
    const edges = (layer: Layer | undefined) =>
      layer
        ? [
            layer.path,
            // What leads nowhere counts as well: a build that names it is not complete.
            ...namedBy(layer),
            `${layer.facts.addsUnseen} ${layer.facts.changesUnseen}`,
          ].join("\n")
        : "";
    const aside = (layer: Layer | undefined) =>
      layer ? [...patchPaths(folder, layer.facts), ...dataPaths(folder, layer.facts)] : [];
    const former = this.#kustomizations.in(folder);
    const formerEdges = edges(former);
    const formerResources = former ? resourcePaths(folder, former.facts) : [];
    const formerAside = aside(former);
    const hadRivals = this.#kustomizations.hasRivals(folder);
    this.#kustomizations.set(path, facts);
    const present = this.#kustomizations.in(folder);
    for (const named of [...formerAside, ...aside(present)]) this.#doubtfulPaths.add(named);
    if (edges(present) === formerEdges && hadRivals === this.#kustomizations.hasRivals(folder)) return;
    this.#doubtBuildsOf(folder);
    for (const user of [folder, path, former?.path ?? path]) this.#doubtUsers(user);
    // What is no longer named, or named now, may be a root now, or none any more.
    for (const named of [...formerResources, ...(present ? resourcePaths(folder, present.facts) : [])]) {
      const inner = this.#kustomizations.at(named);
      if (inner) this.#doubtBuildsOf(inner.folder);
      else if (!this.#paths.has(named)) this.#doubtBuildsOf(named);
    }
  }

  /** Brings everything up to date. @returns what has changed since the last call */
  settle(): UnitChanges {
    for (const folder of this.#doubtfulRoots) this.#buildAgain(folder);
    this.#doubtfulRoots.clear();
    for (const path of this.#doubtfulPaths) this.#placeAgain(path);
    this.#doubtfulPaths.clear();
    const changes = { paths: this.#changedPaths, units: this.#changedUnits };
    this.#changedPaths = new Set();
    this.#changedUnits = new Set();
    return changes;
  }

  /** The units of a file; several where overlays share a base. None for a file that is not known. */
  membershipsOf(path: string): readonly Membership[] {
    return (this.#memberships.get(path) ?? []).map((unit) => ({ unit, layers: unit.members.get(path) ?? noLayers }));
  }

  /** The builds that a kustomization takes part in, each with itself and the layers outside it. */
  waysThrough(path: string): readonly Membership[] {
    const layer = this.#kustomizations.in(folderOf(path));
    if (layer?.path !== path) return [];
    return this.#rootsThrough(layer.folder).flatMap((unit) => {
      const layers = unit.ways.get(path);
      return layers ? [{ unit, layers }] : [];
    });
  }

  roleOf(path: string): FileRole {
    return this.#roles.get(path) ?? this.#roleNow(path);
  }

  /** Files of a unit; nothing for one that is gone. */
  membersOf({ key }: Unit): Iterable<string> {
    return this.#units.get(key)?.members.keys() ?? [];
  }

  isMember({ key }: Unit, path: string): boolean {
    return this.#units.get(key)?.members.has(path) === true;
  }

  memberCountOf({ key }: Unit): number {
    return this.#units.get(key)?.members.size ?? 0;
  }

  /** The builds in which the kustomization of a folder takes part, as their root, a base or a component. */
  buildsThrough(folder: string): readonly Unit[] {
    return this.#rootsThrough(folder);
  }

  #rootsThrough(folder: string): readonly KnownUnit[] {
    return [...(this.#through.get(folder) ?? [])]
      .sort()
      .flatMap((root) => this.#units.get(unitKey("kustomization", root)) ?? []);
  }

  /** The kustomization that counts in a folder. */
  layerIn(folder: string): Layer | undefined {
    return this.#kustomizations.in(folder);
  }

  /** Are there several kustomizations in a folder? Kustomize refuses to build there. */
  hasRivals(folder: string): boolean {
    return this.#kustomizations.hasRivals(folder);
  }

  /** The kustomizations that name a file as a patch, by path. */
  patchUsersOf(path: string): readonly Layer[] {
    return this.#layersIn(this.#kustomizations.patchUsersOf(path));
  }

  /** The kustomizations that put a file into a ConfigMap or Secret, by path. */
  dataUsersOf(path: string): readonly Layer[] {
    return this.#layersIn(this.#kustomizations.dataUsersOf(path));
  }

  /** The kustomizations that name a file, or a folder, among their resources, by path. */
  resourceUsersOf(path: string): readonly Layer[] {
    return this.#layersIn(this.#kustomizations.usersOf(path));
  }

  #layersIn(folders: ReadonlySet<string>): Layer[] {
    return [...folders].sort().flatMap((folder) => this.#kustomizations.in(folder) ?? []);
  }

  #doubtBelow(folder: string): void {
    for (const path of this.#paths) if (isWithin(path, folder)) this.#doubtfulPaths.add(path);
  }

  /** Builds that name a path are made again; that of the folder itself is what the path may be. */
  #doubtUsers(path: string): void {
    for (const folder of this.#kustomizations.usersOf(path)) this.#doubtBuildsOf(folder);
    if (this.#kustomizations.patchUsersOf(path).size > 0) this.#doubtfulPaths.add(path);
  }

  #doubtBuildsOf(folder: string): void {
    this.#doubtfulRoots.add(folder);
    for (const root of this.#through.get(folder) ?? []) this.#doubtfulRoots.add(root);
  }

  #isRoot({ folder, path }: Layer): boolean {
    const isOther = (user: string) => user !== folder;
    return (
      ![...this.#kustomizations.usersOf(folder)].some(isOther) && ![...this.#kustomizations.usersOf(path)].some(isOther)
    );
  }

  #buildAgain(folder: string): void {
    const key = unitKey("kustomization", folder);
    const root = this.#kustomizations.in(folder);
    const former = this.#units.get(key);
    const build = root && this.#isRoot(root) ? this.#collected(root) : undefined;
    for (const [path, layers] of former?.members ?? []) {
      const now = build?.members.get(path);
      if (!now || !isSameWay(now, layers)) this.#doubtfulPaths.add(path);
      if (!now) former?.members.delete(path);
    }
    for (const inner of this.#foldersOf(folder)) if (!build?.folders.has(inner)) this.#leave(inner, folder);
    if (!build) {
      for (const path of former?.ways.keys() ?? []) this.#changedPaths.add(path);
      if (this.#units.delete(key)) this.#changedUnits.add(key);
      return;
    }
    for (const inner of build.folders) this.#enter(inner, folder);
    const unit: KnownUnit = former ?? {
      folder,
      kind: "kustomization",
      key,
      complete: build.complete,
      members: new Map(),
      ways: noWays,
    };
    if (!former || former.complete !== build.complete) this.#changedUnits.add(key);
    unit.complete = build.complete;
    for (const [path, way] of build.ways) {
      const known = unit.ways.get(path);
      if (known && isSameWay(known, way)) build.ways.set(path, known);
      else this.#changedPaths.add(path);
    }
    for (const path of unit.ways.keys()) if (!build.ways.has(path)) this.#changedPaths.add(path);
    unit.ways = build.ways;
    for (const [path, layers] of build.members) {
      const known = unit.members.get(path);
      if (known && isSameWay(known, layers)) continue;
      unit.members.set(path, layers);
      this.#doubtfulPaths.add(path);
      this.#changedPaths.add(path);
    }
    this.#units.set(key, unit);
  }

  /** The folders that a build goes through, as they were noted when it was last made. */
  readonly #folders = new Map<string, Set<string>>();

  #foldersOf(root: string): Iterable<string> {
    return [...(this.#folders.get(root) ?? [])];
  }

  #enter(folder: string, root: string): void {
    addTo(this.#through, folder, root);
    addTo(this.#folders, root, folder);
  }

  #leave(folder: string, root: string): void {
    takeFrom(this.#through, folder, root);
    takeFrom(this.#folders, root, folder);
  }

  /** All files of a build with their layers: a base that is reached twice counts once, and a loop ends. */
  #collected(root: Layer): Collected {
    const members = new Map<string, readonly Layer[]>();
    const ways = new Map<string, readonly Layer[]>([[root.path, [root]]]);
    const folders = new Set([root.folder]);
    let complete = this.#isSound(root);
    // A stack of our own: a chain of bases may be longer than that of calls.
    const stack = [{ layers: [root] as readonly Layer[], paths: namedBy(root), next: 0 }];
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const path = frame.paths[frame.next++];
      if (path === undefined) {
        stack.pop();
        continue;
      }
      const inner = path === "" ? undefined : this.#kustomizations.at(path);
      if (inner && !folders.has(inner.folder)) {
        folders.add(inner.folder);
        complete = this.#isSound(inner) && complete;
        const layers = [inner, ...frame.layers];
        ways.set(inner.path, layers);
        stack.push({ layers, paths: namedBy(inner), next: 0 });
      } else if (!inner && path !== "" && this.#paths.has(path)) {
        if (!members.has(path)) members.set(path, frame.layers);
      } else if (!inner) complete = false;
    }
    return { members, ways, folders, complete };
  }

  #isSound({ folder, facts }: Layer): boolean {
    return !facts.addsUnseen && !facts.changesUnseen && !this.#kustomizations.hasRivals(folder);
  }

  /** Finds the units and the role of a file anew. */
  #placeAgain(path: string): void {
    const before = this.#memberships.get(path) ?? [];
    const now = this.#paths.has(path) ? this.#unitsNow(path) : [];
    for (const unit of before) if (unit.kind !== "kustomization" && !now.includes(unit)) this.#takeOut(path, unit);
    const isSame = before.length === now.length && before.every((unit, index) => unit === now[index]);
    if (now.length > 0) this.#memberships.set(path, now);
    else this.#memberships.delete(path);
    const role = this.#paths.has(path) ? this.#roleNow(path) : undefined;
    const formerRole = this.#roles.get(path);
    if (role) this.#roles.set(path, role);
    else this.#roles.delete(path);
    if (!isSame || role !== formerRole) this.#changedPaths.add(path);
  }

  #unitsNow(path: string): readonly KnownUnit[] {
    const roots = new Set<string>();
    for (const user of this.#kustomizations.usersOf(path))
      for (const root of this.#through.get(user) ?? []) roots.add(root);
    const builds = [...roots]
      .sort()
      .flatMap((root) => this.#units.get(unitKey("kustomization", root)) ?? [])
      .filter(({ members }) => members.has(path));
    if (builds.length > 0) return builds;
    const chart = this.#charts.unitOf(path);
    return [chart === undefined ? this.#unit("directory", folderOf(path), path) : this.#unit("chart", chart, path)];
  }

  #unit(kind: "chart" | "directory", folder: string, member: string): KnownUnit {
    const key = unitKey(kind, folder);
    let unit = this.#units.get(key);
    if (!unit) {
      unit = { folder, kind, key, complete: true, members: new Map(), ways: noWays };
      this.#units.set(key, unit);
      this.#changedUnits.add(key);
    }
    unit.members.set(member, noLayers);
    return unit;
  }

  #takeOut(path: string, unit: KnownUnit): void {
    unit.members.delete(path);
    if (unit.members.size > 0) return;
    this.#units.delete(unit.key);
    this.#changedUnits.add(unit.key);
  }

  #roleNow(path: string): FileRole {
    const inChart = this.#charts.roleOf(path);
    if (inChart) return inChart;
    if (this.#memberships.get(path)?.some(({ kind }) => kind === "kustomization")) return "plain";
    if (this.#kustomizations.patchUsersOf(path).size > 0) return "kustomize-patch";
    return this.#kustomizations.dataUsersOf(path).size > 0 ? "kustomize-data" : "plain";
  }
}

/** The paths that a kustomization takes in; empty where one leads above the top, or to another machine. */
function namedBy({ folder, facts }: Layer): string[] {
  return [...facts.resources, ...facts.components].map(({ path }) => joined(folder, path) ?? "");
}

function isSameWay(a: readonly Layer[], b: readonly Layer[]): boolean {
  return a.length === b.length && a.every((layer, index) => layer === b[index]);
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}

function takeFrom(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  known?.delete(value);
  if (known?.size === 0) sets.delete(key);
}
