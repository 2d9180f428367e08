// Pods that work on their node run as so many replicas, wherever these end up.
import { defineRule } from "../../rule";
import { convertFix } from "../../shared/conversion-fixes";
import { advice, evidenceRelated, evidenceText } from "../../shared/evidence";

export const rule = defineRule({
  id: "deployment-per-node-agent",
  group: "choice",
  severities: ["information"],
  heuristic: true,
  kinds: ["Deployment", "ReplicaSet", "ReplicationController"],
  summary: "An agent of the node runs as replicas, not as one Pod on each node.",
  fixes: [{ title: "Convert to DaemonSet", safe: false }],
  check(context) {
    const { workload, report } = context;
    const named = advice(context);
    if (!workload || named?.recommended !== "DaemonSet") return;
    const message = `It works on its node (${evidenceText(named.evidence, 65)}), but replicas leave nodes without one. Make it a DaemonSet.`;
    report(workload.resource.kindNode, message, {
      related: evidenceRelated(named.evidence),
      fixes: [convertFix("DaemonSet")],
    });
  },
});
