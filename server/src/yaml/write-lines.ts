// Writes lines of a source at another indentation: entries and comments move, the content of scalars keeps its meaning.
import { type Region, regionAt } from "./layout";
import { isLineStart, nextLineStart, skipBlanks, skipSpaces } from "./lines";
import type { Output, Source } from "./output";

export interface Shift {
  /** Columns to the right (or, below zero, to the left). */
  readonly delta: number;
  /** The column of the entry that the lines belong to. Comments left of it stay where they are, or at its new column. */
  readonly column: number;
  /** For the content of block scalars, where it differs. */
  readonly scalarDelta?: number;
}

/**
 * Writes [start, end). Where `start` is inside a line, the rest of that line goes on the line that is being written;
 * each other line begins a line.
 */
export function writeLines(out: Output, source: Source, start: number, end: number, shift: Shift): void {
  const { text } = source.layout;
  if (end <= start) return;
  if (shift.delta === 0 && (shift.scalarDelta ?? 0) === 0 && source.origin === "document" && !out.inlineReady) {
    if (isLineStart(text, start)) out.beginLine();
    out.copy(source, start, end);
    out.scalarMoved = false;
    return;
  }
  for (let at = start; at < end; ) {
    const next = Math.min(nextLineStart(text, at), end);
    if (isLineStart(text, at)) writeLine(out, source, at, next, shift);
    else out.copy(source, at, next);
    at = next;
  }
  out.scalarMoved = true;
}

/**
 * Writes [start, end) of a flow collection or scalar into flow style; its lines move as a whole.
 * @param delta columns, or tabs where lines begin with tabs
 */
export function writeFlowLines(out: Output, source: Source, start: number, end: number, delta: number): void {
  const { text } = source.layout;
  for (let at = start; at < end; ) {
    const next = Math.min(nextLineStart(text, at), end);
    let from = at;
    if (at > start && delta !== 0) {
      const sign = skipBlanks(text, at, next);
      const blank = text[sign] === "\n" || text[sign] === "\r";
      if (delta < 0) from = Math.min(sign, at - delta);
      else if (!blank) out.add((text[at] === "\t" ? "\t" : " ").repeat(delta));
    }
    out.copy(source, from, next);
    at = next;
  }
}

/** Goes to the column at which an entry is to begin; white space that stands there in the document is kept. */
export function writeIndentation(out: Output, source: Source | undefined, offset: number, column: number): void {
  if (out.inlineReady) {
    out.inlineReady = false;
    return;
  }
  out.beginLine();
  if (source && source.origin !== "fragment") {
    const { text } = source.layout;
    let start = offset;
    while (start > 0 && text[start - 1] === " " && offset - start < column) start--;
    if (start === 0 || isLineStart(text, start) || offset - start === column) {
      out.add(" ".repeat(column - (offset - start)));
      out.copy(source, start, offset);
      return;
    }
  }
  out.add(" ".repeat(column));
}

function writeLine(out: Output, source: Source, start: number, end: number, shift: Shift): void {
  const { text } = source.layout;
  const region = regionAt(source.layout, start);
  const sign = skipBlanks(text, start, end);
  const blank = sign === end || text[sign] === "\n" || text[sign] === "\r";
  if (region?.type === "block-scalar") {
    writeScalarLine(out, source, start, end, region, shift.scalarDelta ?? shift.delta, blank);
    return;
  }
  if (blank) {
    if (out.inlineReady) return;
    out.beginLine();
    // Longer than it was beside its neighbours, a blank line could become part of a block scalar above it.
    const from = source.origin === "fragment" ? sign : Math.min(sign, start + Math.max(-shift.delta, 0));
    out.copy(source, from, end);
    return;
  }
  if (out.inlineReady) {
    out.inlineReady = false;
    out.copy(source, sign, end);
    return;
  }
  out.beginLine();
  const column = sign - start;
  if (skipSpaces(text, start, sign) < sign) {
    // Tabs: in front of comments, and of lines inside quotes or brackets, where they mean nothing.
    if (region && shift.delta > 0) out.add(" ".repeat(shift.delta));
    out.copy(source, start, end);
    return;
  }
  let wanted = column + shift.delta;
  if (region && source.origin === "fragment") wanted = Math.max(wanted, shift.column + shift.delta + 1);
  if (!region && text[sign] === "#" && column < shift.column) wanted = Math.min(column, shift.column + shift.delta);
  indent(out, source, start, sign, Math.max(wanted, 0));
  out.copy(source, sign, end);
}

/** Blank lines that are no longer than the indentation mean nothing but must not become longer than it. */
function writeScalarLine(
  out: Output,
  source: Source,
  start: number,
  end: number,
  region: Region,
  delta: number,
  blank: boolean,
): void {
  const { text } = source.layout;
  out.inlineReady = false;
  out.beginLine();
  const sign = skipSpaces(text, start, end);
  const depth = sign - start;
  const limit = Math.max(region.contentIndent + delta, 0);
  const emptyLine = blank && text[sign] !== "\t" && depth < region.contentIndent;
  indent(out, source, start, sign, emptyLine ? Math.min(depth, limit) : Math.max(depth + delta, 0));
  out.copy(source, sign, end);
}

function indent(out: Output, source: Source, start: number, sign: number, column: number): void {
  const depth = sign - start;
  if (column >= depth) {
    out.add(" ".repeat(column - depth));
    out.copy(source, start, sign);
  } else {
    out.copy(source, sign - column, sign);
  }
}
