// The schedule of a CronJob, where it is one that can be judged.
import { isPlaceholder } from "../../kubernetes/template-markers";
import type { Workload } from "../../kubernetes/workload";
import { asScalar, child } from "../../yaml/navigate";
import type { Scalar } from "../../yaml/tree";

/** What runs so often (in seconds) may overlap with itself, and misses a hundred runs in a night. */
export const OFTEN = 300;

export interface WrittenSchedule {
  readonly node: Scalar;
  readonly text: string;
}

/** @returns undefined where there is none, or a variable stands in it */
export function scheduleOf(workload: Workload | undefined): WrittenSchedule | undefined {
  const node = workload?.kind === "CronJob" ? asScalar(child(workload.spec, "schedule")) : undefined;
  if (!node || typeof node.value !== "string" || node.value === "" || isPlaceholder(node.value)) return undefined;
  return { node, text: node.value };
}

/** Whoever has suspended it starts its runs by hand. A variable may be either. */
export function isSuspended({ spec }: Workload): boolean {
  const suspend = asScalar(child(spec, "suspend"))?.value;
  return suspend !== undefined && suspend !== null && suspend !== false;
}
