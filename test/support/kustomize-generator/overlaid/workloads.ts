// Pod templates of random applications, and where they stand in a workload of each kind.
import type { Choices } from "../../choices";
import type { Fields, Value } from "../yaml-writer";

const images = [
  "registry.example/server:2.1",
  "mysql:8.4",
  "postgres:16",
  "redis:7",
  "nginx:1.27",
  "etcd:3.5",
  "prom/node-exporter:1.8",
] as const;

const dataFolders: Readonly<Record<string, string>> = {
  "mysql:8.4": "/var/lib/mysql",
  "postgres:16": "/var/lib/postgresql/data",
};

/** A Pod template with its claims mounted. */
export function templateFor(name: string, kind: string, claims: readonly string[], choices: Choices): Fields {
  const image = choices.pick(images[0], ...images.slice(1));
  const volumes = claims.map((claimName, index) => ({
    name: index === 0 ? "data" : `data-${index}`,
    persistentVolumeClaim: { claimName, ...(choices.chance(8) ? { readOnly: true } : {}) },
  }));
  const isJob = kind === "CronJob" || kind === "Job";
  const mounts = volumes
    .filter(() => choices.chance(92))
    .map((volume, index) => ({
      name: volume.name,
      mountPath: index === 0 ? (dataFolders[image] ?? "/data") : `/data-${index}`,
      ...(choices.chance(8) ? { readOnly: true } : {}),
    }));
  const stray = choices.chance(5) ? [{ name: choices.pick("store", "lost"), mountPath: "/stray" }] : [];
  const container: Fields = {
    name: "main",
    image,
    ...(choices.chance(12) ? { command: ["sh", "-c", choices.pick("exec server", "sleep 3600", "pg_dump db")] } : {}),
    ...(choices.chance(25) ? { env: environment(name, choices) } : {}),
    ...(choices.chance(40) ? { ports: [{ name: "main", containerPort: 8080 }] } : {}),
    ...(mounts.length + stray.length > 0 ? { volumeMounts: [...mounts, ...stray] } : {}),
  };
  const labels = { app: choices.chance(94) ? name : `${name}s`, ...(choices.chance(50) ? { tier: "server" } : {}) };
  return {
    metadata: { labels },
    spec: {
      ...(isJob ? { restartPolicy: "Never" } : {}),
      ...(choices.chance(8) ? { terminationGracePeriodSeconds: choices.pick(0, 30) } : {}),
      ...(choices.chance(4) ? { nodeSelector: { "kubernetes.io/hostname": "node-1" } } : {}),
      containers: [container, ...(choices.chance(10) ? [{ name: "log", image: "busybox:1.36" }] : [])],
      ...(volumes.length > 0 ? { volumes } : {}),
    },
  };
}

function environment(name: string, choices: Choices): Value {
  return [
    choices.pick<Value>(
      { name: "PEER", value: `${name}-0.${name}-headless` },
      { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "DATABASE_URL", value: "sqlite:////data/app.db" },
      { name: "LOG_LEVEL", value: "info" },
    ),
  ];
}

/** The group of a kind, and its spec around a Pod template. */
export function podsOf(kind: string, template: Fields): { readonly apiVersion: string; readonly spec: Fields } {
  switch (kind) {
    case "CronJob":
      return {
        apiVersion: "batch/v1",
        spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template } } },
      };
    case "Pod":
      return { apiVersion: "v1", spec: template.spec as Fields };
    case "ReplicationController":
      return { apiVersion: "v1", spec: { template } };
    default:
      return { apiVersion: "apps/v1", spec: { template } };
  }
}

/** The selector of a workload, now and then one that does not match. */
export function selects(kind: string, app: string, choices: Choices): Fields {
  if (kind === "CronJob" || kind === "Pod") return {};
  if (kind === "ReplicationController") return choices.chance(70) ? { selector: { app } } : {};
  if (choices.chance(4)) return {};
  return {
    selector: choices.chance(10)
      ? { matchExpressions: [{ key: "app", operator: "In", values: [app] }] }
      : { matchLabels: { app, ...(choices.chance(12) ? { tier: "server" } : {}) } },
  };
}

/** Where the Pod template of a kind stands; a Pod is its own. */
export function templatePath(kind: string): readonly string[] {
  if (kind === "CronJob") return ["spec", "jobTemplate", "spec", "template"];
  return kind === "Pod" ? [] : ["spec", "template"];
}
