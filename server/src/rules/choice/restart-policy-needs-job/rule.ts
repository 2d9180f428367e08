// Pods that are kept running are to end: the API server rejects that.
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { asScalar, child, entryOf, isNullish } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { convertFix } from "../../shared/conversion-fixes";
import { removeFix } from "../../shared/field-fixes";
import { valueFix } from "../../shared/value-fix";

export const rule = defineRule({
  id: "restart-policy-needs-job",
  group: "choice",
  severities: ["error"],
  kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"],
  summary: "Pods that are kept running have a restartPolicy or a deadline that only a Job has.",
  fixes: [
    { title: "Set restartPolicy to Always", safe: false },
    { title: "Convert to Job", safe: false },
    { title: "Remove activeDeadlineSeconds", safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    const { kind, podSpec } = workload;
    const policy = asScalar(child(podSpec, "restartPolicy"));
    if (policy && !isNullish(policy) && !["Always", ""].includes(policy.text) && !isPlaceholder(policy.text)) {
      const message = `restartPolicy ${policy.text} in a ${kind}: the API server rejects it, only Always is allowed. Set Always, or make it a Job.`;
      report(policy, message, {
        fixes: [
          ...valueFix(context, "Set restartPolicy to Always", policy, "Always"),
          ...(policy.text === "Never" || policy.text === "OnFailure" ? [convertFix("Job")] : []),
        ],
      });
    }
    const deadline = entryOf(podSpec, "activeDeadlineSeconds");
    if (deadline && !isNullish(deadline.value)) {
      const message = `activeDeadlineSeconds in a ${kind}: the API server rejects it, only a Job's Pods may end. Remove it, or make it a Job.`;
      report(deadline.key, message, {
        fixes: [...removeFix(context, "Remove activeDeadlineSeconds", deadline.value), convertFix("Job")],
      });
    }
  },
});
