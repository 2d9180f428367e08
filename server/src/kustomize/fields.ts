// Changes the fields of an object that a field specification names.
//
// Source: kustomize api/filters/fieldspec/fieldspec.go. A list on the way needs no step of its own: all its items are meant.
import { groupOf } from "../kubernetes/kinds";
import { child, isNullish, resolved, stringAt } from "../yaml/navigate";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import { type FieldSpec, stepsOfPath } from "./field-spec";
import { isOfType, type TypeName, versionOf } from "./identity";
import { mappingLike, type Note, sequenceLike, stringLike, withEntry } from "./tree-change";

/** Longer paths lead nowhere, and would make trees too deep to walk. */
const LONGEST_PATH = 100;

export interface FieldChange {
  /** What stands in the field afterwards; the node itself where it stays. A field that is made begins empty. */
  readonly set: (node: Node) => Node;
  /** What is made where a specification says that a missing field is. Nothing where undefined. */
  readonly makes?: "scalar" | "mapping";
  /** Where made nodes are taken to stand. */
  readonly like: Node;
  readonly note: Note;
}

/** The object with the fields of all specifications that mean it changed; the same one where nothing does. */
export function withFields(object: Mapping, specs: readonly FieldSpec[], change: FieldChange): Mapping {
  const type = typeNameOf(object);
  let result = object;
  for (const spec of specs) {
    if (!isOfType(type, spec)) continue;
    const steps = stepsOfPath(spec.path);
    if (steps.length > LONGEST_PATH) continue;
    const changed = changedAt(result, steps, spec.create === true, change);
    if (changed.type === "mapping") result = changed;
  }
  return result;
}

/** The type that an object says it is of. */
export function typeNameOf(object: Mapping): TypeName {
  const apiVersion = stringAt(object, "apiVersion") ?? "";
  return { group: groupOf(apiVersion), version: versionOf(apiVersion), kind: stringAt(object, "kind") ?? "" };
}

function changedAt(node: Node, steps: readonly string[], create: boolean, change: FieldChange): Node {
  if (steps.length === 0) return change.set(node);
  const target = resolved(node);
  if (target?.type === "sequence") {
    const items = target.items.map((item) => changedAt(item, steps, create, change));
    return items.every((item, index) => item === target.items[index]) ? node : sequenceLike(target, items, change.note);
  }
  if (target?.type !== "mapping") return node;
  const changed = changedIn(target, steps, create, change);
  return changed === target ? node : changed;
}

function changedIn(
  target: Mapping,
  [step = "", ...rest]: readonly string[],
  create: boolean,
  change: FieldChange,
): Mapping {
  const { like, note, makes } = change;
  const key = step.replace(/\[\]$/, "");
  const isList = key !== step;
  const kind = isList || !create || makes === undefined ? undefined : rest.length === 0 ? makes : "mapping";
  const former = child(target, key);
  if (former === undefined && kind === undefined) return target;
  const isNull = isNullish(former);
  const empty = isNull ? (isList ? sequenceLike(former ?? like, [], note) : made(kind, like, note)) : undefined;
  const field = empty ?? former;
  if (field === undefined) return target;
  const value = changedAt(field, rest, create, change);
  // A `null` where a list is expected becomes an empty list.
  return value === former ? target : withEntry(target, stringLike(like, key, note), value, note);
}

function made(kind: FieldChange["makes"], like: Node, note: Note): Node | undefined {
  if (kind === undefined) return undefined;
  if (kind === "mapping") return mappingLike(like, [], note);
  const empty: Scalar = { type: "scalar", style: "plain", text: "", value: null, start: like.start, end: like.end };
  note(empty, like);
  return empty;
}
