// A new image reaches the Pods, or never does.
import type { Pod } from "../../apiserver/namespace";
import type { Observation } from "../experiment";
import { type Created, createAll, type Place, warning } from "../place";
import { isSettled, type LiveWorkload, untilSettled, workloadsOf } from "../settled";

interface Template {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
}

/** A rollout that waits for what the old Pods hold: with a warning that fits, and no end. */
export function rolloutHangs(pattern: RegExp): Observation {
  return async (place, objects) => {
    const created = await createAll(place, objects);
    await untilSettled(place, created);
    return hangs(place, created, pattern);
  };
}

/** The same, where new Pods have to go to another node. */
export function rolloutToAnotherNodeHangs(pattern: RegExp): Observation {
  return async (place, objects) => {
    const created = await createAll(place, objects);
    await untilSettled(place, created);
    const [pod] = await place.namespace.list<Pod>("pods");
    return place.nodes.cordoned(pod?.spec.nodeName ?? "", () => hangs(place, created, pattern));
  };
}

/** The same, on a node that only Pods that ask for it run on. */
export function rolloutOnNodeHangs(node: string, pattern: RegExp): Observation {
  return (place, objects) => place.nodes.withNode(node, () => rolloutHangs(pattern)(place, objects));
}

async function hangs(place: Place, created: readonly Created[], pattern: RegExp) {
  await setNewImage(place, created);
  const { seen } = await place.namespace.until("a rollout that hangs, or its end", async () => {
    const seen = await warning(place, pattern);
    if (seen && (await areStalled(place, created))) return { seen };
    return (await isSettled(place, created)) ? { seen: undefined } : undefined;
  });
  return seen;
}

/** The controller's own verdict, where the kind has one, that nothing goes on any more. */
async function areStalled({ namespace }: Place, created: readonly Created[]): Promise<boolean> {
  for (const { kind, resource, name } of workloadsOf(created)) {
    if (kind !== "Deployment") continue;
    const { metadata, status } = await namespace.get<LiveWorkload>(resource, name);
    const isStalled = (status.conditions ?? []).some(
      ({ type, status: value, reason }) =>
        type === "Progressing" && value === "False" && reason === "ProgressDeadlineExceeded",
    );
    if (!isStalled || status.observedGeneration !== metadata.generation) return false;
  }
  return true;
}

/** With a deadline of seconds, so that the verdict does not take ten minutes. */
async function setNewImage({ namespace }: Place, created: readonly Created[]): Promise<void> {
  for (const { kind, resource, name, spec } of workloadsOf(created)) {
    const image = (spec as Template["spec"]).template.spec.containers[0]?.image;
    await namespace.patch(resource, name, [
      { op: "replace", path: "/spec/template/spec/containers/0/image", value: `${image}.1` },
      ...(kind === "Deployment" ? [{ op: "add", path: "/spec/progressDeadlineSeconds", value: 2 }] : []),
    ]);
  }
}

/** A StatefulSet whose controller has seen a new image and has left every Pod alone. */
export const rolloutReachesNoPod: Observation = async (place, objects) => {
  const created = await createAll(place, objects);
  await untilSettled(place, created);
  const before = await place.namespace.list<Pod>("pods");
  await setNewImage(place, created);
  for (const { resource, name } of workloadsOf(created)) {
    const { status } = await place.namespace.until("the controller's answer", async () => {
      const live = await place.namespace.get<LiveWorkload>(resource, name);
      return live.status.observedGeneration === live.metadata.generation ? live : undefined;
    });
    // What it replaces is on its way out when it says that it has seen the change.
    const kept = (await place.namespace.list<Pod>("pods")).filter(({ metadata }) =>
      before.some((old) => old.metadata.uid === metadata.uid && metadata.deletionTimestamp === undefined),
    );
    if (kept.length === before.length && status.updateRevision !== status.currentRevision) {
      return { what: `StatefulSet ${name} has a new revision, and none of its Pods is replaced` };
    }
  }
  return undefined;
};
