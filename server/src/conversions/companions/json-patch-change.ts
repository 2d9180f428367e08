// A JSON 6902 patch of a workload whose kind changes: each operation fares as the field does that it is about.
import { podTemplatePath } from "../../kubernetes/workload";
import { applyToValue } from "../../yaml/apply-to-value";
import { insert, type Operation, remove, replace, wrap } from "../../yaml/edit-script";
import { entry, entrySlice, type Fragment, item, mapping, slice } from "../../yaml/fragment";
import { asScalar, child, entriesOf, itemsOf, stringAt } from "../../yaml/navigate";
import { parseDocument } from "../../yaml/parse";
import type { Mapping, Node, Path, Scalar } from "../../yaml/tree";
import { type PlainValue, plainValue } from "../../yaml/value";
import type { Consequence } from "../conversion";
import { movedSteps } from "../shape/moved-steps";
import { type PatchChange, type Patched, type PatchObstacle, patchedFields, record } from "./kustomize-patches";

export interface PatchedList extends Patched {
  /** The least index of a volume that leaves, in any build; infinite where none does. */
  readonly firstMoved: number;
  /** Does no volume stay in the list? */
  readonly volumesGone: boolean;
  /** The workload's own `spec` after the conversion: an operation needs the parents of its field. */
  readonly specAfter: PlainValue;
}

/**
 * @param patch the list of operations
 * @param text the text that holds it
 */
export function jsonPatchChange(patch: Node, text: string, patched: PatchedList): PatchChange {
  const list = new OperationList(patched, text);
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
    patchedFields(nested(steps, nothing, nothing), [], patched).operations.length > 0 ||
    isMoving(steps, "test", patched)
  );
}

class OperationList {
  readonly operations: Operation[] = [];
  readonly consequences: Consequence[] = [];
  refused: PatchObstacle | undefined;
  removed = 0;
  readonly #patched: PatchedList;
  readonly #text: string;
  /** The strategy's field in the new kind. */
  readonly #strategy: string;
  /** Pointers of what the strategy holds when the next operation is applied. */
  readonly #present: Set<string>;

  constructor(patched: PatchedList, text: string) {
    this.#patched = patched;
    this.#text = text;
    this.#strategy = patched.to === "Deployment" ? "strategy" : "updateStrategy";
    const held = record(patched.specAfter)[this.#strategy];
    this.#present = new Set(held === undefined ? [] : pointersIn(["spec", this.#strategy], held));
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
      this.#refuse(`${place.text} ${movedWords(steps)} (keeping the claim helps: --storage keep)`, place);
    if (kind === "move" || kind === "copy") this.#takePair(operation, steps, index);
    else if (kind === "remove" || kind === "test") this.#takeRemoval(operation, steps, place, index);
    else this.#takeValue(operation, steps, place, index);
  }

  #takePair(operation: Node, steps: readonly string[], index: number): void {
    const from = stepsOf(stringAt(operation, "from"));
    const affected = [steps, ...(from ? [from] : [])].find((one) => isAffected(one, this.#patched));
    if (affected) this.#refuse(`${pointerOf(affected)} cannot be moved or copied in a ${this.#patched.to}`, operation);
    else {
      this.#move(operation, steps, index);
      const [place, other] = (from && movedSteps(from, this.#patched.from, this.#patched.to)) ?? [];
      if (from && (!place || other))
        this.#refuse(`${pointerOf(from)} has another place in a ${this.#patched.to}`, operation);
      else if (from && place && pointerOf(place) !== pointerOf(from))
        this.operations.push(replace([index, "from"], pointerOf(place)));
    }
  }

  /** What is not there any more cannot be removed or tested. */
  #takeRemoval(operation: Node, steps: readonly string[], place: Scalar, index: number): void {
    const plan = patchedFields(nested(steps, place, place), [], this.#patched);
    if (plan.operations.length === 0) {
      this.#move(operation, steps, index);
      return;
    }
    const renamed = this.#renamedStrategy(steps);
    if (renamed && this.#present.has(pointerOf(renamed)))
      this.operations.push(replace([index, "path"], pointerOf(renamed)));
    else this.#remove(index);
  }

  #takeValue(operation: Node, steps: readonly string[], place: Scalar, index: number): void {
    const value = child(operation, "value");
    if (!value) return;
    const whole = nested(steps, value, place);
    const plan = patchedFields(whole, [], this.#patched);
    if (plan.operations.length === 0) {
      this.#move(operation, steps, index);
      return;
    }
    this.consequences.push(...plan.consequences);
    const renaming = plan.operations.find(({ op, path }) => op === "rename" && path.length <= steps.length);
    const target = renaming ? renamedSteps(steps, renaming) : steps;
    const left = valueAt(applyToValue(plainValue(whole), plan.operations), target);
    for (const step of plan.operations) this.#carryOver(step, steps, index, left !== undefined);
    if (left === undefined) this.#remove(index);
    else if (renaming) this.#rename(target, index, left);
    else this.#move(operation, steps, index);
  }

  /** A step of the plan, inside the value of the operation. */
  #carryOver(step: Operation, steps: readonly string[], index: number, stays: boolean): void {
    if (step.path.length >= steps.length) {
      const path: Path = [index, "value", ...step.path.slice(steps.length)];
      const isWhole = step.path.length === steps.length && step.op !== "replace" && step.op !== "insert";
      if (stays && !isWhole) this.operations.push({ ...step, path });
    } else if (step.op === "insert" && step.fragment.type === "literal") {
      const { text } = step.fragment;
      const way = step.path.map(String);
      const parent = this.#renamedStrategy(way) ?? way;
      for (const { key } of entriesOf(parseDocument(text).root)) {
        const word = asScalar(key)?.text ?? "";
        const pointer = pointerOf([...parent, word]);
        const added = item(mapping("op: add", `path: ${pointer}`, entry("value", slice(text, [word]))));
        this.operations.push(insert([], { after: index }, added));
      }
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

  /** To where the field stands in the new kind; what a Pod says of itself is said of its template too. */
  #move(operation: Node, steps: readonly string[], index: number): void {
    const { from, to } = this.#patched;
    const places = movedSteps(steps, from, to);
    if (!places) {
      this.#refuse(`${pointerOf(steps)} has several places in a ${to}`, operation);
      return;
    }
    const [first, ...others] = places.map(pointerOf);
    if (first === undefined) {
      this.#remove(index);
      return;
    }
    if (first !== pointerOf(steps)) this.operations.push(replace([index, "path"], first));
    for (const other of others) {
      const parts = entriesOf(operation).map(({ key }) => {
        const word = asScalar(key)?.text ?? "";
        return word === "path" ? `path: ${other}` : entrySlice(this.#text, [index, word]);
      });
      this.operations.push(insert([], { after: index }, item(mapping(...parts))));
    }
  }

  #renamedStrategy(steps: readonly string[]): string[] | undefined {
    const old = this.#strategy === "strategy" ? "updateStrategy" : "strategy";
    if (steps[0] !== "spec" || steps[1] !== old) return undefined;
    return ["spec", this.#strategy, ...steps.slice(2)];
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

function renamedSteps(steps: readonly string[], { path, ...operation }: Operation): string[] {
  const key = operation.op === "rename" ? operation.key : String(path.at(-1));
  return [...steps.slice(0, path.length - 1), key, ...steps.slice(path.length)];
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
