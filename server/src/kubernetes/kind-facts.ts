// What each kind is for and what its Pods are like, in words for hovers and `explain`.
import type { WorkloadKind } from "./kinds";

/** What the kind does, in a sentence or two. */
export interface KindFacts {
  readonly kind: string;
  readonly summary: string;
  /** Only for kinds that run Pods. */
  readonly traits?: KindTraits;
}

/** The same questions for every kind that runs Pods, so that two kinds can stand side by side. `<name>` is the object's. */
export interface KindTraits {
  readonly for: string;
  readonly pods: string;
  readonly podNames: string;
  readonly order: string;
  /** Between the object and its Pods. */
  readonly between: string;
  readonly network: string;
  readonly storage: string;
}

/** The traits in the order in which they are shown, with their titles. */
export const traitTitles: readonly (readonly [keyof KindTraits, string])[] = [
  ["for", "for"],
  ["pods", "Pods"],
  ["podNames", "Pod names"],
  ["order", "order"],
  ["between", "between it and its Pods"],
  ["network", "network"],
  ["storage", "storage"],
];

/** The kind as it is written in manifests, by a name in any case; undefined for a kind that nothing is said about. */
export function kindFacts(name: string): KindFacts | undefined {
  return kinds.find(({ kind }) => kind.toLowerCase() === name.toLowerCase());
}

/** The kinds that `kindFacts` knows. */
export function explainedKinds(): string[] {
  return kinds.map(({ kind }) => kind);
}

const sharedClaims = "every Pod mounts the same claims";
const ordinaryService = "an ordinary Service balances over any Pod";

const traits: Readonly<Record<WorkloadKind, KindTraits>> = {
  Pod: {
    for: "one Pod by hand, a test or a debugging session",
    pods: "this one; nothing replaces it when its node goes",
    podNames: "`<name>`",
    order: "none",
    between: "nothing: it is the Pod",
    network: "its own name in DNS only with `hostname` and `subdomain`",
    storage: "mounts claims directly; two Pods that name one claim share it",
  },
  ReplicaSet: {
    for: "what a Deployment makes for each of its revisions",
    pods: "identical, interchangeable",
    podNames: "`<name>-<5 random characters>`, new on every restart",
    order: "created and deleted in any order; an edit of the template changes no running Pod",
    between: "nothing",
    network: ordinaryService,
    storage: sharedClaims,
  },
  ReplicationController: {
    for: "manifests from before ReplicaSet and Deployment",
    pods: "identical, interchangeable",
    podNames: "`<name>-<5 random characters>`, new on every restart",
    order: "created and deleted in any order; an edit of the template changes no running Pod",
    between: "nothing",
    network: ordinaryService,
    storage: sharedClaims,
  },
  Deployment: {
    for: "stateless applications",
    pods: "identical, interchangeable",
    podNames: "`<name>-<template hash>-<5 random characters>`, new on every restart",
    order: "created, updated and deleted in any order, in parallel",
    between: "a ReplicaSet per revision, for rollback",
    network: ordinaryService,
    storage: "every replica shares every claim",
  },
  StatefulSet: {
    for: "stateful applications",
    pods: "not identical, not interchangeable",
    podNames: "`<name>-0`, `<name>-1`, … kept for ever",
    order: "one by one: 0 to N−1 up, N−1 to 0 down and on update",
    between: "nothing; ControllerRevisions keep the history",
    network: "a headless Service gives each Pod its own DNS name",
    storage: "each Pod has its own claim, kept when the Pod goes",
  },
  DaemonSet: {
    for: "agents that every node needs: logs, metrics, network, storage drivers",
    pods: "one on every eligible node; the number of nodes is the number of Pods",
    podNames: "`<name>-<5 random characters>`, new on every restart",
    order: "node by node on update, in any order",
    between: "nothing; ControllerRevisions keep the history",
    network: "a Service with `internalTrafficPolicy: Local` reaches the Pod of the same node",
    storage: "the Pods of all nodes share every claim; usually `hostPath` or `emptyDir`",
  },
  Job: {
    for: "work that ends: a migration, a batch, an import",
    pods: "run until `completions` of them have succeeded; failed ones are tried again",
    podNames: "`<name>-<5 random characters>`; Indexed: `<name>-<index>-<5 random characters>`",
    order: "`parallelism` at a time",
    between: "nothing",
    network: "usually none; Indexed Jobs with a headless Service have names in DNS",
    storage: "all Pods share every claim",
  },
  CronJob: {
    for: "work that ends and comes again: backups, reports, cleaning up",
    pods: "those of a new Job at each time of the schedule",
    podNames: "`<name>-<minutes since 1970>-<5 random characters>`",
    order: "runs may overlap unless `concurrencyPolicy` forbids it",
    between: "a Job for each run",
    network: "usually none",
    storage: "the Pods of all runs share every claim",
  },
};

