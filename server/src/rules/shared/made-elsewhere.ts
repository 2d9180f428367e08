// Objects that nobody writes by hand: those that another one has made, and those that were exported from a cluster.
import type { Resource } from "../../kubernetes/resource";
import { at, itemsOf } from "../../yaml/navigate";

/** Has another object made it? */
export function isOwned({ root }: Resource): boolean {
  return itemsOf(at(root, "metadata", "ownerReferences")).length > 0;
}

/** Does it lie in a cluster already, with all that the API server has filled in? */
export function isExported({ root }: Resource): boolean {
  return at(root, "metadata", "uid") !== undefined;
}
