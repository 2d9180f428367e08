// More than one Pod wants a volume that one Pod of the whole cluster may have.
import { deploymentLikeNames, workloadKinds } from "../../../kubernetes/kinds";
import { described } from "../../../kubernetes/resource";
import type { ClaimVolume, PodRunner } from "../../../kubernetes/workload";
import type { FoundClaim } from "../../../workspace/lookups/claims";
import { type ReplicasRange, replicasRange } from "../../../workspace/replicas-range";
import { child } from "../../../yaml/navigate";
import { defineRule, type Fix, type Related, type RuleContext } from "../../rule";
import { mountedClaims, userRelated, usersMount } from "../../shared/claim-users";
import { isThirdKindNamed, volumePerPodFix } from "../../shared/conversion-fixes";
import { oneReplicaFix } from "../../shared/one-replica-fix";
import { claimRelated, scalerRelated } from "../../shared/related";

export const rule = defineRule({
  id: "rwop-claim-multi-replica",
  group: "storage",
  severities: ["error", "warning"],
  kinds: [...workloadKinds.filter((kind) => kind !== "DaemonSet"), ...deploymentLikeNames],
  summary: "Several Pods want a claim that only one Pod may have.",
  fixes: [
    { title: "Run one replica with the strategy Recreate", safe: false },
    { title: "Convert to StatefulSet with a new volume per Pod", safe: false },
  ],
  check(context) {
    const { runner, lookups } = context;
    if (!runner) return;
    const claims = mountedClaims(runner)
      .map((volume) => ({ volume, found: lookups.claims.found(volume.claim) }))
      .filter(({ found }) => found.class === "single-pod");
    const [first] = claims;
    if (first) reportReplicas(context, runner, first.volume, first.found);
    for (const { volume, found } of claims) reportSharers(context, volume, found);
  },
});

function reportReplicas(context: RuleContext, runner: PodRunner, { claim }: ClaimVolume, found: FoundClaim): void {
  const { lookups, report } = context;
  const range = replicasRange(runner, lookups);
  // A variable may be 1.
  if (range.hi <= 1 || range.certainty !== "known") return;
  const isJob = runner.kind === "Job";
  const always = range.lo > 1 && !isJob;
  const pods = range.lo < range.hi ? `Up to ${range.hi} Pods` : `${range.hi} Pods`;
  const cure = isJob ? "Use parallelism 1." : "Run one replica, or give each Pod its own volume.";
  const message = `${pods} want the ReadWriteOncePod claim "${claim}": one gets it, the others ${isJob ? "wait in turn" : "stay Pending"}. ${cure}`;
  report(runner.resource.kindNode, message, {
    severity: always ? "error" : "warning",
    related: [...found.answer.candidates.map(claimRelated), ...numberRelated(runner, range)],
    fixes: fixes(context, range),
  });
}

function numberRelated({ resource, spec, kind }: PodRunner, { scalers }: ReplicasRange): Related[] {
  const counted = kind === "Job" ? "parallelism" : "replicas";
  const written = child(spec, counted);
  if (scalers.length > 0 || !written) return scalers.map(scalerRelated);
  return [{ message: `${counted} of ${described(resource)}`, node: written }];
}

/** A volume for each Pod is a cure only for software that replicates: there it comes first, elsewhere last. */
function fixes(context: RuleContext, range: ReplicasRange): Fix[] {
  const kind = context.workload?.kind;
  if (kind === undefined) return [];
  const one = oneReplicaFix(context, range);
  const set = kind === "Job" || kind === "StatefulSet" || isThirdKindNamed(context) ? [] : [volumePerPodFix()];
  return context.verdict()?.recommended === "StatefulSet" ? [...set, ...one] : [...one, ...set];
}

function reportSharers({ lookups, report }: RuleContext, { claim, claimNode }: ClaimVolume, found: FoundClaim): void {
  const sharing = lookups.claims.sharing(claim, { idle: true });
  if (!sharing.isShared || !sharing.has(lookups.subject)) return;
  const others = sharing.besides(lookups.subject);
  const then = sharing.allLast ? "one Pod gets it, the rest stay Pending" : "where two run at a time, one waits";
  const message = `${usersMount(others)} the ReadWriteOncePod claim "${claim}" too: ${then}. Give each its own claim.`;
  report(claimNode, message, {
    severity: sharing.allLast ? "error" : "warning",
    related: [...found.answer.candidates.map(claimRelated), ...others.shown.map((other) => userRelated(other, claim))],
  });
}
