// Which API groups and kinds exist, as far as Rightkind has to tell them apart.

/** The kinds that run Pods and that Rightkind gives guidance about. */
export const workloadKinds = [
  "Pod",
  "ReplicaSet",
  "ReplicationController",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
] as const;

export type WorkloadKind = (typeof workloadKinds)[number];

/**
 * Kinds of others that run Pods from a template as a Deployment does: Rollouts of Argo, DeploymentConfigs of OpenShift. They are
 * read like one, so that nothing is said that overlooks their Pods, and no kind is advised in their place.
 */
export const deploymentLikeKinds = ["Rollout", "DeploymentConfig"] as const;

export type DeploymentLikeKind = (typeof deploymentLikeKinds)[number];

/** Whatever runs Pods from a template that Rightkind reads. */
export type PodRunnerKind = WorkloadKind | DeploymentLikeKind;

export const podRunnerKinds: readonly PodRunnerKind[] = [...workloadKinds, ...deploymentLikeKinds];

/** API groups without a dot in their name; every other group of a cluster has one (Kubernetes API conventions, "Resources"). */
const plainGroups = new Set(["apps", "batch", "autoscaling", "policy", "extensions"]);

/** Groups of files that tools read and that no API server knows. */
const toolGroups = new Set([
  "kustomize.config.k8s.io",
  "kind.x-k8s.io",
  "kubeadm.k8s.io",
  "kubelet.config.k8s.io",
  "config.kubernetes.io",
]);

const runnerGroups: Readonly<Record<PodRunnerKind, readonly string[]>> = {
  Pod: [""],
  ReplicationController: [""],
  ReplicaSet: ["apps", "extensions"],
  Deployment: ["apps", "extensions"],
  StatefulSet: ["apps"],
  DaemonSet: ["apps", "extensions"],
  Job: ["batch"],
  CronJob: ["batch"],
  Rollout: ["argoproj.io"],
  DeploymentConfig: ["apps.openshift.io", ""],
};

/** The group under which a kind that runs Pods lives today. */
export function workloadGroup(kind: PodRunnerKind): string {
  return runnerGroups[kind][0] ?? "";
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

/** Is it a version that an API server may serve, rather than the format of some tool (`skaffold/v4beta1`)? */
export function isClusterApiVersion(apiVersion: string): boolean {
  const slash = apiVersion.indexOf("/");
  const version = apiVersion.slice(slash + 1);
  if (!/^v\d+((alpha|beta)\d+)?$/.test(version)) return false;
  if (slash === -1) return true;
  const group = apiVersion.slice(0, slash);
  return (plainGroups.has(group) || group.includes(".")) && !toolGroups.has(group);
}

/**
 * The workload kind of an object, if it is one of Kubernetes' own: a `StatefulSet` of `apps.kruise.io` is none.
 * `extensions` and `apps` hold the same kinds under older and newer versions.
 */
export function workloadKind(apiVersion: string, kind: string): WorkloadKind | undefined {
  const known = workloadKinds.find((candidate) => candidate === kind);
  return known && runnerGroups[known].includes(groupOf(apiVersion)) ? known : undefined;
}

/** The kind of an object that runs Pods from a template, one of Kubernetes' own or one that is read like a Deployment. */
export function podRunnerKind(apiVersion: string, kind: string): PodRunnerKind | undefined {
  const known = podRunnerKinds.find((candidate) => candidate === kind);
  return known && runnerGroups[known].includes(groupOf(apiVersion)) ? known : undefined;
}

/** Kinds that are read like a Deployment with each of their groups: `argoproj.io/Rollout`. */
export const deploymentLikeNames = deploymentLikeKinds.flatMap((kind) =>
  runnerGroups[kind].map((group) => `${group}/${kind}`),
);

/** Is it one of others that is read like a Deployment? */
export function isDeploymentLike(apiVersion: string, kind: string): boolean {
  return deploymentLikeNames.includes(`${groupOf(apiVersion)}/${kind}`);
}

/** One name for the groups that held a kind over the years, so that look-ups compare the kind and not its age. */
export function canonicalGroup(group: string, kind: string): string {
  if (group === "" && kind === "DeploymentConfig") return "apps.openshift.io";
  if (group !== "extensions") return group;
  if (kind === "Ingress" || kind === "NetworkPolicy") return "networking.k8s.io";
  return kind === "PodSecurityPolicy" ? "policy" : "apps";
}