const kinds: readonly KindFacts[] = [
  {
    kind: "Pod",
    summary: "One scheduling unit; not recreated when its node dies. Use a controller for anything long-lived.",
    traits: traits.Pod,
  },
  {
    kind: "ReplicaSet",
    summary: "Keeps N identical Pods; no rollouts. Normally created by a Deployment: write the Deployment instead.",
    traits: traits.ReplicaSet,
  },
  {
    kind: "ReplicationController",
    summary: "Predecessor of ReplicaSet (equality selectors only). Prefer Deployment.",
    traits: traits.ReplicationController,
  },
  {
    kind: "Deployment",
    summary:
      "Interchangeable Pods with random names, rolling updates and rollback through ReplicaSets. " +
      "All replicas share every mounted claim.",
    traits: traits.Deployment,
  },
  {
    kind: "StatefulSet",
    summary:
      "Pods with stable names `<name>-0…`, ordered by default, each with its own claims from volumeClaimTemplates; " +
      "needs a headless Service for per-Pod DNS. Claims are kept when scaling down or deleting unless the retention " +
      "policy says Delete.",
    traits: traits.StatefulSet,
  },
  {
    kind: "DaemonSet",
    summary: "One Pod on every eligible node; no replicas, not scalable by a HorizontalPodAutoscaler.",
    traits: traits.DaemonSet,
  },
  {
    kind: "Job",
    summary:
      "Runs Pods until `completions` succeed; the Pod template is immutable; restartPolicy must be Never or OnFailure.",
    traits: traits.Job,
  },
  {
    kind: "CronJob",
    summary: "Creates Jobs on a cron schedule; name of at most 52 characters; edits affect only future Jobs.",
    traits: traits.CronJob,
  },
  {
    kind: "Rollout",
    summary:
      "Argo Rollouts' own Deployment: the same Pods, updated in steps (canary, blue-green). Rightkind reads it like a " +
      "Deployment, and converts it to nothing.",
  },
  {
    kind: "DeploymentConfig",
    summary:
      "OpenShift's own Deployment, deprecated since OpenShift 4.14: write a Deployment in new manifests. Rightkind reads it " +
      "like one, and converts it to nothing.",
  },
  {
    kind: "Service",
    summary:
      "One address for the Pods that its selector matches. Headless (`clusterIP: None`): DNS returns the addresses of the " +
      "Pods, there is no virtual IP. clusterIP cannot be changed later.",
  },
  {
    kind: "PersistentVolumeClaim",
    summary: "Request for storage; spec immutable except growing the request and volumeAttributesClassName.",
  },
  {
    kind: "HorizontalPodAutoscaler",
    summary: "Scales kinds with a scale subresource: Deployment, StatefulSet, ReplicaSet, ReplicationController.",
  },
  {
    kind: "PodDisruptionBudget",
    summary:
      "Limits voluntary evictions of Pods matched by labels. `{}` selects all Pods in the namespace (policy/v1).",
  },
];
