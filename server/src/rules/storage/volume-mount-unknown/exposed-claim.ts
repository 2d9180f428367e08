// Whether another rule would speak of a claim as soon as it is mounted to be written to.
import { claimVolumes, type Workload } from "../../../kubernetes/workload";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { replicasRange } from "../../../workspace/replicas-range";
import { stringAt } from "../../../yaml/navigate";

/**
 * A volume's claim that nothing writes to yet, and that only one node or Pod may have: mounting it would start a rollout
 * that hangs, or Pods that wait for one another. Whoever mounts it has to think of that first.
 */
export function isExposedByMount(workload: Workload, lookups: Lookups, volume: string): boolean {
  const found = claimVolumes(workload).find((known) => known.volume === volume);
  if (!found || found.writable) return false;
  const access = lookups.claims.found(found.claim).class;
  if (access !== "single-node" && access !== "single-pod") return false;
  return !waitsForTheOldPod(workload, lookups) || lookups.claims.sharersOf(found.claim).count > 0;
}

/** Is there one Pod at most at any time? */
function waitsForTheOldPod(workload: Workload, lookups: Lookups): boolean {
  const { kind, spec } = workload;
  if (kind === "CronJob") return /^(?:Forbid|Replace)$/.test(stringAt(spec, "concurrencyPolicy") ?? "");
  if (replicasRange(workload, lookups).hi > 1) return false;
  return kind !== "Deployment" || stringAt(spec, "strategy", "type") === "Recreate";
}
