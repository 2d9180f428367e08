// Where one example is tried: a namespace of its own, and the nodes that all share.
import type { Answer } from "../apiserver/cluster";
import type { Condition, Live, Namespace } from "../apiserver/namespace";
import type { ExampleObject } from "./example-objects";
import type { Seen } from "./experiment";
import type { Nodes } from "./nodes";

export interface Place {
  readonly namespace: Namespace;
  readonly nodes: Nodes;
}

/** A created object, with the name that the server gave it where it has none. */
export interface Created extends ExampleObject {
  readonly name: string;
}

/** They come last, as Helm and Kustomize sort them: else their Pods would look for claims that are not there yet. */
const LAST: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "CronJob"]);

/** Creates all objects. @throws where one is rejected */
export async function createAll({ namespace }: Place, objects: readonly ExampleObject[]): Promise<Created[]> {
  const created: Created[] = [];
  const isLast = ({ kind }: ExampleObject) => LAST.has(kind);
  for (const object of [...objects.filter((one) => !isLast(one)), ...objects.filter(isLast)]) {
    const answer = await namespace.post(object);
    if (!answer.ok) throw new Error(`${object.kind} ${object.metadata.name}: ${answer.message}`);
    created.push({ ...object, name: (answer.body as Live).metadata.name });
  }
  return created;
}

/** Server-side apply, as of somebody who wants to win. */
export function applied({ namespace }: Place, object: ExampleObject): Promise<Answer> {
  const { apiVersion, kind, metadata } = object;
  const manifest = { apiVersion, kind, name: metadata.name ?? "", namespace: undefined, text: JSON.stringify(object) };
  return namespace.tryApply(manifest, { force: true });
}

export interface Event extends Live {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly kind: string; readonly name: string };
}

interface WaitingPod extends Live {
  readonly status: { readonly conditions?: readonly (Condition & { readonly message?: string })[] };
}

/** Why Pods wait, or are not made: what the scheduler says of a Pod now, or a warning; the first whose text fits. */
export async function warning(place: Place, pattern: RegExp): Promise<Seen | undefined> {
  const { namespace } = place;
  for (const { metadata, status } of await namespace.list<WaitingPod>("pods")) {
    const { message } = (status.conditions ?? []).find(({ reason }) => reason === "Unschedulable") ?? {};
    if (message === undefined || !pattern.test(message)) continue;
    return { what: await stable(place, `Pod ${metadata.name} is unschedulable`), words: message };
  }
  const events = await namespace.list<Event>("events");
  // What the scheduler says is told by the Pod itself, as it is now.
  const event = events.find(
    ({ type, reason, message }) => type === "Warning" && reason !== "FailedScheduling" && pattern.test(message),
  );
  if (!event) return undefined;
  const { reason, message, involvedObject } = event;
  return {
    what: await stable(place, `event ${reason} of ${involvedObject.kind} ${involvedObject.name}`),
    words: await stable(place, message),
  };
}

interface NamedPod extends Live {
  readonly metadata: Live["metadata"] & {
    readonly generateName?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

/** Text without what differs from run to run: generated parts of names, and the name of the namespace. */
export async function stable({ namespace }: Place, text: string): Promise<string> {
  const pods = await namespace.list<NamedPod>("pods");
  let result = text.replaceAll(`${namespace.name}/`, "").replace(/\bpvc-[0-9a-f-]{36}\b/g, "pvc-…");
  for (const { metadata } of pods) {
    if (metadata.generateName === undefined) continue;
    const hash = metadata.labels?.["pod-template-hash"];
    // Runs of a CronJob have their minute in the name.
    const base = metadata.generateName.replace(
      hash === undefined ? /-\d{8}-$/ : `${hash}-`,
      hash === undefined ? "-" : "",
    );
    result = result.replaceAll(metadata.name, `${base}…`);
  }
  return result;
}
