// Values that begin behind a colon or dash, and the comments around them → output in block style.
import type { Span } from "../text/span";
import { type CollectionDraft, type Draft, type EntryChild, isEntry } from "./draft";
import {
  fullStart,
  isBlockCollection,
  isCollection,
  isFlowCollection,
  type LayoutEntry,
  type LayoutNode,
} from "./layout";
import { columnOf, isWhite, lineIndentation, lineStart, nextLineStart, skipBlanks } from "./lines";
import type { Source } from "./output";
import { quoted, quotesOf } from "./quoting";
import { scalarValue } from "./scalar-value";
import { writeChangedFlow } from "./write-flow";
import { type Shift, writeIndentation, writeLines } from "./write-lines";
import type { Writing } from "./writing";

/** The entry whose value is being written. */
export interface Owner {
  readonly indent: number;
  readonly kind: "mapping" | "sequence";
  /** Where the entry comes from: the comments of a value that it lost stay with it. */
  readonly head: EntryChild["head"];
}

/** Is the value written behind the colon, and not on lines below? */
export function staysInline(value: Draft, node: LayoutNode | undefined, source: Source | undefined): boolean {
  if (!node || !source || isBlockCollection(node)) return false;
  if (!isFlowCollection(node)) return value.type === "node";
  if (source.origin === "document") return value.type === "node" || node.entries.length > 0;
  return value.type === "node" && !comesFromJson(source, node);
}

/** Lines of JSON are written in block style: their indentation may be of tabs. */
function comesFromJson(source: Source, node: LayoutNode): boolean {
  const { root, text } = source.layout;
  return root !== undefined && isFlowCollection(root) && text.slice(node.start, node.end).includes("\n");
}

export function isInline(node: LayoutNode): boolean {
  return isCollection(node) ? node.flow : node.style !== "literal" && node.style !== "folded";
}

export function indicatorEnd(entry: LayoutEntry): number {
  return entry.indicator?.end ?? entry.key?.end ?? entry.start;
}

export function inlineShift(w: Writing, source: Source, node: LayoutNode, column: number, indent: number): Shift {
  const shift = { delta: indent - column, column };
  if (source.origin === "document" || node.type !== "scalar" || (node.style !== "literal" && node.style !== "folded"))
    return shift;
  const region = source.layout.regions.find(({ start }) => start === node.start);
  if (!region) return shift;
  return { ...shift, scalarDelta: indent + (region.explicitIndent || w.style.step) - region.contentIndent };
}

/** Another word in the place of a word: what stands before and after it on its line stays. */
export function writeInPlace(w: Writing, value: Draft, owner: Owner, old: NonNullable<EntryChild["head"]>): void {
  const { out } = w;
  const { entry, source } = old;
  const shift = { delta: owner.indent - entry.column, column: entry.column };
  const start = fullStart(entry.value);
  const written = entry.value.type !== "empty" || entry.value.properties.length > 0;
  if (written) writeLines(out, source, indicatorEnd(entry), start, shift);
  else out.add(" ");
  writeInline(w, value, owner, entry.value);
  let end = written ? Math.max(entry.value.end, entry.value.properties.at(-1)?.end ?? 0) : indicatorEnd(entry);
  const lineEnd = skipBlanks(source.layout.text, end, entry.extent.end);
  if (!written && /[\r\n]/.test(source.layout.text[lineEnd] ?? "")) end = lineEnd;
  writeLines(out, source, end, entry.extent.end, shift);
  if (source.origin === "document") {
    writeComments(w, w.leftBehind(indicatorEnd(entry), entry.extent.end), owner.indent + w.style.step);
  }
}

/** A value that begins and ends behind its colon. @param old the word in whose place it is written */
export function writeInline(w: Writing, value: Draft, owner: Owner, old: LayoutNode | undefined): void {
  const { out } = w;
  if (value.type === "collection") {
    writeInlineCollection(w, value, owner);
    return;
  }
  const { node, source } = value;
  const { text } = source.layout;
  if (
    node.type === "scalar" &&
    source.literal &&
    old?.type === "scalar" &&
    node.style !== "literal" &&
    node.style !== "folded"
  ) {
    const isText = typeof scalarValue(node.text, node.style === "plain", tagOf(node)) === "string";
    if (isText && quotesOf(old.style) !== "plain" && node.properties.length === 0) {
      out.add(quoted(node.text, quotesOf(old.style), false));
      return;
    }
  }
  writeProperties(w, node, source, false);
  const column = value.part && !value.part.flow ? value.part.column : lineIndentation(text, node.start).length;
  const firstLine = Math.min(nextLineStart(text, node.start), node.end);
  out.copy(source, node.start, firstLine);
  writeLines(out, source, firstLine, node.end, { delta: owner.indent - column, column });
}

function writeInlineCollection(w: Writing, value: CollectionDraft, owner: Owner): void {
  if (!value.children.some(isEntry)) {
    w.out.add(value.kind === "mapping" ? "{}" : "[]");
    return;
  }
  const { node } = value.base ?? {};
  if (!node) return;
  writeProperties(w, node, w.document, false);
  writeChangedFlow(w, value, owner.indent - lineIndentation(w.layout.text, node.start).length);
}

function tagOf(node: LayoutNode): string | undefined {
  return node.properties.find(({ type }) => type === "tag")?.name;
}

export function writeBlockScalar(
  w: Writing,
  node: LayoutNode,
  source: Source,
  owner: Owner,
  comment: Span | undefined,
): void {
  const { text } = source.layout;
  const { out } = w;
  writeProperties(w, node, source, false);
  const content = Math.min(nextLineStart(text, node.start), node.end);
  const header = /^[|>][-+0-9]*/.exec(text.slice(node.start, content))?.[0].length ?? 1;
  if (comment) {
    out.copy(source, node.start, node.start + header);
    writeTrailing(w, comment);
  } else {
    out.copy(source, node.start, content);
  }
  const column = columnOf(text, lineStart(text, node.start) + lineIndentation(text, node.start).length);
  writeLines(out, source, content, node.end, inlineShift(w, source, node, column, owner.indent));
}

/** Tag and anchor; those of fragments have no anchor. @returns was there anything to write? */
export function writeProperties(w: Writing, node: LayoutNode, source: Source, spaceBefore: boolean): boolean {
  const written = node.properties.filter(({ type }) => source.origin !== "fragment" || type === "tag");
  for (const property of written) {
    if (spaceBefore) w.out.add(" ");
    w.out.copy(source, property.start, property.end);
    if (!spaceBefore) w.out.add(" ");
  }
  return written.length > 0;
}

/**
 * Comments on lines of their own, no deeper than the column.
 * @param from the column at which their block began in the document: what stood left of it stays there
 */
export function writeComments(w: Writing, comments: readonly Span[], indent: number, from = indent): void {
  const { out, document } = w;
  const { text } = w.layout;
  for (const comment of comments) {
    const alone = isWhite(text, lineStart(text, comment.start), comment.start);
    const old = columnOf(text, comment.start);
    const column = alone && old < from ? Math.min(indent, old) : indent;
    writeIndentation(out, document, comment.start, column);
    out.copy(document, comment.start, nextLineStart(text, comment.start));
  }
}

/** The end of a line, with a comment that stood on it. */
export function writeTrailing(w: Writing, comment: Span | undefined): void {
  if (comment) {
    w.out.add(" ");
    w.out.copy(w.document, comment.start, nextLineStart(w.layout.text, comment.start));
    w.out.beginLine();
  } else {
    w.out.add(w.out.lineEnd);
  }
}
