// Which fields may hold variables of a kustomization.
//
// Source: Kustomize 5.5.0, api/internal/konfig/builtinpluginconsts/varreference.go, with its oddities: the volumes of a
// CronJob are looked for where there are none, and the annotations of a Pod template only in Deployments.
import type { FieldSpec } from "./field-spec";

const inContainers = ["containers", "initContainers"].flatMap((list) =>
  ["args", "command", "env/value", "volumeMounts/mountPath"].map((field) => `${list}/${field}`),
);

const podSpecs: readonly (readonly [kind: string, path: string])[] = [
  ["CronJob", "spec/jobTemplate/spec/template/spec"],
  ["DaemonSet", "spec/template/spec"],
  ["Deployment", "spec/template/spec"],
  ["Job", "spec/template/spec"],
  ["Pod", "spec"],
  ["ReplicaSet", "spec/template/spec"],
  ["StatefulSet", "spec/template/spec"],
];

export const variableFields: readonly FieldSpec[] = [
  ...podSpecs.flatMap(([kind, path]) => inContainers.map((field) => ({ path: `${path}/${field}`, kind }))),
  { path: "spec/jobTemplate/spec/template/volumes/nfs/server", kind: "CronJob" },
  ...["DaemonSet", "Deployment", "Job", "ReplicaSet"].map((kind) => ({
    path: "spec/template/spec/volumes/nfs/server",
    kind,
  })),
  { path: "spec/volumes/nfs/server", kind: "Pod" },
  { path: "spec/template/metadata/annotations", kind: "Deployment" },
  { path: "spec/rules/host", kind: "Ingress" },
  { path: "spec/tls/hosts", kind: "Ingress" },
  { path: "spec/tls/secretName", kind: "Ingress" },
  { path: "spec/ports/port", kind: "Service" },
  { path: "spec/ports/targetPort", kind: "Service" },
  { path: "spec/volumeClaimTemplates/spec/nfs/server", kind: "StatefulSet" },
  { path: "spec/nfs/server", kind: "PersistentVolume" },
  { path: "metadata/labels" },
  { path: "metadata/annotations" },
];
