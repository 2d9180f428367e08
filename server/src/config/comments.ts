// The comments of a document, line by line: a `#` inside a scalar is none.
import type { Span } from "../text/span";
import type { Node } from "../yaml/tree";

/** A line without its line end. */
export interface Line extends Span {
  /** The first character that is neither space nor tab; the line's end where there is none. */
  readonly content: number;
  /** Where the comment on the line begins; undefined where it has none. */
  readonly comment: number | undefined;
}

/** @param root the document's tree; all offsets are relative to its text */
export function linesOf(text: string, root: Node | undefined): Line[] {
  const scalars = scalarSpans(text, root);
  let next = 0;
  const isInScalar = (offset: number): boolean => {
    while ((scalars[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next++;
    return (scalars[next]?.start ?? Number.POSITIVE_INFINITY) <= offset;
  };
  let sign = text.indexOf("#"); // the next one: most lines have none, and the rest of the text is looked through once
  return lineSpans(text).map(({ start, end }) => {
    let content = start;
    while (content < end && isBlank(text[content])) content++;
    let comment: number | undefined;
    if (sign !== -1 && sign < content) sign = text.indexOf("#", content);
    for (let at = sign; at !== -1 && at < end; at = text.indexOf("#", at + 1)) {
      if ((at === start || isBlank(text[at - 1])) && !isInScalar(at)) {
        comment = at;
        break;
      }
    }
    return { start, end, content, comment };
  });
}

/** Is there nothing on the line but a comment? */
export function isCommentLine({ content, comment }: Line): boolean {
  return comment !== undefined && comment === content;
}

/**
 * Where a document's first content begins: behind blank lines, comments, directives and its `---`.
 * @returns the start of a line, or the text's length where there is no content
 */
export function headerEnd(text: string): number {
  const line = lineSpans(text).find(
    ({ start, end }) => !/^\ufeff?(?:[ \t]*(?:#.*)?|%.*|---(?:[ \t]+(?:#.*)?)?)$/s.test(text.slice(start, end)),
  );
  return line?.start ?? text.length;
}

function isBlank(character: string | undefined): boolean {
  // A BOM stands before the first comment of a file.
  return character === " " || character === "\t" || character === "\ufeff";
}

/** Lines as Kubernetes sees them: a lone CR ends one. */
function lineSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { 0: lineEnd, index } of text.matchAll(/\r\n|\r|\n/g)) {
    spans.push({ start, end: index });
    start = index + lineEnd.length;
  }
  spans.push({ start, end: text.length });
  return spans;
}

/** The places of all scalars that may hold a `#`, in order. The header of a block scalar may have a comment behind it. */
function scalarSpans(text: string, root: Node | undefined): Span[] {
  const spans: Span[] = [];
  const visit = (node: Node): void => {
    if (node.type === "mapping") {
      for (const { key, value } of node.entries) {
        visit(key);
        visit(value);
      }
    } else if (node.type === "sequence") node.items.forEach(visit);
    else if (node.type === "scalar" && (node.style === "literal" || node.style === "folded")) {
      const header = text.slice(node.start, node.end).search(/[\r\n]/);
      if (header !== -1) spans.push({ start: node.start + header, end: node.end });
    } else if (node.end > node.start) spans.push({ start: node.start, end: node.end });
  };
  if (root) visit(root);
  return spans.sort((a, b) => a.start - b.start);
}
