// What becomes of a Kustomize patch of a workload whose kind changes: a strategic merge patch, or a list of operations.
import type { KubernetesVersion } from "../../config/assumptions";
import { groupOf, type WorkloadKind } from "../../kubernetes/kinds";
import { podTemplatePath } from "../../kubernetes/workload";
import { applyToValue } from "../../yaml/apply-to-value";
import { type Operation, remove, replace } from "../../yaml/edit-script";
import { at, child, entriesOf, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { type PlainValue, plainValue } from "../../yaml/value";
import type { Consequence, ConversionOptions } from "../conversion";
import { droppedFields } from "../fields/dropped-fields";
import { rolloutPlan } from "../rollout/stateful-set-rollout";

/** A volume of the Pods that leaves `volumes`, because a claim template stands for it. */
export interface MovedVolume {
  readonly volume: string;
  /** Its place in the list of the workload's own document. */
  readonly index: number;
}

/** What a patch must know of the workload that it patches. */
export interface Patched {
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  /** The most there may be. */
  readonly replicas: number;
  readonly version: KubernetesVersion;
  readonly options: Pick<ConversionOptions, "choices">;
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

interface FieldPlan {
  readonly operations: readonly Operation[];
  readonly consequences: readonly Consequence[];
}

/** The API versions in which the kinds of a conversion are written. */
export function apiVersionOf(kind: WorkloadKind): string {
  if (kind === "Pod" || kind === "ReplicationController") return "v1";
  return kind === "Job" || kind === "CronJob" ? "batch/v1" : "apps/v1";
}

/** Do Pods stand at the same place in both kinds? If not, no patch of their fields can be carried over. */
export function haveSameShape(from: WorkloadKind, to: WorkloadKind): boolean {
  return podTemplatePath(from).join("/") === podTemplatePath(to).join("/");
}

/**
 * @param root an object of the patch that means the workload
 * @param base the way to it in its document
 * @param retype does the patch mean nothing else, so that its `kind` follows?
 */
export function mergePatchChange(root: Node, base: Path, retype: boolean, patched: Patched): PatchChange {
  const { operations, consequences } = fieldPlan(root, base, patched);
  const fields = haveSameShape(patched.from, patched.to) ? undefined : child(root, "spec");
  return {
    operations: [...(retype ? retyped(root, base, patched) : []), ...operations],
    consequences,
    emptied: operations.length > 0 && saysNothing(root, base, operations),
    ...(fields ? { refused: { why: `its fields have other places in a ${patched.to}`, node: fields } } : {}),
  };
}

/** The fields of an object, or of a part of one, that go or change. */
export function fieldPlan(root: Node, base: Path, { from, to, replicas, version, options, moved }: Patched): FieldPlan {
  const spec = child(root, "spec");
  const path = [...base, "spec"];
  const plans: FieldPlan[] = [droppedFields(root, base, from, to)];
  if (to === "StatefulSet") {
    plans.push(rolloutPlan(spec, path, replicas, options, version));
  }
  const volumes = [...podTemplatePath(from), "spec", "volumes"];
  const leaving = itemsOf(at(root, ...volumes)).flatMap((volume, index) =>
    moved.some((one) => one.volume === stringAt(volume, "name")) ? remove([...base, ...volumes, index]) : [],
  );
  return {
    operations: [...plans.flatMap(({ operations }) => operations), ...leaving],
    consequences: plans.flatMap(({ consequences }) => consequences),
  };
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
