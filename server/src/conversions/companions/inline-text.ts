// Edits inside a text that stands in a scalar of another document: only the lines that are touched change.
import { applyEdits, sortedEdits, type TextEdit } from "../../text/edit";
import { applyToValue } from "../../yaml/apply-to-value";
import { type Operation, replace } from "../../yaml/edit-script";
import { nextLineStart, prevailingLineEnd } from "../../yaml/lines";
import { asScalar, at, child, itemsOf } from "../../yaml/navigate";
import { parseDocument } from "../../yaml/parse";
import type { Node, Path, Scalar } from "../../yaml/tree";
import { plainValue, sameValue } from "../../yaml/value";

/** Edits in offsets of the document, or an operation where its notation cannot say what is wanted. */
export type InlineChange = { readonly edits: readonly TextEdit[] } | { readonly operation: Operation };

/**
 * @param text the document
 * @param path the way to the scalar
 * @param changes edits of the scalar's content
 * @returns undefined where there is no scalar
 */
export function inlineChange(text: string, path: Path, changes: readonly TextEdit[]): InlineChange | undefined {
  const { root } = parseDocument(text);
  const scalar = asScalar(at(root, ...path));
  if (!scalar) return undefined;
  const wanted = applyEdits(scalar.text, changes);
  const operation = replace(path, notation(wanted, isInFlow(root, path)));
  const edits = scalar.style === "literal" ? lineEdits(scalar, text, changes) : sameLineEdits(scalar, text, changes);
  return edits && isSafe(text, root, edits, operation) ? { edits } : { operation };
}

/** Do the edits say exactly what the operation says? Not where an alias shows the text elsewhere too. */
function isSafe(text: string, root: Node | undefined, edits: readonly TextEdit[], operation: Operation): boolean {
  const after = parseDocument(applyEdits(text, edits));
  if (after.errors.some(({ fault }) => fault === "syntax")) return false;
  return sameValue(plainValue(after.root), applyToValue(plainValue(root), [operation]));
}

/** A literal block, in the style of people; in double quotes what a block cannot hold, or not at that place. */
function notation(wanted: string, inFlow: boolean): string {
  const fits = /^[^\s\p{Cc}]/u.test(wanted) && !/\n\n$|[^\P{Cc}\n\t]/u.test(wanted) && wanted.includes("\n");
  if (inFlow || !fits) return JSON.stringify(wanted);
  const lines = wanted.replace(/\n$/, "").split("\n");
  return [wanted.endsWith("\n") ? "|" : "|-", ...lines.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}

function isInFlow(root: Node | undefined, path: Path): boolean {
  let node = root;
  for (const step of path) {
    if (node && "flow" in node && node.flow) return true;
    node = typeof step === "number" ? itemsOf(node)[step] : child(node, step);
  }
  return false;
}

/** In a plain or quoted scalar that is written as it reads, the edits stand where they stand in the content. */
function sameLineEdits(scalar: Scalar, text: string, changes: readonly TextEdit[]): TextEdit[] | undefined {
  if (scalar.style === "folded") return undefined;
  const by = scalar.start + (scalar.style === "plain" ? 0 : 1);
  if (text.slice(by, by + scalar.text.length) !== scalar.text) return undefined;
  return changes.map(({ start, end, newText }) => ({ start: start + by, end: end + by, newText }));
}

/** Where a line of the content stands in the document, its indentation included. */
interface Line extends Pick<TextEdit, "start" | "end"> {
  /** Where it starts in the content. */
  readonly content: number;
  readonly text: string;
}

/** In a literal block each line of the content is one of the document. */
function lineEdits(scalar: Scalar, text: string, changes: readonly TextEdit[]): TextEdit[] | undefined {
  const lines = linesOf(scalar, text);
  const sample = lines?.find((line) => line.text !== "");
  if (!lines || !sample) return undefined;
  const indent = text.slice(sample.start, sample.end - sample.text.length);
  const block: Block = { text, content: scalar.text, lines, indent, lineEnd: prevailingLineEnd(text) };
  return groups(block, changes).flatMap((group) => groupEdit(block, group));
}

interface Block {
  readonly text: string;
  readonly content: string;
  readonly lines: readonly Line[];
  readonly indent: string;
  readonly lineEnd: string;
}

/** @returns undefined where the document does not show the content line by line; the last line may be an empty one behind it */
function linesOf({ start, text: content }: Scalar, text: string): Line[] | undefined {
  const lines: Line[] = [];
  let place = nextLineStart(text, start);
  let offset = 0;
  const parts = content.split("\n");
  for (const [index, part] of parts.entries()) {
    const behind = part === "" && index === parts.length - 1;
    const next = nextLineStart(text, place);
    const end = behind ? place : place + text.slice(place, next).replace(/\r?\n$/, "").length;
    const written = text.slice(place, end);
    if (part === "" ? written.trim() !== "" : !written.endsWith(part) || /[^ ]/.test(written.slice(0, -part.length)))
      return undefined;
    lines.push({ start: place, end, content: offset, text: part });
    offset += part.length + 1;
    place = next;
  }
  return lines;
}

/** Edits that touch one line after another's end. */
interface Group {
  readonly first: number;
  last: number;
  readonly changes: TextEdit[];
}

function groups({ lines }: Block, changes: readonly TextEdit[]): Group[] {
  const lineOf = (offset: number): number => lines.findLastIndex(({ content }) => content <= offset);
  const found: Group[] = [];
  for (const change of sortedEdits(changes)) {
    const known = found.at(-1);
    const first = lineOf(change.start);
    const last = lineOf(change.end);
    if (known && first <= known.last) {
      known.last = Math.max(known.last, last);
      known.changes.push(change);
    } else found.push({ first, last, changes: [change] });
  }
  return found;
}

function groupEdit({ text, content, lines, indent, lineEnd }: Block, { first, last, changes }: Group): TextEdit[] {
  const from = lines[first];
  const to = lines[last];
  if (!from || !to) return [];
  const written = (part: string): string => (part === "" ? "" : indent + part);
  const replaced = (end: number): string => {
    const moved = changes.map((edit) => ({ ...edit, start: edit.start - from.content, end: edit.end - from.content }));
    return applyEdits(content.slice(from.content, end), moved);
  };
  // Whole lines: the one behind them keeps its own indentation.
  const whole = changes.every(({ end }) => end <= to.content) ? replaced(to.content) : undefined;
  let { start } = from;
  if (whole === undefined || !/^$|\n$/.test(whole)) {
    const newText = replaced(to.content + to.text.length)
      .split("\n")
      .map(written)
      .join(lineEnd);
    return trimmed(text, { start, end: to.end, newText });
  }
  let newText = whole
    .split("\n")
    .slice(0, -1)
    .map((part) => written(part) + lineEnd)
    .join("");
  // The last line of a file may have no line end: then the new last line has none either.
  if (to.start === text.length && !text.endsWith("\n")) {
    newText = newText.slice(0, Math.max(0, newText.length - lineEnd.length));
    const before = lines[first - 1];
    if (start === text.length) newText = lineEnd + newText;
    else if (newText === "" && before) start = before.end;
  }
  return trimmed(text, { start, end: to.start, newText });
}

/** The same edit without what it leaves as it is. */
function trimmed(text: string, { start, end, newText }: TextEdit): TextEdit[] {
  const old = text.slice(start, end);
  if (old === newText) return [];
  const most = Math.min(old.length, newText.length);
  let head = 0;
  while (head < most && old[head] === newText[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  return [{ start: start + head, end: end - tail, newText: newText.slice(head, newText.length - tail) }];
}
