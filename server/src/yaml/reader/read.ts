// Text of one document → our tree, by our own reader: the same tree as the library's, or none.
import type { ParsedDocument } from "../parsed";
import type { Node } from "../tree";
import { blockNode } from "./block";
import { BYTE_ORDER_MARK, DASH, DOT, PERCENT } from "./codes";
import { Cursor, END, type Reason, type Text, Unsure } from "./cursor";
import { endsLine } from "./properties";

/** A document, or the reason why the library must be asked. */
export type Reading =
  | {
      readonly parsed: ParsedDocument;
      /** Does no part of it change what another part means: no anchor, no key that stands twice? */
      readonly isSeparable: boolean;
      readonly reason: undefined;
    }
  | { readonly parsed: undefined; readonly isSeparable?: false; readonly reason: Reason };

/**
 * Reads one document. Where it is certain, it says what the library says, duplicate keys included; it names no other fault.
 * @param text without NUL and without a carriage return that stands alone, as `asKubernetesReads` gives it
 */
export function readDocument(text: Text): Reading {
  try {
    return { ...read(text), reason: undefined };
  } catch (error) {
    if (error instanceof Unsure) return { parsed: undefined, reason: error.reason };
    throw error;
  }
}

function read(text: Text): { readonly parsed: ParsedDocument; readonly isSeparable: boolean } {
  if (text.indexOf("\ufeff", 1) !== -1) throw new Unsure("byte-order-mark");
  const cursor = new Cursor(text, text.length > 0 && text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);
  const behindMarker = toDocument(cursor);
  const root = cursor.column === END ? emptyRoot(behindMarker) : blockNode(cursor, cursor.column, -1, 0);
  if (cursor.column !== END) throw new Unsure("root");
  const { errors, anchors } = cursor;
  return { parsed: { root, errors }, isSeparable: errors.length === 0 && anchors === undefined };
}

/**
 * Goes on to the first sign of the document.
 * @returns where an empty document stands: behind its `---`; undefined where it has none
 */
function toDocument(cursor: Cursor): number | undefined {
  cursor.toContent();
  cursor.begun = true;
  const code = cursor.code(cursor.at);
  if (cursor.column === END) return undefined;
  if (cursor.column === 0) {
    if (code === PERCENT) throw new Unsure("directive");
    if (code === DOT && cursor.isMarker(cursor.at, code)) throw new Unsure("marker");
    if (code === DASH && cursor.isMarker(cursor.at, code)) {
      const at = cursor.skipBlanks(cursor.at + 3);
      if (!endsLine(cursor, at, cursor.code(at))) throw new Unsure("root");
      cursor.passLineEnd(at);
      return at;
    }
  }
  return undefined;
}

function emptyRoot(at: number | undefined): Node | undefined {
  if (at === undefined) return undefined;
  return { type: "scalar", style: "plain", text: "", value: null, start: at, end: at };
}
