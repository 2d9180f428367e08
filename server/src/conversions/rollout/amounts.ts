// Numbers of Pods in strategies: a whole number, or a share of all.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { remove } from "../../yaml/edit-script";
import { asScalar, child } from "../../yaml/navigate";
import type { Node, Path, Scalar } from "../../yaml/tree";
import { type FieldPlan, nothing } from "../fields/dropped-fields";

/** `0` or `0%`. */
export function isZero(node: Scalar | undefined): boolean {
  return node?.value === 0 || (typeof node?.value === "string" && /^0+%$/.test(node.value));
}

/** Only a StatefulSet updates some of its Pods and holds back the others. */
export function droppedPartition(block: Node | undefined, path: Path, to: WorkloadKind): FieldPlan {
  const node = asScalar(child(block, "partition"));
  if (!node) return nothing;
  const message = `A ${to} has no partition: an update reaches all of its Pods.`;
  return {
    operations: [remove([...path, "partition"])],
    consequences: node.value === 0 || node.value === null ? [] : [{ code: "W-DROP", message, at: { node } }],
  };
}
