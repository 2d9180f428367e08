// Which claims of a Deployment stop or disturb its rollout, and in which words.
import { isDeadlockProne, type Rollout } from "../../kubernetes/rollout";
import { claimVolumes, pinnedToOneNode, type Workload } from "../../kubernetes/workload";
import type { FoundClaim } from "../../workspace/lookups/claims";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { ReplicasRange } from "../../workspace/replicas-range";
import type { Severity } from "../rule";

export interface HeldClaim {
  readonly claim: string;
  readonly found: FoundClaim;
  readonly severity: Severity;
  readonly message: string;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/** The claims that stop or disturb a rollout, the worst first. */
export function heldClaims(
  workload: Workload,
  lookups: Lookups,
  strategy: Rollout,
  { certainty }: Pick<ReplicasRange, "certainty">,
): HeldClaim[] {
  const isOneNode = lookups.assumptions.nodes === 1 || pinnedToOneNode(workload);
  return claimVolumes(workload)
    .filter(({ writable }) => writable)
    .flatMap(({ claim }) => heldClaim(claim, lookups.claims.found(claim), strategy, { isOneNode, lookups }) ?? [])
    .map((held) => (certainty === "known" ? held : assumed(held)))
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** The number of replicas is only the default beside a variable. */
function assumed(held: HeldClaim): HeldClaim {
  const { message } = held;
  return {
    ...held,
    severity: "hint",
    message: `With one replica: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
  };
}

interface Circumstances {
  /** Do all Pods run on one and the same node? */
  readonly isOneNode: boolean;
  readonly lookups: Lookups;
}

function heldClaim(
  claim: string,
  found: FoundClaim,
  strategy: Rollout,
  { isOneNode, lookups }: Circumstances,
): HeldClaim | undefined {
  const stalls = isDeadlockProne(strategy);
  if (found.class === "unknown") {
    if (!stalls || !lookups.ready) return undefined;
    const message = `If claim "${claim}" is ReadWriteOnce, a rolling update hangs: the old Pod keeps the volume. Set the strategy to Recreate.`;
    return { claim, found, severity: "hint", message };
  }
  if (found.class !== "single-node" && found.class !== "single-pod") return undefined;
  if (stalls && found.class === "single-node" && isOneNode) {
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
