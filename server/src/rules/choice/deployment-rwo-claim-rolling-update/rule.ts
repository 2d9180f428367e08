// A rolling update waits for a volume that the old Pod still holds.
import { rollout } from "../../../kubernetes/rollout";
import type { Workload } from "../../../kubernetes/workload";
import type { FoundClaim } from "../../../workspace/lookups/claims";
import { type ReplicasRange, replicasRange } from "../../../workspace/replicas-range";
import { asScalar, at } from "../../../yaml/navigate";
import { defineRule, type Fix, type Related, type RuleContext } from "../../rule";
import { isThirdKindNamed, keepingClaimFix, volumePerPodFix } from "../../shared/conversion-fixes";
import { recreateFix } from "../../shared/recreate-fix";
import { claimRelated, scalerRelated } from "../../shared/related";
import { surgeFix } from "../../shared/surge-fix";
import { type HeldClaim, heldClaims } from "./held-claims";

export const rule = defineRule({
  id: "deployment-rwo-claim-rolling-update",
  group: "choice",
  severities: ["warning", "information", "hint"],
  kinds: ["Deployment"],
  summary: "A rolling update waits for a volume that the old Pod still holds.",
  fixes: [
    { title: "Set the strategy to Recreate", safe: false },
    { title: "Convert to StatefulSet with a new volume per Pod", safe: false },
    { title: "Convert to StatefulSet keeping claim 'x'", safe: false },
    { title: "Set maxSurge to 0 and maxUnavailable to 1", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    const range = replicasRange(workload, lookups);
    if (range.hi !== 1) return;
    const strategy = rollout(workload, 1);
    const worst = heldClaims(workload, lookups, strategy, range)[0];
    if (!worst) return;
    report(asScalar(at(workload.spec, "strategy", "type")) ?? workload.resource.kindNode, worst.message, {
      severity: worst.severity,
      related: related(workload, range, worst.found),
      fixes: fixes(context, worst),
    });
  },
});

/** Where two Pods only meet for a short time, a volume for each is more than is needed. */
function fixes(context: RuleContext, { claim, severity }: HeldClaim): Fix[] {
  const hangs = severity !== "information";
  const fits = !isThirdKindNamed(context);
  return [
    ...recreateFix(context),
    ...(hangs && fits ? [volumePerPodFix()] : []),
    ...(fits ? [keepingClaimFix(claim)] : []),
    ...(hangs ? surgeFix(context) : []),
  ];
}

function related({ resource, spec }: Workload, { scalers }: ReplicasRange, { answer }: FoundClaim): Related[] {
  const replicas = asScalar(at(spec, "replicas"));
  return [
    ...answer.candidates.map(claimRelated),
    ...(scalers.length === 0 && replicas
      ? [{ message: `replicas of Deployment "${resource.name}"`, node: replicas }]
      : []),
    ...scalers.map(scalerRelated),
  ];
}
