// What may stand before a node, and in its place: anchors, tags, aliases; and which signs begin a word.
import { scalarValue } from "../scalar-value";
import type { Alias, Node } from "../tree";
import {
  AMPERSAND,
  AT,
  BACKTICK,
  BAR,
  COLON,
  COMMA,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  EXCLAMATION,
  GREATER,
  HASH,
  isEmpty,
  isFlowIndicator,
  isLineEnd,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  QUESTION,
  SINGLE_QUOTE,
  STAR,
  ZERO,
} from "./codes";
import { type Cursor, Unsure } from "./cursor";

/** The one tag of YAML itself that is read here. */
const STRING = "!!str";

/** What stands before a node on its line. */
export interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  /** The latest node of the anchor's name before the node itself. */
  readonly before: Node | undefined;
}

/** Checks that a plain scalar begins here: `-`, `?` and `:` do so before a word only. */
export function checkPlain(cursor: Cursor, at: number, code: number): void {
  if (!beginsPlain(code)) {
    const isTemplate =
      code === OPEN_BRACE && (cursor.code(at + 1) === OPEN_BRACE || cursor.code(at - 1) === OPEN_BRACE);
    throw new Unsure(isTemplate ? "template" : "sign");
  }
  if (code !== DASH && code !== QUESTION && code !== COLON) return;
  const next = cursor.code(at + 1);
  if (isEmpty(next) || (cursor.flowLevel > 0 && (code === COLON || isFlowIndicator(next)))) throw new Unsure("sign");
}

/** May a plain scalar begin with the sign? */
function beginsPlain(code: number): boolean {
  switch (code) {
    case EXCLAMATION:
    case DOUBLE_QUOTE:
    case HASH:
    case PERCENT:
    case AMPERSAND:
    case SINGLE_QUOTE:
    case STAR:
    case COMMA:
    case GREATER:
    case AT:
    case BACKTICK:
    case BAR:
      return false;
    default:
      return !isFlowIndicator(code) && !isEmpty(code);
  }
}

/** The alias at the cursor; the cursor stands behind it then. */
export function readAlias(cursor: Cursor): Alias {
  const start = cursor.at;
  const name = readName(cursor);
  return { type: "alias", name, target: cursor.anchors?.get(name), start, end: cursor.at };
}

/** A name behind `&` or `*`. */
function readName(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at + 1;
  let at = start;
  for (let code = cursor.code(at); !isEmpty(code) && !isFlowIndicator(code); code = cursor.code(at)) at++;
  if (at === start || text.charCodeAt(at - 1) === COLON) throw new Unsure("anchor");
  cursor.at = at;
  return text.slice(start, at);
}

/** Anchor and tag at the cursor, with the blanks behind them; undefined where there are none. */
export function readProperties(cursor: Cursor): Properties | undefined {
  let anchor: string | undefined;
  let tag: string | undefined;
  for (;;) {
    const code = cursor.code(cursor.at);
    if (code === AMPERSAND && anchor === undefined) anchor = readName(cursor);
    else if (code === EXCLAMATION && tag === undefined) tag = readTag(cursor);
    else if (code === AMPERSAND || code === EXCLAMATION) throw new Unsure("anchor");
    else break;
    if (!isEmpty(cursor.code(cursor.at))) throw new Unsure("anchor");
    cursor.at = cursor.skipBlanks(cursor.at);
  }
  if (anchor === undefined && tag === undefined) return undefined;
  const before = anchor === undefined ? undefined : cursor.anchors?.get(anchor);
  return { anchor, tag, before };
}

/** `!!str` and `!word`: the library makes something of its own of others. */
function readTag(cursor: Cursor): string {
  const start = cursor.at;
  const standard = cursor.code(start + 1) === EXCLAMATION;
  const from = start + (standard ? 2 : 1);
  let at = from;
  while (isLetter(cursor.code(at))) at++;
  const tag = cursor.text.slice(start, at);
  if (at === from || (standard && tag !== STRING)) throw new Unsure("tag");
  cursor.at = at;
  return tag;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= ZERO && code <= NINE) || code === DASH || code === DOT;
}

/** The node with what stood before it, as an alias may mean it. */
export function withProperties(cursor: Cursor, node: Node, properties: Properties | undefined): Node {
  if (properties === undefined) return node;
  const { anchor, tag, before } = properties;
  if (node.type === "alias") throw new Unsure("anchor");
  const common = { ...(anchor === undefined ? {} : { anchor }), ...(tag === undefined ? {} : { tag }) };
  const whole: Node =
    node.type === "scalar"
      ? { ...node, value: scalarValue(node.text, node.style === "plain", tag), ...common }
      : { ...node, ...common };
  if (anchor !== undefined) {
    cursor.anchors ??= new Map();
    // An anchor of the same name inside the node begins later, so that one counts.
    if (cursor.anchors.get(anchor) === before) cursor.anchors.set(anchor, whole);
  }
  return whole;
}

/** Is there nothing more on the line? A comment stands behind a blank. */
export function endsLine(cursor: Cursor, at: number, code: number): boolean {
  return isLineEnd(code) || (code === HASH && isEmpty(cursor.code(at - 1)));
}

/** Brackets that open a collection. */
export function opensFlow(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}
