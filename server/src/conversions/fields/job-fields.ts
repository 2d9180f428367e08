// What Jobs and controllers have of each other only where somebody wants it: replicas as parallelism, and probes that restart.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { type Operation, remove, rename } from "../../yaml/edit-script";
import { at, child, entryOf, itemsOf } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Consequence, ConversionOptions } from "../conversion";
import { placeOf } from "../shape/places";
import { type FieldPlan, nothing } from "./dropped-fields";

interface Kinds {
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
}

/** `replicas` of what becomes a Job, `parallelism` of what becomes a Deployment: renamed on request, else dropped. */
export function replicaFields(
  root: Node,
  base: Path,
  { from, to }: Kinds,
  { choices }: Pick<ConversionOptions, "choices">,
): FieldPlan {
  const [field, other] = to === "Job" ? ["replicas", "parallelism"] : ["parallelism", "replicas"];
  const place = placeOf("controller", from);
  if ((to !== "Job" && to !== "Deployment") || !place) return nothing;
  const spec = at(root, ...place);
  const held = entryOf(spec, field);
  if (!held) return nothing;
  const path = [...base, ...place, field];
  const chosen = to === "Job" ? choices.get("replicas") : choices.get("parallelism");
  if (chosen === other && !entryOf(spec, other)) {
    return { operations: [rename(path, other)], consequences: [] };
  }
  const message = `A ${to} has no ${field}: it is dropped (choice ${field}: ${other}).`;
  const choice = { name: field, values: [other] };
  return {
    operations: [remove(path)],
    consequences: [{ code: "W-DROP", message, at: { node: held.key }, choice }],
  };
}

const jobs: readonly WorkloadKind[] = ["Job", "CronJob"];

/** A probe that restarts a container has no use where the container is to end. */
export function livenessProbes(root: Node, base: Path, { from, to }: Kinds): FieldPlan {
  if (to !== "Job" || jobs.includes(from)) return nothing;
  const pod = placeOf("pod", from) ?? [];
  const operations: Operation[] = [];
  const consequences: Consequence[] = [];
  for (const [index, container] of itemsOf(child(at(root, ...pod), "containers")).entries()) {
    const held = entryOf(container, "livenessProbe");
    if (!held) continue;
    operations.push(remove([...base, ...pod, "containers", index, "livenessProbe"]));
    const message = "livenessProbe is dropped: a Job's container is to end, and would be started again while it works.";
    consequences.push({ code: "W-DROP", message, at: { node: held.key } });
  }
  return { operations, consequences };
}
