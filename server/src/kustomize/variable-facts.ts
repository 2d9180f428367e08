// What a kustomization says of its variables: `$(NAME)` stands for a field of an object.
import { child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import type { Identity } from "./identity";

export interface VariableFacts {
  readonly name: string;
  /** The object whose field it is; in any namespace where none is written. */
  readonly object: Identity;
  /** Keys with dots between them. */
  readonly fieldPath: string;
}

/** Entries of `vars`. Source: kustomize api/types/var.go. */
export function variableFacts(root: Node | undefined): VariableFacts[] {
  return itemsOf(child(root, "vars")).flatMap((item) => {
    const name = stringAt(item, "name");
    const object = child(item, "objref");
    if (!name || !object) return [];
    return {
      name,
      object: {
        ...apiVersionOf(object),
        kind: stringAt(object, "kind") ?? "",
        name: stringAt(object, "name") ?? "",
        namespace: stringAt(object, "namespace") || undefined,
      },
      fieldPath: stringAt(item, "fieldref", "fieldPath") || stringAt(item, "fieldref", "fieldpath") || "metadata.name",
    };
  });
}

function apiVersionOf(object: Node): Pick<Identity, "group" | "version"> {
  const [group, version] = [stringAt(object, "group") ?? "", stringAt(object, "version") ?? ""];
  const parts = stringAt(object, "apiVersion")?.split("/") ?? [];
  if (parts.length === 2) return { group: parts[0] ?? "", version: parts[1] ?? "" };
  return { group, version: parts.length === 1 ? (parts[0] ?? "") : version };
}
