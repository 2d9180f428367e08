// Whether a workload may have a claim that only one node or Pod has, so that none of its Pods waits for another.
import { replicasRange } from "../../../workspace/replicas-range";
import { stringAt } from "../../../yaml/navigate";
import type { RuleContext } from "../../rule";

/**
 * @param written the name that the workload writes now
 * @param claim the one that it is to have; undefined for a new ReadWriteOnce claim
 */
export function waitsForNobody(
  { workload, lookups }: RuleContext,
  written: string,
  claim: string | undefined,
): boolean {
  if (!workload) return false;
  const access = claim === undefined ? "single-node" : lookups.claims.found(claim).class;
  if (access === "multi") return true;
  const others =
    lookups.claims.sharersOf(written).count + (claim === undefined ? 0 : lookups.claims.sharersOf(claim).count);
  if (others > 0 || workload.kind === "CronJob" || workload.kind === "DaemonSet") return false;
  if (replicasRange(workload, lookups).hi > 1) return false;
  return workload.kind !== "Deployment" || stringAt(workload.spec, "strategy", "type") === "Recreate";
}
