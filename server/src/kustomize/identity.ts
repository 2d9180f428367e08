// What an object is called, at one step of its build and over all of them, and when two names mean the same object.
import { groupOf } from "../kubernetes/kinds";
import type { Resource } from "../kubernetes/resource";

/** What an object was called at one step of its build. */
export interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

export type TypeName = Pick<Identity, "group" | "version" | "kind">;

/** Fields that are absent or empty mean any. */
export interface IdentityPattern {
  readonly group: string | undefined;
  readonly version: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

export function identityOf({ apiVersion, group, kind, name, namespace }: Resource): Identity {
  return { group, version: versionOf(apiVersion), kind, name, namespace };
}

/** `v1` of `apps/v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf("/") + 1);
}

/** The namespace of an object that has none, and never will. */
const NONE = "_non_namespaceable_";

/** An object without a namespace is in `default`. Source: kustomize kyaml/resid/resid.go, EffectiveNamespace. */
export function effectiveNamespace(identity: Identity): string {
  return isClusterScoped(identity) ? NONE : identity.namespace || "default";
}

/** Of the same kind in the same version, of the same name, in the same namespace. */
export function isSameIdentity(left: Identity, right: Identity): boolean {
  return isSameName(left, right) && effectiveNamespace(left) === effectiveNamespace(right);
}

/** Likewise, in whatever namespace. */
export function isSameName(left: Identity, right: Identity): boolean {
  return (
    left.kind === right.kind && left.name === right.name && left.group === right.group && left.version === right.version
  );
}

/** Source: kustomize kyaml/resid/gvk.go, IsSelected. */
export function isOfType(
  { group, version, kind }: TypeName,
  wanted: {
    readonly group?: string | undefined;
    readonly version?: string | undefined;
    readonly kind?: string | undefined;
  },
): boolean {
  return (
    (!wanted.kind || wanted.kind === kind) &&
    (!wanted.group || wanted.group === group) &&
    (!wanted.version || wanted.version === version)
  );
}

/**
 * Does the pattern, which says names and no expressions, select what is called so? Whether its kind has namespaces is not
 * asked here. Source: kustomize kyaml/resid/resid.go, IsSelectedBy.
 */
export function isSelectedBy(identity: Identity, { name, namespace, ...type }: IdentityPattern): boolean {
  if (name && name !== identity.name) return false;
  if (namespace && namespace !== (identity.namespace || "default")) return false;
  return isOfType(identity, type);
}

/** By `apiVersion kind`: what Kustomize takes to have no namespace. Anything that it does not know has one. */
const clusterScoped = new Set(
  [
    ["v1", "ComponentStatus Namespace Node NodeProxyOptions PersistentVolume"],
    ["admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration ValidatingWebhookConfiguration"],
    ["admissionregistration.k8s.io/v1beta1", "MutatingWebhookConfiguration ValidatingWebhookConfiguration"],
    ["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
    ["apiextensions.k8s.io/v1beta1", "CustomResourceDefinition"],
    ["apiregistration.k8s.io/v1", "APIService"],
    ["apiregistration.k8s.io/v1beta1", "APIService"],
    ["certificates.k8s.io/v1", "CertificateSigningRequest"],
    ["certificates.k8s.io/v1beta1", "CertificateSigningRequest"],
    ["flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema PriorityLevelConfiguration"],
    ["networking.k8s.io/v1", "IngressClass"],
    ["networking.k8s.io/v1beta1", "IngressClass"],
    ["node.k8s.io/v1", "RuntimeClass"],
    ["node.k8s.io/v1beta1", "RuntimeClass"],
    ["policy/v1beta1", "PodSecurityPolicy"],
    ["rbac.authorization.k8s.io/v1", "ClusterRole ClusterRoleBinding"],
    ["rbac.authorization.k8s.io/v1beta1", "ClusterRole ClusterRoleBinding"],
    ["scheduling.k8s.io/v1", "PriorityClass"],
    ["scheduling.k8s.io/v1beta1", "PriorityClass"],
    ["storage.k8s.io/v1", "CSIDriver CSINode StorageClass VolumeAttachment"],
    ["storage.k8s.io/v1beta1", "CSIDriver CSINode StorageClass VolumeAttachment"],
  ].flatMap(([apiVersion, kinds = ""]) => kinds.split(" ").map((kind) => `${apiVersion} ${kind}`)),
);

/** Source: kustomize kyaml/openapi/openapi.go, precomputedIsNamespaceScoped. */
export function isClusterScoped({ group, version, kind }: TypeName): boolean {
  return clusterScoped.has(`${group === "" ? "" : `${group}/`}${version} ${kind}`);
}

/** What the object was called before, as far as its build has noted it; what it is called now comes last. */
export interface FormerName {
  readonly kind: string;
  readonly name: string;
  /** As it counts: `default` where none was written. */
  readonly namespace: string;
}

/** All identities in order, each under the API version that the object has now: no other is kept. */
export function identitiesOf(former: readonly FormerName[], resource: Resource): Identity[] {
  const group = groupOf(resource.apiVersion);
  const version = versionOf(resource.apiVersion);
  return [...former.map((name) => ({ ...name, group, version })), identityOf(resource)];
}
