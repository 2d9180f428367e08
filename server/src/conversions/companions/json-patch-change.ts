// A JSON 6902 patch of a workload whose kind changes: each operation fares as the field does that it is about.
import { podTemplatePath } from "../../kubernetes/workload";
import { applyToValue } from "../../yaml/apply-to-value";
import { insert, type Operation, remove, replace, wrap } from "../../yaml/edit-script";
import { entry, type Fragment, item, mapping, slice } from "../../yaml/fragment";
import { asScalar, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Mapping, Node, Path, Scalar } from "../../yaml/tree";
import { type PlainValue, plainValue } from "../../yaml/value";
import type { Consequence } from "../conversion";
import {
  fieldPlan,
  haveSameShape,
  type PatchChange,
  type Patched,
  type PatchObstacle,
  record,
} from "./kustomize-patches";

export interface PatchedList extends Patched {
  /** The least index of a volume that leaves, in any build; infinite where none does. */
  readonly firstMoved: number;
  /** Does no volume stay in the list? */
  readonly volumesGone: boolean;
  /** The workload's own `spec` after the conversion: an operation needs the parents of its field. */
  readonly specAfter: PlainValue;
}

/** @param patch the list of operations */
export function jsonPatchChange(patch: Node, patched: PatchedList): PatchChange {
  const list = new OperationList(patched);
  const operations = itemsOf(patch);
  for (const [index, operation] of operations.entries()) list.take(operation, index);
  return {
    operations: list.operations,
    consequences: list.consequences,
    emptied: operations.length > 0 && list.removed === operations.length,
    ...(list.refused === undefined ? {} : { refused: list.refused }),
  };
}

/** Would what stands at a field of the workload go, change or move? For references that can only be refused. */
export function isAffected(steps: readonly string[], patched: PatchedList): boolean {
  const nothing: Scalar = { type: "scalar", style: "plain", text: "", value: null, start: 0, end: 0 };
  return (
    fieldPlan(nested(steps, nothing, nothing), [], patched).operations.length > 0 || isMoving(steps, "test", patched)
  );
}

class OperationList {
  readonly operations: Operation[] = [];
  readonly consequences: Consequence[] = [];
  refused: PatchObstacle | undefined;
  removed = 0;
  readonly #patched: PatchedList;
  /** Pointers of what `updateStrategy` holds when the next operation is applied. */
  readonly #present: Set<string>;

  constructor(patched: PatchedList) {
    this.#patched = patched;
    const { updateStrategy } = record(patched.specAfter);
    this.#present = new Set(updateStrategy === undefined ? [] : pointersIn(["spec", "updateStrategy"], updateStrategy));
  }

