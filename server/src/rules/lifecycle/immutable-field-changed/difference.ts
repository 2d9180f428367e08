// The first place where two values differ in what they say to the API server.
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { asMapping, asScalar, asSequence, child, entriesOf, entryOf, isNullish } from "../../../yaml/navigate";
import type { Node, Path, ScalarValue } from "../../../yaml/tree";
import { quantity } from "./quantity";

/** What of a field counts. */
export interface Comparison {
  /**
   * The value that the server puts where none is written, at a path from the field; undefined where it puts none, `unknown`
   * where that is not said: a value that only one side writes is no difference then.
   */
  readonly defaultAt: (path: Path) => ScalarValue | undefined | "unknown";
  /** Is it something that the server, or a client, fills in or leaves out as it likes? */
  readonly isIgnored?: (path: Path) => boolean;
}

export interface Difference {
  /** The changed value, or the key above one that is gone or that has more than one line. */
  readonly token: Node;
  /** From the field to the changed value. */
  readonly path: Path;
}

/**
 * @param above the key of the field, or the nearest key above it
 * @returns undefined where both say the same, and where a variable decides that
 */
export function difference(
  before: Node | undefined,
  now: Node | undefined,
  above: Node,
  comparison: Comparison,
  path: Path = [],
): Difference | undefined {
  if (comparison.isIgnored?.(path) || (isEmpty(before) && isEmpty(now))) return undefined;
  if (asMapping(before) && asMapping(now)) return ofMappings(before, now, above, comparison, path);
  if (isEmpty(before) && asMapping(now)) return ofMappings(undefined, now, above, comparison, path);
  if (asMapping(before) && isEmpty(now)) return ofMappings(before, undefined, above, comparison, path);
  const [left, right] = [asSequence(before)?.items, asSequence(now)?.items];
  if (left && right && left.length === right.length) {
    return first(left, (item, index) => difference(item, right[index], above, comparison, [...path, index]));
  }
  if (left || right) return { token: above, path };
  return ofScalars(before, now, above, comparison, path);
}

function ofMappings(
  before: Node | undefined,
  now: Node | undefined,
  above: Node,
  comparison: Comparison,
  path: Path,
): Difference | undefined {
  const written = entriesOf(now).flatMap(({ key }) => (key.type === "scalar" ? key.text : []));
  const gone = entriesOf(before).flatMap(({ key }) => (key.type === "scalar" ? key.text : []));
  return first([...new Set([...written, ...gone])], (name) =>
    difference(child(before, name), child(now, name), entryOf(now, name)?.key ?? above, comparison, [...path, name]),
  );
}

function ofScalars(
  before: Node | undefined,
  now: Node | undefined,
  above: Node,
  { defaultAt }: Comparison,
  path: Path,
): Difference | undefined {
  const [left, right] = [asScalar(before), asScalar(now)];
  if ((left && isPlaceholder(left.text)) || (right && isPlaceholder(right.text))) return undefined;
  const fallback = left && right && !isEmpty(before) && !isEmpty(now) ? undefined : defaultAt(path);
  if (fallback === "unknown") return undefined;
  const value = (node: typeof left) => (node && !isEmpty(node) ? node.value : fallback);
  if (value(left) === value(right)) return undefined;
  const amount = isAmount(path) ? quantity(before) : undefined;
  if (amount !== undefined && amount === quantity(now)) return undefined;
  return { token: right && !/[\r\n]/.test(right.text) ? right : above, path };
}

/** What the server keeps as if it were not there. */
function isEmpty(node: Node | undefined): boolean {
  if (isNullish(node)) return true;
  const scalar = asScalar(node);
  if (scalar) return scalar.value === "";
  return (asMapping(node)?.entries ?? asSequence(node)?.items ?? []).length === 0;
}

function isAmount(path: Path): boolean {
  return path.some((part) => part === "requests" || part === "limits" || part === "sizeLimit");
}

function first<T>(items: readonly T[], find: (item: T, index: number) => Difference | undefined) {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found) return found;
  }
  return undefined;
}
