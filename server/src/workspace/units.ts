// Units: what is applied together. A kustomization's build, a chart, or else a directory.
import type { KustomizationFacts } from "./kustomization-facts";
import { folderOf, isWithin, joined, nameOf } from "./paths";

export interface Unit {
  /** The folder of the root kustomization, of the chart, or the directory itself; with its kind it is unique. */
  readonly folder: string;
  readonly kind: "kustomization" | "chart" | "directory";
  /** Were all files that it names found? Always true for a directory. */
  readonly complete: boolean;
}

/** One kustomization on the way from a file to the root of its build. */
export interface Layer {
  readonly folder: string;
  readonly path: string;
  readonly facts: KustomizationFacts;
}

/** A file's part in one unit. */
export interface Membership {
  readonly unit: Unit;
  /** The kustomizations that change the file's objects, the innermost first; empty outside kustomizations. */
  readonly layers: readonly Layer[];
}

/** What a file is to its neighbours. */
export type FileRole = "plain" | "chart-template" | "chart" | "chart-values" | "kustomize-patch";

export interface UnitInputs {
  /** All known files. */
  readonly paths: Iterable<string>;
  /** Facts of kustomizations by the path of their file. */
  readonly kustomizations: ReadonlyMap<string, KustomizationFacts>;
}

/** The units of one state of the workspace. Immutable: a change makes a new one. */
export class UnitGraph {
  readonly #memberships = new Map<string, Membership[]>();
  /** By `unitKey`: a unit of an earlier graph means the one of the same name. */
  readonly #members = new Map<string, string[]>();
  readonly #directories = new Map<string, Unit>();
  /** The builds that a kustomization takes part in, by its folder. */
  readonly #through = new Map<string, Unit[]>();
  readonly #patchUsers = new Map<string, string[]>();
  readonly #charts = new Set<string>();
  readonly #byFolder = new Map<string, Layer>();
  readonly #paths: ReadonlySet<string>;

  constructor({ paths, kustomizations }: UnitInputs) {
    this.#paths = new Set(paths);
    for (const [path, facts] of kustomizations)
      this.#byFolder.set(folderOf(path), { folder: folderOf(path), path, facts });
    for (const path of this.#paths) if (nameOf(path) === "Chart.yaml") this.#charts.add(folderOf(path));
    this.#build();
    for (const path of this.#paths) if (!this.#memberships.has(path)) this.#addToDirectory(path);
  }

  /** The units of a file; several where overlays share a base. A file that is not known gets its directory. */
  membershipsOf(path: string): readonly Membership[] {
    return this.#memberships.get(path) ?? [{ unit: this.#directory(folderOf(path)), layers: [] }];
  }

  /** The builds in which the kustomization of a folder takes part, as their root, a base or a component. */
  buildsThrough(folder: string): readonly Unit[] {
    return this.#through.get(folder) ?? [];
  }

  /** Files of a unit. */
  membersOf(unit: Unit): readonly string[] {
    return this.#members.get(unitKey(unit)) ?? [];
  }

  roleOf(path: string): FileRole {
    const name = nameOf(path);
    const chart = this.#chartOf(path);
    if (chart !== undefined) {
      if (isWithin(path, `${chart}/templates`)) return "chart-template";
      if (name === "Chart.yaml" || name === "Chart.lock") return "chart";
      if (folderOf(path) === chart && /^values.*\.ya?ml$/.test(name)) return "chart-values";
    }
    return this.#patchUsers.has(path) && !this.#isResource(path) ? "kustomize-patch" : "plain";
  }

  /** The kustomization files that use a file as a patch. */
  patchUsersOf(path: string): readonly string[] {
    return this.#patchUsers.get(path) ?? [];
  }

  #isResource(path: string): boolean {
    return this.#memberships.get(path)?.some(({ unit }) => unit.kind === "kustomization") === true;
  }

  #chartOf(path: string): string | undefined {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (this.#charts.has(folder)) return folder;
      if (folder === "" || folder === folderOf(folder)) return undefined;
    }
  }

  #build(): void {
    const used = new Set<string>();
    for (const { folder, facts } of this.#byFolder.values()) {
      for (const reference of facts.resources) {
        const path = joined(folder, reference);
        if (path === undefined) continue;
        const layer = this.#layerAt(path);
        if (layer && layer.folder !== folder) used.add(layer.folder);
      }
      for (const { path: reference } of facts.patches) {
        const path = reference === undefined ? undefined : joined(folder, reference);
        if (path === undefined) continue;
        this.#patchUsers.set(path, [...(this.#patchUsers.get(path) ?? []), `${this.#byFolder.get(folder)?.path}`]);
      }
    }
    for (const layer of this.#byFolder.values()) if (!used.has(layer.folder)) this.#addBuild(layer);
  }

  /** The kustomization at a path: of the folder, or of the file where the file itself is named. */
  #layerAt(path: string): Layer | undefined {
    return this.#byFolder.get(path) ?? [this.#byFolder.get(folderOf(path))].find((layer) => layer?.path === path);
  }

  #addBuild(root: Layer): void {
    const found: { path: string; layers: readonly Layer[] }[] = [];
    const folders = new Set<string>();
    const complete = this.#collect(root, [], found, folders);
    const unit: Unit = { folder: root.folder, kind: "kustomization", complete };
    for (const folder of folders) this.#through.set(folder, [...(this.#through.get(folder) ?? []), unit]);
    for (const { path, layers } of found) this.#add(path, { unit, layers });
  }

  /** @returns whether everything that the kustomization names was found */
  #collect(
    layer: Layer,
    outer: readonly Layer[],
    found: { path: string; layers: readonly Layer[] }[],
    seen: Set<string>,
  ): boolean {
    if (seen.has(layer.folder)) return true; // a base that is reached twice, or a loop
    seen.add(layer.folder);
    const layers = [layer, ...outer];
    let complete = !layer.facts.opaque;
    for (const reference of layer.facts.resources) {
      const path = joined(layer.folder, reference);
      const inner = path === undefined ? undefined : this.#layerAt(path);
      if (inner) complete = this.#collect(inner, layers, found, seen) && complete;
      else if (path !== undefined && this.#paths.has(path)) found.push({ path, layers });
      else complete = false;
    }
    return complete;
  }

  #addToDirectory(path: string): void {
    const chart = this.#chartOf(path);
    const inChart = chart !== undefined && (isWithin(path, `${chart}/templates`) || folderOf(path) === chart);
    const unit = inChart ? this.#unit(chart, "chart") : this.#directory(folderOf(path));
    this.#add(path, { unit, layers: [] });
  }

  #directory(folder: string): Unit {
    return this.#unit(folder, "directory");
  }

  #unit(folder: string, kind: "chart" | "directory"): Unit {
    const key = unitKey({ kind, folder, complete: true });
    let unit = this.#directories.get(key);
    if (!unit) {
      unit = { folder, kind, complete: true };
      this.#directories.set(key, unit);
    }
    return unit;
  }

  #add(path: string, membership: Membership): void {
    const memberships = this.#memberships.get(path);
    if (memberships) memberships.push(membership);
    else this.#memberships.set(path, [membership]);
    const members = this.#members.get(unitKey(membership.unit));
    if (members) members.push(path);
    else this.#members.set(unitKey(membership.unit), [path]);
  }
}

/** Equal for files that play the same part in the same units. */
export function membershipSignature(memberships: readonly Membership[]): string {
  return JSON.stringify(memberships.map(({ unit, layers }) => [unit, layers.map(({ path, facts }) => [path, facts])]));
}

function unitKey({ kind, folder }: Unit): string {
  return `${kind} ${folder}`;
}
