// What an overlay changes of an object: modes, replicas, scalers, selectors, labels, names, users of claims; merged and as operations.
import type { Choices } from "../../choices";
import { type Fields, isFields, type Value } from "../yaml-writer";
import { randomModes } from "./applications";
import { templatePath } from "./workloads";

/** The same change as a strategic merge patch, without what says which object it is, and as JSON 6902. */
export interface ObjectChange {
  readonly merged: Fields;
  readonly operations: readonly Fields[];
}

/** @returns undefined where there is nothing that people would change about the object */
export function randomChange(object: Fields, choices: Choices): ObjectChange | undefined {
  if (choices.chance(6)) return labelled(object, choices);
  switch (object.kind) {
    case "PersistentVolumeClaim": {
      const modes = randomModes(choices);
      return choices.chance(75) ? set(["spec", "accessModes"], modes) : set(["spec", "storageClassName"], "nfs");
    }
    case "HorizontalPodAutoscaler":
      return choices.chance(70)
        ? set(["spec", "maxReplicas"], choices.pick(1, 2, 6))
        : set(["spec", "scaleTargetRef", "kind"], choices.pick("Deployment", "StatefulSet"));
    case "ScaledObject":
      return set(["spec", "maxReplicaCount"], choices.pick(1, 3));
    case "VerticalPodAutoscaler":
      return set(["spec", "targetRef", "kind"], "StatefulSet");
    case "Service":
      return choices.pick(
        set(["spec", "selector"], { app: choices.pick("web", "db", "other"), tier: null }, [
          { op: "replace", path: "/spec/selector", value: { app: choices.pick("web", "db") } },
        ]),
        set(["spec", "clusterIP"], "None"),
        set(["spec", "selector", "tier"], "server"),
      );
    case "PodDisruptionBudget":
      return set(["spec", "selector", "matchLabels", "app"], choices.pick("web", "db"));
    case "ConfigMap":
      return set(["data", "peers.conf"], choices.pick("seeds=db-0.db-headless\n", "none\n"));
    case "PersistentVolume":
      return set(["spec", "claimRef", "name"], choices.pick("web-data", "db-data"));
    case "Cluster":
      return undefined;
    default:
      return workloadChange(object, choices);
  }
}

function labelled({ metadata }: Fields, choices: Choices): ObjectChange {
  const labels = { team: choices.pick("storage", "web") };
  const has = isFields(metadata) && metadata.labels !== undefined;
  return has ? set(["metadata", "labels", "team"], labels.team) : set(["metadata", "labels"], labels);
}

function workloadChange(object: Fields, choices: Choices): ObjectChange | undefined {
  const kind = String(object.kind);
  const template = templatePath(kind);
  const pod = [...template, "spec"];
  const podSpec = template.length === 0 ? object.spec : valueAt(object, pod);
  const volumes = isFields(podSpec) && Array.isArray(podSpec.volumes) ? podSpec.volumes : [];
  const options = [
    ...(kind === "Pod" || kind === "CronJob"
      ? []
      : [
          () => set(["spec", "replicas"], choices.pick(1, 2, 5)),
          () => set(["spec", "replicas"], choices.pick(1, 3)),
          () => set([...template, "metadata", "labels", "app"], choices.pick("web", "db", "renamed")),
        ]),
    ...(kind === "Deployment" ? [() => strategy(choices), () => strategy(choices)] : []),
    ...(kind === "StatefulSet"
      ? [() => set(["spec", "serviceName"], choices.pick("web", "db-headless", "absent"))]
      : []),
    ...(kind === "Deployment" || kind === "StatefulSet" ? [() => selector(object, choices)] : []),
    () => set([...pod, "terminationGracePeriodSeconds"], choices.pick(0, 60)),
    () => addedClaim(pod, volumes.length > 0, choices),
    () => addedClaim(pod, volumes.length > 0, choices),
    ...(volumes.length > 0 ? [() => otherClaim(pod, choices), () => takenClaim(pod)] : []),
    () => image(pod, choices),
    () => environment(pod, choices),
  ];
  return choices.anyOf(options)?.();
}

