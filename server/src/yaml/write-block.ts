// Drafts in block style → output.
import type { Span } from "../text/span";
import { type Child, type Draft, type EntryChild, isEntry, naturalChildren, nodeOf, sourceOf } from "./draft";
import { fullStart, isBlockCollection, isFlowCollection, type LayoutCollection, type LayoutEntry } from "./layout";
import { isWhite, lineIndentation, lineStart, nextLineStart } from "./lines";
import type { Source } from "./output";
import { quoted, quotesOf } from "./quoting";
import { Refused } from "./resolve-path";
import { writeChangedFlow, writeFlowValue } from "./write-flow";
import { writeIndentation, writeLines } from "./write-lines";
import {
  indicatorEnd,
  inlineShift,
  isInline,
  type Owner,
  staysInline,
  writeBlockScalar,
  writeComments,
  writeInline,
  writeInPlace,
  writeProperties,
  writeTrailing,
} from "./write-words";
import type { Writing } from "./writing";

/** The whole document. */
export function writeRoot(w: Writing, draft: Draft): void {
  const { root, text } = w.layout;
  const { out, document } = w;
  if (!root || (draft.type === "node" && draft.node === root && draft.source === document)) {
    out.copy(document, 0, text.length);
    return;
  }
  const block = isBlockCollection(root);
  out.copy(document, 0, block ? root.body.start : fullStart(root));
  if (block) writeBlockRoot(w, draft, root);
  else if (draft.type === "collection" && draft.base?.node === root) writeChangedFlow(w, draft, 0);
  else writeFlowValue(w, draft, lineIndentation(text, root.start), undefined);
  const end = block ? root.body.end : root.end;
  if (block) {
    writeComments(w, w.leftBehind(0, text.length), root.indent);
    if (end < text.length) out.beginLine();
  }
  out.copy(document, end, text.length);
}

/** A draft that is a whole document, from its first column on. */
export function writeTop(w: Writing, draft: Draft): void {
  const children = draft.type === "collection" ? draft.children : naturalChildren(draft.source, draft.node, false);
  writeBody(w, children, "mapping", 0);
  w.out.beginLine();
}

function writeBlockRoot(w: Writing, draft: Draft, root: LayoutCollection): void {
  const children = draft.type === "collection" ? draft.children : naturalChildren(draft.source, draft.node, false);
  w.near = root.start;
  const kind = draft.type === "collection" ? draft.kind : draft.node.type === "sequence" ? "sequence" : "mapping";
  if (children.some(isEntry)) {
    writeBody(w, children, kind, root.indent);
    return;
  }
  writeBody(w, children, kind, root.indent);
  w.out.beginLine();
  writeInline(w, draft, { indent: root.indent, kind: "mapping", head: undefined }, undefined);
  w.out.add(w.out.lineEnd);
}

/**
 * The entries of a block collection and what stands between them, at the column.
 * @param from the column at which they stood in the document
 */
function writeBody(
  w: Writing,
  children: readonly Child[],
  kind: "mapping" | "sequence",
  indent: number,
  from = indent,
): void {
  let afterGone = false;
  let begun = false;
  for (const child of children) {
    if (child.type === "gone") {
      const comments = w.leftBehind(child.start, child.end);
      writeComments(w, comments, indent, from);
      afterGone = comments.length === 0;
    } else if (child.type === "loose") {
      writeLoose(w, child, indent, afterGone && (!begun || w.out.afterBlankLine));
      afterGone = false;
    } else {
      writeEntry(w, child, kind, indent);
      afterGone = false;
      begun = true;
    }
  }
}

/** @param joins what stood above is gone: blank lines would become more than there were */
function writeLoose(w: Writing, child: Extract<Child, { type: "loose" }>, indent: number, joins: boolean): void {
  const { out } = w;
  const { text } = child.source.layout;
  const { openScalar } = out;
  const stays =
    openScalar && !out.scalarMoved && openScalar.source.origin === "document" && openScalar.region.end === child.start;
  let start = child.start;
  while (start < child.end) {
    const next = Math.min(nextLineStart(text, start), child.end);
    if (!isWhite(text, start, next)) break;
    // Blank lines below a block scalar may become part of it.
    const swallowed =
      openScalar && !stays && (openScalar.region.chomping === "keep" || !/^\r?\n?$/.test(text.slice(start, next)));
    if (!out.inlineReady && !joins && !swallowed) {
      out.beginLine();
      out.copy(child.source, start, next);
    }
    start = next;
  }
  writeLines(out, child.source, start, child.end, { delta: indent - child.column, column: child.column });
}

