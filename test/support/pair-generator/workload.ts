// A workload of a kind with whatever that kind may have: valid for the API server, and rich in what conversions must carry over.
import type { WorkloadKind } from "../../../server/src/kubernetes/kinds";
import type { Choices } from "../choices";
import type { Fields } from "../conversion-generator/style";

/** What is drawn once and told to the objects around it. */
export interface Drawn {
  readonly name: string;
  /** Empty where the Pods have none. */
  readonly labels: Readonly<Record<string, string>>;
  readonly replicas: number | undefined;
  readonly claims: readonly string[];
  readonly object: Fields;
}

const jobKinds: readonly WorkloadKind[] = ["Job", "CronJob"];
const selecting: readonly WorkloadKind[] = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"];

const groups: Readonly<Record<WorkloadKind, string>> = {
  Pod: "v1",
  ReplicationController: "v1",
  Deployment: "apps/v1",
  ReplicaSet: "apps/v1",
  StatefulSet: "apps/v1",
  DaemonSet: "apps/v1",
  Job: "batch/v1",
  CronJob: "batch/v1",
};

/** @returns for an exhausted row of choices the plainest workload of the kind */
export function drawnWorkload(kind: WorkloadKind, choices: Choices): Drawn {
  const name = choices.pick("web", "worker", "tidy-7", "a".repeat(50));
  const mayLack = !selecting.includes(kind) && kind !== "ReplicationController";
  const labels = mayLack && choices.chance(30) ? {} : drawnLabels(name, choices);
  const replicas = choices.pick(undefined, 1, 1, 3, 0);
  const claims = drawnClaims(kind, choices);
  const podSpec = drawnPod(kind, choices, labels, claims);
  const annotations = choices.chance(25)
    ? { "prometheus.io/scrape": "true", note: choices.pick("one", "0755") }
    : undefined;
  const metadata = {
    name,
    namespace: choices.chance(15) ? "shop" : undefined,
    labels: choices.chance(30) ? drawnOwnLabels(labels, choices) : undefined,
    annotations: choices.chance(15) ? { "argocd.argoproj.io/sync-wave": "1", owner: "shop" } : undefined,
  };
  const podMetadata = { labels: Object.keys(labels).length > 0 ? labels : undefined, annotations };
  const object: Fields =
    kind === "Pod"
      ? {
          apiVersion: "v1",
          kind,
          metadata: merged(metadata, podMetadata),
          spec: podSpec,
        }
      : {
          apiVersion: groups[kind],
          kind,
          metadata,
          spec: spec(kind, choices, { labels, replicas, podMetadata, podSpec }),
        };
  return { name, labels, replicas, claims, object };
}

function merged(
  metadata: Fields,
  own: { readonly labels: Fields | undefined; readonly annotations: Fields | undefined },
): Fields {
  const both = (field: "labels" | "annotations") => {
    const all = { ...(metadata[field] as Fields | undefined), ...own[field] };
    return Object.keys(all).length > 0 ? all : undefined;
  };
  return { ...metadata, labels: both("labels"), annotations: both("annotations") };
}

/** Of the object itself; now and then one that its Pods have with another value. */
function drawnOwnLabels(ofPods: Readonly<Record<string, string>>, choices: Choices): Fields {
  const [key] = Object.keys(ofPods);
  return { team: "shop", ...(key !== undefined && choices.chance(20) ? { [key]: "other" } : {}) };
}

function drawnLabels(name: string, choices: Choices): Record<string, string> {
  return {
    [choices.pick("app", "app.kubernetes.io/name")]: name,
    ...(choices.chance(40) ? { tier: choices.pick("front", "back") } : {}),
  };
}

function drawnClaims(kind: WorkloadKind, choices: Choices): string[] {
  if (kind === "DaemonSet") return choices.chance(20) ? ["shared"] : [];
  return choices.pick<string[]>([], [], ["data"], ["shared"], ["data", "shared"]);
}

interface Parts {
  readonly labels: Readonly<Record<string, string>>;
  readonly replicas: number | undefined;
  readonly podMetadata: Fields;
  readonly podSpec: Fields;
}

