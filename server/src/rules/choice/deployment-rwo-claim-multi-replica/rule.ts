// Several Pods of one workload share a volume that only one node may mount.
import { described } from "../../../kubernetes/resource";
import type { Workload } from "../../../kubernetes/workload";
import { type ReplicasRange, replicasRange } from "../../../workspace/replicas-range";
import { child } from "../../../yaml/navigate";
import { defineRule, type Fix, type Related, type RuleContext } from "../../rule";
import { isThirdKindNamed, volumePerPodFix } from "../../shared/conversion-fixes";
import { oneReplicaFix } from "../../shared/one-replica-fix";
import { claimRelated, scalerRelated } from "../../shared/related";
import { type SharedClaim, sharedClaimMessage, sharedClaims } from "./shared-claims";

export const rule = defineRule({
  id: "deployment-rwo-claim-multi-replica",
  group: "choice",
  severities: ["warning", "hint"],
  kinds: ["Deployment", "ReplicaSet", "ReplicationController", "Job"],
  summary: "Several Pods share a claim that only one node may mount.",
  fixes: [
    { title: "Run one replica with the strategy Recreate", safe: false },
    { title: "Convert to StatefulSet with a new volume per Pod", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    const range = replicasRange(workload, lookups);
    if (range.hi <= 1) return;
    const claims = sharedClaims(workload, lookups, range);
    const worst = claims[0];
    if (!worst) return;
    const perPod = context.verdict()?.recommended === "StatefulSet";
    const counted = workload.kind === "Job" ? "parallelism" : "replicas";
    report(workload.resource.kindNode, sharedClaimMessage(worst, range, { perPod, counted }), {
      severity: worst.severity,
      related: related(workload, range, worst),
      fixes: fixes(context, range, perPod),
    });
  },
});

/** A volume for each Pod is a cure only for software that replicates: there it comes first, elsewhere last. */
function fixes(context: RuleContext, range: ReplicasRange, perPod: boolean): Fix[] {
  const one = oneReplicaFix(context, range);
  const set = context.workload?.kind === "Job" || isThirdKindNamed(context) ? [] : [volumePerPodFix()];
  return perPod ? [...set, ...one] : [...one, ...set];
}

function related({ resource, spec }: Workload, { scalers }: ReplicasRange, { found }: SharedClaim): Related[] {
  const counted = resource.kind === "Job" ? "parallelism" : "replicas";
  const written = child(spec, counted);
  return [
    ...found.answer.candidates.map(claimRelated),
    ...(scalers.length === 0 && written ? [{ message: `${counted} of ${described(resource)}`, node: written }] : []),
    ...scalers.map(scalerRelated),
  ];
}
