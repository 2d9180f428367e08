// Plain values: what a tree says once aliases and merge keys are resolved.
import { entriesOf, resolved } from "./navigate";
import type { Node } from "./tree";

export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** The tree holds more nodes than this once its aliases are written out. */
const MOST_NODES = 1_000_000;

/** Thrown where aliases are nested so that a value would be endless or huge. */
export class EndlessAliases extends RangeError {
  constructor() {
    super("The aliases of this document unfold without end.");
  }
}

/**
 * The value of a tree as Kubernetes reads it; null where there is none. Keys stand in the order of the text.
 * Keys that are no scalars are left out, a key that stands twice has its last value.
 * @throws EndlessAliases
 */
export function plainValue(root: Node | undefined): PlainValue {
  let count = 0;
  const value = (node: Node | undefined, depth: number): PlainValue => {
    if (++count > MOST_NODES || depth > 500) throw new EndlessAliases();
    const target = resolved(node);
    if (!target) return null;
    if (target.type === "scalar") return target.value;
    if (target.type === "sequence") return target.items.map((item) => value(item, depth + 1));
    const pairs = entriesOf(target).map(({ key, value: inner }): [string, PlainValue] => [
      key.type === "scalar" ? key.text : "",
      value(inner, depth + 1),
    ]);
    return Object.fromEntries(pairs);
  };
  return value(root, 0);
}

/** Do two trees say the same, in whatever order the keys stand? Not where the aliases of either unfold without end. */
export function saySame(left: Node | undefined, right: Node | undefined): boolean {
  if (left === right) return true;
  try {
    return sameValue(plainValue(left), plainValue(right));
  } catch (error) {
    if (error instanceof EndlessAliases) return false;
    throw error;
  }
}

/** Are the values equal, in whatever order the keys stand? */
export function sameValue(a: PlainValue, b: PlainValue): boolean {
  if (Object.is(a, b)) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a) as [string, PlainValue][];
  const right = new Map(Object.entries(b) as [string, PlainValue][]);
  return (
    left.length === right.size &&
    left.every(([key, value]) => {
      const other = right.get(key);
      return other !== undefined && sameValue(value, other);
    })
  );
}
