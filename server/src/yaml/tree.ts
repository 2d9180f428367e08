// Our own YAML tree: what a document says, with the place of every word. No library type gets past this folder.
import type { Span } from "../text/span";

export type Node = Mapping | Sequence | Scalar | Alias;

/** What Kubernetes reads in a scalar. */
export type ScalarValue = string | number | boolean | null;

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

interface Positioned extends Span {
  /** Name of the anchor (`&name`) that stands before the node. */
  readonly anchor?: string;
  /** Tag as written (`!!str`), where one stands before the node. */
  readonly tag?: string;
}

/** A scalar. Its span covers quotes and, in block style, the header; an empty value has an empty span behind its colon or dash. */
export interface Scalar extends Positioned {
  readonly type: "scalar";
  readonly style: ScalarStyle;
  /** The content as text, quotes and escapes resolved: `0755` stays `"0755"`. */
  readonly text: string;
  readonly value: ScalarValue;
}

/** In block style the span runs from the first to the last child, in flow style over the brackets. */
export interface Mapping extends Positioned {
  readonly type: "mapping";
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

/** Spans as in a mapping. */
export interface Sequence extends Positioned {
  readonly type: "sequence";
  readonly flow: boolean;
  readonly items: readonly Node[];
}

/** `*name`. The target is the node itself, never a copy; undefined where no anchor of that name stands before it. */
export interface Alias extends Positioned {
  readonly type: "alias";
  readonly name: string;
  readonly target: Node | undefined;
}

/** The way to a node: keys of mappings and indexes of sequences. */
export type Path = readonly (string | number)[];
