// Variables of kustomizations in a built object: `$(NAME)` stands for a field of some object, when all names are the last ones.
//
// Source: Kustomize 5.5.0, api/filters/refvar, api/internal/accumulator/resaccumulator.go.

import { asScalar, entriesOf, resolved } from "../yaml/navigate";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import type { Built } from "./built";
import { defaultFields } from "./default-fields";
import { nodeAt, stepsOfFieldPath } from "./field-path";
import type { FieldSpec } from "./field-spec";
import { withFields } from "./fields";
import { type Identity, isSameIdentity, isSameName } from "./identity";
import { withPlainAnnotations } from "./rendering";
import { scalarLike, wordLike } from "./scalars";
import type { SourceDocument } from "./source-document";
import { mappingLike, type Note, sequenceLike } from "./tree-change";
import type { VariableFacts } from "./variable-facts";

export type VariableValue = string | number | boolean;

/**
 * The values of all variables of a build: undefined for one that cannot be known, and for a name that is none. A build that has
 * no variables leaves its objects alone.
 */
export type Variables = (name: string) => VariableValue | undefined;

/**
 * Is it the object whose field the variable stands for?
 * @param identities what the object is called when the kustomization that says the variable has changed it
 */
export function isVariableSource({ object }: VariableFacts, identities: readonly Identity[]): boolean {
  return identities.some((identity) =>
    object.namespace === undefined ? isSameName(object, identity) : isSameIdentity(object, identity),
  );
}

/** The value in the object, which must have got its last names; undefined where it has none that a text could hold. */
export function variableValue({ fieldPath }: VariableFacts, { resource }: Built): VariableValue | undefined {
  const steps = stepsOfFieldPath(fieldPath)?.flatMap(withIndexes);
  const scalar = asScalar(steps && nodeAt(resource.root, steps));
  if (scalar?.tag === "!!bool") return scalar.text === "true";
  if (scalar?.tag === "!!int" || scalar?.tag === "!!float") return Number(scalar.text);
  // A date is the text that is written.
  return typeof scalar?.value === "string" ? scalar.text : (scalar?.value ?? scalar?.text);
}

/** `ports[0]` is a step to a list and one to its first item. */
function withIndexes(step: string): string[] {
  const found = /^(.*)\[(\d+)\]$/.exec(step);
  return found ? [found[1] ?? "", found[2] ?? ""].filter((part) => part !== "") : [step];
}

/** The object with values for variables in the fields that may hold them. A variable without a value stays as it is written. */
export function withVariables<D extends SourceDocument>(
  object: Built<D>,
  variables: Variables,
  specs: readonly FieldSpec[] = defaultFields.varReference,
): Built<D> {
  return object.with((root, note) => {
    const expansion: Expansion = { variables, note, isUntyped: (scalar) => object.isUntyped(scalar) };
    const set = (node: Node) => expandedNode(node, expansion);
    // Whatever a variable stands for, an annotation is a word.
    return withPlainAnnotations(withFields(root, specs, { set, like: root, note }), note);
  });
}

interface Expansion {
  readonly variables: Variables;
  readonly note: Note;
  readonly isUntyped: (scalar: Scalar) => boolean;
}

/** A word, the words of a list, or the values of a mapping that are words. */
function expandedNode(node: Node, expansion: Expansion): Node {
  const target = resolved(node);
  if (target?.type === "scalar") return expandedScalar(target, node, expansion);
  if (target?.type === "sequence") {
    const items = target.items.map((item) => expandedItem(item, expansion));
    return items.every((item, index) => item === target.items[index])
      ? node
      : sequenceLike(target, items, expansion.note);
  }
  return target?.type === "mapping" ? expandedMapping(target, node, expansion) : node;
}

function expandedMapping(mapping: Mapping, node: Node, expansion: Expansion): Node {
  const former = entriesOf(mapping);
  const entries = former.map(({ key, value }) => ({ key, value: expandedItem(value, expansion) }));
  const isSame = entries.every(({ value }, index) => value === former[index]?.value);
  return isSame ? node : mappingLike(mapping, entries, expansion.note);
}

function expandedItem(node: Node, expansion: Expansion): Node {
  const scalar = asScalar(node);
  return scalar ? expandedScalar(scalar, node, expansion) : node;
}

function expandedScalar(scalar: Scalar, node: Node, { variables, note, isUntyped }: Expansion): Node {
  // Where variables are looked for, what has no type is a word.
  if (isUntyped(scalar)) return filled(scalar, expanded(scalar.text, variables), note);
  if (typeof scalar.value !== "string" || !scalar.text.includes("$")) return node;
  const value = expanded(scalar.text, variables);
  return value === scalar.text ? node : filled(scalar, value, note);
}

function filled(scalar: Scalar, value: VariableValue, note: Note): Scalar {
  return typeof value === "string" ? wordLike(scalar, value, note) : scalarLike(scalar, String(value), value, note);
}

/** A text that is nothing but a variable takes the type of its value. `$$` becomes `$`. */
function expanded(text: string, variables: Variables): VariableValue {
  const whole = /^\$\(([^)]*)\)$/.exec(text);
  if (whole) return variables(whole[1] ?? "") ?? text;
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (found, name: string | undefined) => {
    if (name === undefined) return "$";
    const value = variables(name);
    return value === undefined ? found : String(value);
  });
}
