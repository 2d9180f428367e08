// The kustomizations of the workspace as layers of builds: each is read once for each state of the files that it reads.
import { Layer } from "../kustomize/layer";
import { Origins } from "../kustomize/source-document";
import type { Document } from "./document";
import { joined } from "./paths";
import type { RootOf } from "./units/walls";

export class KustomizeLayers {
  readonly origins = new Origins<Document>();
  readonly #documentsOf: (path: string) => readonly Document[] | undefined;
  readonly #rootOf: RootOf;
  readonly #layers = new Map<string, Layer<Document>>();
  /** The kustomizations that read a file, as far as anybody has asked for them. */
  readonly #readers = new Map<string, Set<string>>();
  /** The files that a kustomization reads, as it was when somebody last asked for it. */
  readonly #read = new Map<string, readonly string[]>();
  readonly #patchReferences = new WeakMap<Layer<Document>, ReadonlyMap<string | undefined, string>>();

  /** @param rootOf a kustomization reads nothing beyond its workspace folder */
  constructor(documentsOf: (path: string) => readonly Document[] | undefined, rootOf: RootOf) {
    this.#documentsOf = documentsOf;
    this.#rootOf = rootOf;
  }

  /** The kustomization in a file; undefined where there is none. */
  at(path: string): Layer<Document> | undefined {
    const known = this.#layers.get(path);
    if (known) return known;
    const document = this.#documentAt(path);
    if (!document) return undefined;
    const root = this.#rootOf(path);
    const placed = (reference: string) => {
      const file = joined(layer.folder, reference);
      return file !== undefined && this.#rootOf(file) === root ? file : undefined;
    };
    const layer: Layer<Document> = new Layer(
      document,
      {
        documentsOf: (reference) => {
          const file = placed(reference);
          return file === undefined ? undefined : this.#documentsOf(file);
        },
        textOf: (reference) => {
          const file = placed(reference);
          const documents = file === undefined ? undefined : this.#documentsOf(file);
          return documents?.map(({ text }) => text).join("");
        },
      },
      this.origins,
    );
    this.#layers.set(path, layer);
    this.#note(path, [path, ...layer.files.flatMap((reference) => placed(reference) ?? [])]);
    return layer;
  }

  /** How a layer names a file that it lays over objects; undefined where it does not. */
  patchReference(layer: Layer<Document>, path: string): string | undefined {
    let references = this.#patchReferences.get(layer);
    if (!references) {
      references = new Map(layer.patchFiles.map((reference) => [joined(layer.folder, reference), reference]));
      this.#patchReferences.set(layer, references);
    }
    return references.get(path);
  }

  /**
   * Takes note that a file says something else, has come, or has gone.
   * @returns the kustomizations that read it
   */
  forget(path: string): ReadonlySet<string> {
    const readers = new Set(this.#readers.get(path) ?? [path]);
    for (const reader of readers) this.#layers.delete(reader);
    // Those that are there still read it until somebody asks for them again: the next change concerns them, too.
    for (const reader of readers) if (!this.#documentAt(reader)) this.#note(reader, []);
    return readers;
  }

  #documentAt(path: string): Document | undefined {
    return this.#documentsOf(path)?.find(({ kustomization }) => kustomization !== undefined);
  }

  #note(path: string, files: readonly string[]): void {
    for (const file of this.#read.get(path) ?? []) {
      const readers = this.#readers.get(file);
      readers?.delete(path);
      if (readers?.size === 0) this.#readers.delete(file);
    }
    if (files.length > 0) this.#read.set(path, files);
    else this.#read.delete(path);
    for (const file of files) {
      const readers = this.#readers.get(file) ?? new Set();
      readers.add(path);
      this.#readers.set(file, readers);
    }
  }
}
