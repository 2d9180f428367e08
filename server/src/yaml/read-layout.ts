// Text of a document → its layout.
import { readConcrete } from "./concrete";
import { assignExtents } from "./extents";
import type { Layout } from "./layout";
import { asKubernetesReads, withoutLineEndsInQuotes } from "./readable";

/**
 * The layout of one document (with its `---` line, if it has one), from the concrete syntax tree.
 * For a text with syntax errors it is a guess: ask `parseDocument` for errors first. Linear in the text.
 */
export function layout(text: string): Layout {
  const readable = asKubernetesReads(text);
  const strict = readConcrete(text, readable);
  // What `parseDocument` lets pass, the layout does too.
  const { laid } = strict.faulty ? readConcrete(text, withoutLineEndsInQuotes(readable)) : strict;
  assignExtents({ ...laid, text: readable });
  return laid;
}
