// Text of one document → our tree and its syntax errors, by the library `yaml`, the judge of what is a fault.
import {
  CST,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Alias as LibraryAlias,
  type Node as LibraryNode,
  parseAllDocuments,
} from "yaml";
import type { Span } from "../../text/span";
import type { ParsedDocument, SyntaxFault } from "../parsed";
import { withoutLineEndsInQuotes } from "../readable";
import { scalarValue } from "../scalar-value";
import { blockContent } from "../tokens";
import type { Alias, Entry, Mapping, Node, Scalar, ScalarStyle, Sequence } from "../tree";
import { DEEPEST, duplicateKey } from "./faults";

/**
 * Parses one document without NUL. Never throws.
 * @param readable the text as `asKubernetesReads` gives it
 */
export function parseByLibrary(readable: string): ParsedDocument {
  try {
    const parsed = convert(readable, readable);
    if (!isFaulty(parsed)) return parsed;
    if (parsed.errors.some(({ message }) => message.startsWith("Missing closing"))) {
      // The library insists on indentation inside quotes; the parser of Kubernetes does not.
      const again = convert(withoutLineEndsInQuotes(readable), readable);
      if (!isFaulty(again)) return again;
    }
    return { root: parsed.root, errors: [...markFault(readable), ...parsed.errors] };
  } catch (error) {
    if (error instanceof RangeError) return unreadable(readable, "The text is nested too deeply.");
    return unreadable(
      readable,
      `The text could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function isFaulty({ errors }: ParsedDocument): boolean {
  return errors.some(({ fault }) => fault === "syntax");
}

/** Nobody sees it: where something is wrong, it is probably this. */
function markFault(text: string): SyntaxFault[] {
  const start = text.indexOf("\ufeff", 1);
  const message = "A byte order mark (U+FEFF) stands inside the text: remove it.";
  return start === -1 ? [] : [{ start, end: start + 1, message, fault: "syntax" }];
}

/** A document of which nothing can be said. */
export function unreadable(text: string, message: string): ParsedDocument {
  return { root: undefined, errors: [{ start: 0, end: Math.min(text.length, 1), message, fault: "syntax" }] };
}

/** @param text what the library reads; `written` has the same length and is what the document says */
function convert(text: string, written: string): ParsedDocument {
  // uniqueKeys: quadratic in the library; duplicates are found below. Merge keys are left as they are: views resolve them.
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    prettyErrors: false,
    merge: false,
    version: "1.2",
    strict: true,
    stringKeys: false,
    logLevel: "silent",
  });
  const first = "empty" in documents ? undefined : documents[0];
  if (!first) return { root: undefined, errors: [] };
  // Of a directive that it does not know the library only warns; goyaml takes it for a fault.
  const directives = first.warnings.filter(({ code }) => code === "BAD_DIRECTIVE");
  const errors: SyntaxFault[] = [...first.errors, ...directives].map((error) => ({
    start: Math.min(error.pos[0], text.length),
    end: Math.min(Math.max(error.pos[1], error.pos[0]), text.length),
    message: error.message,
    fault: "syntax",
  }));
  const converter = new Converter(written, errors);
  const root = first.contents ? converter.node(first.contents as LibraryNode, 0) : undefined;
  return { root, errors };
}

class Converter {
  readonly #text: string;
  readonly #errors: SyntaxFault[];
  /** The latest node of each anchor name, in document order: an alias means the nearest one before it. */
  readonly #anchors = new Map<string, Node>();

  constructor(text: string, errors: SyntaxFault[]) {
    this.#text = text;
    this.#errors = errors;
  }

  node(node: LibraryNode, depth: number): Node {
    if (depth > DEEPEST) throw new RangeError("too deep");
    const name = isAlias(node) ? undefined : node.anchor;
    const before = name === undefined ? undefined : this.#anchors.get(name);
    const converted = this.#convert(node, depth);
    // An anchor of the same name inside the node begins later, so that one counts.
    if (name !== undefined && this.#anchors.get(name) === before) this.#anchors.set(name, converted);
    return converted;
  }

  #convert(node: LibraryNode, depth: number): Node {
    if (isAlias(node)) return this.#alias(node);
    const start = node.range?.[0] ?? 0;
    const end = node.range?.[1] ?? start;
    const common = {
      ...(node.anchor ? { anchor: node.anchor } : {}),
      ...(node.tag ? { tag: shortTag(node.tag) } : {}),
    };
    if (isMap(node)) {
      const flow = node.flow === true;
      const entries = this.#entries(node.items, depth);
      return {
        type: "mapping",
        flow,
        entries,
        ...spanOf(flow, start, end, entries.flatMap(childrenOf)),
        ...common,
      } satisfies Mapping;
    }
    if (isSeq(node)) {
      const flow = node.flow === true;
      const items = node.items.map((item) => (isNode(item) ? this.node(item, depth + 1) : emptyScalar(start)));
      return { type: "sequence", flow, items, ...spanOf(flow, start, end, items), ...common } satisfies Sequence;
    }
    if (isScalar(node)) return this.#scalar(node, start, end, common);
    return emptyScalar(start);
  }

  #entries(pairs: readonly { readonly key: unknown; readonly value: unknown }[], depth: number): Entry[] {
    const seen = new Set<string>();
    return pairs.map((pair) => {
      const key = isNode(pair.key) ? this.node(pair.key, depth + 1) : emptyScalar(0);
      const value = isNode(pair.value) ? this.node(pair.value, depth + 1) : emptyScalar(key.end);
      if (key.type === "scalar" && key.text !== "<<") {
        if (seen.has(key.text)) this.#errors.push(duplicateKey(key));
        seen.add(key.text);
      }
      return { key, value };
    });
  }

  #scalar(
    node: { readonly type?: string | undefined; readonly source?: string | undefined },
    start: number,
    end: number,
    common: { readonly anchor?: string; readonly tag?: string },
  ): Scalar {
    const style = styleOf(node.type);
    const source = this.#text.slice(start, end);
    const isBlock = style === "literal" || style === "folded";
    const content = node.source ?? "";
    const text = isBlock ? blockContent(source, content) : (quotedText(style, source) ?? content);
    let contentEnd = end;
    // The library counts the line end of a block scalar to it.
    if (isBlock) {
      while (contentEnd > start && /[\s]/.test(this.#text[contentEnd - 1] ?? "")) contentEnd--;
    }
    return {
      type: "scalar",
      style,
      text,
      value: scalarValue(text, style === "plain", common.tag),
      start,
      end: contentEnd,
      ...common,
    };
  }

  #alias(node: LibraryAlias): Alias {
    const start = node.range?.[0] ?? 0;
    return {
      type: "alias",
      name: node.source,
      target: this.#anchors.get(node.source),
      start,
      end: node.range?.[1] ?? start,
    };
  }
}

/** The content of quotes over several lines, whatever the library was given to read; undefined for anything else. */
function quotedText(style: ScalarStyle, source: string): string | undefined {
  if ((style !== "single" && style !== "double") || !source.includes("\n")) return undefined;
  const type = style === "single" ? "single-quoted-scalar" : "double-quoted-scalar";
  return CST.resolveAsScalar({ type, offset: 0, indent: 0, source }, false, () => {})?.value;
}

function styleOf(type: string | undefined): ScalarStyle {
  switch (type) {
    case "QUOTE_SINGLE":
      return "single";
    case "QUOTE_DOUBLE":
      return "double";
    case "BLOCK_LITERAL":
      return "literal";
    case "BLOCK_FOLDED":
      return "folded";
    default:
      return "plain";
  }
}

function shortTag(tag: string): string {
  return tag.startsWith("tag:yaml.org,2002:") ? `!!${tag.slice("tag:yaml.org,2002:".length)}` : tag;
}

function emptyScalar(at: number): Scalar {
  return { type: "scalar", style: "plain", text: "", value: null, start: at, end: at };
}

function childrenOf({ key, value }: Entry): Node[] {
  return [key, value];
}

function spanOf(flow: boolean, start: number, end: number, children: readonly Node[]): Span {
  return flow || children.length === 0 ? { start, end } : extent(children);
}

function extent(children: readonly Node[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const child of children) {
    start = Math.min(start, child.start);
    end = Math.max(end, child.end);
  }
  return { start: Number.isFinite(start) ? start : 0, end };
}
