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
  /** The kustomizations that read a file. */
  readonly #readers = new Map<string, Set<string>>();

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
    const document = this.#documentsOf(path)?.find(({ kustomization }) => kustomization !== undefined);
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
    for (const file of [path, ...layer.files.flatMap((reference) => placed(reference) ?? [])]) {
      const readers = this.#readers.get(file) ?? new Set();
      readers.add(path);
      this.#readers.set(file, readers);
    }
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
    const readers = this.#readers.get(path) ?? new Set([path]);
    for (const reader of readers) this.#layers.delete(reader);
    this.#readers.delete(path);
    return readers;
  }
}
