// What becomes of the fields of a workload when its kind changes (kubernetes.md 2.3): one table for all pairs, by target.
import { type WorkloadKind, workloadKinds } from "../../kubernetes/kinds";
import { asScalar, isNullish } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";

/**
 * - `keep`: stays as it is
 * - `drop`: goes, and nobody misses it
 * - `drop-noted`: goes, with a code that says what is lost
 * - `special`: a file of its own decides (rollout, storage, selector, restart policy)
 */
export type Disposition =
  | { readonly what: "keep" | "drop" | "special" }
  | { readonly what: "drop-noted"; readonly code: string; readonly why: (target: WorkloadKind) => string };

/**
 * Where a field stands, whatever the kind:
 * - `object`: from the object itself
 * - `schedule`: from the `spec` of a CronJob
 * - `controller`: from the `spec` that holds the Pod template
 * - `template`, `pod`: from the Pod template, or its `spec`
 */
export type Part = "object" | "schedule" | "controller" | "template" | "pod";

export interface FieldRule {
  readonly part: Part;
  readonly path: Path;
  readonly targets: Readonly<Record<WorkloadKind, Disposition>>;
  /** A value with which nothing is lost: then it goes without a word. */
  readonly isNothing?: (value: Node, target: WorkloadKind) => boolean;
}

const keep: Disposition = { what: "keep" };
const drop: Disposition = { what: "drop" };
const special: Disposition = { what: "special" };

function noted(why: string | ((target: WorkloadKind) => string), code = "W-DROP"): Disposition {
  return { what: "drop-noted", code, why: typeof why === "string" ? () => why : why };
}

/** What a kind that has no such field is told of it. */
function lost(field: string, effect?: string): Disposition {
  return noted((target) => `A ${target} has no ${field}: it is dropped${effect === undefined ? "" : `. ${effect}`}.`);
}

type Columns = Partial<Readonly<Record<WorkloadKind, Disposition>>>;

/** @param others what the kinds come to that have no column of their own */
function row(part: Part, path: Path, others: Disposition, columns: Columns = {}): FieldRule {
  const all = workloadKinds.map((kind) => [kind, columns[kind] ?? others] as const);
  return { part, path, targets: Object.fromEntries(all) as Record<WorkloadKind, Disposition> };
}

function unless(isNothing: Required<FieldRule>["isNothing"], rule: FieldRule): FieldRule {
  return { ...rule, isNothing };
}

const isFalse = (value: Node) => asScalar(value)?.value === false || isNullish(value);

/** What a live object has and a manifest does not say: written by `kubectl get`, of no use to anybody. */
const serverFields = [
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "managedFields",
  "selfLink",
  "finalizers",
];

const progress = noted(
  (target) =>
    `A ${target} has no progress deadline: its rollout never times out. Use kubectl rollout status --timeout.`,
  "W-PROGRESS",
);

const paused = noted((target) => `A ${target} cannot be paused: what its template says holds at once.`, "W-PAUSED");

/** Fields of a StatefulSet that other controllers have no use for. */
const ofSets: readonly FieldRule[] = ["serviceName", "podManagementPolicy", "ordinals"].map((field) =>
  row("controller", [field], lost(field), {
    StatefulSet: keep,
    Pod: drop,
    ReplicaSet: drop,
    ReplicationController: drop,
  }),
);

/** Fields of a Job that say how often and how far it runs. */
const ofJobs: readonly FieldRule[] = [
  "parallelism",
  "completions",
  "completionMode",
  "backoffLimit",
  "backoffLimitPerIndex",
  "maxFailedIndexes",
  "podFailurePolicy",
  "successPolicy",
  "podReplacementPolicy",
  "managedBy",
].map((field) =>
  row("controller", [field], lost(field), {
    Job: keep,
    CronJob: keep,
    ...(field === "parallelism" ? { Deployment: special } : {}),
  }),
);

const ofSchedules: readonly FieldRule[] = [
  "schedule",
  "timeZone",
  "concurrencyPolicy",
  "startingDeadlineSeconds",
  "successfulJobsHistoryLimit",
  "failedJobsHistoryLimit",
].map((field) => row("schedule", [field], lost(field), { CronJob: keep }));

