// How flow collections of a document are written: quotes, spaces, one item per line or all on one.
import { fullStart, type LayoutCollection, type LayoutEntry, type LayoutNode } from "./layout";
import { type Quotes, quotesOf } from "./quoting";
import { scalarValue } from "./scalar-value";
import type { Writing } from "./writing";

/** How new items are written among others. */
export interface Notation {
  readonly json: boolean;
  readonly keys: Quotes;
  readonly texts: Quotes;
  /** One item per line. */
  readonly lines: boolean;
  /** Inside the brackets of one line, of mappings. */
  readonly padding: string;
  readonly between: string;
  readonly colonGap: string;
}

/** @param node undefined: nothing is there yet, so the notation is that of the document */
export function notationOf(w: Writing, node: LayoutCollection | undefined): Notation {
  const { text, root } = w.layout;
  const { json } = w.look;
  const entries = node?.entries ?? [];
  const gap = (entry: LayoutEntry | undefined): string | undefined => {
    const white = entry ? text.slice(entry.extent.start, entry.start) : undefined;
    return white !== undefined && /^[ \t]*$/.test(white) ? white : undefined;
  };
  const keyStyles = entries.flatMap(({ key }) => (key?.type === "scalar" ? [quotesOf(key.style)] : []));
  const texts = entries.flatMap(({ value }) =>
    value.type === "scalar" && isText(value) ? [quotesOf(value.style)] : [],
  );
  const colon = entries.find(
    ({ indicator, value }) =>
      indicator && /^[ ]*$/.test(text.slice(indicator.end, fullStart(value))) && value.type !== "empty",
  );
  const colonGap =
    (colon?.indicator && json ? text.slice(colon.indicator.end, fullStart(colon.value)) : undefined) ?? " ";
  return {
    json,
    keys: json ? "double" : (keyStyles[0] ?? "plain"),
    texts: json ? "double" : texts[0] !== undefined && texts.every((style) => style === texts[0]) ? texts[0] : "plain",
    lines:
      entries.length > 0
        ? entries.some((entry) => /\n/.test(text.slice(entry.extent.start, entry.start)))
        : json && root !== undefined && text.slice(root.start, root.end).includes("\n"),
    padding: gap(entries[0]) ?? "",
    between: gap(entries[1]) ?? colonGap,
    colonGap,
  };
}

function isText(node: LayoutNode): boolean {
  return node.type === "scalar" && typeof scalarValue(node.text, node.style === "plain", undefined) === "string";
}
