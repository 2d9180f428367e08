// With how many Pods a rolling update of a Deployment waits for a new Pod before any old one goes.
import { isDeadlockProne, rollout } from "../../kubernetes/rollout";
import type { Workload } from "../../kubernetes/workload";
import type { ReplicasRange } from "../../workspace/replicas-range";

export interface SurgingPods {
  /** The fewest Pods that there are during an update, none at all left out. */
  readonly pods: number;
  /** Is that number written, rather than a variable's? */
  readonly known: boolean;
}

/** So many that no percentage of them rounds down to 0. */
const MANY = 1000;

/**
 * The fewer Pods, the sooner `maxUnavailable` rounds down to 0: the least number of the range decides. Where a variable says
 * the number, only limits that mean the same for any number count.
 * @returns undefined where old Pods may go first, or where there are no Pods
 */
export function surgingPods(
  deployment: Workload,
  { lo, hi, certainty }: Pick<ReplicasRange, "lo" | "hi" | "certainty">,
): SurgingPods | undefined {
  if (hi < 1) return undefined;
  const pods = Math.max(1, lo);
  const known = certainty === "known";
  return isDeadlockProne(rollout(deployment, known ? pods : MANY)) ? { pods, known } : undefined;
}
