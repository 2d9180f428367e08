// Lines of a text: from offsets to lines and characters and back, as the language server protocol counts them.

import type { TextEdit } from "./edit";

/** A place as an editor shows it; both count from 0, `character` in UTF-16 units. */
export interface LineCharacter {
  readonly line: number;
  readonly character: number;
}

/** From offsets of a text to its lines, and back. */
export interface Lines {
  readonly lineCount: number;
  /** The place of an offset; one outside the text is moved to its nearest end. */
  placeOf(offset: number): LineCharacter;
  /** The offset of a place; a character behind the end of its line means that end, a line behind the last the text's end. */
  offsetOf(place: LineCharacter): number;
}

/** Where each line of one text starts. Line ends are LF, CRLF and a lone CR, as in the language server protocol. */
export class LineIndex implements Lines {
  readonly #starts: number[];
  readonly #text: string;

  constructor(text: string, starts: number[] = lineStarts(text)) {
    this.#text = text;
    this.#starts = starts;
  }

  /**
   * The lines after an edit: those behind it are moved, and only new ones are looked for.
   * @param text after it
   */
  edited(text: string, { start, end, newText }: TextEdit): LineIndex {
    // The two signs of one line end may be torn apart, or come together.
    if (this.#text.includes("\r") || newText.includes("\r")) return new LineIndex(text);
    const by = text.length - this.#text.length;
    const starts = this.#starts.slice(0, this.placeOf(start).line + 1);
    for (let at = newText.indexOf("\n"); at !== -1; at = newText.indexOf("\n", at + 1)) starts.push(start + at + 1);
    const all = this.#starts;
    for (let line = this.placeOf(end).line + 1; line < all.length; line++) starts.push((all[line] ?? 0) + by);
    return new LineIndex(text, starts);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  placeOf(offset: number): LineCharacter {
    const wanted = Math.min(Math.max(offset, 0), this.#text.length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: wanted - (this.#starts[low] ?? 0) };
  }

  offsetOf({ line, character }: LineCharacter): number {
    const start = this.#starts[line];
    if (start === undefined) return line < 0 ? 0 : this.#text.length;
    let end = this.#starts[line + 1] ?? this.#text.length;
    while (end > start && (this.#text[end - 1] === "\n" || this.#text[end - 1] === "\r")) end--;
    return Math.min(start + Math.max(character, 0), end);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  const carriageReturns = text.includes("\r");
  for (let at = 0; ; ) {
    const lineFeed = text.indexOf("\n", at);
    if (carriageReturns) {
      // A lone CR ends a line too: rare, so it is looked for only where the text has any CR.
      const end = lineFeed === -1 ? text.length : lineFeed;
      for (let cr = text.indexOf("\r", at); cr !== -1 && cr < end; cr = text.indexOf("\r", cr + 1)) {
        if (cr + 1 !== lineFeed) starts.push(cr + 1);
      }
    }
    if (lineFeed === -1) return starts;
    starts.push(lineFeed + 1);
    at = lineFeed + 1;
  }
}
