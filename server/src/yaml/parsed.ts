// What reading a document gives: its tree and its faults.
import type { Span } from "../text/span";
import type { Node } from "./tree";

export interface SyntaxFault extends Span {
  readonly message: string;
  /** A duplicate key leaves the tree whole (the last one counts); any other fault makes it a guess. */
  readonly fault: "syntax" | "duplicate-key";
}

export interface ParsedDocument {
  /** Undefined where the document is empty or could not be read at all. */
  readonly root: Node | undefined;
  readonly errors: readonly SyntaxFault[];
}
