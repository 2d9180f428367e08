// Quoted scalars: their ends, their escapes, their lines.
import type { Scalar } from "../tree";
import { BACKSLASH, DOUBLE_QUOTE, isEmpty, LINE_FEED, RETURN, SINGLE_QUOTE, SPACE, TAB } from "./codes";
import { type Cursor, Unsure } from "./cursor";
import { unfolded } from "./plain";

/**
 * The scalar whose opening quote is at the cursor; the cursor stands behind its closing one then.
 * @param least the column from which on a further line belongs to it; below 1 there must be no further line
 */
export function quotedScalar(cursor: Cursor, code: number, least: number): Scalar {
  return code === SINGLE_QUOTE ? singleQuoted(cursor, least) : doubleQuoted(cursor, least);
}

function singleQuoted(cursor: Cursor, least: number): Scalar {
  const { text, length } = cursor;
  const start = cursor.at;
  let at = start + 1;
  let lines = false;
  let doubled = false;
  for (;;) {
    if (at >= length) throw new Unsure("quote");
    const code = text.charCodeAt(at);
    if (code === SINGLE_QUOTE) {
      if (cursor.code(at + 1) !== SINGLE_QUOTE) break;
      doubled = true;
      at += 2;
    } else if (code === LINE_FEED) {
      lines = true;
      at = lineContent(cursor, at + 1, least);
    } else at++;
  }
  let content = text.slice(start + 1, at);
  if (lines) content = unfolded(content);
  if (doubled) content = content.replaceAll("''", "'");
  cursor.at = at + 1;
  return { type: "scalar", style: "single", text: content, value: content, start, end: at + 1 };
}

function doubleQuoted(cursor: Cursor, least: number): Scalar {
  const { text, length } = cursor;
  const start = cursor.at;
  let at = start + 1;
  let plain = true;
  for (;;) {
    if (at >= length) throw new Unsure("quote");
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE) break;
    if (code === BACKSLASH) {
      plain = false;
      const next = cursor.code(at + 1);
      at += next === LINE_FEED || next === RETURN ? 1 : 2;
    } else if (code === LINE_FEED) {
      plain = false;
      at = lineContent(cursor, at + 1, least);
    } else at++;
  }
  const source = text.slice(start + 1, at);
  const content = plain ? source : unescaped(source);
  cursor.at = at + 1;
  return { type: "scalar", style: "double", text: content, value: content, start, end: at + 1 };
}

/** Behind the indentation of a further line. */
function lineContent(cursor: Cursor, start: number, least: number): number {
  if (least < 1) throw new Unsure("quote");
  let at = start;
  while (cursor.code(at) === SPACE) at++;
  const code = cursor.code(at);
  if (at - start < least && code !== LINE_FEED && code !== RETURN) throw new Unsure("quote");
  return at;
}

/** What a double-quoted scalar says: its escapes resolved, its lines folded. */
function unescaped(source: string): string {
  const { length } = source;
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < length) {
    const code = source.charCodeAt(at);
    if (code === BACKSLASH) {
      parts.push(source.slice(copied, at));
      const next = source.charCodeAt(at + 1);
      if (next === LINE_FEED || next === RETURN) {
        at = skip(source, at + (next === RETURN ? 3 : 2), false);
      } else {
        const size = hexDigits(next);
        parts.push(size === 0 ? named(next) : hexadecimal(source.slice(at + 2, at + 2 + size), size));
        at += 2 + size;
      }
      copied = at;
    } else if (code === SPACE || code === TAB || code === LINE_FEED || code === RETURN) {
      const start = at;
      at = skip(source, at, false);
      const next = source.charCodeAt(at);
      if (next !== LINE_FEED && next !== RETURN) continue;
      const behind = skip(source, at, true);
      const lineFeeds = source.slice(at, behind).split("\n").length - 1;
      parts.push(source.slice(copied, start), lineFeeds === 1 ? " " : "\n".repeat(lineFeeds - 1));
      at = behind;
      copied = at;
    } else at++;
  }
  parts.push(source.slice(copied));
  return parts.join("");
}

/** Behind the blanks, and the line ends where those count too. */
function skip(source: string, from: number, lines: boolean): number {
  let at = from;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (lines ? !isEmpty(code) : code !== SPACE && code !== TAB) break;
    at++;
  }
  return at;
}

/** How many hexadecimal digits the escape has; 0 for others. */
function hexDigits(code: number): number {
  return code === 0x78 ? 2 : code === 0x75 ? 4 : code === 0x55 ? 8 : 0;
}

function hexadecimal(digits: string, size: number): string {
  const value = /^[\da-fA-F]+$/.test(digits) && digits.length === size ? Number.parseInt(digits, 16) : -1;
  if (value < 0 || value > 0x10ffff) throw new Unsure("escape");
  return String.fromCodePoint(value);
}

function named(code: number): string {
  const found = NAMED.get(code);
  if (found === undefined) throw new Unsure("escape");
  return found;
}

const NAMED: ReadonlyMap<number, string> = new Map(
  [
    ["0", "\0"],
    ["a", "\x07"],
    ["b", "\b"],
    ["e", "\x1b"],
    ["f", "\f"],
    ["n", "\n"],
    ["r", "\r"],
    ["t", "\t"],
    ["v", "\v"],
    ["N", "\u0085"],
    ["_", "\u00a0"],
    ["L", "\u2028"],
    ["P", "\u2029"],
    [" ", " "],
    ['"', '"'],
    ["/", "/"],
    ["\\", "\\"],
    ["\t", "\t"],
  ].map(([sign = "", text = ""]) => [sign.charCodeAt(0), text]),
);