function strategy(choices: Choices): ObjectChange {
  const rollingUpdate = { maxSurge: 1, maxUnavailable: choices.pick(0, 1) };
  const value = choices.pick<Fields>({ type: "Recreate" }, { type: "RollingUpdate", rollingUpdate });
  const merged = value.type === "Recreate" && choices.chance(70) ? { ...value, rollingUpdate: null } : value;
  return set(["spec", "strategy"], merged, [{ op: "add", path: "/spec/strategy", value }]);
}

function selector({ spec }: Fields, choices: Choices): ObjectChange | undefined {
  const labels = isFields(spec) && isFields(spec.selector) ? spec.selector.matchLabels : undefined;
  if (!isFields(labels)) return undefined;
  return set(["spec", "selector", "matchLabels", "tier"], choices.pick("server", "other"));
}

/** The claims of a base are named after its applications: it may be one that nobody had so far. */
function addedClaim(pod: readonly string[], hasVolumes: boolean, choices: Choices): ObjectChange {
  const claimName = choices.pick("web-data", "db-data", "cache-data", "shared");
  const volume = { name: "added", persistentVolumeClaim: { claimName } };
  const mount = { name: "added", mountPath: "/added" };
  const path = pointer([...pod, "volumes"]);
  return {
    merged: nested(pod, { volumes: [volume], containers: [{ name: "main", volumeMounts: [mount] }] }),
    operations: [
      hasVolumes ? { op: "add", path: `${path}/-`, value: volume } : { op: "add", path, value: [volume] },
      { op: "add", path: `${pointer([...pod, "containers"])}/0/volumeMounts`, value: [mount] },
    ],
  };
}

function otherClaim(pod: readonly string[], choices: Choices): ObjectChange {
  const claimName = choices.pick("web-data", "db-data", "queue-data");
  const volume = { name: "data", persistentVolumeClaim: { claimName } };
  return {
    merged: nested(pod, { volumes: [volume] }),
    operations: [
      { op: "replace", path: `${pointer([...pod, "volumes"])}/0/persistentVolumeClaim/claimName`, value: claimName },
    ],
  };
}

/** The volume goes; its mount stays now and then. */
function takenClaim(pod: readonly string[]): ObjectChange {
  const volumes = [{ name: "data", $patch: "delete" }];
  return {
    merged: nested(pod, { volumes }),
    operations: [{ op: "remove", path: `${pointer([...pod, "volumes"])}/0` }],
  };
}

function image(pod: readonly string[], choices: Choices): ObjectChange {
  const value = choices.pick("mysql:8.4", "nginx:1.27", "redis:7");
  return {
    merged: nested(pod, { containers: [{ name: "main", image: value }] }),
    operations: [{ op: "replace", path: `${pointer([...pod, "containers"])}/0/image`, value }],
  };
}

function environment(pod: readonly string[], choices: Choices): ObjectChange {
  const env = [{ name: "SEED", value: choices.pick("db-0.db-headless", "web-1.web-headless", "none") }];
  return {
    merged: nested(pod, { containers: [{ name: "main", env }] }),
    operations: [{ op: "add", path: `${pointer([...pod, "containers"])}/0/env`, value: env }],
  };
}

function set(path: readonly string[], value: Value, operations?: readonly Fields[]): ObjectChange {
  const last = path.at(-1) ?? "";
  return {
    merged: nested(path.slice(0, -1), { [last]: value }),
    operations: operations ?? [{ op: "add", path: pointer(path), value }],
  };
}

function nested(path: readonly string[], fields: Fields): Fields {
  return path.reduceRight<Fields>((inner, key) => ({ [key]: inner }), fields);
}

function pointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function valueAt(object: Fields, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((value, key) => (isFields(value) ? value[key] : undefined), object);
}
