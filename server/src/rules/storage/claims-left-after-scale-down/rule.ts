// An autoscaler removes Pods of a StatefulSet, and their claims stay, without anybody having said so.
import { isAtLeast } from "../../../config/assumptions";
import { claimTemplates } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { insert } from "../../../yaml/edit-script";
import { asMapping, child, entryOf, isNullish } from "../../../yaml/navigate";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { scalerRelated } from "../../shared/related";
import { ownFix, ownPath } from "../../shared/written";

const FIELD = "persistentVolumeClaimRetentionPolicy";

export const rule = defineRule({
  id: "claims-left-after-scale-down",
  group: "storage",
  severities: ["hint"],
  kinds: ["StatefulSet"],
  summary: "Each scale-down by an autoscaler leaves claims behind.",
  fixes: [{ title: "Write persistentVolumeClaimRetentionPolicy: Retain", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const key = entryOf(workload?.spec, "volumeClaimTemplates")?.key;
    if (!workload || !key || claimTemplates(workload).length === 0) return;
    if (!isNullish(child(workload.spec, FIELD))) return;
    const { scalers, lo, hi } = replicasRange(workload, lookups);
    const [scaler] = scalers;
    if (!scaler || lo >= hi) return;
    const { kind, name } = scaler.facts;
    const message = `${kind} "${name}" removes Pods, and their claims stay and cost. Write persistentVolumeClaimRetentionPolicy to say that it is meant.`;
    report(key, message, { related: scalers.map(scalerRelated), fixes: retainFix(context) });
  },
});

/** Below 1.27 the gate is off, and the field is dropped. */
function retainFix(context: RuleContext): Fix[] {
  const { workload, own, lookups } = context;
  const spec = child(own.root, "spec");
  if (!isAtLeast(lookups.assumptions.kubernetesVersion, 1, 27) || !asMapping(spec)) return [];
  if (child(workload?.spec, FIELD) || !entryOf(spec, "volumeClaimTemplates")) return [];
  const text = `${FIELD}:\n  whenDeleted: Retain\n  whenScaled: Retain`;
  const title = "Write persistentVolumeClaimRetentionPolicy: Retain";
  return [ownFix(context, title, () => [insert(ownPath(context, "spec"), { before: "volumeClaimTemplates" }, text)])];
}
