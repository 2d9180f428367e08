// A PersistentVolumeClaim: who may use it at one time, by its access modes.
import { asScalar, at, child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

/**
 * `single-pod`: one Pod of the whole cluster (ReadWriteOncePod). `single-node`: Pods of one node (ReadWriteOnce).
 * `read-only`: many nodes, but only to read (ReadOnlyMany alone). `multi`: many nodes (ReadWriteMany).
 */
export type ClaimClass = "single-pod" | "single-node" | "read-only" | "multi" | "unknown";

/** The access modes as written, short forms included (`RWO` is what people read, not what the API takes: it stays as it is). */
export function accessModes(claim: Node | undefined): string[] {
  return itemsOf(at(claim, "spec", "accessModes")).flatMap((mode) => {
    const value = asScalar(mode)?.value;
    return typeof value === "string" ? value : [];
  });
}

/** A claim that lists several modes may be used in the widest of them. Source: kubernetes.io, persistent-volumes#access-modes. */
export function claimClass(modes: readonly string[]): ClaimClass {
  if (modes.includes("ReadWriteMany")) return "multi";
  if (modes.includes("ReadWriteOnce")) return "single-node";
  if (modes.includes("ReadWriteOncePod")) return "single-pod";
  return modes.includes("ReadOnlyMany") ? "read-only" : "unknown";
}

/** The storage class: from the field, else from the annotation that came before it; `""` and absent are different things. */
export function storageClassName(claim: Node | undefined): string | undefined {
  return (
    stringAt(claim, "spec", "storageClassName") ??
    stringAt(child(child(claim, "metadata"), "annotations"), "volume.beta.kubernetes.io/storage-class")
  );
}
