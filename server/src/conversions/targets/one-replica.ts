// The number of Pods of what was a DaemonSet: one, to be changed by hand.
import { child } from "../../yaml/navigate";
import type { Lifted } from "./target";

/** Nobody has said how many there should be, and one on each node was meant for another reason (kubernetes.md 2.4). */
export function oneReplica({ from, subject }: Lifted): string[] {
  return from === "DaemonSet" && child(subject.workload.spec, "replicas") === undefined ? ["replicas: 1"] : [];
}
