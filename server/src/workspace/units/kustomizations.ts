// The kustomizations of all folders, and who names which path: the edges from which builds are made.
import { kustomizationFileNames } from "../../kustomize/file-names";
import type { KustomizationFacts } from "../../kustomize/kustomization-facts";
import { folderOf, joined, nameOf } from "../paths";
import type { Layer } from "./unit";

/** A layer whose file is read again and again. */
class KnownLayer implements Layer {
  readonly folder: string;
  readonly path: string;
  facts: KustomizationFacts;

  constructor(path: string, facts: KustomizationFacts) {
    this.folder = folderOf(path);
    this.path = path;
    this.facts = facts;
  }
}

export class Kustomizations {
  /** Every file that is a kustomization, by folder and path: of several in a folder only one counts. */
  readonly #files = new Map<string, Map<string, KustomizationFacts>>();
  readonly #layers = new Map<string, KnownLayer>();
  /** By the path or folder that is named: the folders of the kustomizations that name it. */
  readonly #resourceUsers = new Map<string, Set<string>>();
  readonly #patchUsers = new Map<string, Set<string>>();
  readonly #dataUsers = new Map<string, Set<string>>();

  /** The kustomization that counts in a folder. */
  in(folder: string): Layer | undefined {
    return this.#layers.get(folder);
  }

  /** Is a file a kustomization, whether it counts or not? */
  has(path: string): boolean {
    return this.#files.get(folderOf(path))?.has(path) === true;
  }

  /** The kustomization that a reference means: the one of a folder, or the one that is itself named. */
  at(path: string): Layer | undefined {
    return this.#layers.get(path) ?? [this.#layers.get(folderOf(path))].find((layer) => layer?.path === path);
  }

  /** Are there several in the folder? Kustomize builds none of them then. */
  hasRivals(folder: string): boolean {
    return (this.#files.get(folder)?.size ?? 0) > 1;
  }

  /** Folders of the kustomizations that name a path, or a folder, among their resources. */
  usersOf(path: string): ReadonlySet<string> {
    return this.#resourceUsers.get(path) ?? none;
  }

  /** Folders of the kustomizations that name a file as a patch. */
  patchUsersOf(path: string): ReadonlySet<string> {
    return this.#patchUsers.get(path) ?? none;
  }

  /** Folders of the kustomizations that put a file into a ConfigMap or Secret. */
  dataUsersOf(path: string): ReadonlySet<string> {
    return this.#dataUsers.get(path) ?? none;
  }

  /**
   * Takes what a file says now.
   * @param facts undefined where it is none, or gone
   * @returns the folder's kustomization before, where it is another one now or names other paths
   */
  set(path: string, facts: KustomizationFacts | undefined): { readonly before: Layer | undefined } {
    const folder = folderOf(path);
    const files = this.#files.get(folder) ?? new Map<string, KustomizationFacts>();
    if (facts) files.set(path, facts);
    else files.delete(path);
    if (files.size > 0) this.#files.set(folder, files);
    else this.#files.delete(folder);
    const before = this.#layers.get(folder);
    if (before) this.#unname(before);
    const counting = [...files].sort(([a], [b]) => rankOf(a) - rankOf(b))[0];
    if (!counting) this.#layers.delete(folder);
    else if (before?.path === counting[0]) before.facts = counting[1];
    else this.#layers.set(folder, new KnownLayer(...counting));
    const now = this.#layers.get(folder);
    if (now) this.#name(now);
    return { before };
  }

  #name({ folder, facts }: Layer): void {
    for (const path of resourcePaths(folder, facts)) addTo(this.#resourceUsers, path, folder);
    for (const path of patchPaths(folder, facts)) addTo(this.#patchUsers, path, folder);
    for (const path of dataPaths(folder, facts)) addTo(this.#dataUsers, path, folder);
  }

  #unname({ folder, facts }: Layer): void {
    for (const path of resourcePaths(folder, facts)) takeFrom(this.#resourceUsers, path, folder);
    for (const path of patchPaths(folder, facts)) takeFrom(this.#patchUsers, path, folder);
    for (const path of dataPaths(folder, facts)) takeFrom(this.#dataUsers, path, folder);
  }
}

const none: ReadonlySet<string> = new Set();

/** All paths that a kustomization takes resources from, those that lead nowhere too. */
export function resourcePaths(
  folder: string,
  { resources, components }: Pick<KustomizationFacts, "resources" | "components">,
): string[] {
  return [...resources, ...components].flatMap(({ path }) => joined(folder, path) ?? []);
}

/** The files in which a kustomization has patches. */
export function patchPaths(folder: string, { patches }: Pick<KustomizationFacts, "patches">): string[] {
  return patches.flatMap(({ path }) => (path === undefined ? [] : (joined(folder, path) ?? [])));
}

/** The files that a kustomization puts into ConfigMaps and Secrets. */
export function dataPaths(folder: string, { generated }: Pick<KustomizationFacts, "generated">): string[] {
  return generated.flatMap(({ sources }) =>
    sources.flatMap((source) => (source.type === "file" ? (joined(folder, source.path) ?? []) : [])),
  );
}

/** Kustomize knows three names; of several in a folder we take the first. */
function rankOf(path: string): number {
  return ([...kustomizationFileNames] as string[]).indexOf(nameOf(path));
}

function addTo(users: Map<string, Set<string>>, path: string, folder: string): void {
  const known = users.get(path);
  if (known) known.add(folder);
  else users.set(path, new Set([folder]));
}

function takeFrom(users: Map<string, Set<string>>, path: string, folder: string): void {
  const known = users.get(path);
  known?.delete(folder);
  if (known?.size === 0) users.delete(path);
}
