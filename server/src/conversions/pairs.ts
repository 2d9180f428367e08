// Which kind a workload may become (kubernetes.md 2.1), and why not where it may not.
import type { WorkloadKind } from "../kubernetes/kinds";

/** In the order of menus: what people want most comes first. */
const offered: Readonly<Record<WorkloadKind, readonly WorkloadKind[]>> = {
  Pod: ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"],
  ReplicaSet: ["Deployment", "StatefulSet", "DaemonSet", "Job", "Pod"],
  ReplicationController: ["Deployment", "StatefulSet", "ReplicaSet", "DaemonSet", "Job", "Pod"],
  Deployment: ["StatefulSet", "DaemonSet", "Job", "CronJob", "Pod"],
  StatefulSet: ["Deployment", "DaemonSet", "Pod"],
  DaemonSet: ["Deployment", "StatefulSet", "Pod"],
  Job: ["CronJob", "Deployment", "Pod"],
  CronJob: ["Job", "Deployment", "Pod"],
};

/** The kinds that a workload of this kind can be converted to. */
export function targetsOf(kind: WorkloadKind): readonly WorkloadKind[] {
  return offered[kind];
}

/** Why the pair is not offered, as a sentence; undefined where it is. */
export function pairObstacle(from: WorkloadKind, to: WorkloadKind): string | undefined {
  if (offered[from].includes(to)) return undefined;
  return from === to ? `It is a ${to} already.` : `A ${from} is not converted to a ${to}: ${why(from, to)}.`;
}

function why(from: WorkloadKind, to: WorkloadKind): string {
  if (to === "ReplicationController") return "that kind is a legacy, use a Deployment";
  if (to === "ReplicaSet")
    return from === "Pod" ? "use a Deployment" : "it would lose its rollouts, and leave running Pods as they are";
  if (to === "Job" || to === "CronJob")
    return from === "ReplicaSet" || from === "ReplicationController"
      ? "what is to run at times is no replica, make it a Job first"
      : "its Pods are kept for what they are or where they run, and a Job's Pods end";
  return "what ends has no lasting Pods, make it a Deployment first";
}
