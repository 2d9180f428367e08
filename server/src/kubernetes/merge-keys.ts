// Which lists of Kubernetes' own objects a strategic merge patch merges, and by which keys.
import { workloadKind } from "./kinds";

/** What is known of a place in an object. Absent fields hold nothing that is merged. */
export interface Shape {
  /** The keys by which a list is merged; empty for a list of plain values; undefined for one that is replaced. */
  readonly keys?: readonly string[];
  /** What the items of the list are. */
  readonly items?: Shape;
  readonly fields?: Readonly<Record<string, Shape>>;
}

const meta: Shape = { fields: { finalizers: { keys: [] }, ownerReferences: { keys: ["uid"] } } };

const ephemeralContainer: Shape = {
  fields: { env: { keys: ["name"] }, volumeMounts: { keys: ["mountPath"] }, volumeDevices: { keys: ["devicePath"] } },
};

const container: Shape = { fields: { ...ephemeralContainer.fields, ports: { keys: ["containerPort", "protocol"] } } };

const podTemplate: Shape = {
  fields: {
    metadata: meta,
    spec: {
      fields: {
        containers: { keys: ["name"], items: container },
        initContainers: { keys: ["name"], items: container },
        ephemeralContainers: { keys: ["name"], items: ephemeralContainer },
        volumes: { keys: ["name"] },
        imagePullSecrets: { keys: ["name"] },
        hostAliases: { keys: ["ip"] },
        topologySpreadConstraints: { keys: ["topologyKey", "whenUnsatisfiable"] },
      },
    },
  },
};

const controller: Shape = { fields: { metadata: meta, spec: { fields: { template: podTemplate } } } };

const cronJob: Shape = {
  fields: { metadata: meta, spec: { fields: { jobTemplate: controller } } },
};

const service: Shape = { fields: { metadata: meta, spec: { fields: { ports: { keys: ["port", "protocol"] } } } } };

const serviceAccount: Shape = { fields: { metadata: meta, secrets: { keys: ["name"] } } };

const webhooks: Shape = { fields: { metadata: meta, webhooks: { keys: ["name"] } } };

/** The versions of workloads whose lists Kustomize knows; the lists of all others are replaced. */
const versions = new Set(["v1", "apps/v1", "batch/v1", "batch/v1beta1"]);

/** Groups of Kubernetes' own that have a dot in their names end so; custom resources may too, with the same metadata. */
const OWN_GROUP = /^(?:apps|batch|autoscaling|policy|[a-z.]+\.k8s\.io)\//;

/**
 * The shape of an object; undefined for custom resources, all of whose lists are replaced.
 * Source: the extensions `x-kubernetes-patch-merge-key` and `x-kubernetes-list-map-keys` of the OpenAPI document of
 * Kubernetes 1.21, which is the one that Kustomize 5.5.0 has built in.
 */
export function shapeOf(apiVersion: string, kind: string): Shape | undefined {
  const workload = workloadKind(apiVersion, kind);
  if (workload !== undefined) {
    if (!versions.has(apiVersion)) return undefined;
    if (workload === "Pod") return podTemplate;
    return workload === "CronJob" ? cronJob : controller;
  }
  if (apiVersion === "v1") {
    if (kind === "Service") return service;
    return kind === "ServiceAccount" ? serviceAccount : { fields: { metadata: meta } };
  }
  if (kind === "MutatingWebhookConfiguration" || kind === "ValidatingWebhookConfiguration") return webhooks;
  return OWN_GROUP.test(apiVersion) ? { fields: { metadata: meta } } : undefined;
}
