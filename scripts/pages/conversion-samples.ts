// One small workload of each kind, for the examples of the conversion pages.
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";

const container = (indent: number, ...more: readonly string[]): string => {
  const lines = [
    "containers:",
    "  - name: web # the only one",
    "    image: nginx:1.29",
    ...more.map((line) => `    ${line}`),
  ];
  return lines.map((line) => `${" ".repeat(indent)}${line}\n`).join("");
};

const head = (apiVersion: string, kind: WorkloadKind): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n`;

const selected = "  selector:\n    matchLabels:\n      app: web\n";
const template = "  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n";

export const samples: Readonly<Record<WorkloadKind, string>> = {
  Pod: `${head("v1", "Pod")}  labels:\n    app: web\nspec:\n${container(2)}`,
  ReplicaSet: `${head("apps/v1", "ReplicaSet")}spec:\n  replicas: 2\n${selected}${template}${container(6)}`,
  ReplicationController: `${head("v1", "ReplicationController")}spec:\n  replicas: 2\n  selector:\n    app: web\n${template}${container(6)}`,
  Deployment: `${head("apps/v1", "Deployment")}spec:\n  replicas: 2\n  strategy:\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 0\n${selected}${template}${container(6)}`,
  StatefulSet: `${head("apps/v1", "StatefulSet")}spec:\n  serviceName: web\n  replicas: 1\n${selected}${template}${container(6)}`,
  DaemonSet: `${head("apps/v1", "DaemonSet")}spec:\n  updateStrategy:\n    rollingUpdate:\n      maxUnavailable: 2\n${selected}${template}${container(6)}`,
  Job: `${head("batch/v1", "Job")}spec:\n  backoffLimit: 2\n  template:\n    spec:\n      restartPolicy: Never\n${container(6)}`,
  CronJob: `${head("batch/v1", "CronJob")}spec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      backoffLimit: 2\n      template:\n        spec:\n          restartPolicy: Never\n${container(10)}`,
};
