// Which claims the Pods of one workload share though only one node may mount them, and in which words.
import { claimVolumes, pinnedToOneNode, type Workload } from "../../kubernetes/workload";
import type { FoundClaim } from "../../workspace/lookups/claims";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { ReplicasRange } from "../../workspace/replicas-range";
import type { Severity } from "../rule";

export interface SharedClaim {
  readonly claim: string;
  readonly found: FoundClaim;
  readonly severity: Severity;
  readonly pinned: boolean;
}

/** The claims that the Pods share though they may not, the worst first. */
export function sharedClaims(
  workload: Workload,
  lookups: Lookups,
  { certainty }: Pick<ReplicasRange, "certainty">,
): SharedClaim[] {
  const pinned = pinnedToOneNode(workload) || lookups.assumptions.nodes === 1;
  return claimVolumes(workload)
    .filter(({ writable }) => writable)
    .flatMap(({ claim }): SharedClaim[] => {
      const found = lookups.claims.found(claim);
      const isKnown = certainty === "known";
      if (found.class === "single-node")
        return [{ claim, found, pinned, severity: pinned || !isKnown ? "hint" : "warning" }];
      // Where neither the number nor the claim is known there is nothing to say.
      if (found.class === "unknown" && lookups.ready && isKnown) return [{ claim, found, pinned, severity: "hint" }];
      return [];
    })
    .sort((a, b) => Number(a.severity === "hint") - Number(b.severity === "hint"));
}

export function sharedClaimMessage(
  { claim, found, pinned }: SharedClaim,
  { lo, hi, certainty }: ReplicasRange,
): string {
  if (certainty === "unknown")
    return `If there are several replicas, they share the ReadWriteOnce claim "${claim}": those on a second node never start. Check the variable.`;
  if (certainty === "assumed")
    return `Unless the variable says otherwise, ${hi} Pods share the ReadWriteOnce claim "${claim}": those on a second node never start.`;
  const pods = lo < hi ? `Up to ${hi} Pods` : `${hi} Pods`;
  if (found.class === "unknown") {
    return `${pods} share claim "${claim}": if it is ReadWriteOnce, Pods on a second node never start. Check its access mode.`;
  }
  if (pinned)
    return `${pods} on one node write to the ReadWriteOnce claim "${claim}". Use a StatefulSet for a volume per Pod.`;
  return `${pods} share the ReadWriteOnce claim "${claim}": those on a second node never start. Use a StatefulSet for a volume per Pod.`;
}
