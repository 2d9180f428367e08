// A pattern as a tree, whatever the language in which it was written.

/** Of characters by their codes: code units or code points, as the reader of the language and of the text agree. */
export interface CharacterSet {
  readonly negative: boolean;
  /** Both ends included. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/**
 * - `start`, `end`: nothing, at either end of the text; `line-start`, `line-end` also beside a line feed
 * - `boundary`: nothing, where a word of letters, digits and underscores begins or ends, or where none does
 * - `look`: nothing, where `body` does or does not match what follows
 * - `repeat`: `body` at least `min` times; `max` is undefined where there is no end
 */
export type Pattern =
  | { readonly type: "character"; readonly set: CharacterSet }
  | { readonly type: "start" | "end" | "line-start" | "line-end" }
  | { readonly type: "boundary"; readonly negative: boolean }
  | { readonly type: "look"; readonly negative: boolean; readonly body: Pattern }
  | { readonly type: "sequence"; readonly parts: readonly Pattern[] }
  | { readonly type: "choice"; readonly options: readonly Pattern[] }
  | { readonly type: "repeat"; readonly body: Pattern; readonly min: number; readonly max: number | undefined };
