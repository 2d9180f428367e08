// Which claims of a Deployment stop or disturb its rollout, and in which words.
import { isDeadlockProne, type Rollout } from "../../kubernetes/rollout";
import { claimVolumes, type Workload } from "../../kubernetes/workload";
import type { FoundClaim } from "../../workspace/lookups/claims";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { Severity } from "../rule";

export interface HeldClaim {
  readonly claim: string;
  readonly found: FoundClaim;
  readonly severity: Severity;
  readonly message: string;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/** The claims that stop or disturb a rollout, the worst first. */
export function heldClaims(workload: Workload, lookups: Lookups, strategy: Rollout): HeldClaim[] {
  return claimVolumes(workload)
    .filter(({ writable }) => writable)
    .flatMap(({ claim }) => heldClaim(claim, lookups.claims.found(claim), strategy, lookups) ?? [])
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function heldClaim(claim: string, found: FoundClaim, strategy: Rollout, lookups: Lookups): HeldClaim | undefined {
  const stalls = isDeadlockProne(strategy);
  if (found.class === "unknown") {
    if (!stalls || !lookups.ready) return undefined;
    const message = `If claim "${claim}" is ReadWriteOnce, a rolling update hangs: the old Pod keeps the volume. Set the strategy to Recreate.`;
    return { claim, found, severity: "hint", message };
  }
  if (found.class !== "single-node" && found.class !== "single-pod") return undefined;
  if (stalls && found.class === "single-node" && lookups.assumptions.nodes === 1) {
    const message = `During an update the old and the new Pod both have claim "${claim}": a lock stops the rollout. Set the strategy to Recreate.`;
    return { claim, found, severity: "information", message };
  }
  if (stalls) {
    const message = `A rolling update hangs: the new Pod waits for claim "${claim}", which the old Pod keeps until then. Set the strategy to Recreate.`;
    return { claim, found, severity: "warning", message };
  }
  if (strategy.type !== "RollingUpdate" || strategy.surge === 0) return undefined;
  const message = `During an update two Pods want claim "${claim}" for a short time. Set the strategy to Recreate to stop the old one first.`;
  return { claim, found, severity: "information", message };
}
