// The documents that the client holds open: their text, version and language. They always win over the disk.
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { TextEdit } from "../text/edit";
import { LineIndex, type Lines } from "../text/line-index";

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

  /**
   * Applies changes in the order in which they were made.
   * @param linesOf of a text whose lines are known already
   * @returns undefined for a document that was never opened; `edit` is the change where there was one, of a part of the text
   */
  change(
    path: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
    linesOf: (text: string) => Lines | undefined,
  ): { readonly document: OpenDocument; readonly edit: TextEdit | undefined } | undefined {
    const before = this.#byPath.get(path);
    if (!before) return undefined;
    let { text } = before;
    const edits = changes.map((change) => {
      const edit = editOf(change, text, linesOf);
      text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
      return edit;
    });
    const document = { ...before, version, text };
    this.#byPath.set(path, document);
    const [edit] = edits;
    return { document, edit: edits.length === 1 ? edit : undefined };
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

function editOf(
  change: TextDocumentContentChangeEvent,
  text: string,
  linesOf: (text: string) => Lines | undefined,
): TextEdit {
  if (!("range" in change)) return { start: 0, end: text.length, newText: change.text };
  const lines = linesOf(text) ?? new LineIndex(text);
  const { start, end } = change.range;
  return { start: lines.offsetOf(start), end: lines.offsetOf(end), newText: change.text };
}
