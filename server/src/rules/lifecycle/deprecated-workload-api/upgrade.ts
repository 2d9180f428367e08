// What has to change in an object besides its apiVersion when it is written as a newer version (kubernetes.md 6).
import { remove } from "../../../yaml/edit-script";
import { asMapping, at, child } from "../../../yaml/navigate";
import type { RuleContext } from "../../rule";
import { ownPath } from "../../shared/written";
import { same, type Upgrade } from "./shape";
import { autoscalerUpgrade } from "./upgrade-autoscaler";
import { ingressUpgrade } from "./upgrade-ingress";
import { workloadUpgrade } from "./upgrade-workload";

/** @returns undefined where it cannot be done without a decision of somebody */
export function upgrade(context: RuleContext): Upgrade | undefined {
  const { resource, workload } = context;
  if (workload && workload.kind !== "CronJob") return workloadUpgrade(context, workload);
  switch (resource.kind) {
    case "Ingress":
      return ingressUpgrade(context);
    case "HorizontalPodAutoscaler":
      return resource.apiVersion === "autoscaling/v2beta1" ? autoscalerUpgrade(context) : same;
    case "PodDisruptionBudget":
      return budgetUpgrade(context);
    default:
      return same;
  }
}

/** `{}` selected no Pods, and selects all in policy/v1, where it is no selector that selects none. */
function budgetUpgrade(context: RuleContext): Upgrade {
  const selector = asMapping(at(context.own.root, "spec", "selector"));
  const isEmpty =
    selector !== undefined &&
    ["matchLabels", "matchExpressions"].every((list) => {
      const node = child(selector, list);
      return node === undefined || (node.type === "mapping" ? node.entries.length : 1) === 0;
    });
  return isEmpty ? { operations: [remove(ownPath(context, "spec", "selector"))], defaultsChange: false } : same;
}
