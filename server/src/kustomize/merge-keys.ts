// Which lists of Kubernetes' own objects a strategic merge patch merges, and by which keys.

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

/** What a CronJob makes. */
const job: Shape = { fields: { metadata: meta, spec: { fields: { template: podTemplate } } } };

const podStatus: Shape = { fields: { conditions: { keys: ["type"] }, podIPs: { keys: ["ip"] } } };

const node: Shape = {
  fields: {
    metadata: meta,
    spec: { fields: { podCIDRs: { keys: [] } } },
    status: { fields: { conditions: { keys: ["type"] }, addresses: { keys: ["type"] } } },
  },
};

/** A place of a known object that holds nothing which is merged. */
export const noShape: Shape = {};

const plain: Shape = { fields: { metadata: meta } };

function withSpec(fields: Readonly<Record<string, Shape>>): Shape {
  return { fields: { metadata: meta, spec: { fields }, status: { fields: { conditions: { keys: ["type"] } } } } };
}

const controller = withSpec({ template: podTemplate });

/** Only its metadata and its status hold lists that are merged. */
const withStatus = withSpec({});

const webhooks: Shape = { fields: { metadata: meta, webhooks: { keys: ["name"] } } };

/** By API version and kind: the objects with lists that are merged. */
const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["v1 Pod", { fields: { ...podTemplate.fields, status: podStatus } }],
  ["v1 PodTemplate", { fields: { metadata: meta, template: podTemplate } }],
  ["v1 ReplicationController", controller],
  ["apps/v1 Deployment", controller],
  ["apps/v1 ReplicaSet", controller],
  ["apps/v1 DaemonSet", controller],
  ["apps/v1 StatefulSet", controller],
  ["batch/v1 Job", controller],
  ["batch/v1 CronJob", { fields: { metadata: meta, spec: { fields: { jobTemplate: job } } } }],
  ["batch/v1beta1 CronJob", { fields: { metadata: meta, spec: { fields: { jobTemplate: job } } } }],
  ["v1 Service", withSpec({ ports: { keys: ["port", "protocol"] } })],
  ["v1 ServiceAccount", { fields: { metadata: meta, secrets: { keys: ["name"] } } }],
  ["v1 ComponentStatus", { fields: { metadata: meta, conditions: { keys: ["type"] } } }],
  ["v1 Node", node],
  ["v1 Namespace", withStatus],
  ["v1 PersistentVolumeClaim", withStatus],
  ["policy/v1 PodDisruptionBudget", withStatus],
  ["policy/v1beta1 PodDisruptionBudget", withStatus],
  ["apiregistration.k8s.io/v1 APIService", withStatus],
  ["apiregistration.k8s.io/v1beta1 APIService", withStatus],
  ["storage.k8s.io/v1 CSINode", withSpec({ drivers: { keys: ["name"] } })],
  ["storage.k8s.io/v1beta1 CSINode", withSpec({ drivers: { keys: ["name"] } })],
  ...["v1", "v1beta1"].flatMap((version) =>
    ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].map((kind): [string, Shape] => [
      `admissionregistration.k8s.io/${version} ${kind}`,
      webhooks,
    ]),
  ),
]);

/** By API version: the other kinds that are known. Of them only the metadata hold lists that are merged. */
const others: ReadonlyMap<string, string> = new Map([
  ["v1", "Binding ConfigMap Endpoints Event LimitRange PersistentVolume ResourceQuota Secret"],
  ["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
  ["apiextensions.k8s.io/v1beta1", "CustomResourceDefinition"],
  ["apps/v1", "ControllerRevision"],
  ["autoscaling/v1", "HorizontalPodAutoscaler Scale"],
  ["autoscaling/v2beta1", "HorizontalPodAutoscaler"],
  ["autoscaling/v2beta2", "HorizontalPodAutoscaler"],
  ["certificates.k8s.io/v1", "CertificateSigningRequest"],
  ["certificates.k8s.io/v1beta1", "CertificateSigningRequest"],
  ["coordination.k8s.io/v1", "Lease"],
  ["coordination.k8s.io/v1beta1", "Lease"],
  ["discovery.k8s.io/v1", "EndpointSlice"],
  ["discovery.k8s.io/v1beta1", "EndpointSlice"],
  ["events.k8s.io/v1", "Event"],
  ["events.k8s.io/v1beta1", "Event"],
  ["extensions/v1beta1", "Ingress"],
  ["flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema PriorityLevelConfiguration"],
  ["networking.k8s.io/v1", "Ingress IngressClass NetworkPolicy"],
  ["networking.k8s.io/v1beta1", "Ingress IngressClass"],
  ["node.k8s.io/v1", "RuntimeClass"],
  ["node.k8s.io/v1beta1", "RuntimeClass"],
  ["policy/v1beta1", "Eviction PodSecurityPolicy"],
  ["rbac.authorization.k8s.io/v1", "ClusterRole ClusterRoleBinding Role RoleBinding"],
  ["rbac.authorization.k8s.io/v1beta1", "ClusterRole ClusterRoleBinding Role RoleBinding"],
  ["scheduling.k8s.io/v1", "PriorityClass"],
  ["scheduling.k8s.io/v1beta1", "PriorityClass"],
  ["storage.k8s.io/v1", "CSIDriver StorageClass VolumeAttachment"],
  ["storage.k8s.io/v1beta1", "CSIDriver CSIStorageCapacity StorageClass VolumeAttachment"],
]);

/**
 * The shape of an object; undefined for what is not known, whose lists are all replaced: custom resources, and kinds and
 * versions that came later (`autoscaling/v2`).
 * Source: the extensions `x-kubernetes-patch-merge-key` and `x-kubernetes-list-map-keys` of the OpenAPI document of
 * Kubernetes 1.21.2, which is the one that Kustomize 5.5.0 has built in.
 */
export function shapeOf({
  apiVersion,
  kind,
}: {
  readonly apiVersion: string;
  readonly kind: string;
}): Shape | undefined {
  const known = shapes.get(`${apiVersion} ${kind}`);
  if (known) return known;
  return others.get(apiVersion)?.split(" ").includes(kind) ? plain : undefined;
}
