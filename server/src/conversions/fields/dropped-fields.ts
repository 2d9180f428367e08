// Carries out the simple part of the field table: fields that go, with or without a word.
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { Labels } from "../../kubernetes/labels";
import { type Operation, remove } from "../../yaml/edit-script";
import { at, entriesOf, entryOf } from "../../yaml/navigate";
import type { Entry, Node, Path } from "../../yaml/tree";
import type { Consequence } from "../conversion";
import { placeOf } from "../shape/places";
import { fieldTable, generatedAnnotations, generatedJobLabels, generatedLabels, type Part } from "./field-table";

/** Operations on an object, or on a patch of it, and what is to be said of them. */
export interface FieldPlan {
  readonly operations: readonly Operation[];
  readonly consequences: readonly Consequence[];
}

export const nothing: FieldPlan = { operations: [], consequences: [] };

/** All of some plans in one, in their order. */
export function together(...plans: readonly FieldPlan[]): FieldPlan {
  return {
    operations: plans.flatMap(({ operations }) => operations),
    consequences: plans.flatMap(({ consequences }) => consequences),
  };
}

/**
 * @param root the object, or a patch of it
 * @param base the way to it in its document
 */
export function droppedFields(root: Node, base: Path, kind: WorkloadKind, target: WorkloadKind): FieldPlan {
  const operations: Operation[] = [];
  const consequences: Consequence[] = [];
  for (const { path, part, targets, isNothing } of fieldTable) {
    const disposition = targets[target];
    const start = placeOf(part, kind);
    if (!start || disposition.what === "keep" || disposition.what === "special") continue;
    const whole = [...start, ...path];
    const found = entryAt(root, whole);
    if (!found) continue;
    operations.push(remove([...base, ...whole]));
    if (disposition.what === "drop-noted" && !isNothing?.(found.value, target)) {
      consequences.push({ code: disposition.code, message: disposition.why(target), at: { node: found.key } });
    }
  }
  operations.push(...generated(root, base, kind, target));
  return { operations, consequences };
}

function entryAt(root: Node, path: Path): Entry | undefined {
  const last = path.at(-1);
  return typeof last === "string" ? entryOf(at(root, ...path.slice(0, -1)), last) : undefined;
}

/** What controllers wrote into annotations, labels and selectors of an object that was read from a cluster. */
function generated(root: Node, base: Path, kind: WorkloadKind, target: WorkloadKind): Operation[] {
  const template = placeOf("template", kind) ?? [];
  const controller = placeOf("controller", kind);
  const annotations = [
    ["metadata", "annotations"],
    [...template, "metadata", "annotations"],
  ];
  const labels = [
    ["metadata", "labels"],
    [...template, "metadata", "labels"],
    ...(controller && isSelectorKept(kind, target) ? [[...controller, "selector", "matchLabels"]] : []),
  ];
  return [
    ...distinct(annotations).flatMap((path) =>
      removals(root, base, path, (key) => generatedAnnotations.some((annotation) => annotation.test(key))),
    ),
    ...distinct(labels).flatMap((path) => removals(root, base, path, isGeneratedLabel)),
  ];
}

/** A label that a controller writes on Pods. */
export function isGeneratedLabel(key: string): boolean {
  return generatedLabels.has(key) || generatedJobLabels.has(key);
}

/** The labels of Pods that a conversion leaves them. */
export function withoutGenerated(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !isGeneratedLabel(key)));
}

/** Is the selector that is written carried over? A Job's is made by the server. */
function isSelectorKept(kind: WorkloadKind, target: WorkloadKind): boolean {
  const without: readonly WorkloadKind[] = ["Pod", "Job", "CronJob"];
  return !without.includes(kind) && !without.includes(target);
}

function removals(root: Node, base: Path, path: Path, isGenerated: (key: string) => boolean): Operation[] {
  return entriesOf(at(root, ...path)).flatMap(({ key }) =>
    key.type === "scalar" && isGenerated(key.text) ? remove([...base, ...path, key.text]) : [],
  );
}

/** For a Pod the template is the object itself. */
function distinct(paths: readonly Path[]): Path[] {
  return [...new Map(paths.map((path) => [path.join("\n"), path])).values()];
}

/** Does a field of a part stay in the target? What the table does not name does. */
export function isFieldKept(part: Part, field: string, target: WorkloadKind): boolean {
  const rule = fieldTable.find((one) => one.part === part && one.path.length === 1 && one.path[0] === field);
  return rule === undefined || rule.targets[target].what === "keep";
}

/** Does the table name a field of that part? */
export function isFieldOf(part: Part, field: string): boolean {
  return fieldTable.some((one) => one.part === part && one.path.length === 1 && one.path[0] === field);
}
