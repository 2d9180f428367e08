// What stands beside workloads, as values: claims, Services, autoscalers, and objects that look things up or are mentioned.
import type { Choices } from "../choices";
import { claimName, metadata, serviceName } from "./words";

type Value = Readonly<Record<string, unknown>>;

/** One object that is no workload. @param owner the application that it belongs to */
export function companion(choices: Choices, owner: string): Value {
  switch (choices.below(12)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return claim(choices, owner);
    case 4:
    case 5:
    case 6:
      return service(choices, owner);
    case 7:
    case 8:
      return autoscaler(choices, owner);
    case 9:
      return { apiVersion: "v1", kind: "ConfigMap", metadata: metadata(choices, owner), data: { peers: peers(owner) } };
    case 10:
      return storage(choices, owner);
    default:
      return disruptionBudget(choices, owner);
  }
}

export function claim(choices: Choices, owner: string): Value {
  const modes = choices.pick<readonly string[]>(
    ["ReadWriteOnce"],
    ["ReadWriteOnce"],
    ["ReadWriteMany"],
    ["ReadWriteOncePod"],
    ["ReadWriteOncePod", "ReadWriteOnce"],
    ["ReadWriteOnce", "ReadOnlyMany"],
    [],
  );
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: metadata(choices, claimName(choices, owner)),
    spec: {
      accessModes: modes,
      ...(choices.chance(20) ? { storageClassName: "fast" } : {}),
      resources: { requests: { storage: choices.pick("1Gi", "10Gi") } },
    },
  };
}

function service(choices: Choices, owner: string): Value {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(choices, serviceName(choices, owner)),
    spec: {
      ...(choices.chance(50) ? { clusterIP: "None" } : {}),
      ...(choices.chance(90) ? { selector: { app: owner } } : {}),
      ports: [{ port: 5432, targetPort: choices.pick<unknown>("main", 5432) }],
    },
  };
}

function autoscaler(choices: Choices, owner: string): Value {
  const kind = choices.pick("Deployment", "StatefulSet");
  if (choices.chance(25)) {
    return {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: metadata(choices, owner),
      spec: {
        scaleTargetRef: { name: owner, ...(choices.chance(50) ? { kind } : {}) },
        maxReplicaCount: choices.pick(5, 1),
      },
    };
  }
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadata(choices, owner),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind, name: owner },
      minReplicas: 1,
      maxReplicas: choices.pick(3, 1, 5),
    },
  };
}

function storage(choices: Choices, owner: string): Value {
  if (choices.chance(50)) {
    return {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "fast" },
      provisioner: "example.com/x",
    };
  }
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: `${owner}-volume` },
    spec: {
      accessModes: ["ReadWriteOnce"],
      claimRef: { name: claimName(choices, owner) },
      hostPath: { path: "/mnt/data" },
    },
  };
}

function disruptionBudget(choices: Choices, owner: string): Value {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(choices, owner),
    spec: { minAvailable: 1, selector: { matchLabels: { app: owner } } },
  };
}

function peers(owner: string): string {
  return `${owner}-0.${owner}-headless,${owner}-1.${owner}-headless`;
}
