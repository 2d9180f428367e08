// Which lines belong to which entry: comments above it, at its end, and below it where they are deeper than it.
import type { OpenCollection, OpenEntry } from "./concrete";
import { isBlockCollection, isCollection, type Layout, type LayoutNode } from "./layout";
import { firstLineStart, isLineStart, lineStart, nextLineStart, skipBlanks } from "./lines";

/** Sets the extents of all entries and the bodies of all collections. */
export function assignExtents({ text, root, end }: Layout): void {
  if (!root) return;
  if (isBlockCollection(root)) {
    const before = Math.max(root.properties.at(-1)?.end ?? 0, markerEnd(text, root.start), firstLineStart(text));
    assignBlock(text, root as OpenCollection, before, end, false);
  } else {
    assignNode(text, root);
  }
}

/** Behind a line `---` or the last directive before the root; 0 where there is none. */
function markerEnd(text: string, rootStart: number): number {
  let end = 0;
  for (let at = firstLineStart(text); at < rootStart; at = nextLineStart(text, at)) {
    if (/^(?:---(?=[ \t\r\n]|$)|%)/.test(text.slice(at, at + 4))) end = nextLineStart(text, at);
  }
  return Math.min(end, rootStart);
}

/**
 * @param before the end of the last sign before the first entry (dash, colon, tag, anchor), or where the document begins
 * @param limit no line from here on can belong to the collection
 */
function assignBlock(text: string, node: OpenCollection, before: number, limit: number, inside: boolean): void {
  const first = node.entries[0];
  if (!first) return;
  const sameLine = inside && lineStart(text, first.start) < before;
  node.inline = sameLine;
  const bodyStart = sameLine ? first.start : isLineStart(text, before) ? before : nextLineStart(text, before);
  node.body = { start: Math.min(bodyStart, first.start), end: limit };
  let previousEnd = node.body.start;
  for (const [index, entry] of node.entries.entries()) {
    const next = node.entries[index + 1];
    const start = index === 0 && sameLine ? entry.start : leadingStart(text, entry, previousEnd);
    const end = ownedEnd(text, entry, next ? lineStart(text, next.start) : limit);
    entry.extent = { start, end };
    previousEnd = end;
    assignValue(text, entry, end);
  }
}

function assignValue(text: string, entry: OpenEntry, end: number): void {
  const { value } = entry;
  if (entry.key) assignNode(text, entry.key);
  if (!isBlockCollection(value)) {
    assignNode(text, value);
    return;
  }
  const before = value.properties.at(-1)?.end ?? entry.indicator?.end ?? entry.key?.end ?? entry.start;
  assignBlock(text, value as OpenCollection, before, end, true);
}

/** Nodes that hold no lines of their own: flow collections, and what stands in a complex key. */
function assignNode(text: string, node: LayoutNode): void {
  if (!isCollection(node)) return;
  if (node.flow) assignFlow(text, node as OpenCollection);
  else assignBlock(text, node as OpenCollection, node.start, node.end, true);
}

/** The comment lines directly above, at the entry's column. */
function leadingStart(text: string, entry: OpenEntry, floor: number): number {
  let start = lineStart(text, entry.start);
  while (start > floor) {
    const above = lineStart(text, start - 1);
    if (above < floor) break;
    const sign = skipBlanks(text, above, start);
    if (text[sign] !== "#" || sign - above !== entry.column) break;
    start = above;
  }
  return Math.max(start, floor);
}

/** Behind the last line of the entry and the deeper comments that follow it. */
function ownedEnd(text: string, entry: OpenEntry, limit: number): number {
  let end = isLineStart(text, entry.end) ? entry.end : nextLineStart(text, entry.end);
  if (end > limit) return limit;
  for (let at = end; at < limit; at = nextLineStart(text, at)) {
    const sign = skipBlanks(text, at, limit);
    if (text[sign] === "#") {
      if (sign - at <= entry.column) break;
      end = nextLineStart(text, at);
    } else if (sign < limit && text[sign] !== "\n" && text[sign] !== "\r") {
      break;
    }
  }
  return Math.min(end, limit);
}

function assignFlow(text: string, node: OpenCollection): void {
  let position = node.start + (node.pair ? 0 : 1);
  for (const entry of node.entries) {
    const start = position;
    position = commentOnLine(text, entry.comma === undefined ? entry.end : entry.comma + 1, node.end);
    entry.extent = { start, end: position };
    if (entry.key) assignNode(text, entry.key);
    assignNode(text, entry.value);
  }
  node.closing = { start: position, end: Math.max(position, node.end - (node.pair ? 0 : 1)) };
}

/** The end of a comment that follows on the same line; the offset itself where none does. */
function commentOnLine(text: string, offset: number, limit: number): number {
  const sign = skipBlanks(text, offset, limit);
  if (text[sign] !== "#") return offset;
  let end = sign;
  while (end < limit && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}
