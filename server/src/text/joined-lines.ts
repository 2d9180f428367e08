// Lines of a text that is put together of parts: each part's lines are counted once, however often others change.
import type { LineCharacter, LineIndex, Lines } from "./line-index";

/** A part of a text that begins at the start of a line. */
interface Part {
  readonly start: number;
  readonly firstLine: number;
  readonly lines: LineIndex;
}

export class JoinedLines implements Lines {
  readonly lineCount: number;
  readonly #parts: readonly Part[];

  /** @param parts in order and without a gap, at least one; all but the last end with a line end */
  constructor(parts: readonly { readonly start: number; readonly lines: LineIndex }[]) {
    let firstLine = 0;
    this.#parts = parts.map(({ start, lines }) => {
      const part = { start, firstLine, lines };
      // Behind its last line end a part has one more line: the first of the next part.
      firstLine += lines.lineCount - 1;
      return part;
    });
    this.lineCount = firstLine + 1;
  }

  placeOf(offset: number): LineCharacter {
    const { start, firstLine, lines } = this.#last(({ start: from }) => from <= offset);
    const { line, character } = lines.placeOf(offset - start);
    return { line: firstLine + line, character };
  }

  offsetOf({ line, character }: LineCharacter): number {
    if (line < 0) return 0;
    const { start, firstLine, lines } = this.#last((part) => part.firstLine <= line);
    return start + lines.offsetOf({ line: line - firstLine, character });
  }

  /** The last part for which it holds; it holds for all before that one. The first where it holds for none. */
  #last(holds: (part: Part) => boolean): Part {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const part = this.#parts[middle];
      if (part && holds(part)) low = middle;
      else high = middle - 1;
    }
    const found = this.#parts[low];
    if (!found) throw new RangeError("A text has at least one part.");
    return found;
  }
}
