// The target kinds, each by its own file.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { cronJob } from "./cron-job";
import { daemonSet } from "./daemon-set";
import { deployment } from "./deployment";
import { job } from "./job";
import { pod } from "./pod";
import { replicaSet } from "./replica-set";
import { statefulSet } from "./stateful-set";
import type { Target } from "./target";

/** All but a ReplicationController: nothing is converted to that. */
export const targets: Partial<Readonly<Record<WorkloadKind, Target>>> = {
  Pod: pod,
  ReplicaSet: replicaSet,
  Deployment: deployment,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
  Job: job,
  CronJob: cronJob,
};
