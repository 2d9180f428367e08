// The range of Pods that replicas and autoscalers allow, of whatever object they are known.
import type { Count } from "../kubernetes/variables";
import type { WorkspaceObject } from "./objects/workspace-object";

export interface ReplicasRange {
  readonly lo: number;
  /** Infinite for a DaemonSet, and where a variable may be any number. */
  readonly hi: number;
  /** The autoscalers that the range comes from; empty where it is written. */
  readonly scalers: readonly WorkspaceObject[];
  /**
   * `known`: as it is written; `assumed`: the default beside a variable, which somebody may set otherwise; `unknown`: a
   * variable of which nothing is said.
   */
  readonly certainty: "known" | "assumed" | "unknown";
}

/**
 * The replicas of a workload that has them.
 * @param scalers those that scale it
 */
export function scaledRange(replicas: Count, scalers: readonly WorkspaceObject[]): ReplicasRange {
  const limits = scalers.flatMap(({ facts }) => (facts.scaler ? [facts.scaler.min, facts.scaler.max] : []));
  return limits.length > 0 ? range(limits, scalers) : range([replicas], []);
}

export function range(counts: readonly Count[], scalers: readonly WorkspaceObject[]): ReplicasRange {
  const isUnknown = counts.some(({ value, variable }) => variable && value === undefined);
  const known = counts.map(({ value }) => value ?? 1);
  return {
    lo: Math.min(...known),
    hi: isUnknown ? Number.POSITIVE_INFINITY : Math.max(...known),
    scalers,
    certainty: isUnknown ? "unknown" : counts.some(({ variable }) => variable) ? "assumed" : "known",
  };
}
