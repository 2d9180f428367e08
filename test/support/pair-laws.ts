// What must hold of a conversion of any pair of kinds, judged from the objects before and after by a table of its own.
import { isDeepStrictEqual } from "node:util";
import type { Analysis } from "../../server/src/analysis/analysis";
import { refusalCodes } from "../../server/src/conversions/conversion";
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import { controllerKeys } from "./controller-metadata";
import type { Attempt, AttemptedObject } from "./conversion-attempts";
import { findingsOf, fixLawViolations, objects, textViolations } from "./conversion-laws";
import { kindFields } from "./kind-fields";
import { at, list, record, type Value } from "./plain-values";
import { withOneNamePerClaim } from "./workload-fields";

/** The laws that an attempt breaks, each as a sentence. */
export function pairViolations(
  attempt: Attempt,
  { before, after }: { readonly before: Analysis; readonly after: Analysis },
): string[] {
  const { outcome } = attempt;
  if ("refused" in outcome) {
    const isKnown = refusalCodes.includes(outcome.refused) && outcome.message.endsWith(".");
    return isKnown ? [] : [`refused with ${outcome.refused}: "${outcome.message}"`];
  }
  const codes = outcome.consequences.map(({ code }) => code);
  return [
    ...[...attempt.before].flatMap(([path, text]) => textViolations(path, text, attempt.after.get(path) ?? "")),
    ...objectViolations(attempt),
    ...(codes.filter((code) => code === "W-LIVE").length === 1 ? [] : ["W-LIVE does not stand once"]),
    ...fixLawViolations(attempt, findingsOf(before), findingsOf(after)),
  ];
}

const apiVersions: Readonly<Record<WorkloadKind, string>> = {
  Pod: "v1",
  ReplicationController: "v1",
  ReplicaSet: "apps/v1",
  Deployment: "apps/v1",
  StatefulSet: "apps/v1",
  DaemonSet: "apps/v1",
  Job: "batch/v1",
  CronJob: "batch/v1",
};

const selecting: readonly WorkloadKind[] = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"];
const jobs: readonly WorkloadKind[] = ["Job", "CronJob"];

function objectViolations({ object, to, before, after }: Attempt): string[] {
  const workload = workloadOf(before, object.kind, object);
  const made = workloadOf(after, to, object);
  if (!workload || !made) return [`no ${to} has taken the place of the ${object.kind}`];
  return workloadViolations(workload, made, object.kind, to);
}

/** The whole object of a kind and name: a patch of it has no images. */
export function workloadOf(
  files: ReadonlyMap<string, string>,
  kind: WorkloadKind,
  { name, namespace }: Pick<AttemptedObject, "name" | "namespace">,
): Value | undefined {
  return objects(files).find(
    (one) =>
      one.kind === kind &&
      (at(one, "metadata", "name") ?? "") === name &&
      (at(one, "metadata", "namespace") ?? undefined) === namespace &&
      containersOf(one).some((container) => at(container, "image") !== undefined),
  );
}

/** @returns what is wrong with the object that has come of another one */
export function workloadViolations(before: Value, after: Value, from: WorkloadKind, to: WorkloadKind): string[] {
  const found: string[] = [];
  const expectEqual = (what: string, one: unknown, other: unknown): void => {
    if (!isDeepStrictEqual(one, other)) found.push(`${what}: ${JSON.stringify(one)} became ${JSON.stringify(other)}`);
  };
  expectEqual("apiVersion", apiVersions[to], after.apiVersion);
  expectEqual("the name", at(before, "metadata", "name"), at(after, "metadata", "name"));
  const own = record(at(before, "metadata", "labels"));
  const labels = record(at(after, "metadata", "labels"));
  for (const [key, value] of Object.entries(own)) {
    const isOfPods = to === "Pod" && key in podLabels(before);
    if (!isOfPods && !controllerKeys.has(key)) expectEqual(`label ${key}`, value, labels[key]);
  }
  if (to !== "Pod") {
    const unknown = Object.keys(record(after.spec)).filter((field) => !kindFields[to].includes(field));
    if (unknown.length > 0) found.push(`a ${to} has no ${unknown.join(", ")}`);
  }
  if (to === "CronJob") {
    const unknown = Object.keys(record(at(after, "spec", "jobTemplate", "spec"))).filter(
      (field) => !kindFields.Job.includes(field) || field === "selector" || field === "manualSelector",
    );
    if (unknown.length > 0) found.push(`the Job of a CronJob has no ${unknown.join(", ")}`);
    if (typeof at(after, "spec", "schedule") !== "string") found.push("there is no schedule");
  }
  if (selecting.includes(to)) found.push(...selectorViolations(before, after));
  else if (to === "Job" && at(after, "spec", "selector") !== undefined) found.push("a Job got a selector");
  expectEqual("the Pods", expectedPods(before, from, to), actualPods(before, after, from, to));
  for (const field of keptFields(from, to)) expectEqual(field, at(before, "spec", field), at(after, "spec", field));
  return found;
}

