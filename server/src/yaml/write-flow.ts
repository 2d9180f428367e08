// Drafts in flow style and JSON → output.
import type { Span } from "../text/span";
import { type CollectionDraft, type Draft, type EntryChild, isEntry, naturalChildren, nodeOf } from "./draft";
import { type Notation, notationOf } from "./flow-notation";
import { isJson, writeFlowProperties, writeFlowWord } from "./flow-words";
import {
  fullStart,
  isFlowCollection,
  isMerge,
  type LayoutCollection,
  type LayoutEntry,
  type LayoutNode,
} from "./layout";
import { isWhite, lineIndentation } from "./lines";
import type { Source } from "./output";
import { quoted, quotesOf } from "./quoting";
import { Refused } from "./resolve-path";
import { writeFlowLines } from "./write-lines";
import type { Writing } from "./writing";

/** A flow collection of the document with changed items; its lines move by `delta` columns. */
export function writeChangedFlow(w: Writing, draft: CollectionDraft, delta: number): void {
  const node = draft.base?.node as LayoutCollection;
  const { text } = w.layout;
  const lineIndent = shifted(lineIndentation(text, node.start), delta);
  new FlowWriter(w, node, delta, lineIndent).write(draft);
}

/**
 * A value in flow style, whatever it was.
 * @param lineIndent the white space before the line that the value begins on
 * @param near how the items around it are written; undefined: as the document has it
 */
export function writeFlowValue(w: Writing, draft: Draft, lineIndent: string, near: Notation | undefined): void {
  const notation = near ?? notationOf(w, undefined);
  const node = nodeOf(draft);
  if (draft.type === "node") {
    writeFlowNode(w, draft.source, draft.node, lineIndent, notation);
  } else if (draft.base?.source.origin === "document" && node && isFlowCollection(node) && node.entries.length > 0) {
    writeFlowProperties(w, node, w.document, notation);
    const delta = lineIndent.length - lineIndentation(w.layout.text, node.start).length;
    new FlowWriter(w, node, delta, lineIndent).write(draft);
  } else {
    writeNewFlow(w, draft, lineIndent, notation);
  }
}

function writeFlowNode(w: Writing, source: Source, node: LayoutNode, lineIndent: string, notation: Notation): void {
  const { text } = source.layout;
  const collection = node.type === "mapping" || node.type === "sequence";
  if (node.type === "alias") {
    if (notation.json) throw new Refused("flow", node, "JSON has no aliases.");
    w.out.copy(source, node.start, node.end);
  } else if (!collection) {
    writeFlowProperties(w, node, source, notation);
    writeFlowWord(w, source, node, notation);
  } else if (isFlowCollection(node) && !node.pair && fits(source, node, notation)) {
    writeFlowProperties(w, node, source, notation);
    const delta = lineIndent.length - lineIndentation(text, node.start).length;
    writeFlowLines(w.out, source, node.start, node.end, delta);
  } else {
    writeFlowProperties(w, node, source, notation);
    const children = naturalChildren(source, node, false);
    writeNewFlow(
      w,
      { type: "collection", kind: node.type, base: { source, node }, part: undefined, children },
      lineIndent,
      notation,
    );
  }
}

