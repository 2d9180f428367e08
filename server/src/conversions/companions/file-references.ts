// Where kustomizations name a file.
import type { Document } from "../../workspace/document";
import { folderOf, joined } from "../../workspace/paths";
import { type Operation, remove } from "../../yaml/edit-script";
import { asScalar, asSequence, child } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";

/** A place in a kustomization: an item of one of its lists, or something in it. */
export interface FileReference {
  readonly kustomization: Document;
  readonly path: Path;
}

/** Equal for all that stands in the same item. */
export function keyOf({ kustomization, path: [field, index] }: FileReference): string {
  return `${kustomization.id} ${field} ${index}`;
}

/** In any field: files are listed, patched with, and put into what is generated (`key=file`). */
export function referencesTo(file: string, kustomizations: readonly Document[]): FileReference[] {
  return kustomizations.flatMap((kustomization) => {
    const folder = folderOf(kustomization.path);
    const means = (text: string) =>
      joined(folder, text) === file || joined(folder, text.replace(/^[^=]*=/, "")) === file;
    return waysTo(kustomization.tree().root, [], means).map((path) => ({ kustomization, path }));
  });
}

/** Takes the item that holds a reference out of its list. */
export function withoutItem({ kustomization, path }: FileReference): Operation {
  const [field = "", index = 0] = path;
  // Kustomize takes an empty list, but no kustomization without any field.
  const collapse = field !== "resources" && asSequence(child(kustomization.tree().root, "resources")) !== undefined;
  return remove([field, index], { collapse });
}

function waysTo(node: Node | undefined, way: Path, means: (text: string) => boolean): Path[] {
  const scalar = asScalar(node);
  if (scalar) return means(scalar.text) ? [way] : [];
  if (node?.type === "sequence") return node.items.flatMap((item, index) => waysTo(item, [...way, index], means));
  if (node?.type !== "mapping") return [];
  return node.entries.flatMap(({ key, value }) => waysTo(value, [...way, asScalar(key)?.text ?? ""], means));
}
