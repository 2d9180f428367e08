// The lossless layout of a document: for every entry the stretch of text that belongs to it, with its comments.
import type { Span } from "../text/span";
import type { ScalarStyle } from "./tree";

export type LayoutNode = LayoutCollection | LayoutLeaf;

/** A tag or an anchor before a node. */
export interface LayoutProperty extends Span {
  readonly type: "anchor" | "tag";
  /** The name of the anchor, or the tag as written. */
  readonly name: string;
}

interface Laid extends Span {
  /** In the order of the text; the node's own span does not cover them. */
  readonly properties: readonly LayoutProperty[];
}

/** In block style the span runs from the first to the last sign of its entries, in flow style over the brackets. */
export interface LayoutCollection extends Laid {
  readonly type: "mapping" | "sequence";
  readonly flow: boolean;
  /** The mapping `a: 1` without braces, as an item of a flow sequence. */
  readonly pair: boolean;
  readonly entries: readonly LayoutEntry[];
  /** Block style: the column at which every entry begins. */
  readonly indent: number;
  /** Block style: does the first entry stand on the line of the dash before it (`- name: x`)? */
  readonly inline: boolean;
  /** Block style: the lines of the entries and what stands between them. `- name: x`: it begins at `name`. */
  readonly body: Span;
  /** Flow style: what stands between the last item (or the comma behind it) and the closing bracket. */
  readonly closing: Span;
}

export interface LayoutLeaf extends Laid {
  /** `empty` is a value that is not written: its span is empty. */
  readonly type: "scalar" | "alias" | "empty";
  readonly style: ScalarStyle;
  /** The content of a scalar, the name of an alias. */
  readonly text: string;
  /** Alias: the node that it stands for; undefined where no anchor of that name stands before it. */
  readonly target?: LayoutNode;
}

/** An entry of a mapping or an item of a sequence. Its span runs from its first to its last sign, without comments. */
export interface LayoutEntry extends Span {
  /**
   * Block style: whole lines, with the comments directly above at the entry's own column, those at the end of its lines,
   * and those deeper than the entry that follow it. The first entry behind a dash begins at its own first sign.
   * Flow style: from the end of what belongs to the item before, over the comma, to the end of a comment on its line.
   */
  readonly extent: Span;
  /** Distance of its first sign from the start of the line. */
  readonly column: number;
  readonly flow: boolean;
  /** Undefined for an item of a sequence. */
  readonly key: LayoutNode | undefined;
  /** The colon or dash; undefined where there is none (an item in flow style, `{a}`). */
  readonly indicator: Span | undefined;
  /** Is its key written with `? `? */
  readonly explicit: boolean;
  readonly value: LayoutNode;
  /** Flow style: the comma behind it. */
  readonly comma: number | undefined;
}

/** `&name` or `*name` in the order of the text; `node` is the node that has the anchor, or that the alias stands for. */
export interface Mark extends Span {
  readonly type: "anchor" | "alias";
  readonly name: string;
  readonly node: LayoutNode | undefined;
}

/** A stretch in which line starts are no entries: a block scalar, a scalar or a flow collection of several lines. */
export interface Region extends Span {
  readonly type: "block-scalar" | "scalar" | "flow";
  /** Block scalar: the column at which its content begins. */
  readonly contentIndent: number;
  /** Block scalar: the number in its header that says so (`|2`): columns from its entry; 0 where there is none. */
  readonly explicitIndent: number;
  /** Block scalar: what becomes of the line end of its last line, and of the blank lines that follow it (`|-`, `|`, `|+`). */
  readonly chomping: "strip" | "clip" | "keep";
}

/** The layout of one document; all offsets are those of `text`. */
export interface Layout {
  readonly text: string;
  /** Undefined for a document without content. */
  readonly root: LayoutNode | undefined;
  /** Spans of all comments, in order. */
  readonly comments: readonly Span[];
  readonly marks: readonly Mark[];
  /** In order; none lies inside another. */
  readonly regions: readonly Region[];
  /** Where the content ends: at a line `...`, or at the end of the text. */
  readonly end: number;
}

export function isBlockCollection(node: LayoutNode): node is LayoutCollection & { readonly flow: false } {
  return isCollection(node) && !node.flow;
}

export function isFlowCollection(node: LayoutNode): node is LayoutCollection & { readonly flow: true } {
  return isCollection(node) && node.flow;
}

export function isCollection(node: LayoutNode): node is LayoutCollection {
  return node.type === "mapping" || node.type === "sequence";
}

/** The first offset of the node with its tag and anchor. */
export function fullStart(node: LayoutNode): number {
  return Math.min(node.properties[0]?.start ?? node.start, node.start);
}

/** The name of a key that is an ordinary scalar; undefined for any other key and for items. */
export function keyName(entry: LayoutEntry): string | undefined {
  return entry.key?.type === "scalar" ? entry.key.text : undefined;
}

/** Is the entry `<<: …`? */
export function isMerge(entry: LayoutEntry): boolean {
  return entry.key?.type === "scalar" && entry.key.text === "<<" && entry.key.style === "plain";
}

/** The region that holds the offset, its start excluded. */
export function regionAt(layout: Layout, offset: number): Region | undefined {
  const region = layout.regions[lastBefore(layout.regions, offset)];
  return region && offset < region.end ? region : undefined;
}

/** Those of the ordered spans that begin in [start, end). */
export function spansIn<T extends Span>(spans: readonly T[], start: number, end: number): T[] {
  const found: T[] = [];
  for (let index = lastBefore(spans, start) + 1; index < spans.length; index++) {
    const span = spans[index];
    if (!span || span.start >= end) break;
    found.push(span);
  }
  return found;
}

/** The index of the last of the ordered spans that begins before the offset; -1 where there is none. */
function lastBefore(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
