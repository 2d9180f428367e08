// Ports of the node that the Pods of a workload take: two Pods with one of them never run on one node.
import type { Workload } from "../../kubernetes/workload";
import { asScalar, booleanAt, child, integerAt, itemsOf } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import { runningContainers } from "./probes";

export interface HostPort {
  readonly port: number;
  /** The value of `hostPort`, else that of `hostNetwork`. */
  readonly node: Node;
}

/** The first port of the node; with `hostNetwork` each `containerPort` is one. Undefined where there is none. */
export function hostPort(workload: Workload): HostPort | undefined {
  const { podSpec } = workload;
  const ports = runningContainers(workload).flatMap(({ node }) => itemsOf(child(node, "ports")));
  for (const item of ports) {
    const node = asScalar(child(item, "hostPort"));
    const port = integerAt(node);
    if (node && port !== undefined && port > 0) return { port, node };
  }
  const hostNetwork = asScalar(child(podSpec, "hostNetwork"));
  const port = ports.map((item) => integerAt(item, "containerPort")).find((number) => number !== undefined);
  return hostNetwork && booleanAt(hostNetwork) === true && port !== undefined ? { port, node: hostNetwork } : undefined;
}
