// An autoscaler of a kind that has no number of Pods to set.
import { described } from "../../../kubernetes/resource";
import { defineRule } from "../../rule";
import { writtenTarget } from "../../shared/scale-target";

export const rule = defineRule({
  id: "hpa-target-not-scalable",
  group: "scaling",
  severities: ["error"],
  kinds: ["autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject"],
  summary: "An autoscaler targets a kind that cannot be scaled.",
  fixes: [],
  check(context) {
    const { resource, report } = context;
    const written = writtenTarget(context);
    const { kind, kindNode, target } = written ?? {};
    if (!kindNode || !target || (kind !== "DaemonSet" && kind !== "Job" && kind !== "CronJob" && kind !== "Pod"))
      return;
    const isRejected = kind === "Pod" && resource.kind === "HorizontalPodAutoscaler";
    const then = isRejected ? "the API server rejects it" : "the autoscaler is accepted and never scales anything";
    report(kindNode, `${described({ kind, name: target.name })} has no scale: ${then}. ${mend(kind)}`);
  },
});

function mend(kind: "DaemonSet" | "Job" | "CronJob" | "Pod"): string {
  if (kind === "DaemonSet") return "Remove it: there is one Pod on each node.";
  if (kind === "Pod") return "Name the workload that makes the Pods.";
  return "Remove it, or scale a Deployment.";
}
