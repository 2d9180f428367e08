// Field specifications of a build: those that Kustomize has, and those that files of its kustomizations add.
import { child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { defaultFields, type FieldConfiguration } from "./default-fields";
import { fieldSpecs, joinedSpecs, typeOf } from "./field-spec";
import type { NameReference } from "./reference-fields";

const lists = [
  "namePrefix",
  "nameSuffix",
  "namespace",
  "commonLabels",
  "labels",
  "templateLabels",
  "commonAnnotations",
  "images",
  "replicas",
  "varReference",
] as const;

/** What a file of `configurations` says. Source: kustomize api/internal/plugins/builtinconfig/transformerconfig.go. */
export function fieldConfiguration(root: Node | undefined): FieldConfiguration {
  const specs = (field: (typeof lists)[number]) => fieldSpecs(child(root, field));
  return {
    namePrefix: specs("namePrefix"),
    nameSuffix: specs("nameSuffix"),
    namespace: specs("namespace"),
    commonLabels: specs("commonLabels"),
    labels: specs("labels"),
    templateLabels: specs("templateLabels"),
    commonAnnotations: specs("commonAnnotations"),
    images: specs("images"),
    replicas: specs("replicas"),
    varReference: specs("varReference"),
    nameReference: itemsOf(child(root, "nameReference")).map((item) => ({
      ...typeOf(item),
      kind: stringAt(item, "kind") ?? "",
      fields: fieldSpecs(child(item, "fieldSpecs")),
    })),
  };
}

/** One configuration with all that others add to it; the very same where they add nothing. */
export function joinedConfigurations(
  configuration: FieldConfiguration,
  ...others: readonly FieldConfiguration[]
): FieldConfiguration {
  return others.reduce((joined, other) => (isAddedTo(joined, other) ? both(joined, other) : joined), configuration);
}

function isAddedTo(configuration: FieldConfiguration, other: FieldConfiguration): boolean {
  return other !== configuration && other !== defaultFields;
}

function both(one: FieldConfiguration, other: FieldConfiguration): FieldConfiguration {
  const specs = (field: (typeof lists)[number]) => joinedSpecs(one[field], other[field]);
  return {
    namePrefix: specs("namePrefix"),
    nameSuffix: specs("nameSuffix"),
    namespace: specs("namespace"),
    commonLabels: specs("commonLabels"),
    labels: specs("labels"),
    templateLabels: specs("templateLabels"),
    commonAnnotations: specs("commonAnnotations"),
    images: specs("images"),
    replicas: specs("replicas"),
    varReference: specs("varReference"),
    nameReference: inOrder(other.nameReference.reduce(joinedReferences, one.nameReference)),
  };
}

function joinedReferences(known: readonly NameReference[], added: NameReference): readonly NameReference[] {
  const same = known.findIndex(
    ({ group = "", version = "", kind }) =>
      group === (added.group ?? "") && version === (added.version ?? "") && kind === added.kind,
  );
  if (same === -1) return [...known, added];
  return known.map((reference, index) =>
    index === same ? { ...reference, fields: joinedSpecs(reference.fields, added.fields) } : reference,
  );
}

/** Kinds that others rest on come first, then all others by their names. */
const first = [
  "Namespace",
  "ResourceQuota",
  "StorageClass",
  "CustomResourceDefinition",
  "ServiceAccount",
  "PodSecurityPolicy",
  "Role",
  "ClusterRole",
  "RoleBinding",
  "ClusterRoleBinding",
  "ConfigMap",
  "Secret",
  "Endpoints",
  "Service",
  "LimitRange",
  "PriorityClass",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "Deployment",
  "StatefulSet",
  "CronJob",
  "PodDisruptionBudget",
];

const last = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

/** Source: kustomize kyaml/resid/gvk.go, IsLessThan. */
function inOrder(references: readonly NameReference[]): readonly NameReference[] {
  const rank = ({ kind }: NameReference) =>
    first.includes(kind) ? first.indexOf(kind) - first.length : last.indexOf(kind) + 1;
  const word = ({ group, version, kind }: NameReference) => `${group || "~G"}_${version || "~V"}_${kind || "~K"}`;
  return [...references].sort((a, b) => rank(a) - rank(b) || (word(a) < word(b) ? -1 : 1));
}
