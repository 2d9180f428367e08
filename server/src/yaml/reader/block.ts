// Collections in block style: what the columns say.
import type { Node, Scalar } from "../tree";
import { blockScalar } from "./block-scalar";
import { BAR, COLON, DASH, DOUBLE_QUOTE, GREATER, SINGLE_QUOTE, STAR, TAB } from "./codes";
import { type Cursor, Unsure } from "./cursor";
import { DEEPEST } from "./faults";
import { flowCollection } from "./flow";
import { Keys } from "./keys";
import { plainScalar, plainStop, trimmedEnd } from "./plain";
import { checkPlain, endsLine, opensFlow, readAlias, readProperties, withProperties } from "./properties";
import { quotedScalar } from "./quoted";
import { plainValue } from "./values";

/** The library refuses a key whose colon is further away. */
const LONGEST_KEY = 1024;

/**
 * The node whose first sign is at the cursor and the first of its line; the cursor stands at the content behind it then.
 * @param column of that sign
 * @param parent the column of the key or dash that it belongs to; -1 for the root
 */
export function blockNode(cursor: Cursor, column: number, parent: number, depth: number): Node {
  const at = cursor.at;
  const code = cursor.code(at);
  if (cursor.isIndicator(at, code, DASH)) return sequence(cursor, column, depth);
  if (opensFlow(code)) return ended(cursor, flowCollection(cursor, parent, depth));
  if (parent >= 0) return keyOrScalar(cursor, column, parent, depth, cursor.commented);
  const key = readKey(cursor);
  return mapping(cursor, column, key, depth);
}

/** What stands behind a colon or a dash, which is directly before the cursor. */
function valueBehind(cursor: Cursor, parent: number, ofKey: boolean, depth: number): Node {
  const behind = cursor.at;
  cursor.at = cursor.skipBlanks(behind);
  let code = cursor.code(cursor.at);
  const properties = readProperties(cursor);
  if (properties !== undefined) {
    checkTabs(cursor, behind, cursor.at);
    code = cursor.code(cursor.at);
  }
  if (endsLine(cursor, cursor.at, code)) {
    const empty = cursor.at;
    cursor.passLineEnd(empty);
    return withProperties(cursor, valueBelow(cursor, parent, ofKey, depth, empty), properties);
  }
  checkTabs(cursor, behind, cursor.at);
  return withProperties(
    cursor,
    valueBeside(cursor, code, behind, parent, ofKey, depth, properties !== undefined),
    properties,
  );
}

/** @param empty where the value stands if there is none */
function valueBelow(cursor: Cursor, parent: number, ofKey: boolean, depth: number, empty: number): Node {
  const { column } = cursor;
  if (column > parent) return blockNode(cursor, column, parent, depth);
  if (ofKey && column === parent && cursor.isIndicator(cursor.at, cursor.code(cursor.at), DASH)) {
    return sequence(cursor, column, depth);
  }
  // The library takes the blanks of an empty value for those of the next key.
  if (cursor.tabbed) throw new Unsure("tab");
  return { type: "scalar", style: "plain", text: "", value: null, start: empty, end: empty };
}

function valueBeside(
  cursor: Cursor,
  code: number,
  behind: number,
  parent: number,
  ofKey: boolean,
  depth: number,
  hasProperties: boolean,
): Node {
  if (opensFlow(code)) return ended(cursor, flowCollection(cursor, parent, depth));
  if (code === BAR || code === GREATER) {
    const scalar = blockScalar(cursor, parent);
    cursor.toContent();
    return scalar;
  }
  if (code === STAR) return ended(cursor, readAlias(cursor));
  if (!ofKey && !hasProperties) {
    const column = parent + 1 + cursor.at - behind;
    if (cursor.isIndicator(cursor.at, code, DASH)) return sequence(cursor, column, depth);
    return keyOrScalar(cursor, column, parent, depth, false);
  }
  return scalarAlone(cursor, code, parent);
}

/** A scalar behind a key. */
function scalarAlone(cursor: Cursor, code: number, parent: number): Scalar {
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return ended(cursor, quotedScalar(cursor, code, parent + 1));
  const start = cursor.at;
  checkPlain(cursor, start, code);
  const stop = plainStop(cursor, start);
  if (cursor.code(stop) === COLON) throw new Unsure("key");
  return ended(cursor, plainScalar(cursor, start, stop, parent + 1));
}

