// A part of a value as a place of its own: what a finding underlines in a longer text, and what a fix replaces there.
import type { TextEdit } from "../../text/edit";
import type { Document } from "../../workspace/document";
import type { DocumentChange } from "../../workspace/document-change";
import { asScalar } from "../../yaml/navigate";
import type { Node, Scalar } from "../../yaml/tree";
import type { RuleContext } from "../rule";

/**
 * The first place of some words in a scalar of the object's own document.
 * @returns the node itself where the words are not written as they are read, or where a patch brought them
 */
export function partOf(context: RuleContext, node: Node, words: string): Node {
  const [start] = placesOf(context, node, words);
  if (start === undefined) return node;
  return { type: "scalar", style: "plain", text: words, value: words, start, end: start + words.length };
}

/** The change that puts other words in all places of these; undefined where they are not written as they are read. */
export function replacedParts(
  context: RuleContext,
  node: Node,
  { words, by }: { readonly words: string; readonly by: string },
): DocumentChange | undefined {
  const places = placesOf(context, node, words);
  if (places.length === 0) return undefined;
  return { document: context.lookups.subject.document, edits: editsAt(places, words, by) };
}

export function editsAt(places: readonly number[], words: string, by: string): TextEdit[] {
  return places.map((start) => ({ start, end: start + words.length, newText: by }));
}

/**
 * Where words stand by themselves in a scalar as it is written, in offsets of the document.
 * @param beginning may more of a host name follow?
 */
export function placesIn(
  document: Document,
  { start, end }: Pick<Scalar, "start" | "end">,
  words: string,
  { beginning = false } = {},
): number[] {
  const text = document.text.slice(start, end);
  const found: number[] = [];
  // An expression of a shell (`${HOSTNAME}`) is one wherever it stands.
  const startsInName = /^[\w.-]/.test(words);
  const endsInName = /[\w.-]$/.test(words);
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
    const after = at + words.length;
    const isBegun = !startsInName || isEdge(text[at - 1]);
    const isOver = !endsInName || (beginning ? !/^[\w-]/.test(text.slice(after, after + 1)) : isEnd(text, after));
    if (isBegun && isOver) found.push(start + at);
  }
  return found;
}

function placesOf({ lookups, origin }: RuleContext, node: Node, words: string): number[] {
  const scalar = asScalar(node);
  // What an alias shows is written elsewhere.
  if (!scalar || node.type === "alias" || origin(node)) return [];
  return placesIn(lookups.subject.document, scalar, words);
}

function isEdge(character: string | undefined): boolean {
  return character === undefined || !/[\w.-]/.test(character);
}

/** A full stop may end a sentence, but not a name of which more follows. */
function isEnd(text: string, at: number): boolean {
  return isEdge(text[at]) || (text[at] === "." && isEdge(text[at + 1]));
}
