// Where the parts of a workload stand: a Pod is its own template, a CronJob holds a Job.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { podTemplatePath } from "../../kubernetes/workload";
import type { Path } from "../../yaml/tree";
import type { Part } from "../fields/field-table";

/** Three shapes: the Pod itself, a `spec` with a template, and a schedule around such a `spec`. */
export type Shape = "pod" | "template" | "schedule";

export function shapeOf(kind: WorkloadKind): Shape {
  if (kind === "Pod") return "pod";
  return kind === "CronJob" ? "schedule" : "template";
}

/** The way to a part from the object; undefined in kinds that have none. */
export function placeOf(part: Part, kind: WorkloadKind): Path | undefined {
  const template = podTemplatePath(kind);
  switch (part) {
    case "object":
      return [];
    case "schedule":
      return kind === "CronJob" ? ["spec"] : undefined;
    case "controller":
      return kind === "Pod" ? undefined : template.slice(0, -1);
    case "template":
      return template;
    default:
      return [...template, "spec"];
  }
}

/** The API version in which a kind is written. */
export function apiVersionOf(kind: WorkloadKind): string {
  if (kind === "Pod" || kind === "ReplicationController") return "v1";
  return kind === "Job" || kind === "CronJob" ? "batch/v1" : "apps/v1";
}
