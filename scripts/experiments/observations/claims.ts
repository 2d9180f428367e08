// What becomes of claims: made, kept, deleted, and who mounts them.
import type { Live, Pod } from "../../apiserver/namespace";
import type { Observation } from "../experiment";
import { createAll } from "../place";
import { untilSettled, workloadsOf } from "../settled";

interface Claim extends Live {
  readonly metadata: Live["metadata"] & { readonly ownerReferences?: readonly { readonly kind: string }[] };
  readonly status: { readonly phase: string };
}

interface MountingPod extends Live {
  readonly spec: Pick<Pod["spec"], "volumes"> & {
    readonly containers: readonly { readonly volumeMounts?: readonly { readonly name: string }[] }[];
  };
}

interface PodTemplate {
  readonly template: { readonly spec: { readonly volumes?: readonly { readonly name: string }[] } };
}

/** One Pod more and one less, as an autoscaler would do it. */
export const claimGoesWithPod: Observation = async (place, objects) => {
  const { namespace } = place;
  const created = await createAll(place, objects);
  const [set] = workloadsOf(created);
  if (!set) throw new Error("there is no workload");
  await untilSettled(place, created);
  await namespace.patch(set.resource, set.name, { spec: { replicas: 2 } }, "scale");
  await untilSettled(place, created);
  await namespace.patch(set.resource, set.name, { spec: { replicas: 1 } }, "scale");
  const pod = `${set.name}-1`;
  const gone = await namespace.until("the Pod is gone", async () => {
    if ((await namespace.list<Pod>("pods")).some(({ metadata }) => metadata.name === pod)) return undefined;
    // A claim that is to go has got the Pod as its owner before that is deleted.
    const claims = await namespace.list<Claim>("persistentvolumeclaims");
    const own = claims.find(({ metadata }) => metadata.name === `data-${pod}`);
    return { isDoomed: own === undefined || (own.metadata.ownerReferences ?? []).some(({ kind }) => kind === "Pod") };
  });
  if (!gone.isDoomed) return undefined;
  await namespace.until("the claim is gone", async () => {
    const claims = await namespace.list<Claim>("persistentvolumeclaims");
    return claims.some(({ metadata }) => metadata.name === `data-${pod}`) ? undefined : true;
  });
  return { what: `scaled from 2 to 1, StatefulSet ${set.name} deletes claim data-${pod} with its Pod` };
};

/** A claim that is there for a Pod none of whose containers mounts it. */
export const claimWithoutMount: Observation = async (place, objects) => {
  await untilSettled(place, await createAll(place, objects));
  for (const { metadata, spec } of await place.namespace.list<MountingPod>("pods")) {
    const mounted = spec.containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
    for (const { name, persistentVolumeClaim } of spec.volumes ?? []) {
      if (!persistentVolumeClaim || mounted.includes(name)) continue;
      const { status } = await place.namespace.get<Claim>("persistentvolumeclaims", persistentVolumeClaim.claimName);
      return {
        what: `claim ${persistentVolumeClaim.claimName} is ${status.phase}, and no container of Pod ${metadata.name} mounts it`,
      };
    }
  }
  return undefined;
};

/** A volume of the template that is another one in the Pod. */
export const volumeIsReplaced: Observation = async (place, objects) => {
  const created = await createAll(place, objects);
  await untilSettled(place, created);
  for (const { spec } of workloadsOf(created)) {
    for (const { name } of (spec as PodTemplate).template.spec.volumes ?? []) {
      const [pod] = await place.namespace.list<Pod>("pods");
      const claim = pod?.spec.volumes?.find((volume) => volume.name === name)?.persistentVolumeClaim?.claimName;
      if (claim !== undefined) return { what: `volume ${name} of Pod ${pod?.metadata.name} is claim ${claim}` };
    }
  }
  return undefined;
};
