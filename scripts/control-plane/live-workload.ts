// A workload `web` in a namespace: its Pods, their end where they are those of a Job, and its deletion as kubectl does it.

import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import { type Condition, isReady, type Live, type Namespace, type Pod, type Resource } from "../apiserver/namespace";

const NAME = "web";
const LABELS = "app=web";

const resources: Readonly<Record<WorkloadKind, Resource>> = {
  Pod: "pods",
  ReplicationController: "replicationcontrollers",
  ReplicaSet: "replicasets",
  Deployment: "deployments",
  StatefulSet: "statefulsets",
  DaemonSet: "daemonsets",
  Job: "jobs",
  CronJob: "cronjobs",
};

/** Which kind owns the Pods; none owns a bare one. */
const owners: Readonly<Record<WorkloadKind, string | undefined>> = {
  Pod: undefined,
  ReplicationController: "ReplicationController",
  ReplicaSet: "ReplicaSet",
  Deployment: "ReplicaSet",
  StatefulSet: "StatefulSet",
  DaemonSet: "DaemonSet",
  Job: "Job",
  CronJob: "Job",
};

interface Job extends Live {
  readonly status: { readonly conditions?: readonly Condition[] };
}

interface CronJob extends Live {
  readonly spec: { readonly jobTemplate: { readonly metadata?: object; readonly spec: object } };
}

export class LiveWorkload {
  readonly #namespace: Namespace;
  readonly kind: WorkloadKind;

  constructor(namespace: Namespace, kind: WorkloadKind) {
    this.#namespace = namespace;
    this.kind = kind;
  }

  /** Has a CronJob run once, as `kubectl create job --from` does; nothing for what runs by itself. */
  async start(): Promise<void> {
    if (this.kind !== "CronJob") return;
    const { spec, metadata } = await this.#namespace.get<CronJob>("cronjobs", NAME);
    const owner = { apiVersion: "batch/v1", kind: "CronJob", name: NAME, uid: metadata.uid, controller: true };
    const job = {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { ...spec.jobTemplate.metadata, name: `${NAME}-run`, ownerReferences: [owner] },
      spec: spec.jobTemplate.spec,
    };
    const { ok, message } = await this.#namespace.post(job);
    if (!ok) throw new Error(`Job of CronJob ${NAME}: ${message}`);
  }

  /** Its Pods that are meant to stay. */
  async pods(): Promise<readonly Pod[]> {
    const pods = await this.#namespace.list<Pod>("pods", LABELS);
    return pods.filter(({ metadata }) => {
      const owner = metadata.ownerReferences?.[0]?.kind;
      return metadata.deletionTimestamp === undefined && owner === owners[this.kind];
    });
  }

  /** @throws where there are never so many, all of them Ready */
  async readyPods(count: number): Promise<readonly Pod[]> {
    return this.#namespace.until(`${count} Ready Pods of ${this.kind} ${NAME}`, async () => {
      const pods = await this.pods();
      return pods.length === count && pods.every(isReady) ? pods : undefined;
    });
  }

  /** The containers of a Job's Pods end: nothing else would have them end, for they are pretended. */
  async complete(): Promise<void> {
    const name = this.kind === "CronJob" ? `${NAME}-run` : NAME;
    await this.#namespace.until(`Job ${name} is complete`, async () => {
      for (const pod of await this.pods()) {
        if (isReady(pod)) await this.#namespace.patch("pods", pod.metadata.name, succeeded(pod), "status");
      }
      const { status } = await this.#namespace.get<Job>("jobs", name);
      return status.conditions?.find(({ type, status: value }) => type === "Complete" && value === "True");
    });
  }

  async isThere(): Promise<boolean> {
    return (await this.#namespace.ask("GET", resources[this.kind], NAME)).ok;
  }

  async scaleToNothing(): Promise<void> {
    await this.#namespace.patch(resources[this.kind], NAME, { spec: { replicas: 0 } }, "scale");
  }

  /** With its Pods: the server by itself would leave those of a Job. */
  async delete(): Promise<void> {
    const body = { propagationPolicy: "Background" };
    const { ok, message } = await this.#namespace.ask("DELETE", resources[this.kind], NAME, "", body);
    if (!ok) throw new Error(`delete ${this.kind} ${NAME}: ${message}`);
  }

  /** Waits until none of these Pods is there any more. */
  async gone(pods: readonly Pod[]): Promise<void> {
    const old = new Set(pods.map(({ metadata }) => metadata.uid));
    await this.#namespace.until(`the end of the Pods of ${this.kind} ${NAME}`, async () => {
      const left = await this.#namespace.list<Pod>("pods");
      return left.some(({ metadata }) => old.has(metadata.uid)) ? undefined : true;
    });
  }
}

function succeeded({ spec }: Pod): object {
  const terminated = { exitCode: 0, reason: "Completed" };
  const conditions = ["Ready", "ContainersReady"].map((type) => ({ type, status: "False", reason: "PodCompleted" }));
  const containerStatuses = (spec.containers as readonly { name?: string; image: string }[]).map(({ name, image }) => ({
    name,
    image,
    imageID: "",
    ready: false,
    restartCount: 0,
    state: { terminated },
  }));
  return { status: { phase: "Succeeded", conditions, containerStatuses } };
}
