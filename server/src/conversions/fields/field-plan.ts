// What becomes of all fields whose fate depends on the kinds: of the workload itself, or of a patch of it.
import { type Operation, remove } from "../../yaml/edit-script";
import { at, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { type RolloutContext, rolloutPlan } from "../rollout/rollout-plan";
import { placeOf } from "../shape/places";
import { droppedFields, type FieldPlan, together } from "./dropped-fields";
import { exportedFields } from "./exported-pod";
import { livenessProbes, replicaFields } from "./job-fields";
import { restartPolicy } from "./restart-policy";
import { selfSpread } from "./self-spread";

/**
 * Fields only: where they stand in the new kind is for `reshaped`.
 * @param root the object, or a patch of it
 * @param base the way to it in its document
 */
export function fieldPlan(root: Node, base: Path, context: RolloutContext, patch: boolean): FieldPlan {
  const { from, to, options } = context;
  const pod = placeOf("pod", from) ?? [];
  return together(
    droppedFields(root, base, from, to),
    rolloutPlan(root, base, context, patch),
    restartPolicy(root, base, pod, { from, to, patch }),
    replicaFields(root, base, context, options),
    livenessProbes(root, base, context),
    selfSpread(root, base, from, to),
    exportedFields(root, base, from),
  );
}

/** Takes volumes of some names out of the Pods of a patch: what stands for them is elsewhere. */
export function withoutVolumes(root: Node, base: Path, list: Path, names: ReadonlySet<string>): Operation[] {
  return itemsOf(at(root, ...list)).flatMap((volume, index) =>
    names.has(stringAt(volume, "name") ?? "") ? remove([...base, ...list, index]) : [],
  );
}
