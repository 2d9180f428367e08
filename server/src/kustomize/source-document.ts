// What this layer knows of documents, and how the nodes of a built object say where they stand.

import type { ParsedDocument } from "../yaml/parse";
import type { Node } from "../yaml/tree";
import type { Note } from "./tree-change";

/** A YAML document of a file. Offsets of its tree are relative to its text. */
export interface SourceDocument {
  /** The file. */
  readonly path: string;
  readonly text: string;
  tree(): ParsedDocument;
}

/** Where a node comes from that is not of the object's own document. Its span is one of `document`. */
export interface Origin<D extends SourceDocument = SourceDocument> {
  /** The file. */
  readonly path: string;
  readonly document: D;
  /** The patch that it stands in, where that is text in a kustomization. */
  readonly inline: InlinePatch | undefined;
}

export interface InlinePatch {
  readonly field: PatchField;
  /** Its place in that list. */
  readonly index: number;
  /** The file of the kustomization. */
  readonly layer: string;
}

export type PatchField = "patches" | "patchesStrategicMerge" | "patchesJson6902";

/**
 * The places of all nodes that are not of an object's own document: those of kustomizations and patches, and those that builds
 * have made of them. One for all layers that may meet in a build.
 */
export class Origins<D extends SourceDocument = SourceDocument> {
  readonly #known = new WeakMap<Node, Origin<D>>();

  origin(node: Node): Origin<D> | undefined {
    return this.#known.get(node);
  }

  set(node: Node, origin: Origin<D>): void {
    this.#known.set(node, origin);
  }

  /** Marks all nodes of a tree, those behind aliases as well. */
  claim(node: Node | undefined, origin: Origin<D>): void {
    if (!node || this.#known.get(node) === origin) return;
    this.#known.set(node, origin);
    if (node.type === "alias") this.claim(node.target, origin);
    else if (node.type === "sequence") for (const item of node.items) this.claim(item, origin);
    else if (node.type === "mapping") {
      for (const { key, value } of node.entries) {
        this.claim(key, origin);
        this.claim(value, origin);
      }
    }
  }

  /** A made node stands where the one stands that it was made from. */
  readonly note: Note = (made, like) => {
    const origin = this.#known.get(like);
    if (origin) this.#known.set(made, origin);
  };
}
