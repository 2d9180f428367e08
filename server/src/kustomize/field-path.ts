// Paths with dots between their steps, as replacements and variables write them: `spec.containers.[name=web].image`.
//
// Source: kustomize kyaml/utils/pathsplitter.go, kyaml/yaml/match.go, kyaml/yaml/fns.go.

import { asMapping, asScalar, asSequence, child, isNullish, itemsOf } from "../yaml/navigate";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import { stepsOfPath } from "./field-spec";
import { Pattern } from "./pattern";
import { plainReading, scalarLike } from "./scalars";
import { mappingLike, type Note, sequenceLike, stringLike, withEntry } from "./tree-change";

/** Longer paths lead nowhere, and would make trees too deep to walk. */
const LONGEST_PATH = 100;

/** Dots inside brackets, and behind a backslash, part nothing. Undefined for a path of absurd length. */
export function stepsOfFieldPath(path: string): readonly string[] | undefined {
  const parts = stepsOfPath(path, ".");
  const steps: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? "";
    if (!part.startsWith("[") || part.endsWith("]")) {
      steps.push(part);
      continue;
    }
    const bracketed = [part];
    while (at < parts.length - 1) {
      const next = parts[++at] ?? "";
      bracketed.push(next);
      if (next.endsWith("]")) break;
    }
    const whole = bracketed.join(".");
    steps.push(whole.includes("=") ? whole : whole.replace(/^[[\]]+|[[\]]+$/g, ""));
  }
  return steps.length > LONGEST_PATH ? undefined : steps;
}

/** The node at a path of which each step leads to one place; undefined where there is none. */
export function nodeAt(root: Node | undefined, steps: readonly string[]): Node | undefined {
  let current = root;
  for (const step of steps.map((text) => text.trim()).filter((text) => text !== "")) {
    if (isNullish(current)) return undefined;
    current = nextNode(current, step);
    if (current === undefined) return undefined;
  }
  return current;
}

function nextNode(node: Node | undefined, step: string): Node | undefined {
  if (/^[+-]?\d+$/.test(step)) return itemsOf(node)[Number(step)];
  if (step === "-") return itemsOf(node).at(-1);
  const element = elementStep(step);
  if (!element) return step === "*" ? undefined : child(node, step);
  const { key, value } = element;
  return itemsOf(node).find((item) =>
    key === "" ? asScalar(item)?.text === value : asMapping(item) && textOf(child(item, key)) === value,
  );
}

/** As Kustomize compares it: a collection has no text. */
function textOf(node: Node | undefined): string | undefined {
  return node === undefined ? undefined : (asScalar(node)?.text ?? "");
}

/** `[key=value]`, or `[=value]` for an item that is no mapping. */
function elementStep(step: string): { readonly key: string; readonly value: string } | undefined {
  if (!step.startsWith("[") || !step.endsWith("]")) return undefined;
  const inner = step.slice(1, -1);
  const equals = inner.indexOf("=");
  return equals === -1 ? undefined : { key: inner.slice(0, equals), value: inner.slice(equals + 1) };
}

export interface PathChange {
  /** What stands in a field afterwards; undefined where it stays. A field that was made is empty. */
  readonly set: (node: Node, made: boolean) => Node | undefined;
  /** What is made where the path leads to nothing; nothing where undefined. */
  readonly makes: Node["type"] | undefined;
  /** Where made nodes are taken to stand. */
  readonly like: Node;
  readonly note: Note;
}

/** The tree with all fields changed that the path leads to; the same one where it leads nowhere. */
export function withNodesAt(root: Mapping, steps: readonly string[], change: PathChange): Mapping {
  const changed = changedAt(root, steps, change, false);
  return changed.type === "mapping" ? changed : root;
}

