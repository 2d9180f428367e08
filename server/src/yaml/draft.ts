// The document as it is to become: a tree of untouched nodes, changed collections and fragments, not yet text.
import type { Span } from "../text/span";
import type { LayoutEntry, LayoutNode } from "./layout";
import type { Source } from "./output";

export type Draft = NodeDraft | CollectionDraft;

/** A node that is written as its source has it. */
export interface NodeDraft {
  readonly type: "node";
  readonly source: Source;
  readonly node: LayoutNode;
  /** The entry with whose comments it is written; undefined for the root and for slices of a bare value. */
  readonly part: LayoutEntry | undefined;
}

/** A collection with changed entries, or a new one. */
export interface CollectionDraft {
  readonly type: "collection";
  readonly kind: "mapping" | "sequence";
  /** What it was, with its source; undefined for a new one. A value that was not written becomes a collection too. */
  readonly base: { readonly source: Source; readonly node: LayoutNode } | undefined;
  readonly part: LayoutEntry | undefined;
  readonly children: readonly Child[];
}

export type Child = EntryChild | LooseChild | GoneChild;

export interface EntryChild {
  readonly type: "entry";
  /** Where its key or dash, and the comments above it, come from; undefined for a new entry. */
  readonly head: { readonly source: Source; readonly entry: LayoutEntry } | undefined;
  /** Its key, where that is not the key of `head`. */
  readonly key: string | undefined;
  readonly value: Draft;
  /** Does it stand in the collection that it always stood in? */
  readonly native: boolean;
}

/** Comment lines and blank lines of a block collection that belong to no entry. */
export interface LooseChild {
  readonly type: "loose";
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** Column of the entries between which they stood. */
  readonly column: number;
}

/** The place of a stretch of the document that is not there any more: its comments, if nobody took them along. */
export interface GoneChild extends Span {
  readonly type: "gone";
}

export function isEntry(child: Child): child is EntryChild {
  return child.type === "entry";
}

/** The node that the draft is made of; undefined for a new collection. */
export function nodeOf(draft: Draft): LayoutNode | undefined {
  return draft.type === "node" ? draft.node : draft.base?.node;
}

export function sourceOf(draft: Draft): Source | undefined {
  return draft.type === "node" ? draft.source : draft.base?.source;
}

/** The entries of an untouched collection, and what stands between them in block style. */
export function naturalChildren(source: Source, node: LayoutNode, native: boolean): Child[] {
  if (node.type !== "mapping" && node.type !== "sequence") return [];
  const children: Child[] = [];
  const loose = (start: number, end: number): void => {
    if (!node.flow && end > start) children.push({ type: "loose", source, start, end, column: node.indent });
  };
  let position = node.body.start;
  for (const entry of node.entries) {
    loose(position, entry.extent.start);
    const value: Draft = { type: "node", source, node: entry.value, part: entry };
    children.push({ type: "entry", head: { source, entry }, key: undefined, value, native });
    position = entry.extent.end;
  }
  loose(position, node.body.end);
  return children;
}
