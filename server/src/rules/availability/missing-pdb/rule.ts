// Several Pods that a drain may take all at once.

import { podLabels } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { newBudgetFix } from "./new-budget";

export const rule = defineRule({
  id: "missing-pdb",
  group: "availability",
  severities: ["hint"],
  strict: true,
  kinds: ["Deployment", "StatefulSet"],
  summary: "No PodDisruptionBudget selects the Pods of a workload that has several.",
  fixes: [{ title: "Create PodDisruptionBudget 'x'", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const labels = workload && podLabels(workload);
    if (!workload || !labels || !lookups.unit.wasRead) return;
    const { lo, certainty } = replicasRange(workload, lookups);
    if (lo < 2 || certainty !== "known" || isMadeElsewhere(context.resource.root)) return;
    if (lookups.pods.budgetsSelecting(labels).length > 0) return;
    const message = `No PodDisruptionBudget selects these Pods: draining nodes may take all ${lo} at once. Add one that keeps some of them.`;
    report(workload.resource.kindNode, message, { fixes: newBudgetFix(context, workload) });
  },
});

/** Whoever owns it makes its budget too. */
function isMadeElsewhere(root: Parameters<typeof child>[0]): boolean {
  return child(child(root, "metadata"), "ownerReferences") !== undefined;
}
