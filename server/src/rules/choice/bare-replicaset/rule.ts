// A ReplicaSet or ReplicationController that somebody wrote: nothing rolls its changes out.
import { child, itemsOf } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { convertFix } from "../../shared/conversion-fixes";
import { advice, evidenceRelated } from "../../shared/evidence";

export const rule = defineRule({
  id: "bare-replicaset",
  group: "choice",
  severities: ["information"],
  kinds: ["ReplicaSet", "ReplicationController"],
  summary: "A ReplicaSet or ReplicationController without a Deployment above it.",
  fixes: [{ title: "Convert to Deployment", safe: false }],
  check(context) {
    const { workload, resource, lookups, report } = context;
    if (!workload || itemsOf(child(child(resource.root, "metadata"), "ownerReferences")).length > 0) return;
    // Something else looks after it: a Rollout or a Canary.
    if (lookups.referrers.pointers().some(({ facts }) => facts.pointer?.type !== "VerticalPodAutoscaler")) return;
    const named = advice(context);
    // deployment-per-node-agent says that of the same token.
    if (named?.recommended === "DaemonSet") return;
    const better = named && named.recommended !== workload.kind ? named.recommended : "Deployment";
    report(
      resource.kindNode,
      `A ${workload.kind} leaves running Pods as they are when its template changes, and cannot go back. Use a ${better}.`,
      {
        related: better === "Deployment" ? [] : evidenceRelated(named?.evidence ?? []),
        fixes: better === "Deployment" ? [convertFix("Deployment")] : [],
      },
    );
  },
});
