// The text that a script makes, as pieces of the old text and new words, and the smallest edits that lead to it.

import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import { type Layout, type Region, spansIn } from "./layout";
import { isWhite } from "./lines";

/** Where a stretch of text comes from. */
export interface Source {
  readonly layout: Layout;
  /**
   * `document`: the document that is edited; what is moved in it keeps its own look.
   * `copy`: likewise, but written a second time, in the place of an alias.
   * `fragment`: another text; it takes line ends and indentation of the document, and loses its anchors.
   */
  readonly origin: "document" | "copy" | "fragment";
  /** A fragment of ours, not a slice of a user's text: quotes may be adapted. */
  readonly literal: boolean;
}

type Piece = string | Span;

/** Collects pieces in the order of the new text. */
export class Output {
  readonly pieces: Piece[] = [];
  /** The place for the next entry is on the line that was begun, behind a dash. */
  inlineReady = false;
  /** The block scalar that ends where the output ends now. */
  openScalar: { readonly source: Source; readonly region: Region } | undefined;
  /** Does that scalar stand at another column than in its source? */
  scalarMoved = false;
  readonly lineEnd: string;
  readonly #text: string;
  #last = "\n";
  #lineIsBlank = true;
  #previousLineIsBlank = true;

  constructor(text: string, lineEnd: string) {
    this.#text = text;
    this.lineEnd = lineEnd;
  }

  get atLineStart(): boolean {
    return this.#last === "\n";
  }

  /** Is the last whole line blank, or is there none? */
  get afterBlankLine(): boolean {
    return this.atLineStart && this.#previousLineIsBlank;
  }

  /** New words. */
  add(text: string): void {
    if (text === "") return;
    this.pieces.push(text);
    if (!isWhite(text, 0, text.length)) this.openScalar = undefined;
    this.#follow(text, 0, text.length);
  }

  /** A stretch of a source: kept where it is of the document, else rewritten. */
  copy(source: Source, start: number, end: number): void {
    if (end <= start) return;
    const { text, regions, marks } = source.layout;
    if (source.origin === "fragment") {
      this.add(adapted(text.slice(start, end), spansIn(marks, start, end), start, this.lineEnd));
    } else {
      this.#keep(start, end);
    }
    const region = regions.length > 0 ? regionEndingAt(regions, end) : undefined;
    this.openScalar = region ? { source, region } : undefined;
  }

