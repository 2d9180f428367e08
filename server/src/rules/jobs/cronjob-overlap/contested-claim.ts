// The claim for which two runs of one CronJob contend, and how.
import { claimVolumes, type Workload } from "../../../kubernetes/workload";
import type { FoundClaim } from "../../../workspace/lookups/claims";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { keptOnOneNode } from "../../../workspace/one-node";

/**
 * - `pod`: only one Pod may have it
 * - `node`: only one node may have it
 * - `directories`: each node has another directory under that name
 * - `shared`: both write to it
 */
type How = "pod" | "node" | "directories" | "shared";

export interface ContestedClaim {
  readonly claim: string;
  readonly found: FoundClaim;
  readonly how: How;
}

const rank: Readonly<Record<How, number>> = { pod: 0, node: 1, directories: 2, shared: 3 };

/** The worst of them; undefined where there is none, or nothing is known of it. */
export function contestedClaim(workload: Workload, lookups: Lookups): ContestedClaim | undefined {
  const [worst] = claimVolumes(workload)
    .filter(({ mounted }) => mounted)
    .flatMap(({ claim, writable }): ContestedClaim[] => {
      const found = lookups.claims.found(claim);
      const how = howContested(found, writable, workload, lookups);
      return how ? [{ claim, found, how }] : [];
    })
    .sort((a, b) => rank[a.how] - rank[b.how]);
  return worst;
}

/** Whether a volume gets onto a second node is decided by its modes alone: Pods that only read wait as well. */
function howContested(found: FoundClaim, writable: boolean, workload: Workload, lookups: Lookups): How | undefined {
  if (found.class === "unknown") return undefined;
  if (found.class === "single-pod") return "pod";
  if (found.class === "single-node" && keptOnOneNode(workload, lookups) === undefined)
    return found.place === "scattered" ? "directories" : "node";
  return writable ? "shared" : undefined;
}
