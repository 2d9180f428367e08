// Which objects stand under a key: by identity, by the claim they name, by what they scale, by labels.
import type { Labels } from "../kubernetes/labels";
import type { WorkspaceObject } from "./document";
import type { ObjectFacts } from "./facts";

/** The keys of postings; also what a look-up records, so that a change wakes who asked. */
export const keys = {
  object: (group: string, kind: string, name: string) => `object ${group}/${kind}/${name}`,
  /** Workloads that name a claim. */
  claimUse: (claim: string) => `claim ${claim}`,
  /** Autoscalers by their target. */
  scaler: (group: string, kind: string, name: string) => `scaler ${group}/${kind}/${name}`,
  /** What names a workload without scaling its replicas. */
  pointer: (group: string, kind: string, name: string) => `pointer ${group}/${kind}/${name}`,
  /** Volumes that are reserved for a claim. */
  reserved: (claim: string) => `reserved ${claim}`,
  /** All PodDisruptionBudgets. */
  budgets: "budgets",
  /** All ServiceMonitors. */
  monitors: "monitors",
  /** Services by the first pair of their selector. */
  service: (key: string, value: string) => `service ${key}=${value}`,
  /** Workloads by one label of their Pods. */
  pods: (key: string, value: string) => `pods ${key}=${value}`,
  /** Ingresses by a Service that they name. */
  backend: (service: string) => `backend ${service}`,
  /** Objects that write the name of a single Pod of a set. */
  peer: (set: string) => `peer ${set}`,
  /** Workloads whose names differ only in the number or date at their end. */
  series: (kind: string, base: string) => `series ${kind}/${base}`,
  /** Custom resources by their API group. */
  group: (group: string) => `group ${group}`,
  /** The part of a file in its units. */
  unit: (path: string) => `unit ${path}`,
  /** The part of any file in its units. */
  anyUnit: "any unit",
  /** Documents that do not parse. */
  broken: "broken",
  /** Whether the workspace was read whole. */
  ready: "ready",
  /** The configuration that holds for files. */
  configuration: "configuration",
  document: (id: number) => `document ${id}`,
  /** The text of a file, whatever it holds. */
  file: (path: string) => `file ${path}`,
} as const;

/** The path in a key of `keys.file`; undefined for any other key. */
export function fileOfKey(key: string): string | undefined {
  return key.startsWith("file ") ? key.slice("file ".length) : undefined;
}

/** The pair under which a Service is posted: whatever matches the selector has it, so one posting is enough. */
export function firstPair(selector: Labels): [string, string] | undefined {
  return Object.entries(selector).sort(([a], [b]) => (a < b ? -1 : 1))[0];
}

export class ObjectIndex {
  readonly #postings = new Map<string, Set<WorkspaceObject>>();

  /** In the order of their places, so that no answer depends on what was read first. */
  objects(key: string): readonly WorkspaceObject[] {
    return [...(this.#postings.get(key) ?? [])].sort(byPlace);
  }

  size(key: string): number {
    return this.#postings.get(key)?.size ?? 0;
  }

  add(object: WorkspaceObject): void {
    for (const key of keysOf(object.facts)) {
      const posting = this.#postings.get(key);
      if (posting) posting.add(object);
      else this.#postings.set(key, new Set([object]));
    }
  }

  remove(object: WorkspaceObject): void {
    for (const key of keysOf(object.facts)) {
      const posting = this.#postings.get(key);
      posting?.delete(object);
      if (posting?.size === 0) this.#postings.delete(key);
    }
  }
}

function byPlace(a: WorkspaceObject, b: WorkspaceObject): number {
  if (a.document.path !== b.document.path) return a.document.path < b.document.path ? -1 : 1;
  return a.document.start - b.document.start || a.index - b.index;
}

/** The keys under which an object is posted. */
export function keysOf(facts: ObjectFacts): string[] {
  const found = [keys.object(facts.group, facts.kind, facts.name)];
  if (facts.workload) {
    for (const { claim } of facts.workload.claims) found.push(keys.claimUse(claim));
    for (const [key, value] of Object.entries(facts.workload.podLabels)) found.push(keys.pods(key, value));
  }
  if (facts.scaler)
    found.push(keys.scaler(facts.scaler.target.group, facts.scaler.target.kind, facts.scaler.target.name));
  if (facts.pointer) {
    const { group, kind, name } = facts.pointer.target;
    found.push(keys.pointer(group, kind, name));
  }
  if (facts.reservedFor !== undefined) found.push(keys.reserved(facts.reservedFor.name));
  if (facts.budget) found.push(keys.budgets);
  if (facts.monitors) found.push(keys.monitors);
  const pair = facts.service && firstPair(facts.service.selector);
  if (pair) found.push(keys.service(...pair));
  for (const service of facts.backends ?? []) found.push(keys.backend(service));
  for (const set of new Set(facts.peers?.map((peer) => peer.set))) found.push(keys.peer(set));
  const base = facts.workload && seriesBase(facts.name);
  if (base !== undefined) found.push(keys.series(facts.kind, base));
  if (facts.group.includes(".")) found.push(keys.group(facts.group));
  return found;
}

/** What is before the number or date at the end of a name: `db` of `db-0`; undefined where there is none. */
export function seriesBase(name: string): string | undefined {
  return /^(.*?[^-\d].*?)(?:-\d+)+$/.exec(name)?.[1];
}
