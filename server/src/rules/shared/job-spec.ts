// The spec of the Jobs that a Job or a CronJob stands for, and the way to it.
import type { Workload } from "../../kubernetes/workload";
import { asMapping, at } from "../../yaml/navigate";
import type { Mapping, Path } from "../../yaml/tree";

/** From the root of the object; undefined for any other kind. */
function jobSpecPath({ kind }: Pick<Workload, "kind">): Path | undefined {
  if (kind === "Job") return ["spec"];
  return kind === "CronJob" ? ["spec", "jobTemplate", "spec"] : undefined;
}

export function jobSpec(workload: Workload): Mapping | undefined {
  const path = jobSpecPath(workload);
  return path && asMapping(at(workload.resource.root, ...path));
}
