// The `updateStrategy` of a StatefulSet or a DaemonSet as a Deployment's `strategy` (kubernetes.md 2.3, 2.7).
import type { WorkloadKind } from "../../kubernetes/kinds";
import { type Operation, remove, rename, replace } from "../../yaml/edit-script";
import { asMapping, asScalar, child, entriesOf, entryOf, isNullish, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Consequence } from "../conversion";
import { type FieldPlan, nothing } from "../fields/dropped-fields";
import { droppedPartition } from "./amounts";

/** Is anything left of the strategy that is written? Else the Deployment's own is to be written anew, where there must be one. */
export interface DeploymentRollout extends FieldPlan {
  readonly keeps: boolean;
}

/**
 * @param spec the node that holds it: of the workload, or of a patch of it
 * @param path the way to it
 * @param options.from the kind that holds it
 * @param options.recreate must the old Pod be gone before the new one starts? Then that is what a strategy that is kept says
 * @param options.patch is it laid over another object, which says the type by itself?
 */
export function deploymentRollout(
  spec: Node | undefined,
  path: Path,
  { from, recreate, patch }: { readonly from: WorkloadKind; readonly recreate: boolean; readonly patch: boolean },
): DeploymentRollout {
  // Of any other kind the field has strayed here, and goes (`rollout-plan.ts`).
  const held = from === "StatefulSet" || from === "DaemonSet" ? entryOf(spec, "updateStrategy") : undefined;
  if (!held) return { ...nothing, keeps: false };
  const strategy = [...path, "updateStrategy"];
  const typeNode = asScalar(child(held.value, "type"));
  const block = child(held.value, "rollingUpdate");
  const blockPath = [...strategy, "rollingUpdate"];
  const partition = droppedPartition(block, blockPath, "Deployment");
  const consequences: Consequence[] = [...partition.consequences];
  if (typeNode?.text === "OnDelete") {
    const message = "OnDelete is dropped: a Deployment replaces its Pods whenever its template changes.";
    consequences.push({ code: "W-DROP", message, at: { node: typeNode } });
    return { operations: [remove(strategy)], consequences, keeps: false };
  }
  const renamed = rename(strategy, "strategy");
  if (stringAt(held.value, "type") === "Recreate") return { operations: [renamed], consequences, keeps: true };
  if (recreate) {
    if (patch || !typeNode) return { operations: [remove(strategy)], consequences, keeps: false };
    const operations: Operation[] = [renamed, replace([...strategy, "type"], "Recreate")];
    if (entryOf(held.value, "rollingUpdate")) operations.push(remove(blockPath));
    return { operations, consequences, keeps: true };
  }
  const keeps = entriesOf(asMapping(block)).some(
    ({ key, value }) => asScalar(key)?.text !== "partition" && !isNullish(value),
  );
  if (!keeps) return { operations: [remove(strategy)], consequences, keeps: false };
  return { operations: [renamed, ...partition.operations], consequences, keeps: true };
}

/** Where nothing is left of a strategy: before the template, behind `replicas` and `selector`, as the API's documentation has it. */
export const recreateStrategy = "strategy:\n  type: Recreate";