  /** Goes to the start of a line, unless the place behind a dash is to be used. */
  beginLine(): void {
    if (this.inlineReady || this.atLineStart) return;
    if (this.openScalar?.region.keep && this.#lineIsBlank) {
      // Spaces without a line end at the end of a text: with one they would be a line more of the scalar.
      this.cut(/[ \t]*$/.exec(this.#ending())?.[0].length ?? 0);
      this.#last = "\n";
      return;
    }
    this.add(this.lineEnd);
  }

  /** The length of the last line end. */
  lineEnding(): number {
    return /\r?\n$/.exec(this.#ending())?.[0].length ?? 0;
  }

  /** The length of a blank line at the end; 0 where the last line is not blank. */
  blankEnding(): number {
    const [, blank] = /\n([ \t]*\r?\n)$/.exec(this.#ending()) ?? [];
    return blank?.length ?? 0;
  }

  /** Takes back so many characters. */
  cut(length: number): void {
    let left = length;
    for (let last = this.pieces.pop(); last !== undefined; last = left > 0 ? this.pieces.pop() : undefined) {
      const size = typeof last === "string" ? last.length : last.end - last.start;
      if (size > left) {
        this.pieces.push(typeof last === "string" ? last.slice(0, size - left) : { start: last.start, end: last.end - left });
        left = 0;
      } else {
        left -= size;
      }
    }
  }

  /** The last words, two lines at least where there are any. */
  #ending(): string {
    let ending = "";
    for (let index = this.pieces.length - 1; index >= 0 && !/\n[^\n]*\n$/.test(ending); index--) {
      const piece = this.pieces[index] ?? "";
      const words = typeof piece === "string" ? piece : this.#text.slice(Math.max(piece.start, piece.end - 1000), piece.end);
      ending = words + ending;
      if (/[^\s]/.test(words)) break;
    }
    return ending;
  }

  #keep(start: number, end: number): void {
    const last = this.pieces.at(-1);
    if (last !== undefined && typeof last !== "string" && last.end === start) {
      this.pieces[this.pieces.length - 1] = { start: last.start, end };
    } else {
      this.pieces.push({ start, end });
    }
    this.#follow(this.#text, start, end);
  }

  #follow(text: string, start: number, end: number): void {
    const last = text[end - 1] ?? "";
    // A byte order mark stands before the first line.
    this.#last = last === "\ufeff" ? "\n" : last;
    const lastBreak = text.lastIndexOf("\n", end - 1);
    if (lastBreak < start) {
      if (last !== "\ufeff") this.#lineIsBlank &&= isWhite(text, start, end);
      return;
    }
    const before = lastBreak === 0 ? -1 : text.lastIndexOf("\n", lastBreak - 1);
    const lineBlank = isWhite(text, Math.max(before + 1, start), lastBreak);
    this.#previousLineIsBlank = before < start ? this.#lineIsBlank && lineBlank : lineBlank;
    this.#lineIsBlank = isWhite(text, lastBreak + 1, end);
  }

  /** The new text. */
  toString(): string {
    return this.pieces
      .map((piece) => (typeof piece === "string" ? piece : this.#text.slice(piece.start, piece.end)))
      .join("");
  }
}

function regionEndingAt(regions: readonly Region[], end: number): Region | undefined {
  let low = 0;
  let high = regions.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const region = regions[middle];
    if (!region) return undefined;
    if (region.end === end) return region.type === "block-scalar" ? region : undefined;
    if (region.end < end) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Without the anchors, and with the line ends of the document. */
function adapted(
  text: string,
  marks: readonly (Span & { readonly type: string })[],
  offset: number,
  lineEnd: string,
): string {
  let result = "";
  let position = 0;
  for (const mark of marks) {
    if (mark.type !== "anchor") continue;
    result += text.slice(position, mark.start - offset);
    position = mark.end - offset;
    if (/^[ \t]*(?:\r?\n|$)/.test(text.slice(position))) result = result.replace(/[ \t]+$/, "");
    else position += /^[ \t]*/.exec(text.slice(position))?.[0].length ?? 0;
  }
  result += text.slice(position);
  return result.replace(/\r?\n/g, lineEnd);
}

/**
 * The edits that make the pieces from the text. As much of the text as possible stays where it is: of the kept pieces
 * the heaviest row in the order of the text; the others are written anew.
 */
export function editsOf(text: string, pieces: readonly Piece[]): TextEdit[] {
  const staying = heaviestRow(pieces);
  const edits: TextEdit[] = [];
  let position = 0;
  let words = "";
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === "string") {
      words += piece;
    } else if (staying.has(index)) {
      pushEdit(edits, text, position, piece.start, words);
      position = piece.end;
      words = "";
    } else {
      words += text.slice(piece.start, piece.end);
    }
  }
  pushEdit(edits, text, position, text.length, words);
  return edits;
}

function pushEdit(edits: TextEdit[], text: string, from: number, to: number, newText: string): void {
  let start = from;
  let end = to;
  let head = 0;
  let tail = newText.length;
  while (start < end && head < tail && text[start] === newText[head]) {
    start++;
    head++;
  }
  while (end > start && tail > head && text[end - 1] === newText[tail - 1]) {
    end--;
    tail--;
  }
  // What is the same is left alone by whole words, so that an edit reads as one; so no CRLF and no surrogate is cut either.
  while (head > 0 && !/\s/.test(text[start - 1] ?? "")) {
    start--;
    head--;
  }
  while (
    tail < newText.length &&
    !(/\s/.test(text[end] ?? "") && text[end - 1] !== "\r" && newText[tail - 1] !== "\r")
  ) {
    end++;
    tail++;
  }
  if (text[start - 1] === "\r" && head > 0) {
    start--;
    head--;
  }
  if (start < end || head < tail) edits.push({ start, end, newText: newText.slice(head, tail) });
}

/** Indexes of the kept pieces that follow one another in the text and are longest in sum. */
function heaviestRow(pieces: readonly Piece[]): Set<number> {
  const kept: { readonly index: number; readonly span: Span }[] = [];
  let ordered = true;
  let last = 0;
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === "string") continue;
    kept.push({ index, span: piece });
    if (piece.start < last) ordered = false;
    last = piece.end;
  }
  if (ordered) return new Set(kept.map(({ index }) => index));
  const ends = [...new Set(kept.map(({ span }) => span.end))].sort((a, b) => a - b);
  const best = new PrefixMaximum(ends.length);
  const weight: number[] = [];
  const before: number[] = [];
  for (const [at, { span }] of kept.entries()) {
    const previous = best.upTo(rank(ends, span.start));
    before[at] = previous;
    weight[at] = span.end - span.start + (previous < 0 ? 0 : (weight[previous] ?? 0));
    best.set(rank(ends, span.end) - 1, at, weight);
  }
  const row = new Set<number>();
  for (let at = best.upTo(ends.length); at >= 0; at = before[at] ?? -1) {
    const piece = kept[at];
    if (!piece) break;
    row.add(piece.index);
  }
  return row;
}

/** How many of the ordered numbers are at most the wanted one. */
function rank(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A Fenwick tree: the heaviest of the first n places. */
class PrefixMaximum {
  readonly #best: Int32Array;
  #weights: readonly number[] = [];

  constructor(size: number) {
    this.#best = new Int32Array(size + 1).fill(-1);
  }

  set(place: number, item: number, weights: readonly number[]): void {
    this.#weights = weights;
    for (let at = place + 1; at < this.#best.length; at += at & -at)
      this.#best[at] = this.#heavier(this.#best[at] ?? -1, item);
  }

  /** -1 where there is none. */
  upTo(count: number): number {
    let found = -1;
    for (let at = count; at > 0; at -= at & -at) found = this.#heavier(found, this.#best[at] ?? -1);
    return found;
  }

  #heavier(a: number, b: number): number {
    if (a < 0) return b;
    if (b < 0) return a;
    return (this.#weights[b] ?? 0) > (this.#weights[a] ?? 0) ? b : a;
  }
}
