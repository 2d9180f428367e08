// What becomes of a Kustomize patch of a workload whose kind changes: a strategic merge patch, or a list of operations.
import { groupOf } from "../../kubernetes/kinds";
import { podTemplatePath } from "../../kubernetes/workload";
import { applyToValue } from "../../yaml/apply-to-value";
import { type Operation, replace, wrap } from "../../yaml/edit-script";
import { asMapping, at, child, entriesOf, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { type PlainValue, plainValue } from "../../yaml/value";
import type { Consequence } from "../conversion";
import type { FieldPlan } from "../fields/dropped-fields";
import { fieldPlan, withoutVolumes } from "../fields/field-plan";
import type { RolloutContext } from "../rollout/rollout-plan";
import { apiVersionOf } from "../shape/places";
import { noAdditions, reshaped } from "../shape/reshape";

/** A volume of the Pods that leaves `volumes`, because a claim template stands for it. */
export interface MovedVolume {
  readonly volume: string;
  /** Its place in the list of the workload's own document. */
  readonly index: number;
}

/** What a patch must know of the workload that it patches. */
export interface Patched extends RolloutContext {
  readonly moved: readonly MovedVolume[];
}

/** `emptied`: it said nothing but what goes. Nodes of consequences are those of the patch. */
export interface PatchChange {
  readonly operations: readonly Operation[];
  readonly consequences: readonly Consequence[];
  readonly emptied: boolean;
  readonly refused?: PatchObstacle;
}

/** Why a patch cannot be carried over, as the second half of a sentence, and the node of it that says so. */
export interface PatchObstacle {
  readonly why: string;
  readonly node: Node;
}

/**
 * @param root an object of the patch that means the workload
 * @param base the way to it in its document
 * @param text the text of that document
 * @param retype does the patch mean nothing else, so that its `kind` follows?
 */
export function mergePatchChange(root: Node, base: Path, text: string, retype: boolean, patched: Patched): PatchChange {
  const { from, to } = patched;
  const { operations, consequences } = patchedFields(root, base, patched);
  const moves = [...reshaped({ root, base, text }, from, to, noAdditions), ...wrappedSelector(root, base, patched)];
  const emptied = operations.length > 0 && saysNothing(root, base, operations);
  return {
    operations: distinct([...(retype ? retyped(root, base, patched) : []), ...moves, ...operations]),
    consequences,
    emptied,
  };
}

function distinct(operations: readonly Operation[]): Operation[] {
  return [...new Map(operations.map((operation) => [JSON.stringify(operation), operation])).values()];
}

/** The plain map of a ReplicationController. */
function wrappedSelector(root: Node, base: Path, { from }: Patched): Operation[] {
  const isMap = from === "ReplicationController" && asMapping(at(root, "spec", "selector"));
  return isMap ? [wrap([...base, "spec", "selector"], ["matchLabels"])] : [];
}

/** The fields of an object, or of a part of one, that go or change. */
export function patchedFields(root: Node, base: Path, patched: Patched): FieldPlan {
  const { operations, consequences } = fieldPlan(root, base, patched, true);
  const volumes = [...podTemplatePath(patched.from), "spec", "volumes"];
  const names = new Set(patched.moved.map(({ volume }) => volume));
  return { operations: [...operations, ...withoutVolumes(root, base, volumes, names)], consequences };
}

function retyped(root: Node, base: Path, { from, to }: Patched): Operation[] {
  if (stringAt(root, "kind") !== from) return [];
  const apiVersion = stringAt(root, "apiVersion");
  const changesGroup = apiVersion !== undefined && groupOf(apiVersion) !== groupOf(apiVersionOf(to));
  return [
    ...(changesGroup ? [replace([...base, "apiVersion"], apiVersionOf(to))] : []),
    replace([...base, "kind"], to),
  ];
}

/** Is nothing left but which object it means? */
function saysNothing(root: Node, base: Path, operations: readonly Operation[]): boolean {
  const own = operations.map((operation) => ({ ...operation, path: operation.path.slice(base.length) }));
  const after = applyToValue(plainValue(root), own);
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...rest } = record(after);
  const { name: _name, namespace: _namespace, ...notes } = record(metadata);
  return Object.keys(rest).length === 0 && Object.keys(notes).length === 0;
}

export function record(value: PlainValue | undefined): Readonly<Record<string, PlainValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, PlainValue>>)
    : {};
}

/** The objects of a patch with the ways to them: itself, or the items of its `List`. */
export function patchObjects(root: Node | undefined): { readonly node: Node; readonly base: Path }[] {
  if (!root || entriesOf(root).length === 0) return [];
  if (stringAt(root, "kind") !== "List") return [{ node: root, base: [] }];
  return itemsOf(child(root, "items")).map((node, index) => ({ node, base: ["items", index] }));
}
