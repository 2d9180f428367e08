// Whether a conversion between any two kinds has left the Pods alone, judged by what the API server made of both objects.
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import { controllerKeys } from "../../test/support/controller-metadata";
import { isRecord } from "./manifest";
import { differences } from "./pod-template";

type Value = Readonly<Record<string, unknown>>;

/** What the Job controller's admission writes on the Pods of a Job. */
const jobKeys = new Set([
  "controller-uid",
  "job-name",
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-name",
]);

const jobs: readonly WorkloadKind[] = ["Job", "CronJob"];

/**
 * @param source the workload with all defaults
 * @param result what it became, with all defaults
 * @returns where the Pods differ and must not, each as a sentence
 */
export function pairDifferences(source: unknown, result: unknown, from: WorkloadKind, to: WorkloadKind): string[] {
  const own = pods(source, from, to, source);
  const made = pods(result, from, to, source);
  return differences(own, made, "");
}

/** The Pods without what the field table changes for this pair (2.3), and without what admission writes into a bare Pod. */
function pods(object: unknown, from: WorkloadKind, to: WorkloadKind, source: unknown): unknown {
  const kind = (isRecord(object) ? object.kind : undefined) as WorkloadKind;
  const template = templateOf(object, kind);
  const { restartPolicy, nodeName: _, activeDeadlineSeconds: __, ...spec } = record(at(template, "spec"));
  // Only a bare Pod is given these by the server; templates say them where they differ.
  const { priority: ___, preemptionPolicy: ____, enableServiceLinks, ...rest } = spec;
  const sameRestart =
    (from === "Pod" && !jobs.includes(to)) || to === "Pod" || jobs.includes(from) !== jobs.includes(to);
  const isSet = from === "StatefulSet" || to === "StatefulSet";
  const { hostname, subdomain, volumes, affinity, containers, tolerations, topologySpreadConstraints, ...left } = rest;
  const oneName = to === "StatefulSet" ? nameOfClaims(at(templateOf(source, from), "spec", "volumes")) : undefined;
  return {
    labels: labelsOf(object, source, kind, from),
    ...(sameRestart ? {} : { restartPolicy }),
    ...(isSet ? {} : { hostname, subdomain }),
    ...left,
    ...(enableServiceLinks === false ? { enableServiceLinks } : {}),
    tolerations: ownTolerations(tolerations),
    affinity: to === "DaemonSet" ? undefined : affinity,
    topologySpreadConstraints: spread(topologySpreadConstraints, to),
    volumes: list(volumes).filter((volume) => !isToken(volume) && !isOwnClaim(volume, from, to, source)),
    containers: list(containers).map((container) => {
      const { livenessProbe, volumeMounts, resources, ports, ...others } = container;
      const mounts = list(volumeMounts)
        .filter((mount) => !isToken(mount))
        .map((mount) => ({ ...mount, name: oneName?.get(mount.name) ?? mount.name }));
      const own = {
        ...others,
        ...(ports === undefined ? {} : { ports: spec.hostNetwork === true ? list(ports).map(withoutHostPort) : ports }),
        resources: withRequests(resources),
        ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
      };
      return to === "Job" && !jobs.includes(from) ? own : { ...own, ...(livenessProbe ? { livenessProbe } : {}) };
    }),
  };
}

/** Of a bare Pod the server defaults requests to limits when it is made; of a template the Pods get the same later. */
function withRequests(resources: unknown): unknown {
  const { limits, requests, ...others } = record(resources);
  return { ...others, limits, requests: { ...record(limits), ...record(requests) } };
}

/** A claim that stands under two volume names has one template (kubernetes.md 2.5, row 15): both are one name here. */
function nameOfClaims(volumes: unknown): ReadonlyMap<unknown, unknown> {
  const first = new Map<unknown, unknown>();
  const names = new Map<unknown, unknown>();
  for (const { name, persistentVolumeClaim } of list(volumes)) {
    const claim = at(persistentVolumeClaim, "claimName");
    if (claim === undefined) continue;
    if (!first.has(claim)) first.set(claim, name);
    names.set(name, first.get(claim));
  }
  return names;
}

/** A DaemonSet has one Pod on each node anyway: spreading over nodes is dropped (2.3). */
function spread(constraints: unknown, to: WorkloadKind): unknown {
  const kept = list(constraints).filter(
    ({ topologyKey }) => to !== "DaemonSet" || topologyKey !== "kubernetes.io/hostname",
  );
  return kept.length > 0 ? kept : undefined;
}

/** What the admission of ServiceAccounts adds to a Pod. */
function isToken({ name }: Value): boolean {
  return /^kube-api-access-[a-z0-9]{5}$/.test(String(name));
}

/** A claim that becomes a template, or stands for one. */
function isOwnClaim(volume: Value, from: WorkloadKind, to: WorkloadKind, source: unknown): boolean {
  const templates = list(at(source, "spec", "volumeClaimTemplates")).map((one) => at(one, "metadata", "name"));
  if (from === "StatefulSet") return templates.includes(volume.name);
  return to === "StatefulSet" && volume.persistentVolumeClaim !== undefined;
}

/** Source: the admission plugin DefaultTolerationSeconds. */
function ownTolerations(tolerations: unknown): unknown {
  const own = list(tolerations).filter(
    ({ key, tolerationSeconds }) =>
      !(tolerationSeconds === 300 && /^node\.kubernetes\.io\/(?:not-ready|unreachable)$/.test(String(key))),
  );
  return own.length > 0 ? own : undefined;
}

/** Labels that the Pods had before; those of the object itself, which a Pod gets too, are none of theirs. */
function labelsOf(object: unknown, source: unknown, kind: WorkloadKind, from: WorkloadKind): unknown {
  const before = record(at(templateOf(source, from), "metadata", "labels"));
  const labels = record(at(templateOf(object, kind), "metadata", "labels"));
  const keys = Object.keys(before).filter((key) => !controllerKeys.has(key) && !jobKeys.has(key));
  return Object.fromEntries(keys.map((key) => [key, labels[key]]));
}

function templateOf(object: unknown, kind: WorkloadKind): unknown {
  if (kind === "Pod") return object;
  return at(object, ...(kind === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"]));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), value);
}

function record(value: unknown): Value {
  return isRecord(value) ? value : {};
}

function list(value: unknown): readonly Value[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** On the network of its node a bare Pod is given the port of the container. */
function withoutHostPort({ hostPort: _, ...port }: Record<string, unknown>): unknown {
  return port;
}
