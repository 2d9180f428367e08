// Takes a whole document out of its file, with its `---` line and its comments.
import type { TextEdit } from "../../text/edit";
import type { Document } from "../../workspace/document";
import { isRefusal } from "../../yaml/edit-script";
import { insertDocument } from "../../yaml/insert-document";

export interface DocumentEdit {
  readonly document: Document;
  /** In offsets of the document. */
  readonly edits: readonly TextEdit[];
}

/**
 * The edits after which the other documents of the file are as they were. What is about the whole file stays at the top
 * of it; a file that began without a `---` line still does.
 * @param documents all documents of the file
 * @param gone at least one of them stays
 */
export function withoutDocuments(documents: readonly Document[], gone: ReadonlySet<Document>): DocumentEdit[] {
  const first = documents.findIndex((document) => !gone.has(document));
  return documents.flatMap((document, index): DocumentEdit[] => {
    const { text } = document;
    if (gone.has(document)) {
      const start = index === 0 ? headEnd(text) : 0;
      return [{ document, edits: [{ start, end: text.length, newText: "" }] }];
    }
    // The line that parted it from what was before it.
    const marker =
      index === first && index > 0 && !hasMarker(documents[0]) ? /^---[ \t]*\r?\n/.exec(text)?.[0] : undefined;
    return marker === undefined ? [] : [{ document, edits: [{ start: 0, end: marker.length, newText: "" }] }];
  });
}

/** A new first document would stand below all that is about the file. */
function headEnd(text: string): number {
  const place = insertDocument(text, { start: 0, end: text.length }, "kind: Any");
  return isRefusal(place) ? 0 : place.start;
}

function hasMarker(document: Document | undefined): boolean {
  const text = document?.text ?? "";
  return text.startsWith("---", headEnd(text));
}
