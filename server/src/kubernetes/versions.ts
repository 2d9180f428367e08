// What changed from one release of Kubernetes to the next: versions of APIs, and fields with their gates. Facts, as data.

/** A minor release, as `1.25`. A version without a patch number means its last patch release. */
type Release = `1.${number}`;

interface Version {
  readonly major: number;
  readonly minor: number;
}

/** Is a version this release or a later one? */
function reaches({ major, minor }: Version, release: Release): boolean {
  return major > 1 || (major === 1 && minor >= Number(release.slice(2)));
}

/** One version of an API for some kinds. Source: lifecycle markers in k8s.io/api (kubernetes.md 6). */
interface ApiLifecycle {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  readonly deprecated: Release;
  readonly removed: Release;
  /** What takes its place, and since when it is there; undefined where nothing does. */
  readonly replacement?: { readonly apiVersion: string; readonly since: Release };
}

const appsV1 = { apiVersion: "apps/v1", since: "1.9" } as const;
const ingressV1 = { apiVersion: "networking.k8s.io/v1", since: "1.19" } as const;
const autoscalingV2 = { apiVersion: "autoscaling/v2", since: "1.23" } as const;
const batchV1 = { apiVersion: "batch/v1", since: "1.21" } as const;

const apiLifecycles: readonly ApiLifecycle[] = [
  {
    apiVersion: "extensions/v1beta1",
    kinds: ["Deployment", "DaemonSet", "ReplicaSet"],
    deprecated: "1.8",
    removed: "1.16",
    replacement: appsV1,
  },
  {
    apiVersion: "extensions/v1beta1",
    kinds: ["NetworkPolicy"],
    deprecated: "1.9",
    removed: "1.16",
    replacement: { apiVersion: "networking.k8s.io/v1", since: "1.7" },
  },
  {
    apiVersion: "extensions/v1beta1",
    kinds: ["Ingress"],
    deprecated: "1.14",
    removed: "1.22",
    replacement: ingressV1,
  },
  { apiVersion: "extensions/v1beta1", kinds: ["PodSecurityPolicy"], deprecated: "1.11", removed: "1.16" },
  {
    apiVersion: "apps/v1beta1",
    kinds: ["StatefulSet", "Deployment", "ControllerRevision"],
    deprecated: "1.8",
    removed: "1.16",
    replacement: appsV1,
  },
  {
    apiVersion: "apps/v1beta2",
    kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision"],
    deprecated: "1.9",
    removed: "1.16",
    replacement: appsV1,
  },
  { apiVersion: "batch/v1beta1", kinds: ["CronJob"], deprecated: "1.21", removed: "1.25", replacement: batchV1 },
  // It has no marker of its own: it was never on, and went when v1 came.
  { apiVersion: "batch/v2alpha1", kinds: ["CronJob"], deprecated: "1.21", removed: "1.21", replacement: batchV1 },
  {
    apiVersion: "policy/v1beta1",
    kinds: ["PodDisruptionBudget"],
    deprecated: "1.21",
    removed: "1.25",
    replacement: { apiVersion: "policy/v1", since: "1.21" },
  },
  { apiVersion: "policy/v1beta1", kinds: ["PodSecurityPolicy"], deprecated: "1.21", removed: "1.25" },
  {
    apiVersion: "autoscaling/v2beta1",
    kinds: ["HorizontalPodAutoscaler"],
    deprecated: "1.22",
    removed: "1.25",
    replacement: autoscalingV2,
  },
  {
    apiVersion: "autoscaling/v2beta2",
    kinds: ["HorizontalPodAutoscaler"],
    deprecated: "1.23",
    removed: "1.26",
    replacement: autoscalingV2,
  },
  {
    apiVersion: "networking.k8s.io/v1beta1",
    kinds: ["Ingress", "IngressClass"],
    deprecated: "1.19",
    removed: "1.22",
    replacement: ingressV1,
  },
];

/** The version of an API at some release of the cluster. */
export interface ApiState {
  readonly state: "deprecated" | "removed";
  readonly deprecated: Release;
  readonly removed: Release;
  /** What to write there; undefined where that release has nothing yet, or any more. */
  readonly replacement: string | undefined;
}

/** @returns undefined where the version is neither deprecated nor removed there, or not known */
export function apiState(apiVersion: string, kind: string, target: Version): ApiState | undefined {
  const found = apiLifecycles.find((api) => api.apiVersion === apiVersion && api.kinds.includes(kind));
  if (!found || !reaches(target, found.deprecated)) return undefined;
  const { deprecated, removed, replacement } = found;
  return {
    state: reaches(target, removed) ? "removed" : "deprecated",
    deprecated,
    removed,
    replacement: replacement && reaches(target, replacement.since) ? replacement.apiVersion : undefined,
  };
}

/** The releases from which a field is there, and from which it is kept without anybody turning a gate on. */
interface FieldGate {
  /** The first release that knows the field; where it has no alpha, that of the beta. */
  readonly known: Release;
  readonly on: Release;
}

/** Source: the API types, feature gates of the releases (kubernetes.md 5.2, appendix A). */
const fieldGates = {
  "StatefulSet.minReadySeconds": { known: "1.22", on: "1.23" },
  "StatefulSet.persistentVolumeClaimRetentionPolicy": { known: "1.23", on: "1.27" },
  "StatefulSet.ordinals": { known: "1.26", on: "1.27" },
  "DaemonSet.maxSurge": { known: "1.21", on: "1.22" },
  "Job.podFailurePolicy": { known: "1.25", on: "1.26" },
  "Job.backoffLimitPerIndex": { known: "1.28", on: "1.29" },
  "Job.maxFailedIndexes": { known: "1.28", on: "1.29" },
  "Job.podReplacementPolicy": { known: "1.28", on: "1.29" },
  "Job.successPolicy": { known: "1.30", on: "1.31" },
  "Job.managedBy": { known: "1.30", on: "1.32" },
  "CronJob.timeZone": { known: "1.24", on: "1.25" },
  "initContainer.restartPolicy": { known: "1.28", on: "1.29" },
  "container.restartPolicy": { known: "1.34", on: "1.35" },
  "PersistentVolumeClaim.ReadWriteOncePod": { known: "1.22", on: "1.27" },
  "PersistentVolumeClaim.volumeAttributesClassName": { known: "1.29", on: "1.34" },
  "PodDisruptionBudget.unhealthyPodEvictionPolicy": { known: "1.26", on: "1.27" },
} as const satisfies Readonly<Record<string, FieldGate>>;

export type GatedField = keyof typeof fieldGates;

/** A field that a release does not keep. */
export interface GatedState extends FieldGate {
  /** `off`: it is there, behind a gate that is off; `unknown`: the release has no such field. */
  readonly state: "off" | "unknown";
}

/** @returns undefined where the release keeps the field */
export function gatedState(field: GatedField, target: Version): GatedState | undefined {
  const gate: FieldGate = fieldGates[field];
  if (reaches(target, gate.on)) return undefined;
  return { ...gate, state: reaches(target, gate.known) ? "off" : "unknown" };
}