function changedAt(node: Node, steps: readonly string[], change: PathChange, isMade: boolean): Node {
  const [step, ...rest] = steps;
  if (step === undefined) return change.set(node, isMade) ?? node;
  if (/^\+?\d+$/.test(step)) return changedItem(node, Number(step), rest, change);
  if (step === "*") return changedItems(node, () => true, rest, change);
  if (step.startsWith("[") && step.endsWith("]")) return changedElements(node, step, rest, change);
  return changedEntry(node, step, rest, change);
}

function changedEntry(node: Node, key: string, rest: readonly string[], change: PathChange): Node {
  const mapping = asMapping(node);
  if (!mapping) return node;
  const field = child(mapping, key);
  if (field === undefined && change.makes === undefined) return node;
  const made = field ?? emptyNode(kindFor(rest[0], change.makes), change);
  const value = changedAt(made, rest, change, field === undefined);
  if (value === field) return node;
  return withEntry(mapping, stringLike(change.like, key, change.note), value, change.note);
}

function changedItem(node: Node, index: number, rest: readonly string[], change: PathChange): Node {
  const list = asSequence(node);
  if (!list || index > list.items.length) return node;
  if (index < list.items.length) return changedItems(list, (_, at) => at === index, rest, change);
  if (change.makes === undefined) return node;
  const made = changedAt(emptyNode(kindFor(rest[0], change.makes), change), rest, change, true);
  return sequenceLike(list, [...list.items, made], change.note);
}

function changedElements(node: Node, step: string, rest: readonly string[], change: PathChange): Node {
  const element = elementStep(step);
  const list = asSequence(node) ?? (isNullish(node) ? sequenceLike(node, [], change.note) : undefined);
  const pattern = element && Pattern.of(element.value);
  if (!element || !list || !pattern) return node;
  const { key, value } = element;
  const isMeant = (item: Node) => {
    const subject = key === "" ? item : child(item, key);
    return subject !== undefined && pattern.isIn(printed(subject));
  };
  // Behind an item that is no mapping there are no further steps.
  const ahead = key === "" ? [] : rest;
  if (change.makes === undefined || list.items.some(isMeant)) {
    const changed = changedItems(list, isMeant, ahead, change);
    return changed === list ? node : changed;
  }
  const word = scalarLike(change.like, value, plainReading(value), change.note);
  const made =
    key === ""
      ? word
      : mappingLike(change.like, [{ key: stringLike(change.like, key, change.note), value: word }], change.note);
  return changedItems(sequenceLike(list, [...list.items, made], change.note), (item) => item === made, ahead, change);
}

function changedItems(
  node: Node,
  isMeant: (item: Node, index: number) => boolean,
  rest: readonly string[],
  change: PathChange,
): Node {
  const list = asSequence(node);
  if (!list) return node;
  const items = list.items.map((item, index) => (isMeant(item, index) ? changedAt(item, rest, change, false) : item));
  return items.every((item, index) => item === list.items[index]) ? node : sequenceLike(list, items, change.note);
}

/** What is made under a key, by the step that follows. */
function kindFor(next: string | undefined, last: PathChange["makes"]): Node["type"] {
  if (next === undefined) return last ?? "scalar";
  return /^\d+$/.test(next) || (next.startsWith("[") && next.endsWith("]")) ? "sequence" : "mapping";
}

function emptyNode(kind: Node["type"], { like, note }: PathChange): Node {
  if (kind === "mapping") return mappingLike(like, [], note);
  return kind === "sequence" ? sequenceLike(like, [], note) : scalarLike(like, "", null, note);
}

/** A scalar as Kustomize would print it, with the quotes that it has. */
function printed(node: Node): string {
  const scalar = asScalar(node);
  if (!scalar) return "";
  return quoted(scalar).trim();
}

function quoted({ style, text, value }: Scalar): string {
  if (style === "double") return JSON.stringify(text);
  if (style === "single") return `'${text.replaceAll("'", "''")}'`;
  return style === "plain" && typeof value === "string" && plainReading(text) !== text ? `"${text}"` : text;
}
