// `restartPolicy` of the Pods: controllers take only Always, Jobs only the others (kubernetes.md 1.0, 1.7).
import type { WorkloadKind } from "../../kubernetes/kinds";
import { insert, remove, replace } from "../../yaml/edit-script";
import { asMapping, asScalar, at, child, isNullish } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { type FieldPlan, nothing } from "./dropped-fields";

const jobs: readonly WorkloadKind[] = ["Job", "CronJob"];

/**
 * @param root the object, or a patch of it
 * @param base the way to it in its document
 * @param pod the way to the `spec` of the Pods
 * @param options.patch is it laid over another object, which says it by itself?
 */
export function restartPolicy(
  root: Node,
  base: Path,
  pod: Path,
  { from, to, patch }: { readonly from: WorkloadKind; readonly to: WorkloadKind; readonly patch: boolean },
): FieldPlan {
  const spec = asMapping(at(root, ...pod));
  const node = asScalar(child(spec, "restartPolicy"));
  const path = [...base, ...pod, "restartPolicy"];
  if (to === "Pod" || !spec) return nothing;
  if (jobs.includes(to)) {
    if (!node) {
      const added = insert([...base, ...pod], "last", "restartPolicy: OnFailure");
      return patch ? nothing : { operations: [added], consequences: [] };
    }
    const isAlways = isNullish(node) || node.text === "Always" || node.text === "";
    return isAlways ? { operations: [replace(path, "OnFailure")], consequences: [] } : nothing;
  }
  if (!node || isNullish(node) || node.text === "Always") return nothing;
  const message = `restartPolicy ${node.text} is dropped: a ${to} starts its Pods again whenever they end. What is to end is a Job.`;
  return {
    operations: [remove(path)],
    // Of a Job everybody knows; a Pod, or what the API server rejects anyway, was perhaps to run once.
    consequences: jobs.includes(from) ? [] : [{ code: "W-DROP", message, at: { node } }],
  };
}
