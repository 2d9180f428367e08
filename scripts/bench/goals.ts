// The goals of growth, and which of them a row of the table misses.
import { type Figure, medianValue, medianWall } from "./figure";
import type { Row, Rows, SizeIndex } from "./grid";
import { type MeasureSort, measures } from "./measures";
import type { Growth } from "./shapes/shape";

/** Twice the size may cost so many times as much: anywhere, of anything. */
const DOUBLED = 2.3;
/** `check` may cost so many times the same run with every rule off. */
const RULES = 3;
/** Where one object of many is touched, it may cost so many times what it costs in the small folder. */
const FLAT: Readonly<Partial<Record<MeasureSort, number>>> = { key: 3, action: 5 };
/** Where one object is built many times. */
const BUILDS: Readonly<Partial<Record<MeasureSort, number>>> = { key: 10, action: 10 };

/** What is smaller is not judged: the clock and the collector move it by as much. In the unit of the row. */
const NOISE: Readonly<Record<MeasureSort, number>> = { run: 20, key: 0.5, action: 0.5, memory: 1 };
/** The same of the difference of two runs, as a share of the larger one. */
const NOISE_OF_DIFFERENCE = 0.1;

/** A number, why there is none, or `undefined` where nothing was to be measured. */
export type Cell = number | Exclude<Figure["failure"], undefined> | undefined;

export interface TableRow {
  readonly title: string;
  readonly unit: "ms" | "MB";
  /** From the small to the large size. */
  readonly cells: readonly [Cell, Cell, Cell];
  /** The large size to the middle one. */
  readonly doubled: number | undefined;
  /** The middle size to the small one. */
  readonly grown: number | undefined;
  /** How long somebody waits at the middle size, in milliseconds. */
  readonly wall: number | undefined;
  /** Which goals it misses, in words. */
  readonly misses: readonly string[];
}

/** One row for each measure, and one for what the rules alone cost. */
export function tableRows(rows: Rows, growth: Growth): TableRow[] {
  return measures.flatMap((measure): TableRow[] => {
    const row = rows[measure.id];
    const own = { ...measure, cells: cellsOf(row), wall: medianWall(row[1]), noise: NOISE[measure.sort] };
    if (measure.id !== "check") return [judged(own, growth)];
    const whole = judged(own, growth);
    const noise = Math.max(own.noise, NOISE_OF_DIFFERENCE * (medianValue(row[2]) ?? 0));
    const title = "check, what the rules add";
    return [
      { ...whole, misses: [...whole.misses, ...ruleMisses(rows, growth)] },
      judged({ ...own, title, cells: added(rows), wall: undefined, noise }, growth),
    ];
  });
}

interface Judged extends Pick<TableRow, "title" | "unit" | "cells" | "wall"> {
  readonly sort: MeasureSort;
  /** What is smaller is not judged. */
  readonly noise: number;
}

function judged({ title, unit, cells, wall, sort, noise }: Judged, growth: Growth): TableRow {
  const [small, single, double] = cells;
  const doubled = ratio(double, single);
  const grown = ratio(single, small);
  const limit = limitOf(sort, growth);
  const misses = [
    ...(cells.some((cell) => cell === "failed") ? ["failed"] : []),
    ...(cells.some((cell) => cell === "slow") ? ["too slow to measure"] : []),
    ...(isOver(doubled, DOUBLED) && Number(double) > noise ? [`doubled > ${DOUBLED}`] : []),
    ...(limit !== undefined && isOver(grown, limit) && Number(single) > noise ? [`grown > ${limit}`] : []),
  ];
  return { title, unit, cells, doubled, grown, wall, misses };
}

function limitOf(sort: MeasureSort, growth: Growth): number | undefined {
  if (growth === "one-file") return undefined;
  return (growth === "flat" ? FLAT : BUILDS)[sort];
}

function ruleMisses({ check, checkOff }: Rows, growth: Growth): string[] {
  if (growth === "one-file") return [];
  const times = ratio(medianValue(check[1]), medianValue(checkOff[1]));
  return times !== undefined && isOver(times, RULES) ? [`${times.toFixed(1)} times every rule off > ${RULES}`] : [];
}

/** The difference within each round: what slows the machine down for a while slows both runs down. */
function added({ check, checkOff }: Rows): [Cell, Cell, Cell] {
  const difference = (size: SizeIndex): Cell => {
    const off = checkOff[size];
    const samples = check[size].samples.flatMap(({ value }, round) => {
      const other = off.samples[round];
      return other ? [{ value: value - other.value }] : [];
    });
    return check[size].failure || off.failure ? undefined : medianValue({ samples });
  };
  return [difference(0), difference(1), difference(2)];
}

function cellsOf([small, single, double]: Row): [Cell, Cell, Cell] {
  return [cellOf(small), cellOf(single), cellOf(double)];
}

function cellOf(figure: Figure): Cell {
  return figure.failure ?? medianValue(figure);
}

/** @returns undefined where one of the two is no positive number */
function ratio(of: Cell, to: Cell): number | undefined {
  return typeof of === "number" && typeof to === "number" && of > 0 && to > 0 ? of / to : undefined;
}

function isOver(value: number | undefined, limit: number): boolean {
  return value !== undefined && value > limit;
}
