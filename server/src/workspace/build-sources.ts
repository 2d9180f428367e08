// The patches of a kustomization as trees, from files and from text in the kustomization itself.
import { asScalar, at } from "../yaml/navigate";
import type { ParsedDocument } from "../yaml/parse";
import type { Node } from "../yaml/tree";
import type { Origin } from "./build";
import { inlineDocuments } from "./build-inline";
import type { Step } from "./build-layers";
import type { PatchEntry } from "./kustomization-facts";
import { joined } from "./paths";
import type { Reader } from "./reader";

/** One YAML document of a patch. */
export interface PatchSource {
  readonly root: Node | undefined;
  /** Does it hold a fault that makes its tree a guess? */
  readonly broken: boolean;
  readonly origin: Origin;
}

/**
 * The documents of a patch; none where its file is not known.
 * @param names where given, documents that mention none of them are left out unread
 */
export function patchSources(
  entry: PatchEntry,
  step: Step,
  reader: Reader,
  names: readonly string[] | undefined,
): PatchSource[] {
  const concerns = (text: string): boolean => names?.some((name) => text.includes(name)) ?? true;
  if (entry.path !== undefined) {
    const path = joined(step.layer.folder, entry.path);
    const documents = path === undefined ? [] : reader.documentsOf(path).filter(({ text }) => concerns(text));
    return documents.map((document) => source(document.tree(), { path: document.path, document, inline: undefined }));
  }
  if (entry.inline === undefined || !concerns(entry.inline)) return [];
  const { document, layer } = step;
  const way = entry.field === "patchesStrategicMerge" ? [] : ["patch"];
  const scalar = asScalar(at(document.tree().root, entry.field, entry.index, ...way));
  const inline = { field: entry.field, index: entry.index, layer: layer.path };
  const parts = scalar ? inlineDocuments(scalar, document.text) : [];
  return parts.map((part) => source(part, { path: layer.path, document, inline }));
}

function source({ root, errors }: ParsedDocument, origin: Origin): PatchSource {
  return { root, broken: errors.some(({ fault }) => fault === "syntax"), origin };
}
