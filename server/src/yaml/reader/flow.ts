// Collections in flow style: JSON, and what YAML writes in brackets.
import type { Entry, Node, Scalar } from "../tree";
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  isEmpty,
  isFlowIndicator,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  RETURN,
  SINGLE_QUOTE,
  SPACE,
  STAR,
  TAB,
} from "./codes";
import { type Cursor, Unsure } from "./cursor";
import { DEEPEST } from "./faults";
import { Keys } from "./keys";
import { trimmedEnd } from "./plain";
import { checkPlain, readAlias } from "./properties";
import { quotedScalar } from "./quoted";
import { plainValue } from "./values";

/**
 * The collection whose opening bracket is at the cursor; the cursor stands behind its closing one then.
 * @param parent the column of the key or dash before it; -1 for the root
 */
export function flowCollection(cursor: Cursor, parent: number, depth: number): Node {
  if (depth >= DEEPEST) throw new Unsure("depth");
  const start = cursor.at;
  const isMapping = cursor.text.charCodeAt(start) === OPEN_BRACE;
  cursor.at = start + 1;
  cursor.flowLevel++;
  if (isMapping) {
    const entries = readEntries(cursor, parent, depth);
    cursor.flowLevel--;
    return { type: "mapping", flow: true, entries, start, end: cursor.at };
  }
  const items = readItems(cursor, parent, depth);
  cursor.flowLevel--;
  return { type: "sequence", flow: true, items, start, end: cursor.at };
}

function readItems(cursor: Cursor, parent: number, depth: number): Node[] {
  const base = cursor.itemCount;
  for (;;) {
    if (toSign(cursor, parent) === CLOSE_BRACKET) break;
    cursor.items[cursor.itemCount++] = flowNode(cursor, parent, depth + 1);
    const code = toSign(cursor, parent);
    if (code === CLOSE_BRACKET) break;
    if (code !== COMMA) throw new Unsure("flow");
    cursor.at++;
  }
  cursor.at++;
  const items = cursor.items.slice(base, cursor.itemCount);
  cursor.itemCount = base;
  return items;
}

function readEntries(cursor: Cursor, parent: number, depth: number): Entry[] {
  const base = cursor.entryCount;
  const keys = new Keys();
  for (;;) {
    if (toSign(cursor, parent) === CLOSE_BRACE) break;
    const key = flowKey(cursor);
    toSign(cursor, parent);
    const value = flowNode(cursor, parent, depth + 1);
    keys.add(cursor, key, base);
    cursor.entries[cursor.entryCount++] = { key, value };
    const code = toSign(cursor, parent);
    if (code === CLOSE_BRACE) break;
    if (code !== COMMA) throw new Unsure("flow");
    cursor.at++;
  }
  cursor.at++;
  const entries = cursor.entries.slice(base, cursor.entryCount);
  cursor.entryCount = base;
  return entries;
}

/** A key on one line; the cursor stands behind its colon then. */
function flowKey(cursor: Cursor): Scalar {
  const start = cursor.at;
  const code = cursor.code(start);
  const quoted = code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
  const key = quoted ? quotedScalar(cursor, code, 0) : flowPlain(cursor, code);
  const colon = cursor.skipBlanks(cursor.at);
  const next = cursor.code(colon + 1);
  if (cursor.code(colon) !== COLON || !(quoted || isEmpty(next) || isFlowIndicator(next))) throw new Unsure("flow");
  cursor.at = colon + 1;
  return key;
}

function flowNode(cursor: Cursor, parent: number, depth: number): Node {
  const code = cursor.code(cursor.at);
  switch (code) {
    case OPEN_BRACE:
    case OPEN_BRACKET:
      return flowCollection(cursor, parent, depth);
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      return quotedScalar(cursor, code, parent + 1);
    case STAR:
      return readAlias(cursor);
    default:
      return flowPlain(cursor, code);
  }
}

/** A plain scalar on one line; what stands behind it is looked at by the caller. */
function flowPlain(cursor: Cursor, first: number): Scalar {
  const { text, length } = cursor;
  const start = cursor.at;
  checkPlain(cursor, start, first);
  let at = start;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) {
      const next = cursor.code(at + 1);
      if (isEmpty(next) || isFlowIndicator(next)) break;
    } else if (code === LINE_FEED || code === RETURN || isFlowIndicator(code)) break;
    else if ((code === SPACE || code === TAB) && cursor.code(at + 1) === HASH) break;
  }
  const end = trimmedEnd(cursor, start, at);
  const content = text.slice(start, end);
  cursor.at = end;
  return { type: "scalar", style: "plain", text: content, value: plainValue(content, first), start, end };
}

/**
 * Passes blanks, line ends and comments.
 * @returns the sign that stands behind them
 */
function toSign(cursor: Cursor, parent: number): number {
  const { text, length } = cursor;
  let at = cursor.at;
  let indentation = -1; // of the last line that began
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === TAB || code === RETURN) {
      at++;
    } else if (code === LINE_FEED) {
      const start = ++at;
      while (at < length && text.charCodeAt(at) === SPACE) at++;
      indentation = at - start;
    } else if (code === HASH) {
      // The library counts the line end before a comment to the value before it, and misses a space then.
      if (!isEmpty(cursor.code(at - 1)) || indentation === 0) throw new Unsure("sign");
      at = cursor.lineFeed(at);
    } else {
      if (indentation !== -1) checkIndentation(cursor, at, code, indentation, parent);
      cursor.at = at;
      return code;
    }
  }
  throw new Unsure("flow");
}

/** A closing bracket may stand in the column of the key that the collection belongs to. */
function checkIndentation(cursor: Cursor, at: number, code: number, indentation: number, parent: number): void {
  const closes = cursor.flowLevel === 1 && (code === CLOSE_BRACKET || code === CLOSE_BRACE);
  if (indentation <= parent && !(closes && indentation === parent)) throw new Unsure("indentation");
  if (indentation === 0 && (code === DASH || code === DOT) && cursor.isMarker(at, code)) throw new Unsure("marker");
}
