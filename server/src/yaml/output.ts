// The text that a script makes, as pieces of the old text and new words.

import type { Span } from "../text/span";
import { type Layout, type Region, spansIn } from "./layout";
import { isWhite, withoutTrailingBlanks } from "./lines";

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

/** New words, or a stretch of the old text. */
export type Piece = string | Span;

/** A block scalar, and where it comes from. */
interface OpenScalar {
  readonly source: Source;
  readonly region: Region;
}

/** Does the content end with the text, without the line end that its header would count? */
function lacksLineEnd({ source, region }: OpenScalar): boolean {
  return region.chomping !== "strip" && !/\n[ \t]*$/.test(source.layout.text.slice(region.start, region.end));
}

/** Would the scalar say something else without the line end behind it? */
export function needsItsEnd(scalar: OpenScalar): boolean {
  return scalar.region.chomping !== "strip" && !lacksLineEnd(scalar);
}

/** Collects pieces in the order of the new text. */
export class Output {
  readonly pieces: Piece[] = [];
  /** The place for the next entry is on the line that was begun, behind a dash. */
  inlineReady = false;
  /** The block scalar that ends where the output ends now. */
  openScalar: OpenScalar | undefined;
  /** The block scalar below which nothing but white space was written. */
  lastScalar: OpenScalar | undefined;
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
    if (!isWhite(text, 0, text.length)) {
      this.openScalar = undefined;
      this.lastScalar = undefined;
    }
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
    if (this.openScalar || !isWhite(text, start, end)) this.lastScalar = this.openScalar;
  }

  /** Goes to the start of a line, unless the place behind a dash is to be used. */
  beginLine(): void {
    if (this.inlineReady || this.atLineStart) return;
    if (this.openScalar?.region.chomping === "keep" && this.#lineIsBlank) {
      // Spaces without a line end at the end of a text: with one they would be a line more of the scalar.
      const ending = this.#ending();
      this.cut(ending.length - withoutTrailingBlanks(ending).length);
      this.#last = "\n";
      return;
    }
    if (this.openScalar && lacksLineEnd(this.openScalar)) this.#strip(this.openScalar);
    this.add(this.lineEnd);
  }

  /** The text ended with the scalar: the line end that follows now is no part of its content. */
  #strip({ source, region }: OpenScalar): void {
    if (source.origin === "fragment") return;
    const header = /^[|>][-+0-9]*/.exec(source.layout.text.slice(region.start, region.end))?.[0] ?? "";
    const plus = header.indexOf("+");
    const start = region.start + (plus === -1 ? header.length : plus);
    const end = plus === -1 ? start : start + 1;
    for (let index = this.pieces.length - 1; index >= 0; index--) {
      const piece = this.pieces[index];
      if (piece === undefined || typeof piece === "string" || piece.start > start || piece.end < end) continue;
      this.pieces.splice(index, 1, { start: piece.start, end: start }, "-", { start: end, end: piece.end });
      return;
    }
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
        this.pieces.push(
          typeof last === "string" ? last.slice(0, size - left) : { start: last.start, end: last.end - left },
        );
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
      const words =
        typeof piece === "string" ? piece : this.#text.slice(Math.max(piece.start, piece.end - 1000), piece.end);
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
    // Looked for in the piece alone: the line before it may be as long as the whole text.
    const lastBreak = lineFeedIn(text, start, end);
    if (lastBreak === undefined) {
      if (last !== "\ufeff") this.#lineIsBlank &&= isWhite(text, start, end);
      return;
    }
    const before = lineFeedIn(text, start, lastBreak);
    const lineBlank = isWhite(text, before === undefined ? start : before + 1, lastBreak);
    this.#previousLineIsBlank = before === undefined ? this.#lineIsBlank && lineBlank : lineBlank;
    this.#lineIsBlank = isWhite(text, lastBreak + 1, end);
  }

  /** The new text. */
  toString(): string {
    return this.pieces
      .map((piece) => (typeof piece === "string" ? piece : this.#text.slice(piece.start, piece.end)))
      .join("");
  }
}

/** The last line feed between the offsets. */
function lineFeedIn(text: string, start: number, end: number): number | undefined {
  const found = text.slice(start, end).lastIndexOf("\n");
  return found === -1 ? undefined : start + found;
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
    if (/^[ \t]*(?:\r?\n|$)/.test(text.slice(position))) result = withoutTrailingBlanks(result);
    else position += /^[ \t]*/.exec(text.slice(position))?.[0].length ?? 0;
  }
  result += text.slice(position);
  return result.replace(/\r?\n/g, lineEnd);
}
