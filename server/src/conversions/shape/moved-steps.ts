// Where a field of a workload stands in its new kind, step by step: for JSON patches and the field paths of replacements.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { podTemplatePath } from "../../kubernetes/workload";
import { isFieldKept } from "../fields/dropped-fields";
import { shapeOf } from "./places";

type Steps = readonly string[];

/**
 * @param steps of a field that stays: what goes is for the field plan to say
 * @returns its places, none where it has no meaning any more; undefined where parts of it have places of their own
 */
export function movedSteps(steps: Steps, from: WorkloadKind, to: WorkloadKind): readonly Steps[] | undefined {
  const [old, wanted] = [shapeOf(from), shapeOf(to)];
  if (old === wanted) return [steps];
  if (steps[0] !== "spec") return old === "pod" && isOfPods(steps) ? [steps, [...templateOf(to), ...steps]] : [steps];
  if (old === "pod") return [[...templateOf(to), ...steps]];
  if (wanted === "pod") return ofPod(steps, templateOf(from));
  return wanted === "schedule" ? scheduled(steps, to) : unscheduled(steps, to);
}

function templateOf(kind: WorkloadKind): Steps {
  return podTemplatePath(kind).map(String);
}

function isOfPods(steps: Steps): boolean {
  return steps[0] === "metadata" && (steps[1] === "labels" || steps[1] === "annotations");
}

function ofPod(steps: Steps, template: Steps): readonly Steps[] | undefined {
  if (steps.length <= template.length) return startsWith(template, steps) ? undefined : [];
  if (!startsWith(steps, template)) return [];
  const inner = steps.slice(template.length);
  if (inner[0] === "spec") return [inner];
  // All labels at once would take those that only the object had.
  if (inner.length === 1 || (isOfPods(inner) && inner.length === 2)) return undefined;
  return isOfPods(inner) ? [inner] : [];
}

function scheduled(steps: Steps, to: WorkloadKind): readonly Steps[] | undefined {
  const [, field, ...inner] = steps;
  if (field === undefined) return undefined;
  if (field === "suspend") return [steps];
  return isFieldKept("controller", field, to) ? [["spec", "jobTemplate", "spec", field, ...inner]] : [];
}

function unscheduled(steps: Steps, to: WorkloadKind): readonly Steps[] | undefined {
  const [, field, part, ...inner] = steps;
  if (field === "suspend" && to === "Job") return [steps];
  if (field === undefined) return undefined;
  if (field !== "jobTemplate") return [];
  if (part === undefined || (part === "spec" && inner.length === 0)) return undefined;
  if (part === "spec") return [["spec", ...inner]];
  const metadata = ["metadata", ...inner];
  return isOfPods(metadata) ? (inner.length > 1 ? [metadata] : undefined) : [];
}

function startsWith(steps: Steps, start: Steps): boolean {
  return start.every((step, index) => steps[index] === step);
}
