// The fields of a kustomization that change objects without a patch: namespace, names, labels, annotations, replicas.
//
// Order and reach are those of Kustomize 5.5.0 (api/internal/target/kusttarget_configplugin.go, api/internal/builtins).

import { asMapping, asScalar, child, entriesOf, entryOf, itemsOf, stringAt } from "../yaml/navigate";
import type { Entry, Mapping, Node, Scalar } from "../yaml/tree";
import type { FieldConfiguration } from "./default-fields";
import { type FieldSpec, joinedSpecs } from "./field-spec";
import { typeNameOf, withFields } from "./fields";
import { type Identity, isClusterScoped, isOfType } from "./identity";
import type { LabelEntry, ReplicaEntry } from "./kustomization-facts";
import type { ScalarNotes } from "./scalar-notes";
import { newWord, retexted, wordLike } from "./scalars";
import { inStyleOf, type Note, sequenceLike, stringLike, withEntry } from "./tree-change";

/** What is noted of changes. */
export interface Changes {
  readonly note: Note;
  readonly scalars: ScalarNotes;
}

/** The object in a namespace; its `subjects` named `default` get it as well, and the namespace itself takes the name. */
export function withNamespace(
  object: Mapping,
  namespace: Scalar,
  configuration: FieldConfiguration,
  note: Note,
): Mapping {
  const type = typeNameOf(object);
  const word = wordLike(namespace, namespace.text, note);
  const set = (node: Node) => {
    const former = asScalar(node);
    return !former || stringAt(former) === word.text ? node : inStyleOf(former, word, note);
  };
  const change = { set, makes: "scalar", like: word, note } as const;
  const specs = configuration.namespace.filter(
    ({ path }) =>
      path !== "metadata/namespace" && (path !== "metadata/name" || stringAt(object, "apiVersion") === "v1"),
  );
  const own: readonly FieldSpec[] = isClusterScoped(type) ? [] : [{ path: "metadata/namespace", create: true }];
  const moved = withFields(object, own, change);
  if (type.kind !== "RoleBinding" && type.kind !== "ClusterRoleBinding") return withFields(moved, specs, change);
  return withFields(
    withDefaultSubjects(moved, word, note),
    specs.filter(({ path }) => path !== "subjects/namespace"),
    change,
  );
}

function withDefaultSubjects(binding: Mapping, namespace: Scalar, note: Note): Mapping {
  const subjects = entryOf(binding, "subjects");
  if (subjects?.key.type !== "scalar") return binding;
  const former = itemsOf(subjects.value);
  const items = former.map((item) => {
    const subject = asMapping(item);
    if (!subject || asScalar(child(subject, "name"))?.text !== "default") return item;
    if (stringAt(subject, "namespace") === namespace.text) return item;
    return withEntry(subject, stringLike(namespace, "namespace", note), namespace, note);
  });
  if (items.every((item, index) => item === former[index])) return binding;
  return withEntry(binding, subjects.key, sequenceLike(subjects.value, items, note), note);
}

/** Kinds whose names mean something outside of the build; told by the first name of an object. */
const unnamed: readonly Partial<Identity>[] = [
  { kind: "CustomResourceDefinition" },
  { kind: "APIService", group: "apiregistration.k8s.io" },
  { kind: "Namespace" },
];

/** Is the object left out where names get something before or behind them? */
export function keepsName(first: Identity): boolean {
  return unnamed.some((type) => isOfType(first, type));
}

/** The object with another text in the fields that hold its name. */
export function withName(
  object: Mapping,
  specs: readonly FieldSpec[],
  add: (name: string) => string,
  { like, note, scalars }: Changes & { readonly like: Node },
): Mapping {
  const set = (node: Node): Node => {
    const scalar = asScalar(node);
    const made = scalar && retexted(scalar, add(scalar.text), note);
    scalars.untype(made);
    return made ?? node;
  };
  return withFields(object, specs, { set, makes: "scalar", like, note });
}

/** A mapping of a kustomization whose entries get into objects. */
export interface PairList {
  /** The mapping itself. */
  readonly node: Mapping;
  /** Its entries, sorted, all of them words. */
  readonly entries: readonly Entry[];
}

/** Undefined where the node holds nothing to add. */
export function pairList(node: Node | undefined, note: Note): PairList | undefined {
  const mapping = asMapping(node);
  if (!mapping) return undefined;
  const entries = entriesOf(mapping).flatMap(({ key, value }): Entry[] => {
    const scalar = asScalar(value);
    return key.type === "scalar" && scalar && typeof scalar.value === "string"
      ? [{ key, value: newWord(scalar, note) }]
      : [];
  });
  if (entries.length === 0) return undefined;
  return { node: mapping, entries: entries.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}

/** The object with all pairs in the fields that the specifications name. */
export function withPairs(
  object: Mapping,
  specs: readonly FieldSpec[],
  { node, entries }: PairList,
  { note, scalars }: Changes,
): Mapping {
  const made = new Map<string, Scalar>();
  const set = (field: Node): Node => {
    const former = asMapping(field);
    if (!former) return field;
    let result = former;
    for (const { key, value } of entries) {
      const word = asScalar(value);
      if (key.type !== "scalar" || !word) continue;
      const known = asScalar(child(result, key.text));
      // The same node gets into all fields that have no such entry yet.
      const fresh = known ? inStyleOf(known, copied(word, note), note) : (made.get(key.text) ?? copied(word, note));
      if (known) scalars.overwrite(known, fresh);
      else if (made.has(key.text)) scalars.share(fresh);
      else made.set(key.text, fresh);
      if (stringAt(result, key.text) !== word.text) result = withEntry(result, key, fresh, note);
    }
    return result === former ? field : result;
  };
  return withFields(object, specs, { set, makes: "mapping", like: node, note });
}

function copied(scalar: Scalar, note: Note): Scalar {
  const copy = { ...scalar };
  note(copy, scalar);
  return copy;
}

/** The fields that an entry of `labels` or `commonLabels` reaches. */
export function labelFields(
  { field, selectors, templates, fields }: LabelEntry,
  configuration: FieldConfiguration,
): readonly FieldSpec[] {
  if (field === "commonLabels") return configuration.commonLabels;
  const own = joinedSpecs(fields, configuration.labels);
  if (selectors) return joinedSpecs(own, configuration.commonLabels);
  const reached = templates ? joinedSpecs(own, configuration.templateLabels) : own;
  return joinedSpecs(reached, [{ path: "metadata/labels", create: true }]);
}

/** The object with the number of replicas that an entry says, where it means the object. */
export function withReplicas(
  object: Mapping,
  identities: readonly Identity[],
  { name }: ReplicaEntry,
  count: Scalar,
  { configuration, note }: { readonly configuration: FieldConfiguration; readonly note: Note },
): Mapping {
  let result = object;
  for (const spec of configuration.replicas) {
    if (!identities.some((identity) => identity.name === name && isOfType(identity, spec))) continue;
    const set = (node: Node) => {
      const former = asScalar(node);
      return former && former.value !== count.value ? inStyleOf(former, count, note) : node;
    };
    result = withFields(result, [spec], { set, makes: "scalar", like: count, note });
  }
  return result;
}

function keyOf({ key }: Entry): string {
  return key.type === "scalar" ? key.text : "";
}
