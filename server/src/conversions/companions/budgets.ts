// PodDisruptionBudgets that cannot count the Pods of the new kind, which has no scale.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { described } from "../../kubernetes/resource";
import { podLabels } from "../../kubernetes/workload";
import { distinct } from "../../workspace/objects/workspace-object";
import type { Consequence, Subject } from "../conversion";

const withoutScale: readonly WorkloadKind[] = ["DaemonSet", "Job", "CronJob", "Pod"];

/** A whole `minAvailable` holds for any Pods; a percentage and `maxUnavailable` do not (kubernetes.md 1.9). */
export function disruptionBudgets({ situations, workload: { kind } }: Subject, to: WorkloadKind): Consequence[] {
  if (!withoutScale.includes(to) || withoutScale.includes(kind)) return [];
  const found = situations.flatMap(({ workload, lookups }) => lookups.pods.budgetsSelecting(podLabels(workload) ?? {}));
  return distinct(found).flatMap((object): Consequence[] => {
    const { budget } = object.facts;
    const isWhole = budget?.maxUnavailable === undefined && typeof budget?.minAvailable === "number";
    if (!budget || isWhole) return [];
    const message = `${described(object.facts)} cannot count the Pods of a ${to}, which has no scale: none of them can be evicted. Give it a whole minAvailable.`;
    const field = budget.maxUnavailable === undefined ? "minAvailable" : "maxUnavailable";
    return [{ code: "W-SCALER", message, at: { place: { object, path: ["spec", field], part: "value" } } }];
  });
}
