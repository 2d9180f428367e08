// Concrete syntax tree of the library `yaml` → nodes of a layout, still without the lines that belong to each entry.
import { type CST, Parser } from "yaml";
import type { Span } from "../text/span";
import type {
  Layout,
  LayoutCollection,
  LayoutEntry,
  LayoutLeaf,
  LayoutNode,
  LayoutProperty,
  Mark,
  Region,
} from "./layout";
import { firstLineStart, LineStarts } from "./lines";
import { blockContent, contentIndent, contentOf, emptyLeaf, isSignificant, propertiesOf } from "./tokens";
import type { ScalarStyle } from "./tree";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** An entry whose extent is still to be found. */
export type OpenEntry = Writable<LayoutEntry>;

/** A collection whose body is still to be found. */
export type OpenCollection = Omit<Writable<LayoutCollection>, "entries"> & { entries: OpenEntry[] };

const NOWHERE: Span = { start: 0, end: 0 };

/**
 * The nodes of the first document of a text; extents and bodies are not set yet.
 * @param text what all offsets and columns are measured in
 * @param readable what is parsed: the same text, or one of the same length that the library can read
 */
export function readConcrete(text: string, readable: string): { readonly laid: Layout; readonly faulty: boolean } {
  const reader = new ConcreteReader(text, readable);
  let root: LayoutNode | undefined;
  let document: CST.Document | undefined;
  let end = text.length;
  for (const token of new Parser().parse(readable)) {
    if (token.type === "document" && !document) {
      document = token;
      reader.note(token.start);
      const start = token.start.filter(isSignificant).at(-1);
      const begin = start ? start.offset + start.source.length : Math.max(token.offset, firstLineStart(text));
      root = token.value ? reader.node(token.value, propertiesOf(token.start), begin) : undefined;
      reader.note(token.end);
    } else if (token.type === "doc-end") {
      if (document) end = Math.min(end, token.offset);
      reader.note(token.end);
    } else if (token.type === "comment") {
      reader.comment(token.offset, token.source.length);
    } else if (token.type === "error") {
      reader.faulty = true;
    }
  }
  const { comments, marks, regions, faulty } = reader;
  comments.sort((a, b) => a.start - b.start);
  return { laid: { text, root, comments, marks, regions, end }, faulty };
}

class ConcreteReader {
  readonly comments: Span[] = [];
  readonly marks: Mark[] = [];
  readonly regions: Region[] = [];
  /** Was something met that is no YAML? */
  faulty = false;
  readonly #text: string;
  readonly #lines: LineStarts;
  readonly #anchors = new Map<string, LayoutNode>();
  #flowDepth = 0;

  constructor(text: string, readable: string) {
    this.#text = text;
    this.#lines = new LineStarts(readable);
  }

  comment(start: number, length: number): void {
    this.comments.push({ start, end: start + length });
  }

  /** Takes the comments among the tokens. */
  note(tokens: readonly CST.Token[] | undefined): void {
    for (const token of tokens ?? []) if (token.type === "comment") this.comment(token.offset, token.source.length);
  }

  /** @param emptyAt where a value that is not written would begin */
  node(token: CST.Token | null | undefined, properties: LayoutProperty[], emptyAt: number): LayoutNode {
    const anchor = properties.find(({ type }) => type === "anchor");
    const emptyStart = properties.at(-1)?.end ?? emptyAt;
    if (!anchor) return this.#convert(token, properties, emptyStart);
    const { name, start, end } = anchor;
    const mark: Writable<Mark> = { type: "anchor", name, node: undefined, start, end };
    this.marks.push(mark);
    const before = this.#anchors.get(name);
    const node = this.#convert(token, properties, emptyStart);
    mark.node = node;
    // An anchor of the same name inside the node begins later, so that one counts.
    if (this.#anchors.get(name) === before) this.#anchors.set(name, node);
    return node;
  }

  #convert(token: CST.Token | null | undefined, properties: LayoutProperty[], emptyAt: number): LayoutNode {
    switch (token?.type) {
      case "block-map":
        return this.#blockMap(token, properties);
      case "block-seq":
        return this.#blockSeq(token, properties);
      case "flow-collection":
        return this.#flow(token, properties);
      case "alias":
        return this.#alias(token, properties);
      case "scalar":
      case "single-quoted-scalar":
      case "double-quoted-scalar":
        this.note(token.end);
        if (token.source === "") return emptyLeaf(emptyAt, properties);
        return this.#flowScalar(token, properties);
      case "block-scalar":
        return this.#blockScalar(token, properties);
      default:
        return emptyLeaf(emptyAt, properties);
    }
  }