function writeEntry(w: Writing, child: EntryChild, kind: "mapping" | "sequence", indent: number): void {
  const { out } = w;
  const { head, value } = child;
  if (head?.source.origin === "document") w.near = head.entry.start;
  if (head && isWhole(child, kind)) {
    writeWhole(w, head.source, head.entry, indent);
    return;
  }
  if (head?.entry.explicit)
    throw new Refused("complex-key", head.entry, "The part to edit has a key of the form `? key`.");
  if (head && !head.entry.flow) {
    const line = lineStart(head.source.layout.text, head.entry.start);
    const shift = { delta: indent - head.entry.column, column: head.entry.column };
    writeLines(out, head.source, head.entry.extent.start, Math.max(line, head.entry.extent.start), shift);
  }
  writeIndentation(out, head && !head.entry.flow ? head.source : undefined, head?.entry.start ?? 0, indent);
  writeHead(w, child, kind);
  writePart(w, value, { indent, kind, head });
}

/** Does the entry stay as it is, but for its column? */
function isWhole({ head, key, value }: EntryChild, kind: "mapping" | "sequence"): boolean {
  return (
    (head?.entry.key === undefined) === (kind === "sequence") &&
    head?.source.origin === "document" &&
    !head.entry.flow &&
    key === undefined &&
    value.type === "node" &&
    value.part === head.entry
  );
}

function writeWhole(w: Writing, source: Source, entry: LayoutEntry, indent: number): void {
  const shift = { delta: indent - entry.column, column: entry.column };
  if (lineStart(source.layout.text, entry.start) >= entry.extent.start) {
    writeLines(w.out, source, entry.extent.start, entry.extent.end, shift);
    return;
  }
  writeIndentation(w.out, source, entry.start, indent);
  writeLines(w.out, source, entry.start, entry.extent.end, shift);
}

/** Key and colon, or the dash. */
function writeHead(w: Writing, { head, key }: EntryChild, kind: "mapping" | "sequence"): void {
  const { out } = w;
  const own = head?.entry.key;
  if (head?.entry.flow && own && own.type !== "scalar") {
    throw new Refused("complex-key", own, "A key that is no word cannot be written in block style.");
  }
  if (kind === "sequence") {
    if (head?.entry.indicator && !own) out.copy(head.source, head.entry.indicator.start, head.entry.indicator.end);
    else out.add("-");
  } else if (head && own) {
    const { entry, source } = head;
    if (key === undefined) out.copy(source, entry.start, own.end);
    else out.add(quoted(key, own.type === "scalar" ? quotesOf(own.style) : "plain", false));
    if (entry.indicator) out.copy(source, own.end, entry.indicator.end);
    else out.add(":");
  } else {
    out.add(`${quoted(key ?? "", "plain", false)}:`);
  }
}

/** What follows the colon or dash, to the end of the last line of the entry. */
function writePart(w: Writing, value: Draft, owner: Owner): void {
  const { part } = value;
  const node = nodeOf(value);
  const source = sourceOf(value);
  const emptied = value.type === "collection" && !value.children.some(isEntry);
  if (!part || part.flow || !node || !source || emptied) {
    writeNewPart(w, value, owner);
    return;
  }
  if (isBlockCollection(node)) {
    writeOwnBlock(w, value, node, source, part, owner);
  } else if (value.type === "node") {
    writeLines(
      w.out,
      source,
      indicatorEnd(part),
      part.extent.end,
      inlineShift(w, source, node, part.column, owner.indent),
    );
  } else if (isFlowCollection(node) && node.entries.length > 0 && source.origin === "document") {
    const shift = { delta: owner.indent - part.column, column: part.column };
    writeLines(w.out, source, indicatorEnd(part), node.start, shift);
    writeChangedFlow(w, value, shift.delta);
    writeLines(w.out, source, node.end, part.extent.end, shift);
  } else {
    writeNewPart(w, value, owner);
  }
}

