// The faults that both ways of reading name in the same words.
import type { SyntaxFault } from "../parsed";
import type { Scalar } from "../tree";

/** Deeper nesting is refused: it is no manifest, and would exhaust the stack of every walk over the tree. */
export const DEEPEST = 200;

/** A key that stands in its mapping already. */
export function duplicateKey({ text, start, end }: Scalar): SyntaxFault {
  const message = `The key "${text}" stands twice in one mapping; the last one counts.`;
  return { start, end, message, fault: "duplicate-key" };
}
