// Reads the facts of what scales a workload.
import { utilizationMetrics } from "../kubernetes/autoscaling";
import { targetIn } from "../kubernetes/references/target";
import { type Count, countAt } from "../kubernetes/variables";
import { at, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import type { ScalerFacts } from "./facts";

export function horizontalPodAutoscaler(root: Node): ScalerFacts {
  return {
    type: "HorizontalPodAutoscaler",
    target: targetIn(at(root, "spec", "scaleTargetRef"), undefined),
    min: defaulted(countAt(root, "spec", "minReplicas"), 1),
    max: defaulted(countAt(root, "spec", "maxReplicas"), 1),
    utilization: [...new Set(utilizationMetrics(root).map(({ resource }) => resource))],
  };
}

/** Defaults of KEDA: 0 to 100 replicas of a Deployment. Source: keda.sh, ScaledObject specification. */
export function scaledObject(root: Node): ScalerFacts {
  return {
    type: "ScaledObject",
    target: targetIn(at(root, "spec", "scaleTargetRef"), { group: "apps", kind: "Deployment" }),
    min: defaulted(countAt(root, "spec", "minReplicaCount"), 0),
    max: defaulted(countAt(root, "spec", "maxReplicaCount"), 100),
    utilization: [],
    ...(stringAt(root, "metadata", "annotations", "scaledobject.keda.sh/transfer-hpa-ownership") === "true"
      ? { takesOver: true }
      : {}),
    ...(isPaused(root) ? { paused: true } : {}),
  };
}

/** By any value but those that Go reads as false. Source: kedacore/keda, apis/keda/v1alpha1/scaledobject_types.go. */
function isPaused(root: Node): boolean {
  const value = stringAt(root, "metadata", "annotations", "autoscaling.keda.sh/paused");
  return value !== undefined && !/^(?:0|f|F|false|False|FALSE)$/.test(value);
}

/** A variable without a default of its own stays unknown. */
function defaulted(count: Count, value: number): Count {
  return count.value === undefined && !count.variable ? { value, variable: false } : count;
}
