// How many Pods a workload may have: as its unit builds it, or as an autoscaler moves it.
import { type Count, countAt } from "../kubernetes/variables";
import type { Workload } from "../kubernetes/workload";
import type { Lookups } from "./lookups/lookups";
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
 * The least and the most replicas. Omitted is 1, not 0. Several autoscalers of one workload: the widest range.
 * A Job's is its parallelism.
 */
export function replicasRange(workload: Workload, lookups: Lookups): ReplicasRange {
  switch (workload.kind) {
    case "DaemonSet":
      return { lo: 1, hi: Number.POSITIVE_INFINITY, scalers: [], certainty: "known" };
    case "Pod":
    case "CronJob":
      return range([{ value: 1, variable: false }], []);
    case "Job":
      return range([countAt(workload.spec, "parallelism")], []);
  }
  const scalers = lookups.referrers.scalers();
  const limits = scalers.flatMap(({ facts }) => (facts.scaler ? [facts.scaler.min, facts.scaler.max] : []));
  return limits.length > 0 ? range(limits, scalers) : range([countAt(workload.spec, "replicas")], []);
}

/** The same of another object, as look-ups find it; undefined where it is no workload. */
export function objectRange(object: WorkspaceObject, lookups: Lookups): ReplicasRange | undefined {
  const own = object.facts.workload;
  if (!own) return undefined;
  if (own.kind === "DaemonSet") return { lo: 1, hi: Number.POSITIVE_INFINITY, scalers: [], certainty: "known" };
  const scalers = lookups.referrers.scalersOf(object);
  const limits = scalers.flatMap(({ facts }) => (facts.scaler ? [facts.scaler.min, facts.scaler.max] : []));
  return limits.length > 0 ? range(limits, scalers) : range([own.replicas], []);
}

function range(counts: readonly Count[], scalers: readonly WorkspaceObject[]): ReplicasRange {
  const isUnknown = counts.some(({ value, variable }) => variable && value === undefined);
  const known = counts.map(({ value }) => value ?? 1);
  return {
    lo: Math.min(...known),
    hi: isUnknown ? Number.POSITIVE_INFINITY : Math.max(...known),
    scalers,
    certainty: isUnknown ? "unknown" : counts.some(({ variable }) => variable) ? "assumed" : "known",
  };
}
