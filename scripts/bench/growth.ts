// `npm run bench -- --growth`: measures every shape, prints its part of the table, and writes what is wanted.
import * as fs from "node:fs";
import { withPart } from "../support/marked-part";
import { ruleIds } from "./command-line";
import { tableRows } from "./goals";
import type { Rows } from "./grid";
import { machine } from "./machine";
import { measuredShape } from "./measure";
import { shapes } from "./shapes/catalogue";
import type { Shape } from "./shapes/shape";
import { type Circumstances, growthTable, type ShapePart, shapeTable } from "./table";

export interface GrowthOptions {
  readonly n: number;
  readonly rounds: number;
  /** Milliseconds that a single run, start or answer may take. */
  readonly limit: number;
  readonly json: string | undefined;
  readonly md: string | undefined;
}

/** The small size, to which others are compared. */
const SMALL = 10;
/** Where one object is built many times, there are so many times fewer of the builds than of files elsewhere. */
const BUILDS_SHARE = 10;

/** The shapes of these names, all where there are none. @returns a name that no shape has */
export function wantedShapes(names: readonly string[]): readonly Shape[] | string {
  const unknown = names.find((name) => !shapes.some((shape) => shape.name === name));
  return unknown ?? (names.length === 0 ? shapes : shapes.filter(({ name }) => names.includes(name)));
}

export async function measureGrowth(wanted: readonly Shape[], options: GrowthOptions): Promise<void> {
  const { n, rounds, limit } = options;
  const circumstances: Circumstances = {
    machine: machine(),
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    rounds,
    limit,
  };
  console.log(`${wanted.length} shapes; nothing in them is random, there is no seed.\n`);
  const rules = await ruleIds(limit);
  const parts: ShapePart[] = [];
  const raw: (Pick<ShapePart, "name" | "sizes" | "surprises"> & { rows: Rows })[] = [];
  for (const shape of wanted) {
    const measured = await measuredShape(shape, { sizes: sizesOf(shape, n), rounds, limit, rules });
    const { name, summary, growth } = shape;
    const part = { name, summary, ...measured, rows: tableRows(measured.rows, growth) };
    parts.push(part);
    raw.push({ name, ...measured });
    console.log(shapeTable(part, circumstances));
    // After each shape: whoever ends a long run keeps what it has measured.
    if (options.json !== undefined) fs.writeFileSync(options.json, json(circumstances, raw));
  }
  const table = growthTable(circumstances, parts);
  if (options.md !== undefined) fs.writeFileSync(options.md, markdown(options.md, table));
  const rows = parts.flatMap((part) => part.rows);
  console.log(`${rows.length} rows, ${rows.filter(({ misses }) => misses.length > 0).length} miss a goal`);
}

/** The sizes at which a shape is measured; `n` is the middle one of most. */
export function sizesOf({ growth }: Pick<Shape, "growth">, n: number): [number, number, number] {
  const single = growth === "builds" ? Math.max(2 * SMALL, Math.round(n / BUILDS_SHARE)) : n;
  return [SMALL, single, 2 * single];
}

/** The table between its marks where the file has some, else as the whole file. */
function markdown(file: string, table: string): string {
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return before.includes("<!-- growth -->") ? withPart(before, "growth", `\n${table}`) : `# Growth\n\n${table}`;
}

function json(circumstances: Circumstances, shapesMeasured: readonly object[]): string {
  return `${JSON.stringify({ version: 1, ...circumstances, shapes: shapesMeasured }, null, 2)}\n`;
}
