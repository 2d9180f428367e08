// Which objects a patch of a kustomization means: by its target, or by the name in the patch itself.
import { type Labels, labels, meets, type Requirement } from "../kubernetes/labels";
import type { Resource } from "../kubernetes/resource";
import { at } from "../yaml/navigate";
import type { Mapping } from "../yaml/tree";
import type { PatchTarget } from "./kustomization-facts";

/** What an object was called at one step of its build. */
export interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Longer patterns are taken to match nothing. */
const LONGEST_PATTERN = 500;

/** Each of them multiplies the steps that a match may take by the length of the name. */
const MOST_REPETITIONS = 3;

/** The longest name that an object may have (a DNS subdomain). */
const LONGEST_SUBJECT = 253;

/** Kinds of Kubernetes' own that have no namespace. */
const clusterScoped: ReadonlyMap<string, string> = new Map([
  ["Namespace", ""],
  ["Node", ""],
  ["PersistentVolume", ""],
  ["ComponentStatus", ""],
  ["MutatingWebhookConfiguration", "admissionregistration.k8s.io"],
  ["ValidatingWebhookConfiguration", "admissionregistration.k8s.io"],
  ["CustomResourceDefinition", "apiextensions.k8s.io"],
  ["APIService", "apiregistration.k8s.io"],
  ["CertificateSigningRequest", "certificates.k8s.io"],
  ["FlowSchema", "flowcontrol.apiserver.k8s.io"],
  ["PriorityLevelConfiguration", "flowcontrol.apiserver.k8s.io"],
  ["IngressClass", "networking.k8s.io"],
  ["RuntimeClass", "node.k8s.io"],
  ["PodSecurityPolicy", "policy"],
  ["ClusterRole", "rbac.authorization.k8s.io"],
  ["ClusterRoleBinding", "rbac.authorization.k8s.io"],
  ["PriorityClass", "scheduling.k8s.io"],
  ["CSIDriver", "storage.k8s.io"],
  ["CSINode", "storage.k8s.io"],
  ["StorageClass", "storage.k8s.io"],
  ["VolumeAttachment", "storage.k8s.io"],
]);

/** Source: kustomize kyaml/openapi/openapi.go, precomputedIsNamespaceScoped; kinds that it does not know have a namespace. */
export function isClusterScoped({ group, kind }: { readonly group: string; readonly kind: string }): boolean {
  return clusterScoped.get(kind) === group;
}

export function identityOf({ apiVersion, group, kind, name, namespace }: Resource): Identity {
  return { group, version: apiVersion.slice(apiVersion.indexOf("/") + 1), kind, name, namespace };
}

/** Unspecified means `default`. Source: kustomize kyaml/resid/resid.go, EffectiveNamespace. */
function namespaceOf(identity: Identity): string {
  return isClusterScoped(identity) ? "_non_namespaceable_" : identity.namespace || "default";
}

/** Does a patch without a target, which says all this of its object, mean one that was called so at any step? */
export function isNamed(patch: Identity, identities: readonly Identity[]): boolean {
  return identities.some(
    (identity) =>
      patch.kind === identity.kind &&
      patch.group === identity.group &&
      patch.name === identity.name &&
      namespaceOf(patch) === namespaceOf(identity),
  );
}

/**
 * Does the target select the object? Names and namespaces may be those that it had first or has now; the rest is as it is now.
 * Source: kustomize api/resmap/reswrangler.go, Select.
 * @param identities the object's, the first one first, the present one last
 */
export function isSelected(target: PatchTarget, identities: readonly Identity[], root: Mapping): boolean {
  const [first, last] = [identities[0], identities.at(-1)];
  if (!first || !last) return false;
  return (
    fits(target.kind, last.kind) &&
    fits(target.group, last.group) &&
    fits(target.version, last.version) &&
    (fits(target.name, first.name) || fits(target.name, last.name)) &&
    (fits(target.namespace, namespaceOf(first)) || fits(target.namespace, namespaceOf(last))) &&
    selects(target.labelSelector, labels(at(root, "metadata", "labels")))
  );
}

/** An absent or empty pattern fits anything; one that cannot be used fits nothing. */
function fits(pattern: string | undefined, subject: string): boolean {
  if (!pattern) return true;
  if (/^[\w.-]+$/.test(pattern) && pattern === subject) return true;
  if (subject.length > LONGEST_SUBJECT || !isHarmless(pattern)) return false;
  const insensitive = pattern.startsWith("(?i)");
  try {
    return new RegExp(`^(?:${insensitive ? pattern.slice(4) : pattern})$`, insensitive ? "i" : "").test(subject);
  } catch {
    return false;
  }
}

/** Can the pattern be matched in a few steps? Repeated groups may take exponentially many, which Kustomize's engine never does. */
function isHarmless(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN) return false;
  const bare = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  if (/\)[*+{]/.test(bare)) return false;
  return (bare.match(/[*+{]/g) ?? []).length <= MOST_REPETITIONS;
}

/**
 * Does a selector as on the command line (`a=b,c in (d,e),!f`) match? An empty one matches anything, a faulty one nothing.
 * Source: apimachinery pkg/labels/selector.go, Parse.
 */
export function selects(selector: string | undefined, present: Labels): boolean {
  if (!selector?.trim()) return true;
  return selector.split(/,(?![^(]*\))/).every((part) => {
    const wanted = requirement(part.trim());
    return wanted !== undefined && meets(present, wanted);
  });
}

function requirement(text: string): Requirement | undefined {
  const set = /^([^\s!=<>(),]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) {
    const values = (set[3] ?? "").split(",").map((value) => value.trim());
    return { key: set[1] ?? "", operator: set[2] === "in" ? "In" : "NotIn", values };
  }
  const equality = /^([^\s!=<>(),]+)\s*(==|=|!=)\s*([^\s!=<>(),]*)$/.exec(text);
  if (equality)
    return { key: equality[1] ?? "", operator: equality[2] === "!=" ? "NotIn" : "In", values: [equality[3] ?? ""] };
  const existence = /^(!?)\s*([^\s!=<>(),]+)$/.exec(text);
  return existence
    ? { key: existence[2] ?? "", operator: existence[1] ? "DoesNotExist" : "Exists", values: [] }
    : undefined;
}