/** May a flow collection be copied as it stands? */
function fits(source: Source, node: LayoutNode, notation: Notation): boolean {
  if (source.origin !== "fragment") return true;
  const text = source.layout.text.slice(node.start, node.end);
  if (source.literal || /[\n#]/.test(text)) return false;
  return !notation.json || isJson(text);
}

/** A new pair of brackets. */
function writeNewFlow(w: Writing, draft: CollectionDraft, lineIndent: string, notation: Notation): void {
  const { out, look } = w;
  const entries = draft.children.filter(isEntry);
  const mapping = draft.kind === "mapping";
  const lines = entries.length > 0 && (notation.json ? notation.lines : entries.some(({ value }) => hasLines(value)));
  const close = closingIndent(w, lineIndent);
  const inner = lines ? close + look.flowUnit : lineIndent;
  out.add(mapping ? "{" : "[");
  for (const [index, entry] of entries.entries()) {
    if (index > 0) out.add(",");
    if (lines) out.add(out.lineEnd + inner);
    else if (index > 0) out.add(notation.between);
    else if (mapping) out.add(notation.padding);
    writeItem(w, entry, mapping, inner, notation);
  }
  if (lines) out.add(out.lineEnd + close);
  else if (mapping && entries.length > 0) out.add(notation.padding);
  out.add(mapping ? "}" : "]");
}

/** Where a closing bracket begins a line: in block style that must be right of the key above it. */
function closingIndent(w: Writing, lineIndent: string): string {
  return w.layout.root && isFlowCollection(w.layout.root) ? lineIndent : lineIndent + " ".repeat(w.look.step);
}

/** Does the value come with line breaks from the document? */
function hasLines(value: Draft): boolean {
  const node = nodeOf(value);
  const source = value.type === "node" ? value.source : value.base?.source;
  if (!node || !source)
    return value.type === "collection" && value.children.some((child) => isEntry(child) && hasLines(child.value));
  return (
    source.origin === "document" &&
    isFlowCollection(node) &&
    source.layout.text.slice(node.start, node.end).includes("\n")
  );
}

/** A new item, or one that comes from elsewhere. */
function writeItem(
  w: Writing,
  { head, key, value }: EntryChild,
  mapping: boolean,
  lineIndent: string,
  notation: Notation,
): void {
  if (mapping) {
    const own = head?.entry.key;
    const keepsKey = head && own && key === undefined && head.entry.flow && head.source.origin === "document";
    if (own && own.type !== "scalar" && key === undefined) {
      throw new Refused("complex-key", own, "A key that is no word cannot be written in flow style.");
    }
    if (head && isMerge(head.entry) && key === undefined) {
      if (notation.json) throw new Refused("merge", head.entry, "JSON has no merge keys.");
      w.out.copy(head.source, head.entry.start, head.entry.key?.end ?? head.entry.start);
    } else if (keepsKey) w.out.copy(head.source, head.entry.start, own.end);
    else
      w.out.add(
        quoted(key ?? (own?.type === "scalar" ? own.text : ""), notation.json ? "double" : notation.keys, true),
      );
    w.out.add(`:${notation.colonGap}`);
  }
  writeFlowValue(w, value, lineIndent, notation);
}

class FlowWriter {
  readonly #w: Writing;
  readonly #node: LayoutCollection;
  readonly #delta: number;
  readonly #lineIndent: string;
  readonly #itemIndent: string;
  readonly #notation: Notation;
  #breakNeeded = false;

  constructor(w: Writing, node: LayoutCollection, delta: number, lineIndent: string) {
    this.#w = w;
    this.#node = node;
    this.#delta = delta;
    this.#lineIndent = closingIndent(w, lineIndent);
    this.#notation = notationOf(w, node);
    const onLine = node.entries.find((entry) => this.#breaks(entry));
    this.#itemIndent = onLine
      ? shifted(lineIndentation(w.layout.text, onLine.start), delta)
      : this.#lineIndent + w.look.flowUnit;
  }

  write(draft: CollectionDraft): void {
    const { out, document } = this.#w;
    const node = this.#node;
    out.copy(document, node.start, node.start + 1);
    const last = draft.children.findLastIndex(isEntry);
    let first = true;
    for (const [index, child] of draft.children.entries()) {
      if (child.type === "gone") {
        this.#comments(this.#w.leftBehind(child.start, child.end));
      } else if (child.type === "entry") {
        this.#before(child, first);
        this.#core(child);
        this.#after(child, index === last);
        first = false;
      }
    }
    this.#closing(last >= 0);
    out.copy(document, node.end - 1, node.end);
  }

  /** White space and comments before an item. */
  #before(child: EntryChild, first: boolean): void {
    const { out, document } = this.#w;
    const { text } = this.#w.layout;
    const entry = child.native ? child.head?.entry : undefined;
    if (entry) {
      const gap = text.slice(entry.extent.start, entry.start);
      const samePlace = (entry === this.#node.entries[0]) === first;
      const breaks = gap.includes("\n");
      if (breaks || (samePlace && !this.#breakNeeded)) {
        writeFlowLines(out, document, entry.extent.start, entry.start, this.#delta);
        this.#breakNeeded = false;
        return;
      }
    }
    const opening = this.#node.entries[0];
    const opensWithBreak = opening !== undefined && this.#breaks(opening);
    if (this.#breakNeeded || (entry ? first && opensWithBreak : this.#notation.lines)) this.#break(this.#itemIndent);
    else if (!first) out.add(this.#notation.between);
    else if (this.#node.type === "mapping" || this.#node.entries.length > 0) out.add(this.#notation.padding);
  }

  #core(child: EntryChild): void {
    const { head, value, key } = child;
    const entry = head?.entry;
    if (!entry?.flow || head?.source.origin !== "document") {
      writeItem(this.#w, child, this.#node.type === "mapping", this.#itemIndent, this.#notation);
      return;
    }
    const { out, document } = this.#w;
    const { text } = this.#w.layout;
    const delta = child.native ? this.#delta : this.#itemIndent.length - lineIndentation(text, entry.start).length;
    if (
      value.type === "node" &&
      value.part === entry &&
      key === undefined &&
      !(this.#node.type === "sequence" && entry.key)
    ) {
      writeFlowLines(out, document, entry.start, entry.end, delta);
      return;
    }
    const own = entry.key;
    if (this.#node.type === "mapping") {
      if (key === undefined && own) out.copy(document, entry.start, own.end);
      else out.add(quoted(key ?? "", own?.type === "scalar" ? quotesOf(own.style) : this.#notation.keys, true));
      if (own && entry.indicator) out.copy(document, own.end, entry.indicator.end);
      else out.add(":");
      const start = fullStart(entry.value);
      const gap = entry.indicator ? text.slice(entry.indicator.end, start) : "";
      if (entry.indicator && gap !== "") writeFlowLines(out, document, entry.indicator.end, start, delta);
      else out.add(entry.value.type === "empty" || !entry.indicator ? " " : "");
    }
    this.#value(value, entry, delta);
    this.#comments(this.#w.leftBehind(entry.start, entry.end));
  }

  #value(value: Draft, entry: LayoutEntry, delta: number): void {
    const { out, document, layout } = this.#w;
    const node = nodeOf(value);
    const own = value.part === entry && node !== undefined;
    const lineIndent = shifted(lineIndentation(layout.text, entry.start), delta);
    if (own && value.type === "node") {
      writeFlowLines(out, document, fullStart(node), node.end, delta);
    } else if (own && value.type === "collection" && isFlowCollection(node) && node.entries.length > 0) {
      writeFlowProperties(this.#w, node, document, this.#notation);
      writeChangedFlow(this.#w, value, delta);
    } else {
      const old = entry.value.type === "scalar" ? quotesOf(entry.value.style) : "plain";
      const literal = value.type === "node" && value.source.literal;
      const notation = old !== "plain" && literal ? { ...this.#notation, texts: old } : this.#notation;
      writeFlowValue(this.#w, value, lineIndent, notation);
    }
  }

  /** The comma, where more follows, and a comment on the line of the item. */
  #after(child: EntryChild, last: boolean): void {
    const { out, document } = this.#w;
    const { text } = this.#w.layout;
    const entry = child.native ? child.head?.entry : undefined;
    const trailing = this.#node.entries.at(-1)?.comma !== undefined && !this.#notation.json;
    const comma = !last || trailing;
    if (!entry || entry.comma === undefined) {
      if (comma) out.add(",");
      if (entry && entry.end < entry.extent.end) this.#comment(entry.end, entry.extent.end);
      return;
    }
    if (comma) writeFlowLines(out, document, entry.end, entry.comma + 1, this.#delta);
    else if (!isWhite(text, entry.end, entry.comma)) writeFlowLines(out, document, entry.end, entry.comma, this.#delta);
    if (entry.comma + 1 < entry.extent.end) this.#comment(entry.comma + 1, entry.extent.end);
    else if (!comma && !isWhite(text, entry.end, entry.comma)) this.#breakNeeded = true;
  }

  #comment(start: number, end: number): void {
    this.#w.out.copy(this.#w.document, start, end);
    this.#breakNeeded = true;
  }

  /** Comments that stay behind, on lines of their own. */
  #comments(comments: readonly Span[]): void {
    for (const { start, end } of comments) {
      this.#break(this.#itemIndent);
      const length = this.#w.layout.text[end - 1] === "\r" ? end - 1 : end;
      this.#w.out.copy(this.#w.document, start, length);
      this.#breakNeeded = true;
    }
  }

  #closing(filled: boolean): void {
    const { out, document } = this.#w;
    const { closing, entries, type } = this.#node;
    const gap = this.#w.layout.text.slice(closing.start, closing.end);
    const silent = isWhite(gap, 0, gap.length);
    if (silent && this.#breakNeeded && !gap.includes("\n")) this.#break(this.#lineIndent);
    else if (silent && !filled && !this.#breakNeeded) return;
    else if (silent && filled && entries.length === 0) {
      if (this.#notation.lines) this.#break(this.#lineIndent);
      else if (type === "mapping") out.add(this.#notation.padding);
    } else {
      if (this.#breakNeeded && !/^[ \t]*\r?\n/.test(gap)) this.#break(this.#itemIndent);
      writeFlowLines(out, document, closing.start, closing.end, this.#delta);
    }
  }

  #breaks(entry: LayoutEntry): boolean {
    return this.#w.layout.text.slice(entry.extent.start, entry.start).includes("\n");
  }

  #break(indent: string): void {
    this.#w.out.add(this.#w.out.lineEnd + indent);
    this.#breakNeeded = false;
  }
}

function shifted(indent: string, delta: number): string {
  return delta < 0
    ? indent.slice(0, Math.max(indent.length + delta, 0))
    : indent + (indent[0] === "\t" ? "\t" : " ").repeat(delta);
}