/** A block collection with the rest of the line above it and its comments. */
function writeOwnBlock(
  w: Writing,
  value: Draft,
  node: LayoutCollection,
  source: Source,
  part: LayoutEntry,
  owner: Owner,
): void {
  const { out } = w;
  const { text } = source.layout;
  const from = indicatorEnd(part);
  const toSequence = owner.kind === "sequence";
  const keeps = source.origin === "document" && (part.key === undefined) === toSequence;
  const shift = { delta: owner.indent - part.column, column: part.column };
  let indent = keeps ? owner.indent + node.indent - part.column : childIndent(w, node.type, owner);
  if (node.inline && toSequence && keeps) {
    out.copy(source, from, node.body.start);
    out.inlineReady = true;
  } else if (toSequence && !keeps && isWhite(text, from, node.body.start)) {
    out.add(" ".repeat(w.style.itemGap));
    out.inlineReady = true;
  } else if (node.inline) {
    out.add(out.lineEnd);
    indent = childIndent(w, node.type, owner);
  } else {
    writeLines(out, source, from, node.body.start, shift);
  }
  if (value.type === "collection") {
    writeBody(w, value.children, value.kind, indent, source.origin === "document" ? node.indent : indent);
  } else if (source.origin !== "document") {
    writeBody(w, naturalChildren(source, node, false), node.type, indent);
  } else {
    if (node.inline) writeIndentation(out, source, node.body.start, indent);
    writeLines(out, source, node.body.start, node.body.end, { delta: indent - node.indent, column: node.indent });
  }
}

/** The column of new entries below an owner. */
function childIndent(w: Writing, kind: "mapping" | "sequence", owner: Owner): number {
  const { step, sequenceOffset, itemGap } = w.style;
  if (owner.kind === "sequence") return owner.indent + 1 + itemGap;
  return owner.indent + (kind === "mapping" ? step : sequenceOffset);
}

/** A value that does not bring the rest of its line along: new ones, and those that come from elsewhere. */
function writeNewPart(w: Writing, value: Draft, owner: Owner): void {
  const { out } = w;
  const node = nodeOf(value);
  const old = owner.head && !owner.head.entry.flow ? owner.head : undefined;
  const source = sourceOf(value);
  const empty = value.type === "collection" && !value.children.some(isEntry);
  const inline = empty || staysInline(value, node, source);
  const scalarBlock = node?.type === "scalar" && (node.style === "literal" || node.style === "folded");
  if (old && inline && !scalarBlock && isInline(old.entry.value) && (!empty || !isBlockCollection(old.entry.value))) {
    writeInPlace(w, value, owner, old);
    return;
  }
  const left = old?.source.origin === "document" ? w.leftBehind(indicatorEnd(old.entry), old.entry.extent.end) : [];
  const onLine =
    left[0] && old && lineStart(w.layout.text, left[0].start) <= indicatorEnd(old.entry) ? left[0] : undefined;
  const others = onLine ? left.slice(1) : left;
  if (!inline) {
    writeNewBlock(w, value, owner, onLine, others);
    return;
  }
  const silent = node?.type === "empty" && node.properties.length === 0 && !empty;
  if (!silent) out.add(" ");
  if (scalarBlock && source && value.type === "node") {
    writeBlockScalar(w, value.node, source, owner, onLine);
    writeComments(w, others, owner.indent);
    return;
  }
  writeInline(w, value, owner, undefined);
  writeTrailing(w, onLine);
  writeComments(w, others, owner.indent + w.style.step);
}

function writeNewBlock(
  w: Writing,
  value: Draft,
  owner: Owner,
  onLine: Span | undefined,
  others: readonly Span[],
): void {
  const { out } = w;
  const node = nodeOf(value);
  const source = sourceOf(value);
  const kind = value.type === "collection" ? value.kind : node?.type === "sequence" ? "sequence" : "mapping";
  const indent = childIndent(w, kind, owner);
  const properties = node && source && value.part === undefined ? writeProperties(w, node, source, true) : false;
  if (owner.kind === "sequence" && !properties && !onLine) {
    out.add(" ".repeat(w.style.itemGap));
    out.inlineReady = true;
  } else {
    writeTrailing(w, onLine);
  }
  writeComments(w, others, indent);
  const children = value.type === "collection" ? value.children : naturalChildren(value.source, value.node, false);
  writeBody(w, children, kind, indent);
}
