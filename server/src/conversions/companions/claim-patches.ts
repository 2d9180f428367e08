// Patches that take a claim out of a build: they go with the claim, because Kustomize builds no patch of what is not there.
import { inlineDocuments } from "../../kustomize/inline-documents";
import type { PatchEntry } from "../../kustomize/kustomization-facts";
import type { Document } from "../../workspace/document";
import { joined } from "../../workspace/paths";
import { asScalar, at, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import type { ClaimSubject } from "../deletion/claim-use";
import { type FileReference, keyOf } from "./file-references";
import { patchObjects } from "./kustomize-patches";
import { kustomizationIn } from "./kustomize-reach";

export interface DeletePatches {
  /** Entries of kustomizations that hold their patch as text. */
  readonly inline: readonly FileReference[];
  /** By the path of the file. */
  readonly files: ReadonlyMap<string, PatchFile>;
}

export interface PatchFile {
  /** Those that say `$patch: delete` of the claim alone. */
  readonly documents: Set<Document>;
  /** The entries of kustomizations that apply the file to the claim. */
  readonly entries: FileReference[];
}

/** Undefined where another patch changes the claim, or one takes out more than the claim. */
export function deletePatches({ resource, situations }: ClaimSubject): DeletePatches | undefined {
  const inline = new Map<string, FileReference>();
  const files = new Map<string, PatchFile>();
  for (const { built, lookups } of situations) {
    const names = new Set([resource.name, built.resource.name]);
    for (const { layer, entry, origin } of built.patches) {
      // One for whatever its target finds goes on doing so.
      if (!isForNames(entry, names)) continue;
      const kustomization = kustomizationIn(layer.path, lookups);
      const roots = kustomization && patchRoots(entry, kustomization, origin.document);
      if (!kustomization || !roots?.every(takesOutOne)) return undefined;
      const reference: FileReference = { kustomization, path: [entry.field, entry.index] };
      const file = entry.path === undefined ? undefined : joined(layer.folder, entry.path);
      if (file === undefined) inline.set(keyOf(reference), reference);
      else addTo(files, file, origin.document, reference);
    }
  }
  return { inline: [...inline.values()], files };
}

function addTo(files: Map<string, PatchFile>, file: string, document: Document, reference: FileReference): void {
  const known = files.get(file) ?? { documents: new Set(), entries: [] };
  known.documents.add(document);
  if (!known.entries.some((entry) => keyOf(entry) === keyOf(reference))) known.entries.push(reference);
  files.set(file, known);
}

function isForNames({ target }: PatchEntry, names: ReadonlySet<string>): boolean {
  return !target || (target.kind === "PersistentVolumeClaim" && names.has(target.name ?? ""));
}

/** All documents of a patch that stands in the kustomization; of a file the one that means the claim. */
function patchRoots(entry: PatchEntry, kustomization: Document, document: Document): (Node | undefined)[] {
  if (entry.path !== undefined) return [document.tree().root];
  const way = entry.field === "patchesStrategicMerge" ? [] : ["patch"];
  const scalar = asScalar(at(kustomization.tree().root, entry.field, entry.index, ...way));
  return scalar ? inlineDocuments(scalar, kustomization.text).map(({ root }) => root) : [];
}

function takesOutOne(root: Node | undefined): boolean {
  const objects = patchObjects(root);
  return objects.length === 1 && objects.every(({ node }) => stringAt(node, "$patch") === "delete");
}