  take(operation: Node, index: number): void {
    const steps = stepsOf(stringAt(operation, "path"));
    const kind = stringAt(operation, "op") ?? "";
    const place = asScalar(child(operation, "path"));
    if (!steps || !place) return;
    const { from, to } = this.#patched;
    if (steps.join("/") === "kind" && stringAt(operation, "value") === from)
      this.operations.push(replace([index, "value"], to));
    if (isMoving(steps, kind, this.#patched))
      this.#refuse(`${place.text} ${movedWords(steps)} (--storage keep helps)`, place);
    if (steps[0] === "spec" && !haveSameShape(from, to))
      this.#refuse(`${place.text} has another place in a ${to}`, place);
    if (kind === "move" || kind === "copy") this.#takePair(operation, steps);
    else if (kind === "remove" || kind === "test") this.#takeRemoval(steps, place, index);
    else this.#takeValue(operation, steps, place, index);
  }

  #takePair(operation: Node, steps: readonly string[]): void {
    const from = stepsOf(stringAt(operation, "from"));
    const affected = [steps, ...(from ? [from] : [])].find((one) => isAffected(one, this.#patched));
    if (affected) this.#refuse(`${pointerOf(affected)} cannot be moved or copied in a ${this.#patched.to}`, operation);
  }

  /** What is not there any more cannot be removed or tested. */
  #takeRemoval(steps: readonly string[], place: Scalar, index: number): void {
    if (fieldPlan(nested(steps, place, place), [], this.#patched).operations.length === 0) return;
    const renamed = renamedSteps(steps);
    if (renamed && this.#present.has(pointerOf(renamed)))
      this.operations.push(replace([index, "path"], pointerOf(renamed)));
    else this.#remove(index);
  }

  #takeValue(operation: Node, steps: readonly string[], place: Scalar, index: number): void {
    const value = child(operation, "value");
    if (!value) return;
    const whole = nested(steps, value, place);
    const plan = fieldPlan(whole, [], this.#patched);
    if (plan.operations.length === 0) return;
    this.consequences.push(...plan.consequences);
    const isRenamed = plan.operations.some(({ op, path }) => op === "rename" && path.length <= steps.length);
    const target = (isRenamed ? renamedSteps(steps) : undefined) ?? steps;
    const left = valueAt(applyToValue(plainValue(whole), plan.operations), target);
    for (const step of plan.operations) this.#carryOver(step, steps, index, left !== undefined);
    if (left === undefined) this.#remove(index);
    else if (isRenamed) this.#rename(target, index, left);
  }

  /** A step of the plan, inside the value of the operation. */
  #carryOver(step: Operation, steps: readonly string[], index: number, stays: boolean): void {
    if (step.path.length >= steps.length) {
      const path: Path = [index, "value", ...step.path.slice(steps.length)];
      const isWhole = step.path.length === steps.length && step.op !== "replace" && step.op !== "insert";
      if (stays && !isWhole) this.operations.push({ ...step, path });
    } else if (step.op === "insert" && step.fragment.type === "literal") {
      const value = slice(step.fragment.text, ["updateStrategy"]);
      const added = item(mapping("op: add", "path: /spec/updateStrategy", entry("value", value)));
      this.operations.push(insert([], { after: index }, added));
    }
  }

  /** Where the parents of the field are not there, the operation adds them. */
  #rename(target: readonly string[], index: number, value: PlainValue): void {
    let depth = 2;
    while (depth < target.length && this.#present.has(pointerOf(target.slice(0, depth)))) depth++;
    if (depth < target.length) {
      const keys = target.slice(depth);
      const whole = this.operations.findIndex(
        ({ op, path }) => op === "replace" && path.join("/") === `${index}/value`,
      );
      const [given] = whole === -1 ? [] : this.operations.splice(whole, 1);
      const nest = (source: Fragment): Fragment => keys.reduceRight((inner, key) => entry(key, inner), source);
      this.operations.push(
        replace([index, "op"], "add"),
        given?.op === "replace" ? replace([index, "value"], nest(given.source)) : wrap([index, "value"], keys),
      );
    }
    this.operations.push(replace([index, "path"], pointerOf(target.slice(0, depth))));
    for (let end = 2; end < target.length; end++) this.#present.add(pointerOf(target.slice(0, end)));
    for (const pointer of pointersIn(target, value)) this.#present.add(pointer);
  }

  #refuse(why: string, node: Node): void {
    this.refused ??= { why, node };
  }

  #remove(index: number): void {
    this.removed++;
    this.operations.push(remove([index]));
  }
}

/** Does the operation name a volume by an index that moves or is gone, or a list that is gone? */
function isMoving(
  steps: readonly string[],
  kind: string,
  { from, moved, firstMoved, volumesGone }: PatchedList,
): boolean {
  const list = [...podTemplatePath(from), "spec", "volumes"];
  if (moved.length === 0 || list.some((step, depth) => steps[depth] !== step)) return false;
  const next = steps[list.length];
  if (next === undefined) return kind === "remove" || kind === "test";
  if (next === "-") return volumesGone;
  return !/^\d+$/.test(next) || Number(next) >= firstMoved;
}

/** What becomes of a place in a list of volumes that others leave. */
function movedWords(steps: readonly string[]): string {
  return steps.at(-1) === "-"
    ? "appends to a list that is gone with its last volume"
    : "would mean another volume, or none";
}

/** A tree in which the value stands where the pointer leads. New keys have the place of the pointer. */
function nested(steps: readonly string[], value: Node, { start, end }: Scalar): Node {
  return [...steps].reverse().reduce<Node>((inner, step): Mapping => {
    const key: Scalar = { type: "scalar", style: "plain", text: step, value: step, start, end };
    return { type: "mapping", flow: false, entries: [{ key, value: inner }], start, end };
  }, value);
}

/** @returns undefined for what is no pointer to a part */
function stepsOf(pointer: string | undefined): string[] | undefined {
  if (!pointer?.includes("/")) return undefined;
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function renamedSteps(steps: readonly string[]): string[] | undefined {
  if (steps[0] !== "spec" || steps[1] !== "strategy") return undefined;
  return ["spec", "updateStrategy", ...steps.slice(2)];
}

function pointersIn(steps: readonly string[], value: PlainValue): string[] {
  return [
    pointerOf(steps),
    ...Object.entries(record(value)).flatMap(([key, inner]) => pointersIn([...steps, key], inner)),
  ];
}

function valueAt(value: PlainValue, steps: readonly string[]): PlainValue | undefined {
  let current: PlainValue | undefined = value;
  for (const step of steps) {
    const held: Readonly<Record<string, PlainValue>> = record(current);
    current = Object.hasOwn(held, step) ? held[step] : undefined;
  }
  return current;
}
