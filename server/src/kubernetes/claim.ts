// A PersistentVolumeClaim: who may use it at one time, by its access modes.
import { asScalar, at, child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

/**
 * `single-pod`: one Pod of the whole cluster (ReadWriteOncePod). `single-node`: Pods of one node (ReadWriteOnce alone).
 * `read-only`: many nodes, but only to read (ReadOnlyMany alone). `multi`: many nodes (ReadWriteMany, or ReadOnlyMany beside
 * another mode: the attach/detach controller asks the modes, never a mount).
 */
export type ClaimClass = "single-pod" | "single-node" | "read-only" | "multi" | "unknown";

/** The access modes as written, short forms included (`RWO` is what people read, not what the API takes: it stays as it is). */
export function accessModes(claim: Node | undefined): string[] {
  return itemsOf(at(claim, "spec", "accessModes")).flatMap((mode) => {
    const value = asScalar(mode)?.value;
    return typeof value === "string" ? value : [];
  });
}

/**
 * A claim that lists several modes may be used in the widest of them. Sources: kubernetes.io,
 * persistent-volumes#access-modes; kubernetes, attach_detach_controller, IsMultiAttachAllowed.
 */
export function claimClass(modes: readonly string[]): ClaimClass {
  const isOnce = modes.includes("ReadWriteOnce");
  if (modes.includes("ReadWriteMany")) return "multi";
  if (modes.includes("ReadOnlyMany")) return isOnce ? "multi" : "read-only";
  if (isOnce) return "single-node";
  return modes.includes("ReadWriteOncePod") ? "single-pod" : "unknown";
}

/** The storage class: from the field, else from the annotation that came before it; `""` and absent are different things. */
export function storageClassName(claim: Node | undefined): string | undefined {
  return (
    stringAt(claim, "spec", "storageClassName") ??
    stringAt(child(child(claim, "metadata"), "annotations"), "volume.beta.kubernetes.io/storage-class")
  );
}
