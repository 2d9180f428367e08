// Reading single tokens of the concrete syntax tree.
import { CST } from "yaml";
import type { LayoutLeaf, LayoutProperty } from "./layout";
import { nextLineStart, skipSpaces } from "./lines";

export function emptyLeaf(at: number, properties: LayoutProperty[]): LayoutLeaf {
  return { type: "empty", style: "plain", text: "", properties, start: at, end: at };
}

export function contentOf(token: CST.FlowScalar | CST.BlockScalar): string {
  return CST.resolveAsScalar(token, false, () => {})?.value ?? "";
}

/** Tags and anchors among the tokens that stand behind the last colon, dash or question mark. */
export function propertiesOf(tokens: readonly CST.SourceToken[] | undefined): LayoutProperty[] {
  const properties: LayoutProperty[] = [];
  for (const token of tokens ?? []) {
    const span = { start: token.offset, end: token.offset + token.source.length };
    if (token.type === "map-value-ind") properties.length = 0;
    else if (token.type === "anchor") properties.push({ type: "anchor", name: token.source.slice(1), ...span });
    else if (token.type === "tag") properties.push({ type: "tag", name: token.source, ...span });
  }
  return properties;
}

export function isSignificant({ type }: CST.SourceToken): boolean {
  return type !== "space" && type !== "comment" && type !== "newline";
}

/** The column of the first line of a block scalar that is not blank; the longest blank line where all are. */
export function contentIndent(text: string, start: number, end: number): number {
  let longest = 0;
  for (let at = start; at < end; at = nextLineStart(text, at)) {
    const content = skipSpaces(text, at, end);
    if (content < end && text[content] !== "\n" && text[content] !== "\r") return content - at;
    longest = Math.max(longest, content - at);
  }
  return longest;
}

/**
 * The content of a block scalar: the library ends it with a line end, also where the text ends without one.
 * @param source as written, up to the end of the scalar
 */
export function blockContent(source: string, content: string): string {
  return content.endsWith("\n") && !/\n[ \t]*$/.test(source) ? content.slice(0, -1) : content;
}
