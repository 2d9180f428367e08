// What autoscalers go by and what they change: utilization of resources, and requests that others set.
import { asScalar, at, child, integerAt, isNullish, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { type CountedResource, countedResources } from "./requests";

export interface UtilizationMetric {
  readonly resource: CountedResource;
  /** The value of `resource.name`; in autoscaling/v1 the key that says it. */
  readonly node: Node;
  /** Its place in `metrics`; undefined in autoscaling/v1. */
  readonly index: number | undefined;
}

/** Metrics of a HorizontalPodAutoscaler that are shares of what all containers request, in any version of the API. */
export function utilizationMetrics(autoscaler: Node): UtilizationMetric[] {
  const spec = child(autoscaler, "spec");
  const found = itemsOf(child(spec, "metrics")).flatMap((metric, index): UtilizationMetric[] => {
    const source = child(metric, "resource");
    const node = asScalar(child(source, "name"));
    const resource = countedResources.find((name) => name === node?.value);
    if (stringAt(metric, "type") !== "Resource" || !node || !resource) return [];
    const isShare =
      stringAt(source, "target", "type") === "Utilization" || !isNullish(child(source, "targetAverageUtilization"));
    return isShare ? [{ resource, node, index }] : [];
  });
  const first = at(spec, "targetCPUUtilizationPercentage");
  const key = first && integerAt(first) !== undefined ? keyOf(spec, first) : undefined;
  return key ? [...found, { resource: "cpu", node: key, index: undefined }] : found;
}

function keyOf(spec: Node | undefined, value: Node): Node | undefined {
  const mapping = spec?.type === "mapping" ? spec : undefined;
  return mapping?.entries.find((entry) => entry.value === value)?.key;
}

/** What a VerticalPodAutoscaler does to the requests of running Pods. */
export interface RequestUpdates {
  /** `Auto` where nothing is said. */
  readonly mode: string;
  /** The resources whose requests it sets in any container. */
  readonly resources: readonly CountedResource[];
}

/**
 * Without a policy it updates all containers, and both resources of each.
 * Source: kubernetes/autoscaler, vertical-pod-autoscaler/pkg/apis/autoscaling.k8s.io/v1/types.go.
 */
export function requestUpdates(autoscaler: Node): RequestUpdates {
  const spec = child(autoscaler, "spec");
  const policies = itemsOf(at(spec, "resourcePolicy", "containerPolicies"));
  const everyone = policies.find((policy) => stringAt(policy, "containerName") === "*");
  const active = policies.filter((policy) => stringAt(policy, "mode") !== "Off");
  const controlled = active.map((policy) => child(policy, "controlledResources"));
  // Containers that no policy names are updated whole.
  const isWhole = !everyone || controlled.some((list) => isNullish(list));
  const named = controlled.flatMap((list) => itemsOf(list).map((item) => stringAt(item)));
  return {
    mode: stringAt(spec, "updatePolicy", "updateMode") || "Auto",
    resources: countedResources.filter((name) => isWhole || named.includes(name)),
  };
}
