// Whether the controllers have nothing more to do for the workloads of an example.
import type { Condition, Live, Resource } from "../apiserver/namespace";
import type { Created, Place } from "./place";

interface WorkloadStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  readonly desiredNumberScheduled?: number;
  readonly numberReady?: number;
  readonly updatedNumberScheduled?: number;
  readonly conditions?: readonly Condition[];
}

export interface LiveWorkload extends Live {
  readonly spec: { readonly replicas?: number };
  readonly status: WorkloadStatus;
}

const resources: Readonly<Record<string, Resource>> = {
  Deployment: "deployments",
  StatefulSet: "statefulsets",
  DaemonSet: "daemonsets",
};

/** Those of an example that run Pods for as long as they are there. */
export function workloadsOf(objects: readonly Created[]): (Created & { readonly resource: Resource })[] {
  return objects.flatMap((object) => {
    const resource = resources[object.kind];
    return resource === undefined ? [] : [{ ...object, resource }];
  });
}

/** True once all Pods are those of the template and Ready. */
export async function isSettled({ namespace }: Place, objects: readonly Created[]): Promise<boolean> {
  for (const { resource, name } of workloadsOf(objects)) {
    if (!isDone(await namespace.get<LiveWorkload>(resource, name))) return false;
  }
  return true;
}

/** @throws where that does not come */
export async function untilSettled(place: Place, objects: readonly Created[]): Promise<void> {
  await place.namespace.until("Ready Pods", async () => ((await isSettled(place, objects)) ? true : undefined));
}

function isDone({ metadata, spec, status }: LiveWorkload): boolean {
  if (status.observedGeneration !== metadata.generation) return false;
  if (status.desiredNumberScheduled !== undefined) {
    const { desiredNumberScheduled: wanted, numberReady, updatedNumberScheduled } = status;
    return wanted > 0 && numberReady === wanted && updatedNumberScheduled === wanted;
  }
  const wanted = spec.replicas ?? 1;
  const { replicas = 0, readyReplicas = 0, updatedReplicas = 0 } = status;
  return replicas === wanted && readyReplicas === wanted && updatedReplicas === wanted;
}
