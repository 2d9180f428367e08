// One file: its text, cut into documents that keep their identity from edit to edit.
import type { TextEdit } from "../text/edit";
import { JoinedLines } from "../text/joined-lines";
import type { Lines } from "../text/line-index";
import { LineIndex } from "../text/line-index";
import { beginsDocument, keepsMarkers, splitDocuments } from "../text/split-documents";
import { Document } from "./document";
import type { TreeCache } from "./tree-cache";
import type { UnreadReason } from "./unread";

export class SourceFile {
  readonly path: string;
  readonly #trees: TreeCache;
  readonly #newId: () => number;
  #text = "";
  #lines: Lines | undefined;
  #documents: Document[] = [];
  #unread: UnreadReason | undefined;
  /** Does an editor hold the file open? Then its buffer is the truth, not the disk. */
  open = false;
  /** Is it one that a scan leaves out? It sees others, and is seen by nobody. */
  alone = false;

  constructor(path: string, trees: TreeCache, newId: () => number) {
    this.path = path;
    this.#trees = trees;
    this.#newId = newId;
  }

  get text(): string {
    return this.#text;
  }

  /** None where the file could not be read. */
  get documents(): readonly Document[] {
    return this.#documents;
  }

  /** Why the file has no text; undefined where it has one. */
  get unread(): UnreadReason | undefined {
    return this.#unread;
  }

  /** Those of the text as it is now; they stay as they are when it changes. */
  get lines(): Lines {
    this.#lines ??= this.#documents.length > 0 ? new JoinedLines(this.#documents) : new LineIndex(this.#text);
    return this.#lines;
  }

  /** The document that holds an offset of the file. */
  documentAt(offset: number): Document | undefined {
    return this.#documents.findLast(({ start }) => start <= offset);
  }

  /**
   * Takes a new text. Documents whose text is the same stay untouched; of the others as many as possible are changed in
   * place, so that what was known about them can be compared.
   * @param edit how the text came from the one before, if that is known: then only the document around it is looked at
   * @returns the documents that are new or changed, and those that are gone
   */
  update(text: string, edit?: TextEdit): { readonly changed: Document[]; readonly removed: Document[] } {
    const inner = edit && this.#inner(edit);
    this.#text = text;
    this.#unread = undefined;
    this.#lines = undefined;
    if (inner) {
      const { index, document, newText } = inner;
      const longer = newText.length - document.text.length;
      document.update(newText, inner.edit);
      for (const later of this.#documents.slice(index + 1)) later.start += longer;
      return { changed: [document], removed: [] };
    }
    const spans = splitDocuments(text);
    const texts = spans.map(({ start, end }) => text.slice(start, end));
    const before = this.#documents;
    const prefix = sharedPrefix(before, texts);
    const suffix = sharedSuffix(before, texts, prefix);
    const oldMiddle = before.slice(prefix, before.length - suffix);
    const newMiddle = texts.slice(prefix, texts.length - suffix);
    const changed = newMiddle.map((part, index) => {
      const document = oldMiddle[index] ?? new Document(this.#newId(), this.path, this.#trees);
      document.update(part);
      return document;
    });
    this.#documents = [...before.slice(0, prefix), ...changed, ...before.slice(before.length - suffix)];
    for (const [index, document] of this.#documents.entries()) document.start = spans[index]?.start ?? 0;
    return { changed, removed: oldMiddle.slice(newMiddle.length) };
  }

  /** The document that an edit is within, and its text afterwards; undefined where documents may begin elsewhere then. */
  #inner({ start, end, newText }: TextEdit) {
    const index = this.#documents.findLastIndex((candidate) => candidate.start <= start);
    const [document, next] = this.#documents.slice(index, index + 2);
    if (!document || end > document.start + document.text.length) return undefined;
    const [from, to] = [start - document.start, end - document.start];
    const after = document.text.slice(0, from) + newText + document.text.slice(to);
    if (after === document.text) return undefined;
    const inside = { index, document, newText: after, edit: { start: from, end: to, newText } };
    // Without a marker of its own it may become what stands before the next one's.
    const isApart = !next || (beginsDocument(document.text) && after.endsWith("\n"));
    if (isApart && keepsMarkers(document.text, after, inside.edit)) return inside;
    if (index > 0 && !beginsDocument(after)) return undefined;
    if (next && !beginsDocument(next.text)) return undefined;
    // With the line that begins the next one, the text must fall into the same parts as before.
    const [, second, third] = splitDocuments(next ? `${after}---\n ` : after);
    const isWhole = next ? second?.start === after.length && third === undefined : second === undefined;
    return isWhole ? inside : undefined;
  }

  /** The file is still there, but its text is not to be had. @returns the documents that are gone */
  lose(reason: UnreadReason): readonly Document[] {
    const gone = this.#documents;
    this.#text = "";
    this.#unread = reason;
    this.#lines = undefined;
    this.#documents = [];
    return gone;
  }
}

function sharedPrefix(documents: readonly Document[], texts: readonly string[]): number {
  let count = 0;
  while (count < documents.length && count < texts.length && documents[count]?.text === texts[count]) count++;
  return count;
}

function sharedSuffix(documents: readonly Document[], texts: readonly string[], prefix: number): number {
  let count = 0;
  const most = Math.min(documents.length, texts.length) - prefix;
  while (count < most && documents.at(-1 - count)?.text === texts.at(-1 - count)) count++;
  return count;
}
