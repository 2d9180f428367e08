// What a comment above a line silences: what begins on that line.
import type { Span } from "../text/span";
import { asMapping, child, itemsOf, stringAt } from "../yaml/navigate";
import type { Entry, Node } from "../yaml/tree";
import type { Line } from "./comments";

/** Asked for many lines of one document: each answer takes a few steps, however large the document is. */
export class SilencedParts {
  readonly #text: string;
  readonly #root: Node | undefined;
  /** Of a `List`: they count as documents of their own. */
  readonly #objects: readonly Node[];
  readonly #known = new Map<number, readonly Span[]>();
  #blockItems: readonly Span[] | undefined;

  /** @param root the document's tree; all offsets are relative to its text */
  constructor(text: string, root: Node | undefined) {
    this.#text = text;
    this.#root = root;
    this.#objects = stringAt(root, "kind")?.endsWith("List") ? itemsOf(child(root, "items")) : [];
  }

  /** What begins on a line: an entry, an item, the object in a `List`, or above its first key the whole document. */
  on(line: Line): readonly Span[] {
    const known = this.#known.get(line.start);
    if (known) return known;
    const found = this.#root ? this.#found(this.#root, line) : [];
    this.#known.set(line.start, found);
    return found;
  }

  #found(root: Node, line: Line): readonly Span[] {
    if (root.type === "mapping" && beginsObject(root, line)) return [{ start: 0, end: this.#text.length }];
    const objects = around(this.#objects, spanOf, line);
    const begun = objects.filter((object) => object.type === "mapping" && beginsObject(object, line));
    if (begun.length > 0) return begun.map(spanOf);
    const hasDash = /^-(?:[ \t]|$)/.test(this.#text.slice(line.content, line.end));
    const found = outermost(root, { line, hasDash });
    if (found.length > 0 || !hasDash) return found;
    const later = this.#itemBehind(line.end);
    return later ? [later] : [];
  }

  /** The item of a dash that stands alone on its line. */
  #itemBehind(offset: number): Span | undefined {
    this.#blockItems ??= blockItems(this.#root);
    return this.#blockItems[firstIndex(this.#blockItems, ({ start }) => start > offset)];
  }
}

interface Sought {
  readonly line: Line;
  /** Does the line begin with the dash of an item? */
  readonly hasDash: boolean;
}

/** The entries and items that begin on a line and are not inside another one that does. */
function outermost(node: Node, sought: Sought): Span[] {
  const { line, hasDash } = sought;
  if (node.end < line.start || node.start > line.end) return [];
  if (node.type === "mapping") {
    return around(node.entries, spanOfEntry, line).flatMap((entry) => {
      const { key, value } = entry;
      if (begins(key, line)) return [spanOfEntry(entry)];
      return beginsAlone(value, line) ? [spanOf(value)] : outermost(value, sought);
    });
  }
  if (node.type !== "sequence") return [];
  return around(node.items, spanOf, line).flatMap((item) => {
    const isItem = (node.flow || hasDash) && begins(item, line);
    return beginsAlone(item, line) || isItem ? [spanOf(item)] : outermost(item, sought);
  });
}

function begins({ start }: Span, line: Line): boolean {
  return line.start <= start && start <= line.end;
}

/** A value on a line of its own, below its key or dash. A block collection is none: its first entry is what begins there. */
function beginsAlone(value: Node, line: Line): boolean {
  const inline = value.type === "scalar" || value.type === "alias" || value.flow;
  return inline && value.end > value.start && begins(value, line);
}

function beginsObject(node: Node, line: Line): boolean {
  const object = asMapping(node);
  const first = object?.entries[0];
  return object !== undefined && (begins(object, line) || (first !== undefined && begins(first.key, line)));
}

/** All items of block sequences, in the order of their places; an outer one before an inner one at the same place. */
function blockItems(root: Node | undefined): Span[] {
  const found: Span[] = [];
  const visit = (node: Node): void => {
    if (node.type === "mapping") for (const { value } of node.entries) visit(value);
    else if (node.type === "sequence") {
      for (const item of node.items) {
        if (!node.flow) found.push(spanOf(item));
        visit(item);
      }
    }
  };
  if (root) visit(root);
  return found.sort((a, b) => a.start - b.start);
}

/** Those of the ordered parts that have something on the line. */
function around<T>(parts: readonly T[], spanOfPart: (part: T) => Span, line: Line): T[] {
  const found: T[] = [];
  for (let index = firstIndex(parts, (part) => spanOfPart(part).end >= line.start); index < parts.length; index++) {
    const part = parts[index];
    if (part === undefined || spanOfPart(part).start > line.end) break;
    found.push(part);
  }
  return found;
}

/** The index of the first part for which it holds; it holds for all behind that one. */
function firstIndex<T>(parts: readonly T[], holds: (part: T) => boolean): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const part = parts[middle];
    if (part !== undefined && holds(part)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function spanOfEntry({ key, value }: Entry): Span {
  return { start: key.start, end: Math.max(key.end, value.end) };
}
