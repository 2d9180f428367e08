// The growth table in Markdown: what it was measured on, then a part for each shape.
import type { Cell, TableRow } from "./goals";

export interface Circumstances {
  readonly machine: string;
  readonly node: string;
  /** As `2026-01-31`. */
  readonly date: string;
  readonly rounds: number;
  /** Milliseconds after which a measurement is given up. */
  readonly limit: number;
}

export interface ShapePart {
  readonly name: string;
  readonly summary: string;
  readonly sizes: readonly [number, number, number];
  readonly rows: readonly TableRow[];
  readonly surprises: readonly string[];
}

export function growthTable(circumstances: Circumstances, parts: readonly ShapePart[]): string {
  const { machine, node, date, rounds } = circumstances;
  const rows = parts.flatMap((part) => part.rows);
  const missing = rows.filter(({ misses }) => misses.length > 0).length;
  return [
    `${date}, ${machine}, Node ${node}. Medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}.`,
    "",
    missing === 0 ? `All ${rows.length} rows hold their goals.` : `${missing} of ${rows.length} rows miss a goal (✗).`,
    "",
    ...parts.map((part) => shapeTable(part, circumstances)),
  ].join("\n");
}

/** The part of one shape, with its heading. */
export function shapeTable(
  { name, summary, sizes, rows, surprises }: ShapePart,
  { limit }: Pick<Circumstances, "limit">,
): string {
  const head = ["", ...sizes.map((n) => `n = ${n}`), "doubled", "grown", "wait", "missed"];
  const ruler = ["---", ...head.slice(1, -1).map(() => "---:"), "---"];
  return [
    `### ${name}`,
    "",
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    "",
    ...surprises.map((surprise) => `**Not as it should be: ${surprise}.**\n`),
    lineOf(head),
    lineOf(ruler),
    ...rows.map((row) => rowLine(row, limit)),
    "",
  ].join("\n");
}

function rowLine({ title, unit, cells, doubled, grown, wall, misses }: TableRow, limit: number): string {
  return lineOf([
    title,
    ...cells.map((cell) => cellText(cell, unit, limit)),
    ratioText(doubled),
    ratioText(grown),
    wall === undefined ? "" : `${numberText(wall)} ms`,
    misses.length === 0 ? "" : `✗ ${misses.join("; ")}`,
  ]);
}

function cellText(cell: Cell, unit: "ms" | "MB", limit: number): string {
  if (cell === undefined) return "–";
  if (cell === "slow") return `> ${limit / 1000} s`;
  if (cell === "failed") return "failed";
  return `${unit === "MB" ? cell.toFixed(0) : numberText(cell)} ${unit}`;
}

function ratioText(ratio: number | undefined): string {
  return ratio === undefined ? "–" : `${ratio.toFixed(ratio < 10 ? 2 : 0)}`;
}

/** Three digits that count. */
function numberText(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
