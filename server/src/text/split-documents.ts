// Cuts a file into its YAML documents by their marker lines alone.
import type { TextEdit } from "./edit";
import type { Span } from "./span";

/**
 * The documents of a file, in order and without a gap: the text of all spans put together is the file.
 *
 * A document begins with its `---` line; what stands before the first such line is a document of its own only where it
 * is more than comments and directives. A line `...` ends a document. YAML forbids both markers at the start of a line
 * inside quoted text, and block scalars are indented, so no parsing is needed (YAML 1.2.2, 9.1.2 and 6.8).
 * @returns at least one span, also for an empty file
 */
export function splitDocuments(text: string): Span[] {
  const starts: number[] = [0];
  const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  let prefixOnly = true; // nothing but comments, directives and blank lines since the start of the file
  let checkedTo = text.startsWith("\ufeff") ? 1 : 0;
  // A BOM may stand before the first marker; the pattern sees only a line start behind it.
  if (checkedTo === 1 && /^---(?=[ \t\r\n]|$)/.test(text.slice(1, 5))) {
    prefixOnly = false;
    checkedTo = 4;
  }
  for (let found = marker.exec(text); found; found = marker.exec(text)) {
    const at = found.index;
    if (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") continue; // U+2028 is a line end for `m`, not for YAML
    if (prefixOnly && isPrefix(text.slice(checkedTo, at))) {
      prefixOnly = false;
      if (found[0] === "---") continue; // the comments above the first marker belong to the first document
    }
    prefixOnly = false;
    const start = found[0] === "---" ? at : lineEnd(text, at);
    if (start > (starts.at(-1) ?? 0) && start < text.length) starts.push(start);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}

/** Does the text begin with the line that begins a document? */
export function beginsDocument(text: string): boolean {
  return /^---(?=[ \t\r\n]|$)/.test(text);
}

/** Only blank lines, comments and `%` directives? Looked at line by line, so that no line end can be read in two ways. */
function isPrefix(text: string): boolean {
  return text.split(/\r\n|\r|\n/).every((line) => /^(?:[ \t]*(?:#.*)?|%.*)$/s.test(line));
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\n") return at + 1;
    if (text[at] === "\r") return text[at + 1] === "\n" ? at + 2 : at + 1;
  }
  return text.length;
}

/**
 * Does an edit change no line that may begin or end a document, or be the prefix of one? Only the lines around it are looked at,
 * and what stands behind it for a marker that would make them a prefix.
 * @param before the text of one document as `splitDocuments` has cut it, or of a file that is one
 * @returns false also where that takes more than a look
 */
export function keepsMarkers(before: string, after: string, { start, end, newText }: TextEdit): boolean {
  const from = start === 0 ? 0 : before.lastIndexOf("\n", start - 1) + 1;
  // A prefix, a mark of the byte order, the marker itself: what is near the beginning is split anew.
  if (from === 0 || before.includes("\r") || newText.includes("\r")) return false;
  if (!beginsDocument(before) && before.includes("\n---", end)) return false;
  // What is put behind a `...` at the end of the text is a new document.
  const above = before.lastIndexOf("\n", from - 2) + 1;
  return isPlain(linesAround(before, above, end)) && isPlain(linesAround(after, from, start + newText.length));
}

/** The lines from the start of one to the end of the one that holds an offset. */
function linesAround(text: string, from: number, to: number): string {
  const lineFeed = text.indexOf("\n", to);
  return text.slice(from, lineFeed === -1 ? text.length : lineFeed);
}

function isPlain(lines: string): boolean {
  return !/^(?:---|\.\.\.)/m.test(lines);
}
