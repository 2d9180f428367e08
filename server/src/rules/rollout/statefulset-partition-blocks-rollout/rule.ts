// A partition that keeps a changed template from some or all Pods of a StatefulSet.
import { updateType } from "../../../kubernetes/rollout";
import type { Workload } from "../../../kubernetes/workload";
import { type ReplicasRange, replicasRange } from "../../../workspace/replicas-range";
import { asScalar, at, child, integerAt } from "../../../yaml/navigate";
import { defineRule, type Related } from "../../rule";
import { scalerRelated } from "../../shared/related";
import { valueFix } from "../../shared/value-fix";

const title = "Set partition to 0";

export const rule = defineRule({
  id: "statefulset-partition-blocks-rollout",
  group: "rollout",
  severities: ["warning", "hint"],
  kinds: ["StatefulSet"],
  summary: "A partition keeps a changed template from Pods of a StatefulSet.",
  fixes: [{ title, safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const strategy = child(workload?.spec, "updateStrategy");
    const node = asScalar(at(strategy, "rollingUpdate", "partition"));
    const partition = integerAt(node);
    if (!workload || !node || partition === undefined || partition <= 0) return;
    if (updateType(strategy) !== "RollingUpdate") return;
    const range = replicasRange(workload, lookups);
    const isBlocked = range.certainty === "known" && partition >= range.lo;
    report(node, isBlocked ? blocked(partition, range) : heldBack(workload, partition), {
      severity: isBlocked ? "warning" : "hint",
      related: related(workload, range),
      fixes: valueFix(context, title, node, "0"),
    });
  },
});

/** The partition counts from the first ordinal, whatever number that has. */
function blocked(partition: number, { lo, hi }: ReplicasRange): string {
  const number = lo === 1 ? "1 Pod" : `${lo} Pods`;
  const pods = lo < hi ? `as few as ${number}` : number;
  return `With partition ${partition} and ${pods} a changed template reaches none of them: the set is not updated. Set it to 0.`;
}

function heldBack({ resource, spec }: Workload, partition: number): string {
  const start = integerAt(spec, "ordinals", "start") ?? 0;
  const first = `${resource.name}-${start + partition}`;
  return `Only "${first}" and the Pods above it get a changed template; those below come back at the old revision. Set it to 0 to go on.`;
}

function related({ resource, spec }: Workload, { scalers }: ReplicasRange): Related[] {
  const replicas = child(spec, "replicas");
  if (scalers.length > 0) return scalers.map(scalerRelated);
  return replicas ? [{ message: `replicas of StatefulSet "${resource.name}"`, node: replicas }] : [];
}
