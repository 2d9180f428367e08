// A stretch of text between two offsets: the only currency for places below the language server features.

/** `start` and `end` are UTF-16 offsets into one text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Does the span hold the offset? Both ends count, so that a cursor right behind a word is on it. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The same stretch, moved by an offset. */
export function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}
