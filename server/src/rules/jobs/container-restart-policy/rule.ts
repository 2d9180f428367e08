// A container of its own restart policy, where only init containers may have one.
import { isAtLeast } from "../../../config/assumptions";
import { containers } from "../../../kubernetes/workload";
import { asScalar, child, isNullish } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { removeFix } from "../../shared/field-fixes";
import { sidecarFix } from "../../shared/sidecar-fix";

export const rule = defineRule({
  id: "container-restart-policy",
  group: "jobs",
  severities: ["error"],
  kinds: ["Pod", "ReplicaSet", "ReplicationController", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"],
  summary: "A container has a restartPolicy, which only init containers may have up to Kubernetes 1.33.",
  fixes: [
    { title: "Move 'x' to initContainers", safe: false },
    { title: "Remove restartPolicy", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    const { kubernetesVersion } = lookups.assumptions;
    // Dropped without a word before 1.28, and in 1.34 with its gate off; from 1.35 it works (kubernetes.md 1.1, 9).
    if (!workload || !isAtLeast(kubernetesVersion, 1, 28) || isAtLeast(kubernetesVersion, 1, 34)) return;
    // Below 1.34 the Pods of a StatefulSet are not looked at before they are made.
    const then = workload.kind === "StatefulSet" ? "no Pod can be created" : "the API server rejects it";
    for (const container of containers(workload)) {
      const policy = child(container.node, "restartPolicy");
      const token = asScalar(policy);
      if (container.init || isNullish(policy) || !token) continue;
      const message = `Container "${container.name}" has a restartPolicy, which only init containers may have up to Kubernetes 1.33: ${then}. Move or remove it.`;
      const title = `Move '${container.name}' to initContainers`;
      const moved = token.value === "Always" ? sidecarFix(context, workload, container, title) : [];
      report(token, message, { fixes: [...moved, ...removeFix(context, "Remove restartPolicy", token)] });
    }
  },
});