/** A scalar, or the mapping whose first key it is. */
function keyOrScalar(cursor: Cursor, column: number, parent: number, depth: number, commented: boolean): Node {
  const start = cursor.at;
  const code = cursor.code(start);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const scalar = quotedScalar(cursor, code, commented ? 0 : parent + 1);
    const colon = cursor.skipBlanks(cursor.at);
    if (!cursor.isColon(colon)) return ended(cursor, scalar);
    const lineFeed = cursor.lineFeed(start);
    if (lineFeed < colon) throw new Unsure("key");
    return mapping(cursor, column, asKey(cursor, scalar, colon), depth);
  }
  checkPlain(cursor, start, code);
  const stop = plainStop(cursor, start);
  if (cursor.code(stop) === COLON) return mapping(cursor, column, plainKey(cursor, start, stop, code), depth);
  // The library loses the indentation where a comment stands before the scalar.
  if (commented) throw new Unsure("lines");
  return ended(cursor, plainScalar(cursor, start, stop, parent + 1));
}

/** @param key the first one; the cursor is behind its colon */
function mapping(cursor: Cursor, column: number, first: Scalar, depth: number): Node {
  if (depth >= DEEPEST) throw new Unsure("depth");
  const base = cursor.entryCount;
  const keys = new Keys();
  let key = first;
  for (;;) {
    const value = valueBehind(cursor, column, true, depth + 1);
    keys.add(cursor, key, base);
    cursor.entries[cursor.entryCount++] = { key, value };
    if (cursor.column !== column) {
      if (cursor.column > column) throw new Unsure("indentation");
      const entries = cursor.entries.slice(base, cursor.entryCount);
      cursor.entryCount = base;
      return { type: "mapping", flow: false, entries, start: first.start, end: value.end };
    }
    key = readKey(cursor);
  }
}

/** @param column of the dash at the cursor */
function sequence(cursor: Cursor, column: number, depth: number): Node {
  if (depth >= DEEPEST) throw new Unsure("depth");
  const base = cursor.itemCount;
  let start = -1;
  for (;;) {
    const item = sequenceItem(cursor, column, depth);
    if (start === -1) start = item.start;
    cursor.items[cursor.itemCount++] = item;
    if (cursor.column !== column || !cursor.isIndicator(cursor.at, cursor.code(cursor.at), DASH)) {
      if (cursor.column > column) throw new Unsure("indentation");
      const items = cursor.items.slice(base, cursor.itemCount);
      cursor.itemCount = base;
      return { type: "sequence", flow: false, items, start, end: item.end };
    }
  }
}

/**
 * One item of a block sequence by itself; the cursor stands at the content behind it then.
 * @param cursor at its dash
 * @param column of the dash
 * @param depth of the sequence
 */
export function sequenceItem(cursor: Cursor, column: number, depth: number): Node {
  cursor.at++;
  return valueBehind(cursor, column, false, depth + 1);
}

/** The key at the cursor; the cursor stands behind its colon then. */
function readKey(cursor: Cursor): Scalar {
  const start = cursor.at;
  const code = cursor.code(start);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const scalar = quotedScalar(cursor, code, 0);
    const colon = cursor.skipBlanks(cursor.at);
    if (!cursor.isColon(colon)) throw new Unsure("key");
    return asKey(cursor, scalar, colon);
  }
  checkPlain(cursor, start, code);
  const stop = plainStop(cursor, start);
  if (cursor.code(stop) !== COLON) throw new Unsure("key");
  return plainKey(cursor, start, stop, code);
}

function plainKey(cursor: Cursor, start: number, colon: number, first: number): Scalar {
  const end = trimmedEnd(cursor, start, colon);
  const text = cursor.text.slice(start, end);
  const value = plainValue(text, first);
  cursor.at = end;
  return asKey(cursor, { type: "scalar", style: "plain", text, value, start, end }, colon);
}

/** Passes the colon behind a key, which ends at the cursor. */
function asKey(cursor: Cursor, key: Scalar, colon: number): Scalar {
  if (colon - key.start > LONGEST_KEY) throw new Unsure("key");
  checkTabs(cursor, cursor.at, colon);
  cursor.at = colon + 1;
  return key;
}

/** Columns are counted in spaces: a tab before what has one is looked at by the library. */
function checkTabs(cursor: Cursor, start: number, end: number): void {
  for (let at = start; at < end; at++) if (cursor.code(at) === TAB) throw new Unsure("tab");
}

/** Passes the rest of the line behind a node. */
function ended<T extends Node>(cursor: Cursor, node: T): T {
  cursor.endLine();
  return node;
}
