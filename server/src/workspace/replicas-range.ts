// How many Pods a workload may have: as written, as a kustomization sets it, or as an autoscaler moves it.

import { type Workload, writtenReplicas } from "../kubernetes/workload";
import { integerAt } from "../yaml/navigate";
import type { WorkspaceObject } from "./document";
import type { Lookups } from "./lookups/lookups";

export interface ReplicasRange {
  readonly lo: number;
  /** Infinite for a DaemonSet. */
  readonly hi: number;
  /** The autoscalers that the range comes from; empty where it is written. */
  readonly scalers: readonly WorkspaceObject[];
}

/**
 * The least and the most replicas. Omitted is 1, not 0. Several autoscalers of one workload: the widest range.
 * A Job's is its parallelism.
 */
export function replicasRange(workload: Workload, lookups: Lookups): ReplicasRange {
  switch (workload.kind) {
    case "DaemonSet":
      return { lo: 1, hi: Number.POSITIVE_INFINITY, scalers: [] };
    case "Pod":
    case "CronJob":
      return exactly(1);
    case "Job":
      return exactly(integerAt(workload.spec, "parallelism") ?? 1);
  }
  const scalers = lookups.referrers.scalers();
  const ranges = scalers.flatMap(({ facts }) => facts.scaler ?? []);
  if (ranges.length > 0) {
    return { lo: Math.min(...ranges.map(({ min }) => min)), hi: Math.max(...ranges.map(({ max }) => max)), scalers };
  }
  return exactly(lookups.referrers.replicaEntries().at(-1) ?? writtenReplicas(workload) ?? 1);
}

function exactly(count: number): ReplicasRange {
  return { lo: count, hi: count, scalers: [] };
}
