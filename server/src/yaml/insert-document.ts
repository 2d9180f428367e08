// Puts a whole new document into a file, before one that is there.
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import { type Refusal, ScriptFault } from "./edit-script";
import { type Fragment, fragmentOf } from "./fragment";
import { FragmentDrafts } from "./fragment-draft";
import { firstLineStart, nextLineStart, prevailingLineEnd } from "./lines";
import { Output, type Source } from "./output";
import { layout } from "./read-layout";
import { Look } from "./style";
import { writeTop } from "./write-block";
import { Writing } from "./writing";

/**
 * The edit that puts a document before another one, with its `---` line. It looks like its neighbour: indentation,
 * sequence style, line ends. What is about the whole file stays at the top of it: comments above the first `---`, or
 * above a blank line, and those that tools look for there. All other comments above the neighbour stay with it.
 * @param file the text of the whole file
 * @param before the neighbour's span in the file, as `splitDocuments` gives it
 * @param fragment a mapping
 * @returns an edit with offsets of the file; a refusal for JSON, where a file holds one document
 * @throws ScriptFault when the fragment is no mapping
 */
export function insertDocument(file: string, before: Span, fragment: Fragment | string): TextEdit | Refusal {
  const text = file.slice(before.start, before.end);
  const laid = layout(text);
  const look = new Look(laid, prevailingLineEnd(file));
  if (look.json) return { refused: "flow", at: before, why: "A JSON file holds one document." };
  const lineEnd = file.includes("\n") ? prevailingLineEnd(file) : look.lineEnd;
  const body = writtenAlone(fragmentOf(fragment), { layout: laid, origin: "document", literal: false }, look, lineEnd);
  const marker = markerIn(text);
  if (marker !== undefined) {
    const at = before.start + marker;
    return { start: at, end: at, newText: `---${lineEnd}${body}` };
  }
  const at = before.start + (before.start === 0 ? headEnd(text) : 0);
  return { start: at, end: at, newText: `${body}---${lineEnd}` };
}

function writtenAlone(fragment: Fragment, document: Source, look: Look, lineEnd: string): string {
  const drafts = new FragmentDrafts(
    () => {
      throw new ScriptFault("A new document takes nothing from another one.");
    },
    document,
    new Set(),
  );
  const children = drafts.children(fragment, "mapping");
  const out = new Output("", lineEnd);
  writeTop(new Writing(document, look, out, undefined), {
    type: "collection",
    kind: "mapping",
    base: undefined,
    part: undefined,
    children,
  });
  return out.toString();
}

/** Comments that are about a file wherever they stand at its top: suppressions of ours, schemas, settings of editors. */
const fileComment = /^#\s*(?:rightkind-ignore-file\b|yaml-language-server:|vim?:|-\*-|ex:)/;

/** Where the comments end that are about the file, and not about its first document. */
function headEnd(text: string): number {
  const start = firstLineStart(text);
  let end = start;
  let commented = false;
  for (let at = start; at < text.length; at = nextLineStart(text, at)) {
    const line = text.slice(at, nextLineStart(text, at)).trim();
    if (line !== "" && !line.startsWith("#")) break;
    if (line !== "") commented = true;
    if (fileComment.test(line) || (line === "" && commented)) end = nextLineStart(text, at);
  }
  return end;
}

/** Where the document's `---` line stands, if only comments, directives and blank lines are above it. */
function markerIn(text: string): number | undefined {
  for (let at = firstLineStart(text); at < text.length; at = nextLineStart(text, at)) {
    if (/^---(?=[ \t\r\n]|$)/.test(text.slice(at, at + 4))) return at;
    if (!/^[ \t]*(?:#|\r?\n|$)|^%/.test(text.slice(at, nextLineStart(text, at)))) return undefined;
  }
  return undefined;
}
