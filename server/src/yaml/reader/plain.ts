// Plain scalars in block style: where they end, and how their lines fold.
import type { Scalar } from "../tree";
import { COLON, HASH, isEmpty, isLineEnd, LINE_FEED, RETURN, SPACE, TAB } from "./codes";
import type { Cursor } from "./cursor";
import { plainValue } from "./values";

/**
 * Where a plain scalar stops on its line: at a colon that ends a key, at white space before a comment, at the line end.
 * Blanks may stand before the place.
 */
export function plainStop(cursor: Cursor, from: number): number {
  const { text, length } = cursor;
  let at = from;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code > COLON || (code > HASH && code < COLON)) {
      at++;
    } else if (code === COLON) {
      if (isEmpty(cursor.code(at + 1))) return at;
      at++;
    } else if (code === SPACE || code === TAB) {
      if (cursor.code(++at) === HASH) return at - 1;
    } else if (code === LINE_FEED || code === RETURN) {
      return at;
    } else {
      at++;
    }
  }
  return at;
}

/** Without the blanks before the offset. */
export function trimmedEnd(cursor: Cursor, start: number, stop: number): number {
  const { text } = cursor;
  let end = stop;
  while (end > start) {
    const code = text.charCodeAt(end - 1);
    if (code !== SPACE && code !== TAB) break;
    end--;
  }
  return end;
}

/**
 * A plain scalar whose first line has been looked at.
 * @param stop where its first line stops: not at a colon
 * @param least the column from which on further lines belong to it
 */
export function plainScalar(cursor: Cursor, start: number, stop: number, least: number): Scalar {
  const { text } = cursor;
  let end = trimmedEnd(cursor, start, stop);
  const ended = cursor.code(stop);
  const folded = isLineEnd(ended) ? lastLine(cursor, stop, least) : stop;
  if (folded === stop) {
    const content = text.slice(start, end);
    cursor.at = end;
    return scalar(content, text.charCodeAt(start), start, end);
  }
  end = trimmedEnd(cursor, stop, folded);
  cursor.at = end;
  return scalar(unfolded(text.slice(start, end)), text.charCodeAt(start), start, end);
}

function scalar(text: string, first: number, start: number, end: number): Scalar {
  return { type: "scalar", style: "plain", text, value: plainValue(text, first), start, end };
}

/** Where the last line of the scalar stops; `stop` where no further line belongs to it. */
function lastLine(cursor: Cursor, stop: number, least: number): number {
  const { text, length } = cursor;
  let last = stop;
  let lineEnd = stop;
  while (lineEnd < length) {
    const start = text.charCodeAt(lineEnd) === RETURN ? lineEnd + 2 : lineEnd + 1;
    let at = start;
    while (at < length && text.charCodeAt(at) === SPACE) at++;
    const code = cursor.code(at);
    if (code === LINE_FEED || code === RETURN) {
      lineEnd = at;
      continue;
    }
    // What stands behind a tab may go on: that is looked at as what begins the next line.
    if (code === TAB || at >= length || at - start < least || code === HASH) return last;
    last = plainStop(cursor, at);
    if (!isLineEnd(cursor.code(last))) return last;
    lineEnd = last;
  }
  return last;
}

/** The text of a plain or single-quoted scalar over several lines: a line end is a space, further ones stay. */
export function unfolded(source: string): string {
  const lines = source.split("\n");
  const last = lines.length - 1;
  if (last === 0) return source;
  let text = trimmed(withoutReturn(lines[0] ?? ""), false, true);
  let separator = " ";
  for (let index = 1; index < last; index++) {
    const line = trimmed(withoutReturn(lines[index] ?? ""), true, true);
    if (line !== "") {
      text += separator + line;
      separator = " ";
    } else if (separator === "\n") text += separator;
    else separator = "\n";
  }
  return text + separator + trimmed(lines[last] ?? "", true, false);
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function trimmed(line: string, before: boolean, behind: boolean): string {
  let start = 0;
  let end = line.length;
  while (before && start < end && isBlank(line.charCodeAt(start))) start++;
  while (behind && end > start && isBlank(line.charCodeAt(end - 1))) end--;
  return line.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
