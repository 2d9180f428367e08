// Which Pods a Service has, by its EndpointSlices: what proxies and DNS make their answers of.
import type { Live, Pod } from "../../apiserver/namespace";
import type { ExampleObject } from "../example-objects";
import type { Observation } from "../experiment";
import { createAll, type Place } from "../place";
import { untilSettled, workloadsOf } from "../settled";
import { notReady } from "./eviction";

interface EndpointSlice extends Live {
  readonly endpoints:
    | readonly {
        readonly hostname?: string;
        readonly conditions: { readonly ready?: boolean };
        readonly targetRef?: { readonly name: string };
      }[]
    | null;
  readonly ports: readonly unknown[] | null;
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly targetPort?: number | string }[];
}

interface TemplateSpec {
  readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>> } };
}

/** A Service that selects no Pod. */
export const hasNoEndpoint: Observation = async (place, objects) => {
  for (const [service, slices] of await observedEndpoints(place, objects)) {
    if (slices.every(({ endpoints }) => (endpoints ?? []).length === 0)) {
      return { what: `the EndpointSlice of Service ${service} is empty` };
    }
  }
  return undefined;
};

/** A Service that has Pods, but no port of them. */
export const hasNoPort: Observation = async (place, objects) => {
  for (const [service, slices] of await observedEndpoints(place, objects)) {
    if (slices.every(({ ports }) => (ports ?? []).length === 0)) {
      return { what: `the EndpointSlice of Service ${service} has the Pod, and no port` };
    }
  }
  return undefined;
};

/** A Service that sends to Pods of several workloads. */
export const mixesWorkloads: Observation = async (place, objects) => {
  for (const [service, slices] of await observedEndpoints(place, objects)) {
    const pods = slices.flatMap(({ endpoints }) => (endpoints ?? []).map(({ targetRef }) => targetRef?.name ?? ""));
    const workloads = objects.flatMap(({ kind, metadata }) =>
      kind === "Deployment" && pods.some((pod) => pod.startsWith(`${metadata.name}-`))
        ? [`Deployment ${metadata.name}`]
        : [],
    );
    if (workloads.length > 1)
      return { what: `the EndpointSlice of Service ${service} has Pods of ${workloads.join(" and ")}` };
  }
  return undefined;
};

/** A Pod that is not Ready is not among the Pods that DNS tells of. */
export const leavesOutNotReady: Observation = async (place, objects) => {
  await readyAndSeen(place, objects);
  const [pod] = await place.namespace.list<Pod>("pods");
  const name = pod?.metadata.name ?? "";
  await place.namespace.patch("pods", name, notReady(), "status");
  await place.namespace.until("a slice that has it not ready", async () => {
    const slices = await place.namespace.list<EndpointSlice>("endpointslices");
    return slices.some((slice) => isReadyIn(slice, name) === false) ? true : undefined;
  });
  for (const [service, slices] of await endpointsOf(place, objects.filter(isService))) {
    if (!slices.some((slice) => isReadyIn(slice, name) === false)) continue;
    return {
      what: `Pod ${name} is not Ready: the EndpointSlice of Service ${service} has it with ready: false`,
    };
  }
  return undefined;
};

function isReadyIn({ endpoints }: EndpointSlice, pod: string): boolean | undefined {
  return (endpoints ?? []).find(({ targetRef }) => targetRef?.name === pod)?.conditions.ready;
}

/** Names of single Pods, `db-0.db`, that are written into the example, and that no Service could tell of. */
export const namesNoPod: Observation = async (place, objects) => {
  const endpoints = await observedEndpoints(place, objects);
  const names = new Set(JSON.stringify(objects).match(/\b[a-z]+-\d+\.[a-z-]+(?=:\d)/g));
  for (const name of names) {
    const [pod = "", service = ""] = name.split(".");
    const answer = await place.namespace.ask("GET", "services", service);
    if (!answer.ok) return { what: `${name} is asked for, and the API server answers`, words: answer.message };
    const slices = endpoints.get(service) ?? [];
    if (!slices.some((slice) => (slice.endpoints ?? []).some(({ hostname }) => hostname === pod))) {
      return { what: `${name} is asked for, and the EndpointSlice of Service ${service} has no hostname ${pod}` };
    }
  }
  return undefined;
};

/**
 * The EndpointSlices of each Service with a selector. The Services are created last, when their controller is known to have seen
 * all Pods: what it first says of them is true.
 */
async function observedEndpoints(place: Place, objects: readonly ExampleObject[]) {
  await readyAndSeen(place, objects);
  return endpointsOf(place, objects.filter(isService));
}

function isService({ kind }: ExampleObject): boolean {
  return kind === "Service";
}

async function endpointsOf(
  place: Place,
  services: readonly ExampleObject[],
): Promise<Map<string, readonly EndpointSlice[]>> {
  const found = new Map<string, readonly EndpointSlice[]>();
  for (const { name, spec } of await createAll(place, services)) {
    if ((spec as ServiceSpec).selector !== undefined) found.set(name, await slicesOf(place, name));
  }
  return found;
}

/** All but the Services are there; all Pods are Ready, and among the endpoints of Services of our own. */
async function readyAndSeen(place: Place, objects: readonly ExampleObject[]): Promise<void> {
  const created = await createAll(
    place,
    objects.filter((object) => !isService(object)),
  );
  await untilSettled(place, created);
  const pods = await place.namespace.list<Pod>("pods");
  const fences = workloadsOf(created).map(({ name, spec }) => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: `all-of-${name}` },
    spec: { clusterIP: "None", selector: (spec as TemplateSpec).template.metadata.labels },
  }));
  await createAll(place, fences);
  await place.namespace.until("endpoints of all Pods", async () => {
    const slices = await Promise.all(fences.map(({ metadata }) => slicesOf(place, metadata.name)));
    const ready = slices
      .flat()
      .flatMap(({ endpoints }) => (endpoints ?? []).filter(({ conditions }) => conditions.ready));
    return ready.length >= pods.length ? true : undefined;
  });
}

function slicesOf({ namespace }: Place, service: string): Promise<readonly EndpointSlice[]> {
  return namespace.until(`EndpointSlices of ${service}`, async () => {
    const slices = await namespace.list<EndpointSlice>("endpointslices", `kubernetes.io/service-name=${service}`);
    return slices.length > 0 ? slices : undefined;
  });
}
