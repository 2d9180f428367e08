// Whether all Pods of a workload run on one and the same node, and what keeps them there.
import { claimVolumes, type PodRunner, pinnedToOneNode } from "../kubernetes/workload";
import type { Lookups } from "./lookups/lookups";

/**
 * - `pods`: they are pinned (`nodeName`, a node selector or affinity for one host, affinity to themselves)
 * - `volume`: a claim of theirs lies on one machine, where the scheduler sends them (kubernetes.md 1.10: VolumeBinding)
 * - `cluster`: the configuration says that there is only one
 */
export type KeptBy = "pods" | "volume" | "cluster";

/** @returns undefined where they may run on several nodes */
export function keptOnOneNode(workload: PodRunner, lookups: Lookups): KeptBy | undefined {
  if (pinnedToOneNode(workload)) return "pods";
  if (lookups.assumptions.nodes === 1) return "cluster";
  const isLocal = claimVolumes(workload).some(({ claim }) => {
    const found = lookups.claims.found(claim);
    return found.class !== "unknown" && found.place === "node-local";
  });
  return isLocal ? "volume" : undefined;
}
