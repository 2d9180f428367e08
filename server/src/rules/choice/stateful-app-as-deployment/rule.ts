// A Deployment that keeps data of its own, as a StatefulSet does.
import { RECOMMENDED } from "../../../guidance/evidence";
import { isSoftened } from "../../../guidance/verdict";
import { rollout } from "../../../kubernetes/rollout";
import { claimVolumes, type Workload } from "../../../kubernetes/workload";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { replicasRange } from "../../../workspace/replicas-range";
import { defineRule } from "../../rule";
import { keepingClaimFix, volumePerPodFix } from "../../shared/conversion-fixes";
import { type Advice, advice, evidenceRelated, evidenceText } from "../../shared/evidence";
import { sharedClaims } from "../deployment-rwo-claim-multi-replica/shared-claims";
import { heldClaims } from "../deployment-rwo-claim-rolling-update/held-claims";

export const rule = defineRule({
  id: "stateful-app-as-deployment",
  group: "choice",
  severities: ["information", "hint"],
  heuristic: true,
  settles: true,
  kinds: ["Deployment"],
  summary: "A Deployment keeps data of its own, as a StatefulSet does.",
  fixes: [
    { title: "Convert to StatefulSet with a new volume per Pod", safe: false },
    { title: "Convert to StatefulSet keeping claim 'x'", safe: false },
    // Of the hint that is left then: one replica with Recreate is fine as it is.
    { title: "Set the strategy to Recreate", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    const claim = claimVolumes(workload).find(({ mounted, writable }) => mounted && writable)?.claim;
    const named = advice(context);
    if (claim === undefined || named?.named !== "StatefulSet") return;
    const isFine = isSingleInstance(named);
    if ((named.recommended !== "StatefulSet" && !isFine) || isWarnedOf(workload, lookups)) return;
    report(workload.resource.kindNode, message(named, isFine), {
      severity: isFine || isSoftened(named) ? "hint" : "information",
      related: evidenceRelated(named.evidence),
      fixes: [volumePerPodFix(), keepingClaimFix(claim)],
    });
  },
});

/** One replica that is stopped before the next starts: fine, though all the evidence is there. */
function isSingleInstance({ suppressors, evidence, score }: Advice): boolean {
  const [first] = evidence;
  return (
    suppressors.some(({ id }) => id === "single-instance") &&
    first !== undefined &&
    first.weight <= 0 &&
    score - first.weight >= RECOMMENDED
  );
}

/** Does one of the rules about the claim warn on the same token? Its fixes hold the conversion. */
function isWarnedOf(workload: Workload, lookups: Lookups): boolean {
  const range = replicasRange(workload, lookups);
  const [worst] =
    range.hi > 1
      ? sharedClaims(workload, lookups, range)
      : range.hi === 1
        ? heldClaims(workload, lookups, rollout(workload, 1), range)
        : [];
  return worst?.severity === "warning";
}

function message({ evidence }: Advice, isFine: boolean): string {
  if (isFine)
    return `${evidenceText(evidence, 75)}: fine as it is. A StatefulSet would give a stable name and a claim per Pod.`;
  return `Its Pods keep data (${evidenceText(evidence, 70)}). A StatefulSet gives each Pod a lasting name and its own volume.`;
}
