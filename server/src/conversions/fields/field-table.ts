// What becomes of the fields of a workload when its kind changes: one table for all pairs, by target.
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { Path } from "../../yaml/tree";

/**
 * - `keep`: stays as it is
 * - `drop`: goes, and nobody misses it
 * - `drop-noted`: goes, with a code that says what is lost
 * - `special`: the target's own file decides (strategy, storage, selector)
 */
export type Disposition =
  | { readonly what: "keep" | "drop" | "special" }
  | { readonly what: "drop-noted"; readonly code: string; readonly why: string };

export interface FieldRule {
  /** From the object (`["spec", "paused"]`) or, with `part`, from the Pod template or its `spec`. */
  readonly path: Path;
  readonly part?: "template" | "pod";
  readonly targets: Partial<Readonly<Record<WorkloadKind, Disposition>>>;
}

const keep: Disposition = { what: "keep" };
const drop: Disposition = { what: "drop" };
const special: Disposition = { what: "special" };

function noted(why: string, code = "W-DROP"): Disposition {
  return { what: "drop-noted", code, why };
}

function everywhere(disposition: Disposition): FieldRule["targets"] {
  return {
    Pod: disposition,
    ReplicaSet: disposition,
    ReplicationController: disposition,
    Deployment: disposition,
    StatefulSet: disposition,
    DaemonSet: disposition,
    Job: disposition,
    CronJob: disposition,
  };
}

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

/** Every field whose fate depends on the target. A field that is not here, and that all kinds have, stays. */
export const fieldTable: readonly FieldRule[] = [
  { path: ["status"], targets: everywhere(drop) },
  ...serverFields.map((field) => ({ path: ["metadata", field], targets: everywhere(drop) })),
  { path: ["metadata", "creationTimestamp"], part: "template", targets: everywhere(drop) },
  {
    path: ["spec", "replicas"],
    targets: { StatefulSet: keep, Deployment: keep, ReplicaSet: keep, ReplicationController: keep },
  },
  { path: ["spec", "selector"], targets: { StatefulSet: special, Deployment: special, DaemonSet: special } },
  { path: ["spec", "template"], targets: { StatefulSet: keep, Deployment: keep, DaemonSet: keep } },
  { path: ["spec", "strategy"], targets: { StatefulSet: special, DaemonSet: special, Deployment: keep } },
  { path: ["spec", "updateStrategy"], targets: { StatefulSet: keep, DaemonSet: keep, Deployment: special } },
  { path: ["spec", "minReadySeconds"], targets: { StatefulSet: keep, Deployment: keep, DaemonSet: keep } },
  { path: ["spec", "revisionHistoryLimit"], targets: { StatefulSet: keep, Deployment: keep, DaemonSet: keep } },
  {
    path: ["spec", "progressDeadlineSeconds"],
    targets: {
      StatefulSet: noted(
        "A StatefulSet has no progress deadline: its rollout never times out. Use kubectl rollout status --timeout.",
        "W-PROGRESS",
      ),
    },
  },
  { path: ["spec", "paused"], targets: { StatefulSet: special } },
  { path: ["spec", "serviceName"], targets: { StatefulSet: special } },
  { path: ["spec", "podManagementPolicy"], targets: { StatefulSet: keep } },
  { path: ["spec", "ordinals"], targets: { StatefulSet: keep } },
  { path: ["spec", "volumeClaimTemplates"], targets: { StatefulSet: special } },
  { path: ["spec", "persistentVolumeClaimRetentionPolicy"], targets: { StatefulSet: keep } },
  { path: ["hostname"], part: "pod", targets: { StatefulSet: drop } },
  { path: ["subdomain"], part: "pod", targets: { StatefulSet: drop } },
  {
    path: ["nodeName"],
    part: "pod",
    targets: { StatefulSet: noted("nodeName would put all Pods on one node without asking the scheduler.") },
  },
  {
    path: ["activeDeadlineSeconds"],
    part: "pod",
    targets: {
      StatefulSet: noted("activeDeadlineSeconds is not allowed: the Pods of a StatefulSet run until they are stopped."),
    },
  },
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
