// Text of hovers in pieces: names stand in code, and whatever a name holds, it makes no markup.
import { codeSpan, escaped, oneLine } from "../../analysis/markdown";
import { LONGEST_NAME } from "../../kubernetes/dns-label";

/** Plain words, something that is written in a manifest, or a title. */
export type Piece = string | { readonly code: string } | { readonly strong: string };
export type Rich = readonly Piece[];

/** Lines, and tables of which the first row is the heading. */
export type Block = { readonly lines: readonly Rich[] } | { readonly table: readonly (readonly Rich[])[] };

const LONGEST_TEXT = 1000;

export function code(text: string): Piece {
  return { code: text };
}

export function strong(text: string): Piece {
  return { strong: text };
}

/** A template whose values are pieces: rich`Service ${code(name)}`. */
export function rich(words: TemplateStringsArray, ...values: readonly (Piece | Rich)[]): Rich {
  return words
    .flatMap((word, index): Rich => {
      const value = values[index];
      if (value === undefined) return [word];
      return isRich(value) ? [word, ...value] : [word, value];
    })
    .filter((piece) => piece !== "");
}

/** Those that say something, with a text between them. */
export function joined(parts: readonly Rich[], between: string): Rich {
  return parts.filter(says).flatMap((part, index) => (index === 0 ? part : [between, ...part]));
}

/** Things that are named in a list; the others are counted. */
const MOST_NAMED = 3;

/** A list in which each stands once. */
export function listed(things: readonly Rich[]): Rich {
  const distinct = [...new Map(things.map((thing) => [JSON.stringify(thing), thing])).values()];
  const more = distinct.length - MOST_NAMED;
  return joined([...distinct.slice(0, MOST_NAMED), more > 0 ? [`${more} more`] : []], ", ");
}

export function says(text: Rich): boolean {
  return text.some((piece) => piece !== "");
}

/** Blocks that have nothing to say are left out. */
export function markdownOf(blocks: readonly Block[]): string {
  return shown(blocks)
    .map((block) => {
      // Two spaces at a line's end are Markdown for a new line.
      if ("lines" in block) return block.lines.map((line) => markdown(line, false)).join("  \n");
      const [heading = [], ...rows] = block.table.map((row) => row.map((cell) => markdown(cell, true)));
      return [tableRow(heading), `|${heading.map(() => "---|").join("")}`, ...rows.map(tableRow)].join("\n");
    })
    .join("\n\n");
}

/** For clients without Markdown: the marks go, the words and the lines stay. */
export function plainOf(blocks: readonly Block[]): string {
  return shown(blocks)
    .map((block) => {
      if ("lines" in block) return block.lines.map(plain).join("\n");
      return block.table.map((row) => row.map(plain).join(" | ").trim()).join("\n");
    })
    .join("\n\n");
}

function isRich(value: Piece | Rich): value is Rich {
  return Array.isArray(value);
}

function shown(blocks: readonly Block[]): Block[] {
  return blocks
    .map((block) => ("lines" in block ? { lines: block.lines.filter(says) } : block))
    .filter((block) => ("lines" in block ? block.lines.length > 0 : block.table.length > 1));
}

function tableRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === "" ? " " : ` ${cell} `)).join("|")}|`;
}

function markdown(text: Rich, inTable: boolean): string {
  return text
    .map((piece) => {
      if (typeof piece === "string") return escaped(piece, LONGEST_TEXT);
      if ("code" in piece) return codeSpan(piece.code, { longest: LONGEST_NAME, inTable });
      return `**${escaped(piece.strong, LONGEST_NAME)}**`;
    })
    .join("");
}

function plain(text: Rich): string {
  return text
    .map((piece) => {
      if (typeof piece === "string") return oneLine(piece, LONGEST_TEXT);
      return oneLine("code" in piece ? piece.code : piece.strong, LONGEST_NAME);
    })
    .join("");
}
