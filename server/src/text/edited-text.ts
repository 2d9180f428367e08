// A text that is edited again and again, and what all of it comes to: edits of the text as it was at first.
import { sortedEdits, type TextEdit } from "./edit";
import type { Span } from "./span";

/** A part of the text as it was, or something new. */
type Piece = Span | string;

export class EditedText {
  readonly #original: string;
  readonly #pieces: readonly Piece[];

  constructor(original: string, pieces: readonly Piece[] = [{ start: 0, end: original.length }]) {
    this.#original = original;
    this.#pieces = pieces;
  }

  toString(): string {
    return this.#pieces
      .map((piece) => (typeof piece === "string" ? piece : this.#original.slice(piece.start, piece.end)))
      .join("");
  }

  /**
   * The text after some more edits, which refer to the text as it is now.
   * @throws RangeError when two of them overlap or one lies outside the text
   */
  with(edits: readonly TextEdit[]): EditedText {
    const walk = new Walk(this.#pieces);
    for (const { start, end, newText } of sortedEdits(edits)) {
      walk.keepTo(start);
      walk.dropTo(end);
      walk.add(newText);
    }
    return new EditedText(this.#original, walk.finished());
  }

  /** In order, not touching one another; offsets are those of the text as it was at first. */
  edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let start = 0;
    let newText = "";
    const note = (end: number) => {
      if (this.#original.slice(start, end) !== newText) edits.push({ start, end, newText });
      newText = "";
    };
    for (const piece of this.#pieces) {
      if (typeof piece === "string") newText += piece;
      else if (piece.start > start || newText !== "") {
        note(piece.start);
        start = piece.end;
      } else start = piece.end;
    }
    note(this.#original.length);
    return edits;
  }
}

/** Goes over pieces once, and makes new ones of them. */
class Walk {
  readonly #pieces: readonly Piece[];
  readonly #made: Piece[] = [];
  /** How far it has come, in the text that the pieces make. */
  #position = 0;
  #index = 0;
  /** Characters of the piece there that are behind it. */
  #used = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  add(text: string): void {
    if (text !== "") this.#made.push(text);
  }

  keepTo(position: number): void {
    this.#goTo(position, (part) => this.#made.push(part));
  }

  dropTo(position: number): void {
    this.#goTo(position, () => {});
  }

  finished(): readonly Piece[] {
    const rest = this.#pieces.slice(this.#index + 1);
    const piece = this.#pieces[this.#index];
    return piece === undefined ? this.#made : [...this.#made, partOf(piece, this.#used, lengthOf(piece)), ...rest];
  }

  #goTo(position: number, take: (part: Piece) => void): void {
    if (position < this.#position) throw new RangeError(`an edit at ${position} overlaps another`);
    while (this.#position < position) {
      const piece = this.#pieces[this.#index];
      if (piece === undefined) throw new RangeError(`an edit at ${position} lies outside the text`);
      const end = Math.min(lengthOf(piece), this.#used + position - this.#position);
      take(partOf(piece, this.#used, end));
      this.#position += end - this.#used;
      this.#used = end;
      if (end === lengthOf(piece)) {
        this.#index++;
        this.#used = 0;
      }
    }
  }
}

function lengthOf(piece: Piece): number {
  return typeof piece === "string" ? piece.length : piece.end - piece.start;
}

function partOf(piece: Piece, from: number, to: number): Piece {
  return typeof piece === "string" ? piece.slice(from, to) : { start: piece.start + from, end: piece.start + to };
}
