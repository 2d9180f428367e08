// The only door from a look-up to the workspace: it notes every key that was asked for, misses included.
import type { Document, WorkspaceObject } from "./document";
import { keys } from "./object-index";
import type { Membership, Unit } from "./units";
import type { Workspace } from "./workspace";

export class Reader {
  readonly #workspace: Workspace;
  readonly #note: (key: string) => void;

  /** @param note called with each key that the answer rests on */
  constructor(workspace: Workspace, note: (key: string) => void) {
    this.#workspace = workspace;
    this.#note = note;
  }

  objects(key: string): readonly WorkspaceObject[] {
    this.#note(key);
    return this.#workspace.objects(key);
  }

  /** The smallest of some postings, each of which holds every object that is wanted. */
  smallest(candidates: readonly string[]): readonly WorkspaceObject[] {
    let best: string | undefined;
    for (const key of candidates)
      if (best === undefined || this.#workspace.count(key) < this.#workspace.count(best)) best = key;
    return best === undefined ? [] : this.objects(best);
  }

  membershipsOf(path: string): readonly Membership[] {
    this.#note(keys.unit(path));
    return this.#workspace.membershipsOf(path);
  }

  /** The documents of a file; none where it is not known. */
  documentsOf(path: string): readonly Document[] {
    this.#note(keys.file(path));
    return this.#workspace.file(path)?.documents ?? [];
  }

  /** Is there a file, read or not? */
  isKnown(path: string): boolean {
    this.#note(keys.file(path));
    return this.#workspace.file(path) !== undefined;
  }

  /** All files of the builds in which the kustomization of a folder takes part. */
  pathsThrough(folder: string): readonly string[] {
    this.#note(keys.anyUnit);
    const builds = this.#workspace.buildsThrough(folder);
    return [...new Set(builds.flatMap((unit) => this.#workspace.membersOf(unit)))];
  }

  rootOf(path: string): string | undefined {
    return this.#workspace.rootOf(path);
  }

  ready(): boolean {
    this.#note(keys.ready);
    return this.#workspace.ready;
  }

  /** Does the unit hold a document that does not parse, or a file that could not be read? */
  hasBroken(unit: Unit): boolean {
    this.#note(keys.broken);
    return this.#workspace.hasBroken(this.#workspace.membersOf(unit)) || this.#workspace.holdsUnread(unit);
  }

  /** Is there a file in the workspace folder of a path that could not be read? */
  hasUnreadAround(path: string): boolean {
    this.#note(keys.broken);
    return this.#workspace.hasUnreadAround(path);
  }
}
