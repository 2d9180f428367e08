// One workload to convert, with what stands around it: claims, Services, an autoscaler, a kustomization with patches.
import type { WorkloadKind } from "../../../server/src/kubernetes/kinds";
import type { Choices } from "../choices";
import { type Fields, type FileForm, written } from "../conversion-generator/style";
import type { GeneratedFile } from "../generated-workspace";
import { type Drawn, drawnWorkload } from "./workload";

export interface GeneratedPair {
  readonly files: readonly GeneratedFile[];
  readonly path: string;
  /** The workload as it was drawn. */
  readonly object: Fields;
}

/** The same choices give the same bytes. */
export function generatedPair(kind: WorkloadKind, choices: Choices): GeneratedPair {
  const drawn = drawnWorkload(kind, choices);
  const claims = drawn.claims.map((claim) => claimObject(claim, drawn));
  const services = Object.keys(drawn.labels).length > 0 && choices.chance(50) ? [service(drawn, choices)] : [];
  const scaler = choices.chance(10) && canBeScaled(kind) ? [autoscaler(kind, drawn)] : [];
  const layout = choices.pick("folder", "folder", "kustomization", "overlay");
  const folder = layout === "overlay" ? "base/" : "";
  const form = choices.chance(10) ? "json" : choices.chance(10) ? "list" : "documents";
  const extension = form === "json" ? "json" : "yaml";
  const path = `${folder}app.${extension}`;
  const others = [...claims, ...services, ...scaler];
  const inOne = form !== "json" && choices.chance(40);
  const own: FileForm = form;
  const files: GeneratedFile[] = [
    { path, text: written(inOne ? [drawn.object, ...others] : [drawn.object], own, choices) },
  ];
  if (!inOne && others.length > 0)
    files.push({ path: `${folder}others.yaml`, text: written(others, "documents", choices) });
  if (layout === "folder") return { files, path, object: drawn.object };
  const resources = files.map((file) => file.path.slice(folder.length));
  files.push({ path: `${folder}kustomization.yaml`, text: written([{ resources }], "documents", choices) });
  if (layout === "overlay") {
    const overlay = { resources: ["../base"], patches: patches(kind, drawn, choices) };
    files.push({ path: "overlay/kustomization.yaml", text: written([overlay], "documents", choices) });
  }
  return { files, path, object: drawn.object };
}

function canBeScaled(kind: WorkloadKind): boolean {
  return ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"].includes(kind);
}

function namespaceOf({ object }: Drawn): string | undefined {
  const metadata = object.metadata as Fields;
  return typeof metadata.namespace === "string" ? metadata.namespace : undefined;
}

function claimObject(name: string, drawn: Drawn): Fields {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name, namespace: namespaceOf(drawn) },
    spec: {
      storageClassName: "fast",
      accessModes: [name === "shared" ? "ReadWriteMany" : "ReadWriteOnce"],
      resources: { requests: { storage: "1Gi" } },
    },
  };
}

function service(drawn: Drawn, choices: Choices): Fields {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: choices.pick("own", "front"), namespace: namespaceOf(drawn) },
    spec: {
      clusterIP: choices.pick("None", undefined),
      selector: { ...drawn.labels },
      ports: [{ name: "http", port: 80, targetPort: 8080 }],
    },
  };
}

function autoscaler(kind: WorkloadKind, drawn: Drawn): Fields {
  const apiVersion = kind === "ReplicationController" ? "v1" : "apps/v1";
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: drawn.name, namespace: namespaceOf(drawn) },
    spec: { scaleTargetRef: { apiVersion, kind, name: drawn.name }, minReplicas: 1, maxReplicas: 4 },
  };
}

/** By JSON patch with a target, and by strategic merge. */
function patches(kind: WorkloadKind, { name, object }: Drawn, choices: Choices): Fields[] {
  const place = kind === "Pod" ? "" : kind === "CronJob" ? "/spec/jobTemplate/spec/template" : "/spec/template";
  const operations = `- op: replace\n  path: ${place}/spec/containers/0/image\n  value: nginx:1.30`;
  const inner = { terminationGracePeriodSeconds: 50 };
  const template = { spec: inner };
  const spec: Fields =
    kind === "Pod" ? inner : kind === "CronJob" ? { jobTemplate: { spec: { template } } } : { template };
  const merge = JSON.stringify({ apiVersion: object.apiVersion, kind, metadata: { name }, spec });
  return choices.pick<Fields[]>(
    [{ target: { kind, name }, patch: operations }],
    [{ patch: merge }],
    [{ target: { kind, name }, patch: operations }, { patch: merge }],
  );
}
