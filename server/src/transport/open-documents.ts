// The documents that the client holds open: their text, version and language. They always win over the disk.
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { LineIndex } from "../text/line-index";

export interface OpenDocument {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

/** Languages whose documents are read; a client may send any other, which is answered with nothing. */
const languages = new Set(["yaml", "json"]);

export class OpenDocuments {
  readonly #byPath = new Map<string, OpenDocument>();

  open(document: OpenDocument): void {
    this.#byPath.set(document.path, document);
  }

  /** Applies changes in the order in which they were made; undefined for a document that was never opened. */
  change(path: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): OpenDocument | undefined {
    const before = this.#byPath.get(path);
    if (!before) return undefined;
    let { text } = before;
    for (const change of changes) text = changed(text, change);
    const after = { ...before, version, text };
    this.#byPath.set(path, after);
    return after;
  }

  close(path: string): OpenDocument | undefined {
    const closed = this.#byPath.get(path);
    this.#byPath.delete(path);
    return closed;
  }

  get(path: string): OpenDocument | undefined {
    return this.#byPath.get(path);
  }

  /** Does an editor hold the text of a file? One that it opens as another language is as if it were not open. */
  holds(path: string): boolean {
    const document = this.#byPath.get(path);
    return document !== undefined && languages.has(document.languageId);
  }

  all(): Iterable<OpenDocument> {
    return this.#byPath.values();
  }
}

function changed(text: string, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const lines = new LineIndex(text);
  return text.slice(0, lines.offsetOf(change.range.start)) + change.text + text.slice(lines.offsetOf(change.range.end));
}
