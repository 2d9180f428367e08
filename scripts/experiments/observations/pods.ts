// Pods: whose they are, and how they go.
import type { Live, Pod } from "../../apiserver/namespace";
import type { Observation } from "../experiment";
import { createAll } from "../place";
import { untilSettled, workloadsOf } from "../settled";

interface Scale extends Live {
  readonly status: { readonly replicas: number; readonly selector: string };
}

interface LeavingPod extends Live {
  readonly metadata: Live["metadata"] & { readonly deletionGracePeriodSeconds?: number };
}

/** A Pod is deleted: it is gone before its node could have stopped it. */
export const podIsGoneAtOnce: Observation = async (place, objects) => {
  await untilSettled(place, await createAll(place, objects));
  const [pod] = await place.namespace.list<Pod>("pods");
  const name = pod?.metadata.name ?? "";
  const { body } = await place.namespace.ask("DELETE", "pods", name);
  const { deletionGracePeriodSeconds: seconds } = (body as LeavingPod).metadata;
  if (seconds !== undefined && seconds > 0) return undefined;
  return {
    what: `Pod ${name} is deleted, and is gone from the API at once: nothing waits until its node has stopped it`,
  };
};

/** What an autoscaler asks a workload: how many Pods it has, and the selector by which to count and measure them. */
export const countsOthers: Observation = async (place, objects) => {
  const created = await createAll(place, objects);
  await untilSettled(place, created);
  for (const { kind, resource, name } of workloadsOf(created)) {
    const { body } = await place.namespace.ask("GET", resource, name, "scale");
    const { replicas, selector } = (body as Scale).status;
    const { length } = await place.namespace.list<Pod>("pods", selector);
    if (length === replicas) continue;
    return {
      what: `the scale of ${kind} ${name} has ${replicas} replica and the selector ${selector}, by which an autoscaler finds ${length} Pods`,
    };
  }
  return undefined;
};
