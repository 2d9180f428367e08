// Probes of the containers that run beside one another in a Pod: they decide when it is Ready.
import { type Container, containers, type Workload } from "../../kubernetes/workload";
import { child, isNullish } from "../../yaml/navigate";

/** The containers that must be ready for the Pod to be: main ones, and native sidecars. */
export function runningContainers(workload: Workload): Container[] {
  return containers(workload).filter(({ init, sidecar }) => !init || sidecar);
}

/** Has any of them such a probe? */
export function hasProbe(workload: Workload, ...probes: readonly ("readinessProbe" | "startupProbe")[]): boolean {
  return runningContainers(workload).some(({ node }) => probes.some((probe) => !isNullish(child(node, probe))));
}
