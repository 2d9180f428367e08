// Text edits by offset, and how they are applied.
import type { Span } from "./span";

/** Replaces the span by `newText`; an empty span inserts. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** Edits in the order of their place; those that insert at one place keep the order in which they were given. */
export function sortedEdits(edits: readonly TextEdit[]): TextEdit[] {
  return edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index)
    .map(({ edit }) => edit);
}

/**
 * The text after all edits; they refer to the text before any of them.
 * @throws RangeError when two edits overlap or one lies outside the text: such edits are a fault of their maker
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let position = 0;
  for (const edit of sortedEdits(edits)) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit at ${edit.start}-${edit.end} overlaps another or lies outside the text`);
    }
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position);
}
