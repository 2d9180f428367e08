// From one text to another in the messages in which an editor would tell it.
import type { TextDocumentContentChangeEvent } from "vscode-languageserver-protocol";
import type { ChangeForm } from "./event";
import { isBoundary, positionAt } from "./text-position";

/** More characters than these are not typed, but pasted. */
const TYPED = 24;

/** The changes of each message, in order; applied one after the other they make `after` of `before`. */
export function contentChanges(before: string, after: string, how: ChangeForm): TextDocumentContentChangeEvent[][] {
  if (how === "whole") return [[{ text: after }]];
  const { start, end, inserted } = difference(before, after);
  const replacement = change(before, start, end, inserted);
  if (how === "range") return [[replacement]];
  const rest = before.slice(0, start) + before.slice(end);
  const deletion = change(before, start, end, "");
  if (how === "parts") return [[deletion, change(rest, start, start, inserted)]];
  return [[deletion], ...typed(rest, start, inserted).map((single) => [single])];
}

function typed(before: string, start: number, inserted: string): TextDocumentContentChangeEvent[] {
  const keys = inserted.match(/\r\n|[\s\S]/gu) ?? [];
  const pieces = keys.length > TYPED ? [...keys.slice(0, TYPED), keys.slice(TYPED).join("")] : keys;
  let text = before;
  let at = start;
  return pieces.map((piece) => {
    const next = change(text, at, at, piece);
    text = text.slice(0, at) + piece + text.slice(at);
    at += piece.length;
    return next;
  });
}

/** The shortest range of `before` that differs, with what stands there afterwards. */
function difference(before: string, after: string): { start: number; end: number; inserted: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  while (!isBoundary(before, start) || !isBoundary(after, start)) start--;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  while (!isBoundary(before, before.length - same) || !isBoundary(after, after.length - same)) same--;
  return { start, end: before.length - same, inserted: after.slice(start, after.length - same) };
}

function change(text: string, start: number, end: number, inserted: string): TextDocumentContentChangeEvent {
  return { range: { start: positionAt(text, start), end: positionAt(text, end) }, text: inserted };
}
