// One host name for all Pods of a workload: nobody tells them apart by it.

import { described } from "../../../kubernetes/resource";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { podTemplatePath } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { remove } from "../../../yaml/edit-script";
import { asScalar, child, stringAt } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { scalerRelated } from "../../shared/related";
import { isOwn, ownFix, ownPath } from "../../shared/written";

export const rule = defineRule({
  id: "constant-hostname-in-replicas",
  group: "identity",
  severities: ["information"],
  kinds: ["Deployment", "ReplicaSet", "ReplicationController", "DaemonSet", "Job"],
  summary: "All replicas have one and the same host name.",
  fixes: [{ title: "Remove hostname", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const token = asScalar(child(workload?.podSpec, "hostname"));
    if (!workload || typeof token?.value !== "string" || token.value === "" || isPlaceholder(token.value)) return;
    // The controller of an Indexed Job gives each Pod a host name of its own.
    if (stringAt(workload.spec, "completionMode") === "Indexed") return;
    const { hi, certainty, scalers } = replicasRange(workload, lookups);
    if (hi <= 1 || certainty !== "known") return;
    const pods = hi === Number.POSITIVE_INFINITY ? "All Pods" : `${scalers.length > 0 ? "Up to" : "All"} ${hi} Pods`;
    const message = `${pods} of ${described(workload.resource)} have the host name "${token.value}": it tells none from the others. Remove hostname.`;
    const replicas = child(workload.spec, "replicas");
    const path = [...podTemplatePath(workload.kind), "spec", "hostname"];
    const isWritten = isOwn(context, token);
    report(token, message, {
      related: [
        ...scalers.map(scalerRelated),
        ...(scalers.length === 0 && replicas ? [{ message: `replicas is ${hi}`, node: replicas }] : []),
      ],
      fixes: isWritten ? [ownFix(context, "Remove hostname", () => [remove(ownPath(context, ...path))])] : [],
    });
  },
});
