// What builds read of the workspace: what was read is noted.
import type { Layer } from "../kustomize/layer";
import type { Origins } from "../kustomize/source-document";
import type { Document } from "./document";
import type { Slot } from "./slot";
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
  /** The objects of a build that were called so at any step of theirs. */
  calledIn(unit: Unit, name: string): Iterable<Slot>;
  /** The objects of a build that began in a namespace. */
  beginningIn(unit: Unit, namespace: string): Iterable<Slot>;
  /** The objects of a build that were of a kind at any step of theirs. */
  ofKindIn(unit: Unit, kind: string): Iterable<Slot>;
}
