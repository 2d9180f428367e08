// Pieces of the old text and new words → the smallest edits that lead from one text to the other.
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import type { Piece } from "./output";

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
