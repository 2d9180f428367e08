// Text of one document → our tree and its syntax errors: by our own reader, or by the library where that is not certain.
import type { ParsedDocument } from "./parsed";
import { asKubernetesReads } from "./readable";
import { parseByLibrary, unreadable } from "./reader/library";
import { readDocument } from "./reader/read";

export type { ParsedDocument } from "./parsed";

export interface ParsedParts {
  readonly parsed: ParsedDocument;
  /** May a part of it be read again by itself (`reread.ts`)? */
  readonly isSeparable: boolean;
}

/** Parses one document (with its `---` line, if it has one). Never throws. All offsets are relative to `text`. */
export function parseDocument(text: string): ParsedDocument {
  return parseInParts(text).parsed;
}

/** `parseDocument` for who keeps the tree. */
export function parseInParts(text: string): ParsedParts {
  if (text.includes("\0")) return { parsed: unreadable(text, "The text is binary, not YAML."), isSeparable: false };
  const readable = asKubernetesReads(text);
  const { parsed, isSeparable } = readDocument(readable);
  if (!parsed) return { parsed: parseByLibrary(readable), isSeparable: false };
  return { parsed, isSeparable: isSeparable === true && readable === text && !text.includes("\r") };
}