  #alias(token: CST.FlowScalar, properties: LayoutProperty[]): LayoutLeaf {
    this.note(token.end);
    const name = token.source.slice(1);
    const target = this.#anchors.get(name);
    const span = { start: token.offset, end: token.offset + token.source.length };
    this.marks.push({ type: "alias", name, node: target, ...span });
    return { type: "alias", style: "plain", text: name, properties, ...span, ...(target ? { target } : {}) };
  }

  #flowScalar(token: CST.FlowScalar, properties: LayoutProperty[]): LayoutLeaf {
    const style =
      token.type === "single-quoted-scalar" ? "single" : token.type === "double-quoted-scalar" ? "double" : "plain";
    const span = { start: token.offset, end: token.offset + token.source.length };
    if (this.#text.slice(span.start, span.end).includes("\n")) this.#region("scalar", span);
    if (style !== "plain" && (token.source.length < 2 || token.source.at(-1) !== token.source[0])) this.faulty = true;
    // The library may have been given other line ends to read.
    const source = this.#text.slice(span.start, span.end);
    return { type: "scalar", style, text: contentOf({ ...token, source }), properties, ...span };
  }

  #blockScalar(token: CST.BlockScalar, properties: LayoutProperty[]): LayoutLeaf {
    this.note(token.props);
    const last = token.props.at(-1) as CST.SourceToken | undefined;
    const contentStart = last ? last.offset + last.source.length : token.offset;
    const end = contentStart + token.source.length;
    const first = token.props.find((prop) => prop.type === "block-scalar-header") as CST.SourceToken | undefined;
    const header = first?.source ?? "|";
    const start = first?.offset ?? token.offset;
    const text = blockContent(token.source, contentOf(token));
    const explicitIndent = Number(/\d/.exec(header)?.[0] ?? 0);
    const firstLine = contentIndent(this.#text, contentStart, end);
    this.regions.push({
      type: "block-scalar",
      start,
      end,
      // With a number in the header the first line may be deeper than the content begins.
      contentIndent: explicitIndent ? firstLine - (/^\n*( *)/.exec(text)?.[1]?.length ?? 0) : firstLine,
      explicitIndent,
      chomping: header.includes("+") ? "keep" : header.includes("-") ? "strip" : "clip",
    });
    const style: ScalarStyle = header.startsWith(">") ? "folded" : "literal";
    return { type: "scalar", style, text, properties, start, end };
  }

  #region(type: "scalar" | "flow", span: Span): void {
    if (this.#flowDepth > 0) return;
    this.regions.push({ type, ...span, contentIndent: 0, explicitIndent: 0, chomping: "clip" });
  }

  #blockMap(token: CST.BlockMap, properties: LayoutProperty[]): OpenCollection {
    const entries: OpenEntry[] = [];
    for (const item of token.items) {
      this.note(item.start);
      if (item.key === undefined && !item.sep) continue;
      entries.push(this.#pair(item, false));
    }
    return this.#blockCollection("mapping", entries, properties, token.offset);
  }

  /** An entry of a mapping; comments of `start` are noted already. */
  #pair(item: CST.CollectionItem, flow: boolean): OpenEntry {
    const colon = item.sep?.find(({ type }) => type === "map-value-ind");
    const question = item.start.find(({ type }) => type === "explicit-key-ind");
    const keyProperties = propertiesOf(item.start);
    const keyAt =
      keyProperties.at(-1)?.end ?? (question ? question.offset + 1 : (colon?.offset ?? item.key?.offset ?? 0));
    const key = this.node(item.key, keyProperties, keyAt);
    this.note(item.sep);
    const indicator = colon ? { start: colon.offset, end: colon.offset + 1 } : undefined;
    const value = this.node(item.value, propertiesOf(item.sep), indicator?.end ?? key.end);
    const start = Math.min(
      question?.offset ?? key.start,
      keyProperties[0]?.start ?? key.start,
      indicator?.start ?? key.start,
    );
    return this.#entry({ flow, key, indicator, explicit: question !== undefined, value }, start);
  }

  #blockSeq(token: CST.BlockSequence, properties: LayoutProperty[]): OpenCollection {
    const entries: OpenEntry[] = [];
    for (const item of token.items) {
      this.note(item.start);
      const dash = item.start.find(({ type }) => type === "seq-item-ind");
      if (!dash) continue;
      const indicator = { start: dash.offset, end: dash.offset + 1 };
      const value = this.node(item.value, propertiesOf(item.start), indicator.end);
      entries.push(this.#entry({ flow: false, key: undefined, indicator, explicit: false, value }, dash.offset));
    }
    return this.#blockCollection("sequence", entries, properties, token.offset);
  }

  #entry(parts: Pick<LayoutEntry, "flow" | "key" | "indicator" | "explicit" | "value">, start: number): OpenEntry {
    const end = Math.max(
      parts.value.end,
      parts.value.properties.at(-1)?.end ?? 0,
      parts.indicator?.end ?? 0,
      parts.key?.end ?? 0,
    );
    return { ...parts, start, end, column: this.#lines.columnOf(start), extent: NOWHERE, comma: undefined };
  }

  #blockCollection(
    type: "mapping" | "sequence",
    entries: OpenEntry[],
    properties: LayoutProperty[],
    offset: number,
  ): OpenCollection {
    const start = entries[0]?.start ?? offset;
    const indent = entries[0]?.column ?? 0;
    const end = entries.at(-1)?.end ?? start;
    return {
      type,
      flow: false,
      pair: false,
      entries,
      indent,
      inline: false,
      body: NOWHERE,
      closing: NOWHERE,
      properties,
      start,
      end,
    };
  }

  #flow(token: CST.FlowCollection, properties: LayoutProperty[]): OpenCollection {
    const type = token.start.source === "{" ? "mapping" : "sequence";
    const close = token.end.find(({ source }) => source === "}" || source === "]");
    const start = token.offset;
    const entries: OpenEntry[] = [];
    this.#flowDepth++;
    for (const item of token.items) {
      const comma = item.start.find(({ type: kind }) => kind === "comma");
      const previous = entries.at(-1);
      if (comma && previous) previous.comma = comma.offset;
      this.note(item.start);
      if (item.key === undefined && !item.sep && !item.value && propertiesOf(item.start).length === 0) continue;
      entries.push(type === "mapping" ? this.#flowPair(item) : this.#flowItem(item));
    }
    this.#flowDepth--;
    this.note(token.end);
    const end = close ? close.offset + 1 : (entries.at(-1)?.end ?? start + 1);
    if (this.#text.slice(start, end).includes("\n")) this.#region("flow", { start, end });
    return {
      type,
      flow: true,
      pair: false,
      entries,
      indent: 0,
      inline: false,
      body: NOWHERE,
      closing: NOWHERE,
      properties,
      start,
      end,
    };
  }

  #flowPair(item: CST.CollectionItem): OpenEntry {
    if (item.key === undefined && item.value) return this.#pair({ start: item.start, key: item.value, sep: [] }, true);
    return this.#pair(item, true);
  }

  #flowItem(item: CST.CollectionItem): OpenEntry {
    if (item.key === undefined && !item.sep) {
      const properties = propertiesOf(item.start);
      const value = this.node(item.value, properties, item.value?.offset ?? 0);
      const start = properties[0]?.start ?? value.start;
      return this.#entry({ flow: true, key: undefined, indicator: undefined, explicit: false, value }, start);
    }
    const entry = this.#pair(item, true);
    const pair: OpenCollection = {
      type: "mapping",
      flow: true,
      pair: true,
      entries: [{ ...entry, extent: { start: entry.start, end: entry.end } }],
      indent: 0,
      inline: false,
      body: NOWHERE,
      closing: { start: entry.end, end: entry.end },
      properties: [],
      start: entry.start,
      end: entry.end,
    };
    return this.#entry({ flow: true, key: undefined, indicator: undefined, explicit: false, value: pair }, entry.start);
  }
}