function keptFields(from: WorkloadKind, to: WorkloadKind): string[] {
  if (from === "Pod" || to === "Pod" || jobs.includes(from) !== jobs.includes(to)) return [];
  const inner = from === "CronJob" || to === "CronJob";
  const special = [
    "selector",
    "template",
    "strategy",
    "updateStrategy",
    "serviceName",
    "volumeClaimTemplates",
    "suspend",
  ];
  if (inner) return [];
  return kindFields[from].filter(
    (field) =>
      kindFields[to].includes(field) && !special.includes(field) && !(from === "DaemonSet" && field === "replicas"),
  );
}

/** Where a build gives the selector (`commonLabels`), none is written, before and after. */
function selectorViolations(before: Value, after: Value): string[] {
  if (selecting.includes(before.kind as WorkloadKind) && at(before, "spec", "selector") === undefined)
    return at(after, "spec", "selector") === undefined ? [] : ["a selector has come that was not written"];
  const wanted = record(at(after, "spec", "selector", "matchLabels"));
  const has = podLabels(after);
  const isEmpty = Object.keys(wanted).length === 0;
  const missed = Object.entries(wanted).filter(([key, value]) => has[key] !== value);
  return isEmpty || missed.length > 0 ? [`the selector ${JSON.stringify(wanted)} does not match its Pods`] : [];
}

/** The Pod's own words that must be the same: what a pair changes by the table is left out on both sides. */
function expectedPods(before: Value, from: WorkloadKind, to: WorkloadKind): unknown {
  return comparable(before, before, from, to);
}

function actualPods(before: Value, after: Value, from: WorkloadKind, to: WorkloadKind): unknown {
  return comparable(after, before, from, to);
}

function comparable(object: Value, source: Value, from: WorkloadKind, to: WorkloadKind): unknown {
  const {
    restartPolicy: _restart,
    volumes,
    containers,
    affinity,
    nodeName: _node,
    activeDeadlineSeconds: _deadline,
    hostname,
    subdomain,
    topologySpreadConstraints,
    ...rest
  } = withOneNamePerClaim(record(at(templateOf(object), "spec")));
  const claims = new Set(
    list(record(at(templateOf(source), "spec")).volumes)
      .filter((volume) => at(volume, "persistentVolumeClaim") !== undefined)
      .map((volume) => at(volume, "name")),
  );
  const templates = new Set(list(at(source, "spec", "volumeClaimTemplates")).map((one) => at(one, "metadata", "name")));
  const isMoved = (name: unknown) => (to === "StatefulSet" && claims.has(name)) || templates.has(name);
  const left = list(volumes).filter((volume) => !isMoved(at(volume, "name")));
  const named = to === "StatefulSet" || from === "StatefulSet" ? {} : { hostname, subdomain };
  return {
    ...rest,
    ...named,
    labels: labelsIn(object, source, to),
    containers: list(containers).map((container) => {
      const { livenessProbe, ...own } = record(container);
      return to === "Job" && !jobs.includes(from) ? own : { ...own, livenessProbe };
    }),
    volumes: left,
    ...(to === "DaemonSet" ? {} : { affinity, topologySpreadConstraints }),
  };
}

/** Of the Pods; of a Pod those that it had in its template. */
function labelsIn(object: Value, source: Value, to: WorkloadKind): unknown {
  const own = Object.entries(podLabels(source)).filter(([key]) => !controllerKeys.has(key));
  const has = podLabels(object);
  if (own.length === 0 && selecting.includes(to)) return {};
  return Object.fromEntries(own.map(([key]) => [key, has[key]]));
}

function templateOf(object: Value): unknown {
  if (object.kind === "Pod") return object;
  return at(
    object,
    ...(object.kind === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"]),
  );
}

function podLabels(object: Value): Value {
  return record(at(templateOf(object), "metadata", "labels"));
}

function containersOf(object: Value): readonly unknown[] {
  return list(at(templateOf(object), "spec", "containers"));
}
