// Text of one document → our tree and its syntax errors: by our own reader, or by the library where that is not certain.
import type { ParsedDocument } from "./parsed";
import { asKubernetesReads } from "./readable";
import { parseByLibrary, unreadable } from "./reader/library";
import { readDocument } from "./reader/read";

export type { ParsedDocument } from "./parsed";

/** Parses one document (with its `---` line, if it has one). Never throws. All offsets are relative to `text`. */
export function parseDocument(text: string): ParsedDocument {
  if (text.includes("\0")) return unreadable(text, "The text is binary, not YAML.");
  const readable = asKubernetesReads(text);
  const { parsed } = readDocument(readable);
  return parsed ?? parseByLibrary(readable);
}
