// What an object becomes in one unit: itself with the patches and fields of all kustomizations that it goes through.
import { isJsonPatch, patched } from "../kubernetes/json-patch";
import { labels } from "../kubernetes/labels";
import { type Resource, resourcesOf } from "../kubernetes/resource";
import { merged } from "../kubernetes/strategic-merge";
import { type Note, withEntry, withoutEntry } from "../kubernetes/tree-change";
import { asMapping, at, booleanAt, child, entryOf, itemsOf, stringAt } from "../yaml/navigate";
import type { Mapping, Node } from "../yaml/tree";
import { withLabels, withName, withNamespace, withReplicas } from "./build-fields";
import { stepsOf, type Step } from "./build-layers";
import { patchSources, type PatchSource } from "./build-sources";
import { type Identity, identityOf, isNamed, isSelected, selects } from "./build-target";
import type { Document } from "./document";
import type { PatchEntry } from "./kustomization-facts";
import type { Reader } from "./reader";
import type { Layer, Membership } from "./units";

/** Where a node comes from that is not of the object's own document. Its span is one of `document`. */
export interface Origin {
  /** The file. */
  readonly path: string;
  readonly document: Document;
  /** The patch that it stands in, where that is text in a kustomization. */
  readonly inline: InlinePatch | undefined;
}

export interface InlinePatch {
  readonly field: PatchEntry["field"];
  /** Its place in that list. */
  readonly index: number;
  /** The file of the kustomization. */
  readonly layer: string;
}

/** A patch that means the object. */
export interface AppliedPatch {
  readonly layer: Layer;
  readonly entry: PatchEntry;
  readonly kind: "strategic-merge" | "json-patch";
  /** Where the patch stands. */
  readonly origin: Origin;
  /** It does not fit, and nothing of it is applied: Kustomize does not build this. */
  readonly failed: boolean;
}

export interface Built {
  /** The very resource that was given, where nothing changes it. */
  readonly resource: Resource;
  readonly changed: boolean;
  /** A patch removes the object; `resource` is what it was before. */
  readonly deleted: boolean;
  /** Undefined for a node that stands in the object's own document, or in none. */
  origin(node: Node): Origin | undefined;
  readonly patches: readonly AppliedPatch[];
}

/**
 * Builds an object. Reads only what may change it, and returns it as it is where nothing does.
 * Images, annotations, replacements and plugins are left out.
 * @param path the file of the object
 */
export function built(resource: Resource, path: string, membership: Membership, reader: Reader): Built {
  if (membership.layers.length === 0) return unchanged(resource);
  const build = new Build(resource, reader);
  for (const step of stepsOf(membership.layers, reader)) build.take(step);
  void path;
  return build.result();
}
