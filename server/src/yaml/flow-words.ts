// Words in flow style and JSON → output.
import type { Notation } from "./flow-notation";
import type { LayoutLeaf, LayoutNode } from "./layout";
import type { Source } from "./output";
import { quoted, standsPlain } from "./quoting";
import { Refused } from "./resolve-path";
import { scalarValue } from "./scalar-value";
import type { ScalarValue } from "./tree";
import type { Writing } from "./writing";

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Tag and anchor; in JSON there are none. */
export function writeFlowProperties(w: Writing, node: LayoutNode, source: Source, notation: Notation): void {
  for (const property of node.properties) {
    if (notation.json || (source.origin === "fragment" && property.type === "anchor")) continue;
    w.out.copy(source, property.start, property.end);
    w.out.add(" ");
  }
}

/** A scalar, or null; with other quotes where the place asks for them. */
export function writeFlowWord(w: Writing, source: Source, node: LayoutNode, notation: Notation): void {
  const { out } = w;
  const written = source.layout.text.slice(node.start, node.end);
  const value = wordValue(node);
  if (notation.json) {
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw new Refused("flow", node, "JSON cannot say this number.");
    }
    out.add(typeof value === "number" && isJson(written) ? written : JSON.stringify(value));
  } else if (node.type === "empty") {
    out.add("null");
  } else if (node.type !== "scalar" || typeof value !== "string" || staysWritten(node, written, source, notation)) {
    out.copy(source, node.start, node.end);
  } else {
    const tagged = node.properties.some(({ type }) => type === "tag");
    out.add(tagged && standsPlain(node.text, true) ? node.text : quoted(node.text, notation.texts, true));
  }
}

function wordValue(node: LayoutNode): ScalarValue {
  const tag = node.properties.find(({ type }) => type === "tag")?.name;
  if (node.type !== "scalar") return tag === undefined ? null : scalarValue("", true, tag);
  return scalarValue(node.text, node.style === "plain", tag);
}

/** May a text be copied with its own quotes? Those of our literals give way to those of the place. */
function staysWritten(node: LayoutLeaf, written: string, source: Source, notation: Notation): boolean {
  if (/[\r\n]/.test(written)) return false;
  const adapts = notation.texts !== "plain";
  if (node.style === "plain") return !adapts && standsPlain(node.text, true);
  return !(source.literal && adapts);
}
