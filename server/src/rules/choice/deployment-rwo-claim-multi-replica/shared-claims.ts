// Which claims the Pods of one workload share though only one node may mount them, and in which words.
import { claimVolumes, type Workload } from "../../../kubernetes/workload";
import type { FoundClaim } from "../../../workspace/lookups/claims";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { type KeptBy, keptOnOneNode } from "../../../workspace/one-node";
import type { ReplicasRange } from "../../../workspace/replicas-range";
import type { Severity } from "../../rule";

export interface SharedClaim {
  readonly claim: string;
  readonly found: FoundClaim;
  readonly severity: Severity;
  /** What keeps all Pods on one node; undefined where nothing does. */
  readonly keptBy: KeptBy | undefined;
  readonly writable: boolean;
}

/**
 * The claims that the Pods share though they may not, the worst first. Whether a volume is attached to a second node is
 * decided by its access modes alone, so that Pods that only read wait as well; on one node they harm nobody.
 */
export function sharedClaims(
  workload: Workload,
  lookups: Lookups,
  { certainty }: Pick<ReplicasRange, "certainty">,
): SharedClaim[] {
  const keptBy = keptOnOneNode(workload, lookups);
  const isKnown = certainty === "known";
  return claimVolumes(workload)
    .filter(({ mounted }) => mounted)
    .flatMap(({ claim, writable }): SharedClaim[] => {
      const found = lookups.claims.found(claim);
      const shared = { claim, found, keptBy, writable };
      // Where neither the number nor the claim is known there is nothing to say.
      if (found.class === "unknown")
        return writable && lookups.ready && isKnown ? [{ ...shared, severity: "hint" }] : [];
      if (found.class !== "single-node") return [];
      if (keptBy !== undefined) return writable ? [{ ...shared, severity: "hint" }] : [];
      return [{ ...shared, severity: isKnown ? "warning" : "hint" }];
    })
    .sort((a, b) => rank(a) - rank(b));
}

function rank({ severity, writable }: SharedClaim): number {
  return (severity === "hint" ? 2 : 0) + (writable ? 0 : 1);
}

/** @param perPod is a volume for each Pod what the software is made for? */
export function sharedClaimMessage(
  { claim, found, keptBy, writable }: SharedClaim,
  { lo, hi, certainty }: ReplicasRange,
  { perPod, counted }: { readonly perPod: boolean; readonly counted: "replicas" | "parallelism" },
): string {
  // Pods of a Job end, and let the volume go.
  const until = counted === "replicas" ? "for ever" : "for the first to end";
  if (certainty === "unknown")
    return `If there are several ${counted === "replicas" ? counted : "Pods"}, they share the ReadWriteOnce claim "${claim}": on a second node they wait ${until}. Check the variable.`;
  if (certainty === "assumed")
    return `Unless the variable says otherwise, ${hi} Pods share the ReadWriteOnce claim "${claim}": on a second node they wait ${until}.`;
  const pods = lo < hi ? `Up to ${hi} Pods` : `${hi} Pods`;
  const one = counted === "replicas" ? "one replica" : "parallelism 1";
  if (found.class === "unknown")
    return `${pods} share claim "${claim}": if it is ReadWriteOnce, those on a second node wait ${until}. Check its access mode.`;
  const cure = perPod ? "Give each Pod its own volume: StatefulSet." : `Use a ReadWriteMany claim or ${one}.`;
  if (found.place === "scattered")
    return `${pods} share claim "${claim}", a hostPath volume: each node has its own directory, so data seem to vanish. ${cure}`;
  if (keptBy !== undefined) {
    const check = perPod ? cure : `Make sure that the software can share it, or use ${one}.`;
    return `${pods}, all on one node, write to one directory: claim "${claim}". ${check}`;
  }
  const share = `${pods} share the ReadWriteOnce claim "${claim}": those on a second node wait ${until}`;
  if (!writable) return `${share}, though they only read. Use a ReadOnlyMany claim or ${one}.`;
  return `${share}. ${cure}`;
}
