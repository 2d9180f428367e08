// What a Pod of a DaemonSet has of its node: elsewhere it is that of whatever node the Pod is put on.
import { containers } from "../../kubernetes/workload";
import { asScalar, at, booleanAt, child, entryOf, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import type { Consequence } from "../conversion";
import type { Lifted } from "../targets/target";

/** One for each: the network, a port, or a directory of the node. */
export function nodeUses({ from, to, subject }: Lifted): Consequence[] {
  if (from !== "DaemonSet" || subject.refusalsOnly) return [];
  const { podSpec } = subject.workload;
  const found: { readonly node: Node; readonly what: string }[] = [];
  const network = entryOf(podSpec, "hostNetwork");
  if (network && booleanAt(podSpec, "hostNetwork")) found.push({ node: network.key, what: "the network" });
  for (const { node } of containers(subject.workload)) {
    for (const port of itemsOf(child(node, "ports"))) {
      const held = asScalar(child(port, "hostPort"));
      if (held && held.value !== 0) found.push({ node: held, what: `port ${held.text}` });
    }
  }
  for (const volume of itemsOf(child(podSpec, "volumes"))) {
    const path = at(volume, "hostPath", "path");
    if (path) found.push({ node: path, what: `the directory ${stringAt(path) ?? ""}` });
  }
  return found.map(({ node, what }) => {
    const message = `It uses ${what} of its node: a ${to} runs a Pod on some nodes only, and tolerates their taints only where that is written.`;
    return { code: "W-IDENTITY", message, at: { node } };
  });
}
