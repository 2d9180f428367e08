// Block scalars: header, indentation, lines, and the line ends behind them.
import type { Scalar } from "../tree";
import { BAR, DASH, HASH, isLineEnd, LINE_FEED, NINE, NOTHING, PLUS, RETURN, SPACE, TAB, ZERO } from "./codes";
import { type Cursor, Unsure } from "./cursor";

interface Header {
  /** `DASH`, `PLUS`, or 0 for neither. */
  readonly chomping: number;
  /** As written; 0 where it is not. */
  readonly indentation: number;
}

/** Lines of content without their indentation, and how many blank ones stand before and behind. */
interface Content {
  readonly lines: string[];
  readonly before: number;
  readonly behind: number;
  /** Does the text end without a line end? */
  readonly open: boolean;
}

/**
 * The scalar whose `|` or `>` is at the cursor; the cursor stands at the start of the first line behind it then.
 * @param parent the column of the key or dash before it
 */
export function blockScalar(cursor: Cursor, parent: number): Scalar {
  const start = cursor.at;
  const literal = cursor.text.charCodeAt(start) === BAR;
  const { chomping, indentation } = readHeader(cursor);
  const style = literal ? "literal" : "folded";
  const content = readContent(cursor, parent, indentation);
  const end = trimmedEnd(cursor, start);
  if (content === undefined) {
    if (chomping === PLUS) throw new Unsure("block-scalar");
    return { type: "scalar", style, text: "", value: "", start, end };
  }
  const { lines, before, behind, open } = content;
  let text = "\n".repeat(before) + (literal ? lines.join("\n") : folded(lines));
  if (chomping === PLUS) text += "\n".repeat(open ? 0 : 1 + behind);
  else if (chomping !== DASH && !open) text += "\n";
  return { type: "scalar", style, text, value: text, start, end };
}

/** Reads up to the start of the line behind the header. */
function readHeader(cursor: Cursor): Header {
  let at = cursor.at + 1;
  let chomping = 0;
  let indentation = 0;
  for (;;) {
    const code = cursor.code(at);
    if (chomping === 0 && (code === PLUS || code === DASH)) chomping = code;
    else if (indentation === 0 && code > ZERO && code <= NINE) indentation = code - ZERO;
    else break;
    at++;
  }
  const behind = cursor.skipBlanks(at);
  const code = cursor.code(behind);
  if (!isLineEnd(code) && !(code === HASH && behind > at)) throw new Unsure("block-scalar");
  cursor.at = Math.min(cursor.lineFeed(behind) + 1, cursor.length);
  return { chomping, indentation };
}

/** @returns undefined where there is no content; the cursor stands behind it, blank lines included */
function readContent(cursor: Cursor, parent: number, indentation: number): Content | undefined {
  const { text, length } = cursor;
  let at = cursor.at;
  let before = 0;
  let widest = 0; // of the blank lines before the first line
  let column = 0;
  for (;;) {
    const start = at;
    at = skipSpaces(cursor, at);
    column = at - start;
    const code = cursor.code(at);
    if (code === NOTHING) {
      if (column > 0) throw new Unsure("block-scalar");
      cursor.at = length;
      return undefined;
    }
    if (code !== LINE_FEED && code !== RETURN) {
      at = start;
      break;
    }
    before++;
    widest = Math.max(widest, column);
    at += code === RETURN ? 2 : 1;
  }
  const least = indentation === 0 ? column : parent + indentation;
  if (column <= parent) {
    if (cursor.code(at + column) === TAB) throw new Unsure("tab");
    cursor.at = at;
    return undefined;
  }
  if (widest > least || column < least) throw new Unsure("block-scalar");

  const lines: string[] = [];
  let count = 0; // of the lines up to the last one that is not empty
  let solid = 0; // the same without lines of blanks that go beyond the indentation
  let open = false;
  while (at < length) {
    const first = skipSpaces(cursor, at);
    const code = cursor.code(first);
    const width = first - at;
    if (code === LINE_FEED || code === RETURN) {
      lines.push(width > least ? text.slice(at + least, first) : "");
      if (width > least) count = lines.length;
      at = first + (code === RETURN ? 2 : 1);
      continue;
    }
    if (code === NOTHING) {
      if (width >= least) throw new Unsure("block-scalar");
      break;
    }
    if (width < least) {
      if (code === TAB) throw new Unsure("tab");
      break;
    }
    const lineFeed = cursor.lineFeed(first);
    const end = lineFeed > first && text.charCodeAt(lineFeed - 1) === RETURN ? lineFeed - 1 : lineFeed;
    open = lineFeed >= length;
    if (open && cursor.skipBlanks(first) >= length) throw new Unsure("block-scalar");
    lines.push(text.slice(at + least, end));
    count = lines.length;
    solid = count;
    at = Math.min(lineFeed + 1, length);
  }
  if (indentation !== 0 && count > solid) throw new Unsure("block-scalar");
  const behind = lines.length - count;
  lines.length = count;
  cursor.at = at;
  return { lines, before, behind, open };
}

function skipSpaces({ text, length }: Cursor, from: number): number {
  let at = from;
  while (at < length && text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** The last sign that is not white, before the cursor. */
function trimmedEnd(cursor: Cursor, start: number): number {
  const { text } = cursor;
  let end = cursor.at;
  while (end > start && isWhite(text.charCodeAt(end - 1))) end--;
  return end;
}

/** What `\s` matches. */
function isWhite(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code >= 0xa0 && /\s/.test(String.fromCharCode(code));
}

/** A line end is a space, except around lines that are indented further; blank lines stay. */
function folded(lines: readonly string[]): string {
  const parts: string[] = [];
  let separator = "";
  let further = false;
  for (const line of lines) {
    const first = line.charCodeAt(0);
    if (first === SPACE || first === TAB) {
      if (separator === " ") separator = "\n";
      else if (!further && separator === "\n") separator = "\n\n";
      parts.push(separator, line);
      separator = "\n";
      further = true;
    } else if (line === "") {
      if (separator === "\n") parts.push("\n");
      else separator = "\n";
    } else {
      parts.push(separator, line);
      separator = " ";
      further = false;
    }
  }
  return parts.join("");
}
