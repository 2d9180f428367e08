// The Deployment of a scenario, and the other workloads that use its claims.
import { podLabel } from "./claims";
import type { Rollout, Scenario } from "./scenario";
import type { Fields, Value } from "./style";
import { type ClaimVolume, isClaim, type Use, type User, type Volume } from "./volumes";

const LOOP = ["sh", "-c", "while true; do date; sleep 60; done"];

/** @param volumes those that its Pods have */
export function deployment(scenario: Scenario, volumes: readonly Volume[] = scenario.volumes): Fields {
  const { name, replicas, rollout, selector } = scenario;
  const uses = volumes.flatMap((volume) => volume.uses);
  const devices = new Set(volumes.flatMap((volume) => (isClaim(volume) && volume.block ? volume.names : [])));
  const isUsed = (container: Use["container"]) => uses.some((use) => use.container === container);
  const mounted = (container: Use["container"]) => mounts(uses, container, devices);
  const isDatabase = volumes.some(({ type }) => type === "data");
  const list = volumes.flatMap((volume) => volumeEntries(volume));
  const labels = { ...podLabel(name), tier: "server" };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, labels: podLabel(name) },
    spec: {
      replicas,
      ...strategy(rollout),
      selector:
        selector === "labels"
          ? { matchLabels: podLabel(name) }
          : { matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: [name] }] },
      template: {
        metadata: { labels },
        spec: {
          initContainers: isUsed("prepare")
            ? [{ name: "prepare", image: "busybox:1.37", command: ["true"], ...mounted("prepare") }]
            : undefined,
          containers: [
            {
              name: "main",
              image: isDatabase ? "postgres:17" : "registry.example/server:2.1",
              ports: [{ name: "main", containerPort: isDatabase ? 5432 : 8080 }],
              resources: { requests: { cpu: "100m", memory: "128Mi" } },
              ...mounted("main"),
            },
            ...(isUsed("helper")
              ? [{ name: "helper", image: "busybox:1.37", command: LOOP, ...mounted("helper") }]
              : []),
          ],
          volumes: list.length > 0 ? list : undefined,
        },
      },
    },
  };
}

function strategy({ type, surge, unavailable, paused, deadline }: Rollout): Fields {
  const isBlock = surge !== undefined || unavailable !== undefined;
  const rollingUpdate = isBlock ? { maxSurge: surge, maxUnavailable: unavailable } : undefined;
  return {
    paused: paused || undefined,
    progressDeadlineSeconds: deadline,
    minReadySeconds: deadline === undefined ? undefined : 5,
    strategy: type !== undefined || isBlock ? { type, rollingUpdate } : undefined,
  };
}

function mounts(uses: readonly Use[], container: Use["container"], devices: ReadonlySet<string>): Fields {
  const own = uses.filter((use) => use.container === container);
  const files = own.filter(({ volume }) => !devices.has(volume));
  const raw = own.filter(({ volume }) => devices.has(volume));
  return {
    volumeMounts:
      files.length > 0
        ? files.map(({ volume, path, subPath, readOnly }) => ({
            name: volume,
            mountPath: path,
            subPath,
            readOnly: readOnly || undefined,
          }))
        : undefined,
    volumeDevices: raw.length > 0 ? raw.map(({ volume, path }) => ({ name: volume, devicePath: path })) : undefined,
  };
}

function volumeEntries(volume: Volume): Fields[] {
  if (isClaim(volume)) {
    const source = { claimName: volume.claim, readOnly: volume.readOnlySource || undefined };
    return volume.names.map((name) => ({ name, persistentVolumeClaim: source }));
  }
  const { name } = volume;
  switch (volume.type) {
    case "configMap":
      return [{ name, configMap: { name: `${name}-settings` } }];
    case "hostPath":
      return [{ name, hostPath: { path: `/srv/${name}`, type: "DirectoryOrCreate" } }];
    case "ephemeral": {
      const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
      return [{ name, ephemeral: { volumeClaimTemplate: { spec } } }];
    }
    default:
      return [{ name, emptyDir: {} }];
  }
}

/** Another workload that mounts the claim. */
export function userDocument({ kind, name }: User, { claim }: ClaimVolume): Fields {
  const once = kind === "Job" || kind === "CronJob";
  const pod: Fields = {
    restartPolicy: once ? "OnFailure" : undefined,
    containers: [
      {
        name: "main",
        image: "busybox:1.37",
        command: once ? ["tar", "-cf", "/tmp/all.tar", "/files"] : LOOP,
        volumeMounts: [{ name: "files", mountPath: "/files" }],
      },
    ],
    volumes: [{ name: "files", persistentVolumeClaim: { claimName: claim } }],
  };
  const labels = podLabel(name);
  const template = { metadata: { labels }, spec: pod };
  const specs: Readonly<Record<User["kind"], Value>> = {
    Pod: pod,
    Job: { template: { spec: pod } },
    CronJob: { schedule: "15 3 * * *", jobTemplate: { spec: { template: { spec: pod } } } },
    Deployment: { selector: { matchLabels: labels }, strategy: { type: "Recreate" }, template },
  };
  const groups = { Pod: "v1", Job: "batch/v1", CronJob: "batch/v1", Deployment: "apps/v1" };
  const metadata = { name, labels: kind === "Pod" ? labels : undefined };
  return { apiVersion: groups[kind], kind, metadata, spec: specs[kind] };
}
