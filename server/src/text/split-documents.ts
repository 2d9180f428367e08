// Cuts a file into its YAML documents by their marker lines alone.
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
