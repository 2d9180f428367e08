// What builds read of the workspace: what was read is noted.
import type { Layer } from "../kustomize/layer";
import type { Origins } from "../kustomize/source-document";
import type { Tracker } from "../tracking/tracker";
import type { CalledSlot, Calls } from "./calls";
import type { Document } from "./document";
import type { KustomizeLayers } from "./kustomize-layers";
import type { Slot } from "./slot";
import type { SourceValues } from "./source-values";
import type { Unit } from "./units/unit";

export interface Reader {
  /** The places of nodes that are not of an object's own document. */
  readonly origins: Origins<Document>;
  /** The documents of a file; none where it is not known. */
  documentsOf(path: string): readonly Document[];
  /** The kustomization in a file; undefined where there is none. */
  layerAt(path: string): Layer<Document> | undefined;
  /** Does the build of a unit give objects other names than those that are written? */
  renames(unit: Unit): boolean;
  /** The objects of a build that were called so at any step of theirs, also those that a patch takes out. */
  calledIn(unit: Unit, name: string): Iterable<CalledSlot>;
  /** The objects of a build that began in a namespace, likewise. */
  beginningIn(unit: Unit, namespace: string): Iterable<CalledSlot>;
  /** The objects of a build that were of a kind at any step of theirs, likewise. */
  ofKindIn(unit: Unit, kind: string): Iterable<CalledSlot>;
  /** Notes that a value is taken from the object in a slot. */
  takesFrom(slot: Slot): void;
}

export interface BuildReaderOptions {
  readonly tracker: Tracker;
  readonly documentsOf: (path: string) => readonly Document[];
  readonly layers: KustomizeLayers;
  readonly calls: Calls;
  readonly sources: SourceValues;
  /** What is read with the kustomization in a file. */
  readonly layerKey: (path: string) => string;
}

export class BuildReader implements Reader {
  readonly documentsOf: (path: string) => readonly Document[];
  readonly #tracker: Tracker;
  readonly #layers: KustomizeLayers;
  readonly #calls: Calls;
  readonly #sources: SourceValues;
  readonly #layerKey: (path: string) => string;

  constructor({ tracker, documentsOf, layers, calls, sources, layerKey }: BuildReaderOptions) {
    this.documentsOf = documentsOf;
    this.#tracker = tracker;
    this.#layers = layers;
    this.#calls = calls;
    this.#sources = sources;
    this.#layerKey = layerKey;
  }

  get origins(): Origins<Document> {
    return this.#layers.origins;
  }

  layerAt(path: string): Layer<Document> | undefined {
    this.#tracker.read(this.#layerKey(path));
    return this.#layers.at(path);
  }

  renames(unit: Unit): boolean {
    return this.#calls.renames(unit);
  }

  calledIn(unit: Unit, name: string): Iterable<CalledSlot> {
    return this.#calls.calledIn(unit, name);
  }

  beginningIn(unit: Unit, namespace: string): Iterable<CalledSlot> {
    return this.#calls.beginningIn(unit, namespace);
  }

  ofKindIn(unit: Unit, kind: string): Iterable<CalledSlot> {
    return this.#calls.ofKindIn(unit, kind);
  }

  takesFrom(slot: Slot): void {
    this.#sources.read(slot);
  }
}
