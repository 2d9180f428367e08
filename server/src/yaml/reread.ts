// A long document after an edit within one item of its list (`items` of a `List`): that item is read again, the others move.
import type { TextEdit } from "../text/edit";
import { moveNode } from "./move-nodes";
import { sequenceItem } from "./reader/block";
import { DASH } from "./reader/codes";
import { Cursor, END, Unsure } from "./reader/cursor";
import type { Entry, Mapping, Node, Sequence } from "./tree";

/** The document after the edit. */
export interface Reread {
  readonly root: Node;
  /** The place of the item that was read again. */
  readonly item: number;
}

/** Where the items of a block sequence hang in the root of a document. */
interface List {
  readonly root: Mapping;
  /** Of the list among the entries of the root. */
  readonly place: number;
  readonly items: Sequence;
}

/** The depth of a sequence that is a value of the root. */
const DEPTH = 1;

/**
 * Says what reading the whole text would say, or nothing. The nodes of other items stay the same ones and are moved, so that
 * the former tree is of no use afterwards.
 * @param before of a document that is separable (`parse.ts`), as this one is afterwards
 * @param key of the list in the root
 * @returns undefined where the whole document must be read
 */
export function rereadItem(
  before: { readonly text: string; readonly root: Node | undefined },
  text: string,
  edit: TextEdit,
  key: string,
): Reread | undefined {
  const list = listIn(before.root, key);
  if (!list || /[\0\r\ufeff]/.test(edit.newText)) return undefined;
  const { items } = list.items;
  const index = lastBefore(items, edit.start);
  const former = items[index];
  const dash = former && dashOf(before.text, former);
  const end = endOf(list, index, before);
  if (!former || dash === undefined || end === undefined || edit.start <= dash + 1 || edit.end > end.lineStart)
    return undefined;
  const by = text.length - before.text.length;
  const lineStart = startOfLine(before.text, dash);
  const piece = { text: copied(text.slice(lineStart, end.stop + by)), dash: dash - lineStart };
  const item = readItem(piece, { at: end.at + by - lineStart, column: end.column });
  if (!item) return undefined;
  moveNode(item, lineStart);
  return { root: replaced(list, index, item, by), item: index };
}

/** What stands behind an item: the next dash, the next key of the root, or the end of the text. */
interface ItemEnd {
  readonly at: number;
  readonly lineStart: number;
  readonly column: number;
  /** So much of the text must be there to see what it is. */
  readonly stop: number;
}

/** The longest word by which the reader knows what begins: `---` with the blank behind it. */
const LONGEST_SIGN = 4;

function listIn(root: Node | undefined, key: string): List | undefined {
  if (root?.type !== "mapping" || root.flow) return undefined;
  const place = root.entries.findIndex((entry) => entry.key.type === "scalar" && entry.key.text === key);
  const items = root.entries[place]?.value;
  return items?.type === "sequence" && !items.flow ? { root, place, items } : undefined;
}

/** The last item that starts at an offset or before it; -1 where none does. */
function lastBefore(items: readonly Node[], offset: number): number {
  let low = -1;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((items[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Undefined where the item begins on another line than its dash, or something stands between. */
function dashOf(text: string, { start }: Node): number | undefined {
  let at = start - 1;
  while (at >= 0 && text[at] === " ") at--;
  if (text.charCodeAt(at) !== DASH || at + 1 === start) return undefined;
  return text.slice(startOfLine(text, at), at).trim() === "" ? at : undefined;
}

function endOf({ root, place, items }: List, index: number, { text }: { readonly text: string }): ItemEnd | undefined {
  const next = items.items[index + 1];
  const following: Entry | undefined = root.entries[place + 1];
  const at = next ? dashOf(text, next) : following ? following.key.start : text.length;
  if (at === undefined) return undefined;
  const isEnd = !next && !following;
  // Behind the last item a document may end with `...`: then what stands there is not looked at here.
  if (isEnd && /(?:^|\n)\.\.\./.test(text.slice(items.items[index]?.end))) return undefined;
  const lineStart = isEnd ? at : startOfLine(text, at);
  const column = isEnd ? END : at - lineStart;
  return { at, lineStart, column, stop: Math.min(at + LONGEST_SIGN, text.length) };
}

/** @param end where the reader must stand behind the item */
function readItem(
  piece: { readonly text: string; readonly dash: number },
  end: { readonly at: number; readonly column: number },
): Node | undefined {
  const cursor = new Cursor(piece.text, piece.dash);
  cursor.begun = true;
  cursor.column = piece.dash;
  try {
    if (!cursor.isIndicator(piece.dash, cursor.code(piece.dash), DASH)) return undefined;
    const item = sequenceItem(cursor, piece.dash, DEPTH);
    const isSeparable = cursor.errors.length === 0 && cursor.anchors === undefined;
    return isSeparable && cursor.at === end.at && cursor.column === end.column ? item : undefined;
  } catch (error) {
    if (error instanceof Unsure) return undefined;
    throw error;
  }
}

function replaced({ root, place, items }: List, index: number, item: Node, by: number): Mapping {
  const all = items.items.with(index, item);
  if (by !== 0) {
    for (let later = index + 1; later < all.length; later++) moveNode(all[later] as Node, by);
    for (const { key, value } of root.entries.slice(place + 1)) {
      moveNode(key, by);
      moveNode(value, by);
    }
  }
  const value: Sequence = {
    ...items,
    items: all,
    start: all[0]?.start ?? items.start,
    end: all.at(-1)?.end ?? items.end,
  };
  const entries = root.entries.map((entry, at) => (at === place ? { key: entry.key, value } : entry));
  return { ...root, entries, end: entries.at(-1)?.value.end ?? root.end };
}

function startOfLine(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** A string of its own: a part of a long one would keep all of that in memory. */
function copied(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
