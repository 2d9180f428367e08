// What builds read of the workspace: what was read is noted.
import type { Layer } from "../kustomize/layer";
import type { Origins } from "../kustomize/source-document";
import type { CalledSlot } from "./calls";
import type { Document } from "./document";
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
}
