// Workloads as values: every kind, with the claims, Services and faults that rules look for.
import type { Choices } from "../choices";
import { application, claimName, metadata, ruleId, serviceName } from "./words";

type Value = Readonly<Record<string, unknown>>;

const kinds = [
  "Deployment",
  "Deployment",
  "Deployment",
  "StatefulSet",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "Job",
  "CronJob",
  "Pod",
] as const;

/**
 * One workload of any kind. Most of what it may have is absent when the choices are exhausted.
 * @param name of the application, after which its claims and Services are called as well
 */
export function workload(
  choices: Choices,
  name: string,
  kind: (typeof kinds)[number] = choices.anyOf(kinds) ?? "Deployment",
): Value {
  const pods = podSpec(choices, name);
  const head = metadata(choices, name, annotations(choices));
  switch (kind) {
    case "Pod":
      return { apiVersion: "v1", kind, metadata: head, spec: pods };
    case "Job":
      return { apiVersion: "batch/v1", kind, metadata: head, spec: jobSpec(choices, name, pods) };
    case "CronJob":
      return {
        apiVersion: "batch/v1",
        kind,
        metadata: head,
        spec: { schedule: "0 3 * * *", jobTemplate: { spec: jobSpec(choices, name, pods) } },
      };
    default:
      return { apiVersion: "apps/v1", kind, metadata: head, spec: controllerSpec(choices, kind, name, pods) };
  }
}

function controllerSpec(choices: Choices, kind: string, name: string, pods: Value): Value {
  const labels = { app: name };
  const misfit = choices.chance(12);
  const strategyKey = (kind === "Deployment") === !choices.chance(12) ? "strategy" : "updateStrategy";
  return {
    ...(choices.chance(50) ? { replicas: choices.pick<unknown>(1, 3, 3, 2, 0, "${REPLICAS}") } : {}),
    ...(kind === "StatefulSet" || choices.chance(3) ? { serviceName: serviceName(choices, name) } : {}),
    ...(choices.chance(35) ? { [strategyKey]: strategy(choices) } : {}),
    ...(choices.chance(4) ? {} : { selector: { matchLabels: labels } }),
    template: { metadata: { labels: misfit ? { app: application(choices) } : labels }, spec: pods },
    ...(kind === "StatefulSet" && choices.chance(40) ? ownClaims(choices) : {}),
  };
}

function strategy(choices: Choices): Value {
  if (choices.chance(30)) return { type: "Recreate" };
  const rollingUpdate = choices.pick<Value>({ maxSurge: 1, maxUnavailable: 0 }, { maxSurge: 0, maxUnavailable: 1 }, {});
  return { type: "RollingUpdate", rollingUpdate };
}

function jobSpec(choices: Choices, name: string, pods: Value): Value {
  return {
    ...(choices.chance(40) ? { parallelism: choices.pick(2, 3, 1) } : {}),
    template: { metadata: { labels: { app: name, part: "job" } }, spec: { restartPolicy: "Never", ...pods } },
  };
}

function podSpec(choices: Choices, name: string): Value {
  const image = choices.pick(
    "registry.example/app:1",
    "postgres:17",
    "mysql:8.4",
    "nginx:1.29",
    "redis:7",
    "quay.io/coreos/etcd:v3.6.0",
  );
  const mounted = choices.chance(88) ? "data" : "dta";
  const volume = choices.chance(85) ? [{ name: "data", ...volumeSource(choices, name) }] : [];
  return {
    ...(choices.chance(20) ? { terminationGracePeriodSeconds: choices.pick(0, 30) } : {}),
    ...(choices.chance(5) ? { nodeName: "node-1" } : {}),
    containers: [
      {
        name: "main",
        image,
        ...(choices.chance(30) ? { ports: [{ name: "main", containerPort: 5432 }] } : {}),
        ...(choices.chance(25) ? { env: [{ name: "PEERS", value: `${name}-0.${serviceName(choices, name)}` }] } : {}),
        volumeMounts: [
          { name: mounted, mountPath: choices.pick("/data", "/var/lib/postgresql/data"), ...readOnly(choices) },
          ...(choices.chance(8) ? [{ name: "data", mountPath: "/data" }] : []),
        ],
      },
    ],
    volumes: volume,
  };
}

function volumeSource(choices: Choices, name: string): Value {
  if (choices.chance(12))
    return choices.pick<Value>({ emptyDir: {} }, { configMap: { name } }, { hostPath: { path: "/d" } });
  return { persistentVolumeClaim: { claimName: claimName(choices, name), ...readOnly(choices) } };
}

function readOnly(choices: Choices): Value {
  return choices.chance(8) ? { readOnly: true } : {};
}

/** Claim templates, some with faults of their own, and what becomes of their claims. */
function ownClaims(choices: Choices): Value {
  const modes = choices.pick<readonly string[]>(
    ["ReadWriteOnce"],
    ["ReadWriteMany"],
    ["ReadWriteOnce", "ReadWriteOncePod"],
  );
  const resources = choices.chance(20) ? {} : { resources: { requests: { storage: "1Gi" } } };
  const policy = { whenDeleted: choices.pick("Retain", "Delete"), whenScaled: choices.pick("Delete", "Retain") };
  return {
    ...(choices.chance(25) ? { persistentVolumeClaimRetentionPolicy: policy } : {}),
    volumeClaimTemplates: [
      { metadata: { name: choices.pick("data", "data", "log") }, spec: { accessModes: modes, ...resources } },
    ],
  };
}

/** What keeps a finding on purpose, by annotation. */
function annotations(choices: Choices): Value {
  if (!choices.chance(8)) return {};
  const key = choices.pick(`rightkind.dev/ignore.${ruleId(choices)}`, "rightkind.dev/ignore-all");
  return { annotations: { [key]: choices.pick("on purpose", "") } };
}
