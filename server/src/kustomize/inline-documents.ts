// Patches that stand as text in a kustomization: their trees, with the places that they have in the kustomization's document.
import { splitDocuments } from "../text/split-documents";
import { type ParsedDocument, parseDocument } from "../yaml/parse";
import type { Node, Scalar } from "../yaml/tree";

/**
 * The documents of a text inside a scalar. Their spans are offsets of the document that the scalar stands in; where its
 * style hides which character comes from where (folded, escaped), every span is that of the scalar.
 * @param text the text of the document that the scalar stands in
 */
export function inlineDocuments(scalar: Scalar, text: string): ParsedDocument[] {
  const place = places(scalar, text);
  return splitDocuments(scalar.text).map(({ start, end }) => {
    const { root, errors } = parseDocument(scalar.text.slice(start, end));
    const placed = new Placer((offset, edge) => place(offset + start, edge));
    return {
      root: root && placed.node(root),
      errors: errors.map((error) => ({
        ...error,
        start: place(error.start + start, "start"),
        end: place(error.end + start, "end"),
      })),
    };
  });
}

type Place = (offset: number, edge: "start" | "end") => number;

/** From offsets in the scalar's content to offsets in the text round it. */
function places(scalar: Scalar, text: string): Place {
  const whole: Place = (_, edge) => scalar[edge];
  if (scalar.style !== "literal") {
    const quotes = scalar.style === "plain" ? 0 : 1;
    const shown = text.slice(scalar.start + quotes, scalar.end - quotes);
    return shown === scalar.text ? (offset) => offset + scalar.start + quotes : whole;
  }
  const lines = scalar.text.split("\n");
  const starts: number[] = [];
  const shifts: number[] = [];
  let source = text.indexOf("\n", scalar.start) + 1;
  let content = 0;
  for (const line of lines) {
    const end = text.indexOf("\n", source);
    const written = text.slice(source, end === -1 ? text.length : end).replace(/\r$/, "");
    if (source === 0 || (line !== "" && !written.endsWith(line))) return whole;
    starts.push(content);
    shifts.push(source + (line === "" ? 0 : written.length - line.length) - content);
    content += line.length + 1;
    source = end === -1 ? text.length : end + 1;
  }
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return Math.min(offset + (shifts[line] ?? 0), text.length);
  };
}

/** Copies a tree to another place. */
class Placer {
  readonly #place: Place;
  readonly #copies = new Map<Node, Node>();

  constructor(place: Place) {
    this.#place = place;
  }

  node(node: Node): Node {
    const known = this.#copies.get(node);
    if (known) return known;
    const copy = this.#copy(node);
    this.#copies.set(node, copy);
    return copy;
  }

  #copy(node: Node): Node {
    const span = { start: this.#place(node.start, "start"), end: this.#place(node.end, "end") };
    if (node.type === "scalar") return { ...node, ...span };
    // The target of an alias stands before it, so it has been copied.
    if (node.type === "alias") return { ...node, ...span, target: node.target && this.node(node.target) };
    if (node.type === "sequence") return { ...node, ...span, items: node.items.map((item) => this.node(item)) };
    return {
      ...node,
      ...span,
      entries: node.entries.map(({ key, value }) => ({ key: this.node(key), value: this.node(value) })),
    };
  }
}