function spec(kind: WorkloadKind, choices: Choices, { labels, replicas, podMetadata, podSpec }: Parts): Fields {
  const template = {
    metadata: Object.values(podMetadata).some((value) => value !== undefined) ? podMetadata : undefined,
    spec: podSpec,
  };
  const matchLabels = { ...labels };
  const common = {
    minReadySeconds: choices.chance(15) ? 5 : undefined,
    revisionHistoryLimit: choices.chance(15) ? 3 : undefined,
  };
  switch (kind) {
    case "Deployment":
      return {
        replicas,
        ...common,
        paused: choices.chance(8) ? choices.pick(true, false) : undefined,
        progressDeadlineSeconds: choices.chance(10) ? 120 : undefined,
        strategy: drawnStrategy(choices),
        selector: { matchLabels },
        template,
      };
    case "ReplicaSet":
      return { replicas, minReadySeconds: common.minReadySeconds, selector: { matchLabels }, template };
    case "ReplicationController":
      return { replicas, selector: choices.chance(60) ? { ...labels } : undefined, template };
    case "StatefulSet":
      return {
        serviceName: choices.pick("own", undefined),
        replicas,
        ...common,
        podManagementPolicy: choices.chance(15) ? "Parallel" : undefined,
        ordinals: choices.chance(10) ? { start: 2 } : undefined,
        updateStrategy: choices.pick<Fields | undefined>(
          undefined,
          undefined,
          { type: "RollingUpdate" },
          { type: "OnDelete" },
          { type: "RollingUpdate", rollingUpdate: { partition: choices.pick(0, 1) } },
          { rollingUpdate: { maxUnavailable: choices.pick<number | string>(1, 2, "50%") } },
        ),
        selector: { matchLabels },
        template,
        volumeClaimTemplates: hasOwn(podSpec) ? [claimTemplate()] : undefined,
      };
    case "DaemonSet":
      return {
        ...common,
        updateStrategy: choices.pick<Fields | undefined>(
          undefined,
          { type: "OnDelete" },
          { type: "RollingUpdate", rollingUpdate: { maxUnavailable: choices.pick<number | string>(1, "25%") } },
          { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        ),
        selector: { matchLabels },
        template,
      };
    case "Job":
      return { ...jobFields(choices), suspend: choices.chance(10) ? true : undefined, template };
    default:
      return {
        schedule: choices.pick("0 3 * * *", "@daily"),
        timeZone: choices.chance(20) ? "Etc/UTC" : undefined,
        concurrencyPolicy: choices.pick(undefined, "Forbid"),
        startingDeadlineSeconds: choices.chance(15) ? 300 : undefined,
        suspend: choices.chance(15) ? choices.pick(true, false) : undefined,
        successfulJobsHistoryLimit: choices.chance(15) ? 1 : undefined,
        failedJobsHistoryLimit: choices.chance(10) ? 0 : undefined,
        jobTemplate: {
          metadata: choices.chance(25) ? drawnJobMetadata(choices) : undefined,
          spec: { ...jobFields(choices), suspend: choices.chance(5) ? true : undefined, template },
        },
      };
  }
}

function drawnStrategy(choices: Choices): Fields | undefined {
  return choices.pick<Fields | undefined>(
    undefined,
    undefined,
    { type: "Recreate" },
    { type: "RollingUpdate" },
    {
      rollingUpdate: {
        maxSurge: choices.pick<number | string>(1, "25%"),
        maxUnavailable: choices.pick<number | string>(0, 1, "25%"),
      },
    },
    { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } },
    { rollingUpdate: { maxUnavailable: 1 } },
    { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
  );
}

function drawnJobMetadata(choices: Choices): Fields {
  return {
    labels: { batch: "nightly", ...(choices.chance(25) ? { team: "night" } : {}) },
    annotations: choices.chance(30) ? { note: "run by night", owner: "night" } : undefined,
  };
}

function jobFields(choices: Choices): Fields {
  return {
    backoffLimit: choices.chance(30) ? 2 : undefined,
    ttlSecondsAfterFinished: choices.chance(20) ? 600 : undefined,
    activeDeadlineSeconds: choices.chance(15) ? 900 : undefined,
    parallelism: choices.chance(15) ? 2 : undefined,
    ...choices.pick<Fields>({}, {}, {}, { completions: 4 }, { completions: 4, completionMode: "Indexed" }),
    podReplacementPolicy: choices.chance(10) ? "Failed" : undefined,
  };
}

/** The volume that a claim template of the name stands for. */
const OWN = "own-data";

function hasOwn({ containers }: Fields): boolean {
  return JSON.stringify(containers).includes(`"${OWN}"`);
}

function claimTemplate(): Fields {
  return {
    metadata: { name: OWN },
    spec: { storageClassName: "fast", accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  };
}

function drawnPod(
  kind: WorkloadKind,
  choices: Choices,
  labels: Readonly<Record<string, string>>,
  claims: readonly string[],
): Fields {
  const isOwn = kind === "StatefulSet" && choices.chance(50);
  const restarts = jobKinds.includes(kind)
    ? choices.pick("OnFailure", "Never")
    : kind === "Pod"
      ? choices.pick(undefined, "Never", "Always")
      : choices.pick(undefined, undefined, "Always");
  const scratch = choices.chance(30);
  const twice = claims.includes("data") && choices.chance(10);
  const settings = choices.chance(15);
  const mounts = [
    ...claims.map((claim) => ({
      name: claim,
      mountPath: `/srv/${claim}`,
      subPath: choices.chance(10) ? "files" : undefined,
    })),
    ...(twice ? [{ name: "same", mountPath: "/srv/same" }] : []),
    ...(settings ? [{ name: "settings", mountPath: "/etc/app", readOnly: true }] : []),
    ...(isOwn ? [{ name: OWN, mountPath: "/srv/own" }] : []),
    ...(scratch ? [{ name: "scratch", mountPath: "/tmp" }] : []),
  ];
  const volumes = [
    ...(settings ? [{ name: "settings", configMap: { name: "settings" } }] : []),
    ...claims.map((claim) => ({ name: claim, persistentVolumeClaim: { claimName: claim } })),
    ...(twice ? [{ name: "same", persistentVolumeClaim: { claimName: "data" } }] : []),
    ...(scratch ? [{ name: "scratch", emptyDir: {} }] : []),
  ];
  const ports = choices.chance(40);
  return {
    restartPolicy: restarts,
    hostname: choices.chance(5) ? "fixed" : undefined,
    subdomain: choices.chance(5) ? "own" : undefined,
    serviceAccountName: choices.chance(10) ? "worker" : undefined,
    priorityClassName: choices.chance(5) ? "system-node-critical" : undefined,
    nodeSelector: choices.chance(15) ? { disk: "fast" } : undefined,
    terminationGracePeriodSeconds: choices.chance(15) ? 45 : undefined,
    affinity: choices.chance(15) && Object.keys(labels).length > 0 ? apart(labels, choices) : undefined,
    topologySpreadConstraints:
      choices.chance(10) && Object.keys(labels).length > 0 ? spread(labels, choices) : undefined,
    tolerations: choices.chance(15) ? [{ key: "dedicated", operator: "Exists" }] : undefined,
    initContainers: choices.chance(15) ? [{ name: "prepare", image: "busybox:1.37", command: ["true"] }] : undefined,
    containers: [
      {
        name: "main",
        image: choices.pick("registry.example/server:2.1", "nginx:1.29"),
        command: choices.chance(20) ? ["server", "--port=8080"] : undefined,
        args: choices.chance(10) ? ["$(HOSTNAME)-x"] : undefined,
        env: choices.chance(25) ? [{ name: "STAGE", value: choices.pick("test", "0755") }] : undefined,
        ports: ports ? [{ name: "http", containerPort: 8080 }] : undefined,
        readinessProbe: ports && choices.chance(15) ? { httpGet: { port: 8080 } } : undefined,
        livenessProbe: choices.chance(15) ? { exec: { command: ["true"] } } : undefined,
        resources: choices.chance(30) ? { requests: { cpu: "100m" } } : undefined,
        volumeMounts: mounts.length > 0 ? mounts : undefined,
      },
    ],
    volumes: volumes.length > 0 ? volumes : undefined,
  };
}

function apart(labels: Readonly<Record<string, string>>, choices: Choices): Fields {
  const podAffinityTerm = { topologyKey: HOSTNAME, labelSelector: { matchLabels: { ...labels } } };
  const other = { topologyKey: HOSTNAME, labelSelector: { matchLabels: { app: "noisy" } } };
  const others = choices.chance(40) ? [{ weight: 2, podAffinityTerm: other }] : [];
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm }, ...others],
    },
    nodeAffinity: choices.chance(20) ? onFastNodes : undefined,
  };
}

const HOSTNAME = "kubernetes.io/hostname";

const onFastNodes: Fields = {
  requiredDuringSchedulingIgnoredDuringExecution: {
    nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator: "In", values: ["fast"] }] }],
  },
};

function spread(labels: Readonly<Record<string, string>>, choices: Choices): Fields[] {
  return [HOSTNAME, ...choices.pick([], ["topology.kubernetes.io/zone"])].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { ...labels } },
  }));
}
