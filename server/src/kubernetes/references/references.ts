// All names of other objects that one object writes.
import { asMapping, asScalar, at, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { canonicalGroup } from "../kinds";
import type { Resource } from "../resource";
import { podRunner } from "../workload";
import { claimAt, destinationReferences, restoreReferences, wordAt } from "./claim-references";
import { fluxReferences } from "./flux-references";
import { nameIn, podReferences } from "./pod-references";
import type { Reference } from "./reference";
import { objectReference, targetReference } from "./target";

/** In the order of the document, more or less; names that are to be filled in are among them. */
export function referencesOf(resource: Resource): Reference[] {
  const view = podRunner(resource);
  const { root, kind } = resource;
  const group = canonicalGroup(resource.group, kind);
  const own = byKind[`${group}/${kind}`]?.(root) ?? routeReferences(group, kind, root);
  return view ? [...own, ...podReferences(view)] : own;
}

const byKind: Readonly<Record<string, (root: Node) => Reference[]>> = {
  "/PersistentVolumeClaim": claimReferences,
  "/PersistentVolume": volumeReferences,
  "networking.k8s.io/Ingress": ingressReferences,
  "autoscaling/HorizontalPodAutoscaler": (root) => targetReference("scaled", root, ["spec", "scaleTargetRef"]),
  // KEDA: without a kind it means a Deployment. Source: keda.sh, ScaledObject specification.
  "keda.sh/ScaledObject": (root) =>
    targetReference("scaled", root, ["spec", "scaleTargetRef"], { group: "apps", kind: "Deployment" }),
  "autoscaling.k8s.io/VerticalPodAutoscaler": (root) => targetReference("driven", root, ["spec", "targetRef"]),
  "argoproj.io/Rollout": (root) => targetReference("driven", root, ["spec", "workloadRef"]),
  "flagger.app/Canary": (root) => targetReference("driven", root, ["spec", "targetRef"]),
  "volsync.backube/ReplicationSource": (root) => claimAt("backup", root, ["spec", "sourcePVC"]),
  "volsync.backube/ReplicationDestination": destinationReferences,
  "snapshot.storage.k8s.io/VolumeSnapshot": (root) =>
    claimAt("backup", root, ["spec", "source", "persistentVolumeClaimName"]),
  "cert-manager.io/Certificate": (root) => wordAt("made", "", "Secret", root, ["spec", "secretName"]),
  "external-secrets.io/ExternalSecret": (root) => wordAt("made", "", "Secret", root, ["spec", "target", "name"]),
  "secrets.hashicorp.com/VaultStaticSecret": vaultReferences,
  "secrets.hashicorp.com/VaultDynamicSecret": vaultReferences,
  "secrets.hashicorp.com/VaultPKISecret": vaultReferences,
  "k8up.io/Restore": (root) => restoreReferences(root, ["spec"]),
  "k8up.io/Schedule": (root) => restoreReferences(root, ["spec", "restore"]),
  "stash.appscode.com/BackupConfiguration": (root) => savedReferences(root),
  "stash.appscode.com/RestoreSession": (root) => savedReferences(root),
  "kustomize.toolkit.fluxcd.io/Kustomization": fluxReferences,
  "argoproj.io/Application": (root) => ignoredDifferences(root, ["spec"]),
  "argoproj.io/ApplicationSet": (root) => ignoredDifferences(root, ["spec", "template", "spec"]),
  "rbac.authorization.k8s.io/RoleBinding": subjectReferences,
  "rbac.authorization.k8s.io/ClusterRoleBinding": subjectReferences,
  "rbac.authorization.k8s.io/Role": roleReferences,
  "rbac.authorization.k8s.io/ClusterRole": roleReferences,
};

function claimReferences(root: Node): Reference[] {
  const source = child(root, "spec");
  const cloned = (["dataSource", "dataSourceRef"] as const).flatMap((field) =>
    stringAt(source, field, "kind") === "PersistentVolumeClaim" ? claimAt("backup", root, ["spec", field, "name"]) : [],
  );
  return [
    ...wordAt("claim-volume", "", "PersistentVolume", root, ["spec", "volumeName"]),
    ...wordAt("storage-class", "storage.k8s.io", "StorageClass", root, ["spec", "storageClassName"]),
    ...cloned,
  ];
}

function volumeReferences(root: Node): Reference[] {
  const name = nameIn(at(root, "spec", "claimRef", "name"));
  const namespace = nameIn(at(root, "spec", "claimRef", "namespace"));
  const kept: Reference[] =
    name === undefined
      ? []
      : [
          {
            role: "claim-of-volume",
            target: { group: "", kind: "PersistentVolumeClaim", name },
            path: ["spec", "claimRef", "name"],
            ...(namespace === undefined ? {} : { namespace }),
          },
        ];
  return [...kept, ...wordAt("storage-class", "storage.k8s.io", "StorageClass", root, ["spec", "storageClassName"])];
}

/** In today's and in older versions of the API. */
function ingressReferences(root: Node): Reference[] {
  const backends: Path[] = [
    ["spec", "defaultBackend"],
    ["spec", "backend"],
  ];
  for (const [rule, node] of itemsOf(at(root, "spec", "rules")).entries()) {
    for (const index of itemsOf(at(node, "http", "paths")).keys())
      backends.push(["spec", "rules", rule, "http", "paths", index, "backend"]);
  }
  return backends.flatMap((path) => {
    const backend = at(root, ...path);
    if (!asMapping(backend)) return [];
    const today = asMapping(child(backend, "service")) ? ["service", "name"] : ["serviceName"];
    return wordAt("backend", "", "Service", root, [...path, ...today]);
  });
}

/** Routes of the Gateway API: all of them have the same shape. */
function routeReferences(group: string, kind: string, root: Node): Reference[] {
  if (group !== "gateway.networking.k8s.io" || !kind.endsWith("Route")) return [];
  return itemsOf(at(root, "spec", "rules")).flatMap((rule, index) =>
    itemsOf(child(rule, "backendRefs")).flatMap((backend, place): Reference[] => {
      const name = nameIn(child(backend, "name"));
      const isService = (stringAt(backend, "kind") ?? "Service") === "Service" && !stringAt(backend, "group");
      if (name === undefined || !isService) return [];
      const namespace = nameIn(child(backend, "namespace"));
      return [
        {
          role: "backend",
          target: { group: "", kind: "Service", name },
          path: ["spec", "rules", index, "backendRefs", place, "name"],
          ...(namespace === undefined ? {} : { namespace }),
        },
      ];
    }),
  );
}

function vaultReferences(root: Node): Reference[] {
  return wordAt("made", "", "Secret", root, ["spec", "destination", "name"]);
}

/** Without a namespace of their own they mean objects where the application is deployed. */
function ignoredDifferences(root: Node, spec: Path): Reference[] {
  const deployed = nameIn(at(root, ...spec, "destination", "namespace"));
  const path = [...spec, "ignoreDifferences"];
  return itemsOf(at(root, ...path)).flatMap((item, index) =>
    objectReference("health", item, [...path, index], deployed),
  );
}

/** What Stash saves or restores: a claim, or the workload whose volumes it takes. */
function savedReferences(root: Node): Reference[] {
  const path = ["spec", "target", "ref"];
  const target = at(root, ...path);
  return target ? objectReference("backup", target, path) : [];
}

function subjectReferences(root: Node): Reference[] {
  return itemsOf(child(root, "subjects")).flatMap((item, index) =>
    stringAt(item, "kind") === "ServiceAccount" ? objectReference("service-account", item, ["subjects", index]) : [],
  );
}

/** Kinds by the plural that rules of roles and commands write. */
const plurals: Readonly<Record<string, readonly [group: string, kind: string]>> = {
  deployments: ["apps", "Deployment"],
  statefulsets: ["apps", "StatefulSet"],
  daemonsets: ["apps", "DaemonSet"],
  replicasets: ["apps", "ReplicaSet"],
  jobs: ["batch", "Job"],
  cronjobs: ["batch", "CronJob"],
  pods: ["", "Pod"],
  replicationcontrollers: ["", "ReplicationController"],
  persistentvolumeclaims: ["", "PersistentVolumeClaim"],
  secrets: ["", "Secret"],
};

/** What a role allows with single workloads, claims and Secrets by their names. */
function roleReferences(root: Node): Reference[] {
  return itemsOf(child(root, "rules")).flatMap((rule, index) => {
    const kinds = new Set(itemsOf(child(rule, "resources")).map((item) => asScalar(item)?.text.split("/")[0] ?? ""));
    return itemsOf(child(rule, "resourceNames")).flatMap((item, place) => {
      const name = nameIn(item);
      return [...kinds].flatMap((plural): Reference[] => {
        const kind = plurals[plural];
        if (!kind || name === undefined) return [];
        const target = { group: kind[0], kind: kind[1], name };
        return [{ role: "granted", target, path: ["rules", index, "resourceNames", place] }];
      });
    });
  });
}