/** Every field whose fate depends on the target. A field that is not here, and that all kinds have, stays. */
export const fieldTable: readonly FieldRule[] = [
  row("object", ["status"], drop),
  ...serverFields.map((field) => row("object", ["metadata", field], drop)),
  row("template", ["metadata", "creationTimestamp"], drop),

  unless(
    (value, target) => target === "Pod" && asScalar(value)?.value === 1,
    row("controller", ["replicas"], keep, {
      Pod: noted("A Pod is one: replicas is dropped."),
      DaemonSet: noted("A DaemonSet has no replicas but a Pod on each node: it is dropped."),
      Job: special,
      CronJob: noted("A CronJob has no replicas: each of its Jobs runs one Pod."),
    }),
  ),
  row("controller", ["selector"], special),
  row("controller", ["template"], keep),
  row("controller", ["strategy"], drop, { Deployment: keep, StatefulSet: special, DaemonSet: special }),
  row("controller", ["updateStrategy"], drop, {
    Deployment: special,
    StatefulSet: special,
    DaemonSet: special,
  }),
  row("controller", ["minReadySeconds"], keep, { Pod: drop, Job: lost("minReadySeconds"), CronJob: drop }),
  row("controller", ["revisionHistoryLimit"], drop, { Deployment: keep, StatefulSet: keep, DaemonSet: keep }),
  row("controller", ["progressDeadlineSeconds"], drop, {
    Deployment: keep,
    StatefulSet: progress,
    DaemonSet: progress,
  }),
  unless(
    isFalse,
    row("controller", ["paused"], paused, {
      Deployment: keep,
      StatefulSet: special,
      Job: special,
      CronJob: special,
    }),
  ),

  ...ofSets,
  row("controller", ["volumeClaimTemplates"], lost("volumeClaimTemplates", "No volumes come of them"), {
    StatefulSet: keep,
    Deployment: special,
    Pod: special,
  }),
  row("controller", ["persistentVolumeClaimRetentionPolicy"], drop, {
    StatefulSet: keep,
    Deployment: lost("persistentVolumeClaimRetentionPolicy"),
  }),

  ...ofJobs,
  unless(isFalse, row("controller", ["manualSelector"], lost("manualSelector"), { Job: keep, CronJob: drop })),
  row("controller", ["ttlSecondsAfterFinished"], lost("ttlSecondsAfterFinished"), {
    Job: keep,
    CronJob: keep,
    Pod: drop,
  }),
  row("controller", ["activeDeadlineSeconds"], lost("activeDeadlineSeconds"), { Job: keep, CronJob: keep, Pod: drop }),
  unless(
    isFalse,
    row("controller", ["suspend"], lost("suspend", "It starts at once"), { Job: keep, CronJob: special, Pod: drop }),
  ),

  ...ofSchedules,
  unless(isFalse, row("schedule", ["suspend"], lost("suspend", "It starts at once"), { CronJob: keep, Job: keep })),

  row("pod", ["restartPolicy"], special, { Pod: keep }),
  row(
    "pod",
    ["activeDeadlineSeconds"],
    noted((target) => `activeDeadlineSeconds is not allowed: the Pods of a ${target} run until they are stopped.`),
    { Pod: keep, Job: keep, CronJob: keep },
  ),
  row("pod", ["hostname"], keep, { StatefulSet: drop }),
  row("pod", ["subdomain"], keep, { StatefulSet: drop }),
  row("pod", ["nodeName"], noted("nodeName would put all Pods on one node without asking the scheduler."), {
    Pod: keep,
    Job: keep,
  }),
  row(
    "pod",
    ["ephemeralContainers"],
    noted((target) => `A ${target} starts no ephemeralContainers: they are dropped.`),
    { Pod: keep },
  ),
];

/** Annotations that controllers and kubectl write on an object or its Pod template. */
export const generatedAnnotations: readonly RegExp[] = [
  /^kubectl\.kubernetes\.io\/(?:last-applied-configuration|restartedAt)$/,
  /^deployment\.kubernetes\.io\//,
  /^deprecated\.daemonset\.template\.generation$/,
  /^batch\.kubernetes\.io\/(?:job-tracking|cronjob-scheduled-timestamp)$/,
  /^autoscaling\.alpha\.kubernetes\.io\//,
  /^field\.cattle\.io\//,
];

/** Labels that controllers write on Pods, and that belong into no template or selector. */
export const generatedLabels: ReadonlySet<string> = new Set([
  "pod-template-hash",
  "controller-revision-hash",
  "statefulset.kubernetes.io/pod-name",
  "apps.kubernetes.io/pod-index",
  "pod-template-generation",
]);

/** Labels that the Job controller writes on the Pods of a Job. */
export const generatedJobLabels: ReadonlySet<string> = new Set([
  "controller-uid",
  "job-name",
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-name",
  "batch.kubernetes.io/job-completion-index",
]);
