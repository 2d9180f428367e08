// What everything that writes shares: the output, the look of the document, and comments that nobody took along.
import type { Span } from "../text/span";
import { type Layout, spansIn } from "./layout";
import type { Output, Source } from "./output";
import type { Look, Style } from "./style";

export class Writing {
  readonly out: Output;
  readonly look: Look;
  readonly document: Source;
  /** An offset of the document near to where is being written: the look of the neighbourhood is taken from there. */
  near = 0;
  /** Starts of the comments that are written with what they belong to; undefined while that is being found out. */
  readonly #carried: ReadonlySet<number> | undefined;
  /** Parts that are gone out of an entry that has moved: their comments are written at the new place. */
  readonly #goneElsewhere: readonly Span[];
  readonly #placed = new Set<number>();

  constructor(
    document: Source,
    look: Look,
    out: Output,
    carried: ReadonlySet<number> | undefined,
    goneElsewhere: readonly Span[] = [],
  ) {
    this.document = document;
    this.look = look;
    this.out = out;
    this.#carried = carried;
    this.#goneElsewhere = goneElsewhere;
  }

  get layout(): Layout {
    return this.document.layout;
  }

  get style(): Style {
    return this.look.at(this.near);
  }

  /** Comments of the stretch that stay behind: each is answered once, whoever asks has to write it. */
  leftBehind(start: number, end: number): Span[] {
    const carried = this.#carried;
    if (!carried) return [];
    const elsewhere = this.#goneElsewhere.filter((part) => start < part.start || part.end < end);
    const left = spansIn(this.layout.comments, start, end).filter(
      (comment) =>
        !carried.has(comment.start) &&
        !this.#placed.has(comment.start) &&
        !elsewhere.some((part) => part.start <= comment.start && comment.end <= part.end),
    );
    for (const comment of left) this.#placed.add(comment.start);
    return left;
  }
}
