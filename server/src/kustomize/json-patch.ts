// JSON patches (RFC 6902) on a tree, as the library that Kustomize and kubectl use applies them.
import { asMapping, asScalar, asSequence, child, entryOf, itemsOf, resolved, stringAt } from "../yaml/navigate";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import { saySame } from "../yaml/value";
import { type Note, sequenceLike, stringLike, withEntry, withoutEntry } from "./tree-change";

/** Is the node a list of operations rather than an object? */
export function isJsonPatch(node: Node | undefined): boolean {
  return asSequence(node) !== undefined;
}

/**
 * The object with all operations applied.
 * Source: github.com/evanphx/json-patch v4, patch.go. It differs from the RFC: a negative index counts from the end, and
 * `replace` of a key that is missing adds it (measured with Kustomize 5.5.0).
 * @returns undefined where any operation cannot be applied: then none of them is
 */
export function patched(base: Mapping, operations: Node, note: Note): Mapping | undefined {
  let root: Node = base;
  for (const operation of itemsOf(operations)) {
    const next = operated(root, operation, note);
    if (!next) return undefined;
    root = next;
  }
  return asMapping(root);
}

function operated(root: Node, operation: Node, note: Note): Node | undefined {
  const path = pointer(operation, "path");
  if (!path) return undefined;
  const value = child(operation, "value");
  switch (stringAt(operation, "op")) {
    case "add":
      return added(root, path, value ?? nothing(operation), note);
    case "remove":
      return removed(root, path, note);
    case "replace":
      return replaced(root, path, value ?? nothing(operation), note);
    case "move":
      return moved(root, pointer(operation, "from"), path, note);
    case "copy": {
      const from = pointer(operation, "from");
      const container = from && containerOf(root, from);
      if (!container) return undefined;
      if (container.type === "sequence" && indexIn(container.items.length, from.last) === undefined) return undefined;
      return added(root, path, member(container, from.last) ?? nothing(operation), note);
    }
    case "test":
      return holds(root, path, value) ? root : undefined;
    default:
      return undefined;
  }
}

interface Pointer {
  /** The scalar that says it, for the keys that it makes. */
  readonly node: Scalar;
  readonly parents: readonly string[];
  /** Undefined for the whole document. */
  readonly last: string | undefined;
}

/** @returns undefined where the operation has no such pointer, or one that does not begin with a slash */
function pointer(operation: Node, key: "path" | "from"): Pointer | undefined {
  const node = asScalar(child(operation, key));
  if (!node || typeof node.value !== "string") return undefined;
  if (node.text === "") return { node, parents: [], last: undefined };
  if (!node.text.includes("/")) return undefined;
  const steps = node.text.split("/").slice(1);
  const unescaped = steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return { node, parents: unescaped.slice(0, -1), last: unescaped.at(-1) };
}

function nothing({ start }: Node): Scalar {
  return { type: "scalar", style: "plain", text: "", value: null, start, end: start };
}

type Container = Exclude<ReturnType<typeof resolved>, Scalar | undefined>;

function asContainer(node: Node | undefined): Container | undefined {
  const target = resolved(node);
  return target?.type === "scalar" ? undefined : target;
}

/** The collection that a pointer's last step lies in. */
function containerOf(root: Node, { parents, last }: Pointer): Container | undefined {
  let current: Node | undefined = root;
  if (last === undefined) return undefined;
  for (const step of parents) {
    const container = asContainer(current);
    current = container && member(container, step);
  }
  return asContainer(current);
}

function member(container: Container, step: string | undefined): Node | undefined {
  if (step === undefined) return undefined;
  if (container.type === "mapping") return child(container, step);
  return container.items[indexIn(container.items.length, step) ?? -1];
}

/** The index that a step means in a list of some length; undefined for none of its items. */
function indexIn(length: number, step: string | undefined): number | undefined {
  if (step === undefined || !/^[-+]?\d+$/.test(step)) return undefined;
  const index = Number(step) < 0 ? Number(step) + length : Number(step);
  return index >= 0 && index < length ? index : undefined;
}

/** The tree with another collection in the place of the one that holds the pointer's last step. */
function rebuilt(
  node: Node | undefined,
  steps: readonly string[],
  change: (container: Container) => Node | undefined,
  note: Note,
): Node | undefined {
  const container = asContainer(node);
  if (!container) return undefined;
  const [first, ...rest] = steps;
  if (first === undefined) return change(container);
  const inner = rebuilt(member(container, first), rest, change, note);
  if (!inner) return undefined;
  if (container.type === "sequence") {
    const index = indexIn(container.items.length, first);
    return sequenceLike(
      container,
      container.items.map((item, at) => (at === index ? inner : item)),
      note,
    );
  }
  const key = entryOf(container, first)?.key;
  return key?.type === "scalar" ? withEntry(container, key, inner, note) : undefined;
}

function added(root: Node, path: Pointer, value: Node, note: Note): Node | undefined {
  const { last } = path;
  if (last === undefined) return undefined;
  const add = (container: Container): Node | undefined => {
    if (container.type === "mapping") return withEntry(container, stringLike(path.node, last, note), value, note);
    const { items } = container;
    const index = last === "-" ? items.length : indexIn(items.length + 1, last);
    if (index === undefined) return undefined;
    return sequenceLike(container, [...items.slice(0, index), value, ...items.slice(index)], note);
  };
  return rebuilt(root, path.parents, add, note);
}

function removed(root: Node, { parents, last }: Pointer, note: Note): Node | undefined {
  if (last === undefined) return undefined;
  const remove = (container: Container): Node | undefined => {
    if (container.type === "mapping") return entryOf(container, last) && withoutEntry(container, last, note);
    const index = indexIn(container.items.length, last);
    if (index === undefined) return undefined;
    return sequenceLike(
      container,
      container.items.filter((_, at) => at !== index),
      note,
    );
  };
  return rebuilt(root, parents, remove, note);
}

function replaced(root: Node, path: Pointer, value: Node, note: Note): Node | undefined {
  const { last } = path;
  if (last === undefined) return asMapping(value);
  const replace = (container: Container): Node | undefined => {
    if (container.type === "mapping") return withEntry(container, stringLike(path.node, last, note), value, note);
    const index = indexIn(container.items.length, last);
    if (index === undefined) return undefined;
    return sequenceLike(
      container,
      container.items.map((item, at) => (at === index ? value : item)),
      note,
    );
  };
  return rebuilt(root, path.parents, replace, note);
}

function moved(root: Node, from: Pointer | undefined, path: Pointer, note: Note): Node | undefined {
  const container = from && containerOf(root, from);
  const value = container && member(container, from.last);
  const rest = value && removed(root, from, note);
  return value && rest && added(rest, path, value, note);
}

/** A missing key equals `null`, as in the library. */
function holds(root: Node, path: Pointer, value: Node | undefined): boolean {
  if (path.last === undefined) return saySame(root, value);
  const container = containerOf(root, path);
  if (!container) return false;
  if (container.type === "sequence" && indexIn(container.items.length, path.last) === undefined) return false;
  return saySame(member(container, path.last), value);
}
