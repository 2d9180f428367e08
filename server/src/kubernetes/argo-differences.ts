// What Argo CD leaves alone in objects of the cluster, as an Application says.
import { child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

/** Workloads whose number of replicas is nobody's business. */
export interface FreeReplicas {
  readonly kind: string;
  /** Undefined for all of the kind. */
  readonly name: string | undefined;
}

/** @param differences the list `ignoreDifferences` */
export function freeReplicas(differences: Node | undefined): FreeReplicas[] {
  return itemsOf(differences).flatMap((item) => {
    const paths = itemsOf(child(item, "jsonPointers")).map((path) => stringAt(path));
    const expressions = itemsOf(child(item, "jqPathExpressions")).map((path) => stringAt(path));
    const kind = stringAt(item, "kind");
    const isFree = paths.includes("/spec/replicas") || expressions.includes(".spec.replicas");
    return isFree && kind !== undefined ? [{ kind, name: stringAt(item, "name") || undefined }] : [];
  });
}
