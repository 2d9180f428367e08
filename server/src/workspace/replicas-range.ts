// How many Pods a workload may have: as its unit builds it, or as an autoscaler moves it.
import { type Count, countAt } from "../kubernetes/variables";
import type { PodRunner } from "../kubernetes/workload";
import type { Node } from "../yaml/tree";
import type { Lookups } from "./lookups/lookups";
import type { WorkspaceObject } from "./objects/workspace-object";
import { type ReplicasRange, range, scaledRange } from "./scaled-range";

export type { ReplicasRange };

/**
 * The least and the most replicas. An autoscaler in a far folder that may mean several workloads of that name counts for none. Omitted is 1, not 0. Several autoscalers of one workload: the widest range.
 * A Job's is its parallelism, or its completions where they are fewer.
 */
export function replicasRange(workload: PodRunner, lookups: Lookups): ReplicasRange {
  switch (workload.kind) {
    case "DaemonSet":
      return { lo: 1, hi: Number.POSITIVE_INFINITY, scalers: [], certainty: "known" };
    case "Pod":
    case "CronJob":
      return range([{ value: 1, variable: false }], []);
    case "Job":
      return range([podsAtATime(workload.spec)], []);
  }
  return scaledRange(countAt(workload.spec, "replicas"), lookups.referrers.certainScalers());
}

/** The same of another object, as look-ups find it; undefined where it is no workload with replicas. */
export function objectRange(object: WorkspaceObject, lookups: Lookups): ReplicasRange | undefined {
  const own = object.facts.workload;
  if (!own) return undefined;
  switch (own.kind) {
    case "DaemonSet":
      return { lo: 1, hi: Number.POSITIVE_INFINITY, scalers: [], certainty: "known" };
    case "Pod":
      return range([{ value: 1, variable: false }], []);
    case "Job":
    case "CronJob":
      return undefined;
  }
  return scaledRange(own.replicas, lookups.referrers.scalersOf(object));
}

/** A Job never runs more Pods than are still to complete. */
function podsAtATime(spec: Node | undefined): Count {
  const parallelism = countAt(spec, "parallelism");
  const completions = countAt(spec, "completions");
  if (completions.value === undefined && !completions.variable) return parallelism;
  const isOne = !parallelism.variable && (parallelism.value ?? 1) <= 1;
  if (isOne || (parallelism.variable && parallelism.value === undefined)) return parallelism;
  const most = completions.value;
  return {
    value: most === undefined ? undefined : Math.min(parallelism.value ?? 1, most),
    variable: parallelism.variable || completions.variable,
  };
}
