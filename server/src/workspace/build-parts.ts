// What kustomizations and the files that they read say: when that is something else, the builds that it concerns are made again.
import type { PatchTarget } from "../kustomize/kustomization-facts";
import { isPlain } from "../kustomize/target";
import type { Tracker } from "../tracking/tracker";
import { EndlessAliases, plainValue } from "../yaml/value";
import type { CalledSlot, Calls } from "./calls";
import type { Document } from "./document";
import { keys } from "./keys";
import type { KustomizeLayers } from "./kustomize-layers";
import { folderOf } from "./paths";
import type { SourceFile } from "./source-file";
import type { Standing } from "./standing";
import type { Unit } from "./units/unit";
import type { UnitGraph } from "./units/unit-graph";

export interface BuildPartsOptions {
  readonly tracker: Tracker;
  readonly fileAt: (path: string) => SourceFile | undefined;
  readonly layers: KustomizeLayers;
  readonly units: UnitGraph;
  readonly calls: Calls;
  readonly standing: Standing;
}

export class BuildParts {
  readonly #options: BuildPartsOptions;
  /** What files say to builds, without places. */
  readonly #prints = new Map<string, string>();
  /** Files that say something else now, with the kustomizations that read them. */
  readonly #changed = new Map<string, Set<string>>();

  constructor(options: BuildPartsOptions) {
    this.#options = options;
  }

  /** The text of a file has changed. @param readers the kustomizations that read it, itself among them if it is one */
  note(path: string, readers: Iterable<string>): void {
    const known = this.#changed.get(path) ?? new Set();
    for (const reader of readers) known.add(reader);
    this.#changed.set(path, known);
  }

  /** Wakes builds through kustomizations, or with parts of them, that say something else now. */
  compare(): void {
    for (const [path, readers] of this.#changed) {
      const file = this.#options.fileAt(path);
      const isPart = this.#prints.has(path) || readers.size > 1 || !readers.has(path);
      if (!isPart && !file?.documents.some(({ kustomization }) => kustomization)) continue;
      const print = file && printOf(file);
      // What a file said that was no part when it came is not known: one that goes always says something else.
      if (print !== undefined && this.#prints.get(path) === print) continue;
      if (print === undefined) this.#prints.delete(path);
      else this.#prints.set(path, print);
      for (const reader of readers) this.#wake(reader, path);
    }
    this.#changed.clear();
  }

  /**
   * Places of objects that the patches in a file mean, by name or by kind; those in a kustomization itself, and its `replicas`.
   * More than they change: a target may ask for labels as well. One that is all expressions is asked of nobody.
   */
  *meantBy(path: string): Generator<CalledSlot> {
    const { layers, units, calls } = this.#options;
    const own = units.layerIn(folderOf(path));
    for (const user of [...units.patchUsersOf(path), ...(own?.path === path ? [own] : [])]) {
      const layer = layers.at(user.path);
      const isOwn = user.path === path;
      const patch = layer && !isOwn ? layers.patchReference(layer, path) : undefined;
      if (!layer || (!isOwn && patch === undefined)) continue;
      const names = layer.namesIn(patch).map(({ name }) => name);
      if (isOwn) names.push(...layer.facts.replicas.map(({ name }) => name));
      const targets = layer.targetsIn(patch).filter(isAskedFor);
      for (const unit of units.buildsThrough(layer.folder)) {
        for (const name of new Set(names)) yield* calls.calledIn(unit, name);
        for (const target of targets) yield* this.#candidatesIn(unit, target);
      }
    }
  }

  /** @param path the kustomization itself, or what it lays over objects, or anything else that it reads */
  #wake(kustomization: string, path: string): void {
    const { tracker, layers, units, calls } = this.#options;
    const layer = layers.at(kustomization);
    const patch = layer && layers.patchReference(layer, path);
    if (!layer || patch === undefined) {
      tracker.touch(keys.meaning(kustomization));
      return;
    }
    const key = keys.patch(kustomization, path);
    tracker.touch(key);
    // Whom a patch names, it changes now. Whom a target selects rests on the patch, unless there was none before.
    const targets = tracker.isRead(key) ? [] : layer.targetsIn(patch);
    if (!targets.every(isAskedFor)) tracker.touch(keys.meaning(kustomization));
    for (const unit of units.buildsThrough(layer.folder)) {
      for (const { name } of layer.namesIn(patch)) this.#doubtAll(calls.calledIn(unit, name));
      for (const target of targets) if (isAskedFor(target)) this.#doubtAll(this.#candidatesIn(unit, target));
    }
  }

  /** All of a build that a target may select, and more. */
  #candidatesIn(unit: Unit, { name = "", kind = "" }: PatchTarget): Iterable<CalledSlot> {
    const { calls } = this.#options;
    return isPlain(name) ? calls.calledIn(unit, name) : calls.ofKindIn(unit, kind);
  }

  #doubtAll(slots: Iterable<CalledSlot>): void {
    for (const { document } of slots) this.#options.standing.doubt(document);
  }
}

/** Does a target say plainly what it selects, so that it can be asked who that may be? */
function isAskedFor({ name = "", kind = "" }: PatchTarget): boolean {
  return isPlain(name) || isPlain(kind);
}

/** Equal while what a file says to builds is the same: a kustomization's list of resources is no part of it. */
function printOf({ documents, text }: SourceFile): string {
  const said = documents.map((document) => {
    if (document.content === "template" || document.broken) return document.text;
    const { kustomization } = document;
    if (kustomization) return { ...kustomization, resources: [], components: kustomization.components };
    return valueOrText(document);
  });
  return documents.length === 0 ? text : JSON.stringify(said);
}

/** Of a bomb of aliases its text. */
function valueOrText(document: Document): unknown {
  try {
    return plainValue(document.tree().root);
  } catch (error) {
    if (error instanceof EndlessAliases) return document.text;
    throw error;
  }
}
