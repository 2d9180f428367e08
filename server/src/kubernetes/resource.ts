// One Kubernetes object in a document's tree: what it is called, and where that is written.
import { asMapping, asScalar, at, child, itemsOf, stringAt } from "../yaml/navigate";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import { groupOf } from "./kinds";

export interface Resource {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  /** Empty where the object has none. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly root: Mapping;
  readonly kindNode: Scalar;
  readonly nameNode: Scalar | undefined;
  /** Its place in the `items` of a `List`; undefined where the object is the whole document. */
  readonly item: number | undefined;
}

/** A `List` of objects rather than an object itself: `List`, or `DeploymentList` and the like. */
function isList(root: Node | undefined, kind: string): boolean {
  return kind === "List" || (kind.endsWith("List") && child(root, "items") !== undefined);
}

/**
 * The objects of a document: the document itself, or the items of its `List`.
 * @returns nothing where `apiVersion` or `kind` is missing or no string
 */
export function resourcesOf(root: Node | undefined): Resource[] {
  const single = resourceOf(root, undefined);
  if (!single) return [];
  if (!isList(root, single.kind)) return [single];
  return itemsOf(child(root, "items")).flatMap((item, index) => resourceOf(item, index) ?? []);
}

/**
 * A node as one object, whatever it holds.
 * @param item its place in a `List`, where it is one of its items
 */
export function resourceOf(node: Node | undefined, item: number | undefined): Resource | undefined {
  const root = asMapping(node);
  const apiVersion = stringAt(root, "apiVersion");
  const kindNode = asScalar(child(root, "kind"));
  if (!root || apiVersion === undefined || !kindNode || typeof kindNode.value !== "string" || kindNode.value === "")
    return undefined;
  const nameNode = asScalar(at(root, "metadata", "name"));
  return {
    apiVersion,
    group: groupOf(apiVersion),
    kind: kindNode.value,
    // A name that reads as a number is not valid, but it is how people call the object.
    name: nameNode && nameNode.value !== null ? nameNode.text : "",
    namespace: stringAt(root, "metadata", "namespace") || undefined,
    root,
    kindNode,
    nameNode,
    item,
  };
}

/** The object as messages name it: `Deployment "web"`. */
export function described({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return name === "" ? kind : `${kind} "${name}"`;
}
