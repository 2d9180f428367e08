// Which fields name other objects: when Kustomize has renamed those, it renames them here too.
//
// Source: Kustomize 5.5.0, api/internal/konfig/builtinpluginconsts/namereference.go. Kinds that are not here (ScaledObject,
// VerticalPodAutoscaler, custom resources) keep the names that are written; so do IngressClasses, whose entry names no group.
import type { FieldSpec } from "./field-spec";

/** Where objects of a kind are named. */
export interface NameReference {
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly fields: readonly FieldSpec[];
}

/** Where the template of a Pod's `spec` stands, by kind. */
const podSpecs: readonly (FieldSpec & { readonly kind: string })[] = [
  { kind: "Pod", version: "v1", path: "spec" },
  { kind: "PodTemplate", path: "template/spec" },
  ...["Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job"].map((kind) => ({
    kind,
    path: "spec/template/spec",
  })),
  { kind: "CronJob", path: "spec/jobTemplate/spec/template/spec" },
];

/** Claims, ServiceAccounts and PriorityClasses are looked for in other kinds than ConfigMaps and Secrets. */
const plainPodSpecs: readonly (FieldSpec & { readonly kind: string })[] = [
  { kind: "Pod", path: "spec" },
  ...["StatefulSet", "Deployment", "ReplicationController"].map((kind) => ({ kind, path: "spec/template/spec" })),
  { kind: "CronJob", path: "spec/jobTemplate/spec/template/spec" },
  ...["Job", "DaemonSet"].map((kind) => ({ kind, path: "spec/template/spec" })),
];

function inPods(specs: typeof podSpecs, ...paths: readonly string[]): FieldSpec[] {
  return specs.flatMap((spec) => paths.map((path) => ({ ...spec, path: `${spec.path}/${path}` })));
}

const rbac = "rbac.authorization.k8s.io";
const admission = "admissionregistration.k8s.io";
const scaleTarget: readonly FieldSpec[] = [{ path: "spec/scaleTargetRef/name", kind: "HorizontalPodAutoscaler" }];
const named = ["Role", "ClusterRole"].map((kind) => ({ path: "rules/resourceNames", kind }));

const configMaps: readonly FieldSpec[] = [
  ...inPods(
    podSpecs,
    "volumes/configMap/name",
    "containers/env/valueFrom/configMapKeyRef/name",
    "initContainers/env/valueFrom/configMapKeyRef/name",
    "containers/envFrom/configMapRef/name",
    "initContainers/envFrom/configMapRef/name",
    "volumes/projected/sources/configMap/name",
  ),
  { path: "spec/configSource/configMap", kind: "Node" },
  ...named,
  { path: "metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap", kind: "Ingress" },
];

const secrets: readonly FieldSpec[] = [
  ...inPods(
    podSpecs,
    "volumes/secret/secretName",
    "containers/env/valueFrom/secretKeyRef/name",
    "initContainers/env/valueFrom/secretKeyRef/name",
    "containers/envFrom/secretRef/name",
    "initContainers/envFrom/secretRef/name",
    "imagePullSecrets/name",
    "volumes/projected/sources/secret/name",
  ),
  { path: "spec/tls/secretName", kind: "Ingress" },
  { path: "metadata/annotations/ingress.kubernetes.io\\/auth-secret", kind: "Ingress" },
  { path: "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret", kind: "Ingress" },
  { path: "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret", kind: "Ingress" },
  { path: "imagePullSecrets/name", kind: "ServiceAccount" },
  { path: "parameters/secretName", kind: "StorageClass" },
  { path: "parameters/adminSecretName", kind: "StorageClass" },
  { path: "parameters/userSecretName", kind: "StorageClass" },
  { path: "parameters/secretRef", kind: "StorageClass" },
  ...named,
  {
    path: "spec/template/spec/containers/env/valueFrom/secretKeyRef/name",
    group: "serving.knative.dev",
    version: "v1",
    kind: "Service",
  },
  { path: "spec/azureFile/secretName", kind: "PersistentVolume" },
];

const services: readonly FieldSpec[] = [
  { path: "spec/serviceName", group: "apps", kind: "StatefulSet" },
  { path: "spec/rules/http/paths/backend/serviceName", kind: "Ingress" },
  { path: "spec/backend/serviceName", kind: "Ingress" },
  { path: "spec/rules/http/paths/backend/service/name", kind: "Ingress" },
  { path: "spec/defaultBackend/service/name", kind: "Ingress" },
  { path: "spec/service/name", group: "apiregistration.k8s.io", kind: "APIService" },
  { path: "webhooks/clientConfig/service", group: admission, kind: "ValidatingWebhookConfiguration" },
  { path: "webhooks/clientConfig/service", group: admission, kind: "MutatingWebhookConfiguration" },
];

/** In the order in which Kustomize goes through them (kyaml/resid/gvk.go, IsLessThan): each sees what those before it wrote. */
export const nameReferences: readonly NameReference[] = [
  {
    kind: "StorageClass",
    version: "v1",
    group: "storage.k8s.io",
    fields: [
      { path: "spec/storageClassName", kind: "PersistentVolume" },
      { path: "spec/storageClassName", kind: "PersistentVolumeClaim" },
      { path: "spec/volumeClaimTemplates/spec/storageClassName", kind: "StatefulSet" },
    ],
  },
  {
    kind: "ServiceAccount",
    version: "v1",
    fields: [
      { path: "subjects", group: rbac, kind: "RoleBinding" },
      { path: "subjects", group: rbac, kind: "ClusterRoleBinding" },
      ...inPods(plainPodSpecs, "serviceAccountName"),
    ],
  },
  { kind: "Role", group: rbac, fields: [{ path: "roleRef/name", group: rbac, kind: "RoleBinding" }] },
  {
    kind: "ClusterRole",
    group: rbac,
    fields: ["RoleBinding", "ClusterRoleBinding"].map((kind) => ({ path: "roleRef/name", group: rbac, kind })),
  },
  { kind: "ConfigMap", version: "v1", fields: configMaps },
  { kind: "Secret", version: "v1", fields: secrets },
  { kind: "Service", version: "v1", fields: services },
  {
    kind: "PriorityClass",
    version: "v1",
    group: "scheduling.k8s.io",
    fields: inPods(plainPodSpecs, "priorityClassName"),
  },
  {
    kind: "PersistentVolume",
    version: "v1",
    fields: [
      { path: "spec/volumeName", kind: "PersistentVolumeClaim" },
      { path: "rules/resourceNames", kind: "ClusterRole" },
    ],
  },
  {
    kind: "PersistentVolumeClaim",
    version: "v1",
    fields: inPods(plainPodSpecs, "volumes/persistentVolumeClaim/claimName"),
  },
  { kind: "Deployment", fields: scaleTarget },
  { kind: "StatefulSet", fields: scaleTarget },
  {
    kind: "ValidatingAdmissionPolicy",
    group: admission,
    fields: [{ path: "spec/policyName", group: admission, kind: "ValidatingAdmissionPolicyBinding" }],
  },
  { kind: "ReplicaSet", fields: scaleTarget },
  { kind: "ReplicationController", fields: scaleTarget },
];
