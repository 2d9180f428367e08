// Which resources containers request, as an autoscaler counts them: what it has no request of has no utilization.
import { at, child, entriesOf, isNullish, itemsOf, stringAt } from "../yaml/navigate";
import type { Node, Path } from "../yaml/tree";
import { containers, type PodRunner } from "./workload";

/** The resources that an autoscaler can take the utilization of. */
export const countedResources = ["cpu", "memory"] as const;
export type CountedResource = (typeof countedResources)[number];

/** A container that runs as long as its Pod, and what it requests. */
export interface ContainerRequests {
  readonly container: string;
  /** The way to it from the `spec` of the Pods. */
  readonly path: Path;
  readonly requests: readonly CountedResource[];
}

/** Main containers and native sidecars. What stands as a limit only is requested too, and so is what the Pod requests as a whole. */
export function containerRequests(workload: PodRunner): ContainerRequests[] {
  const ofPod = requested(workload.podSpec);
  const all = containers(workload);
  const main = all.filter(({ init }) => !init).length;
  return all.flatMap(({ name, node, init, sidecar }, index) => {
    if (init && !sidecar) return [];
    const own = requested(node);
    return {
      container: name,
      path: init ? ["initContainers", index - main] : ["containers", index],
      requests: countedResources.filter((key) => own.includes(key) || ofPod.includes(key)),
    };
  });
}

function requested(holder: Node | undefined): CountedResource[] {
  const resources = child(holder, "resources");
  return countedResources.filter((key) =>
    (["requests", "limits"] as const).some((field) => !isNullish(at(resources, field, key))),
  );
}

/** The resources that a LimitRange gives to containers that request none. */
export function defaultRequests(limitRange: Node): CountedResource[] {
  const limits = itemsOf(at(limitRange, "spec", "limits")).filter((limit) => stringAt(limit, "type") === "Container");
  // A default limit is a default request too, and so is the highest limit.
  const keys = limits.flatMap((limit) =>
    ["default", "defaultRequest", "max"].flatMap((field) => entriesOf(child(limit, field)).map(({ key }) => key)),
  );
  return countedResources.filter((name) => keys.some((key) => key.type === "scalar" && key.text === name));
}
