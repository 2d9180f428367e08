// Which claims of a Deployment stop or disturb its rollout, and in which words.
import { isDeadlockProne, type Rollout } from "../../../kubernetes/rollout";
import { type ClaimVolume, claimVolumes, type Workload } from "../../../kubernetes/workload";
import type { FoundClaim } from "../../../workspace/lookups/claims";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { keptOnOneNode } from "../../../workspace/one-node";
import type { ReplicasRange } from "../../../workspace/replicas-range";
import type { Severity } from "../../rule";

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
  const isOneNode = keptOnOneNode(workload, lookups) !== undefined;
  return claimVolumes(workload)
    .filter(({ mounted }) => mounted)
    .flatMap((volume) => {
      const found = lookups.claims.found(volume.claim);
      const said = heldClaim(volume, found, strategy, { isOneNode, lookups });
      return said ? { claim: volume.claim, found, severity: said[0], message: said[1] } : [];
    })
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

const RECREATE = "Set the strategy to Recreate";

function heldClaim(
  { claim, writable }: ClaimVolume,
  found: FoundClaim,
  strategy: Rollout,
  { isOneNode, lookups }: Circumstances,
): readonly [Severity, string] | undefined {
  const stalls = isDeadlockProne(strategy);
  if (found.class === "unknown") {
    if (!stalls || !writable || !lookups.ready) return undefined;
    return [
      "hint",
      `If claim "${claim}" is ReadWriteOnce, a rolling update may hang: the old Pod keeps the volume. ${RECREATE}.`,
    ];
  }
  if (stalls && found.class === "single-pod") {
    const message = `A rolling update hangs: the new Pod waits for claim "${claim}", which the old Pod keeps until then. ${RECREATE}.`;
    return ["warning", message];
  }
  if (found.class !== "single-pod" && found.class !== "single-node") return undefined;
  // Where each node has a directory of its own, no Pod waits for another.
  if (found.class === "single-node" && found.place === "scattered") return undefined;
  if (stalls && isOneNode) {
    if (!writable) return undefined;
    const message = `During an update the old and the new Pod both have claim "${claim}": a lock stops the rollout, or both write. ${RECREATE}.`;
    return ["information", message];
  }
  if (stalls) {
    const other = writable ? ", on the same node both write to it" : "";
    const message = `A rolling update may hang: on another node the new Pod waits for claim "${claim}"${other}. ${RECREATE}.`;
    return ["warning", message];
  }
  if (strategy.type !== "RollingUpdate" || strategy.surge === 0 || !writable) return undefined;
  const message = `During an update two Pods want claim "${claim}" for a short time. ${RECREATE} to stop the old one first.`;
  return ["information", message];
}
