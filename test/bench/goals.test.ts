// Which rows of the growth table miss which goal.
import { expect, it } from "vitest";
import type { Figure } from "../../scripts/bench/figure";
import { tableRows } from "../../scripts/bench/goals";
import type { Row, Rows } from "../../scripts/bench/grid";
import { type MeasureId, measures } from "../../scripts/bench/measures";
import type { Growth } from "../../scripts/bench/shapes/shape";

const figure = (...values: readonly number[]): Figure => ({
  samples: values.map((value) => ({ value, wall: 2 * value })),
});
const row = (small: number, single: number, double: number): Row => [figure(small), figure(single), figure(double)];
const flat = row(100, 100, 100);

/** Rows of which only those that are named are not flat. */
function rowsWith(own: Partial<Record<MeasureId, Row>>): Rows {
  const all = Object.fromEntries(measures.map(({ id }) => [id, flat])) as Record<MeasureId, Row>;
  return { ...all, ...own };
}

/** The rows that miss a goal, as `title: which`. */
function misses(own: Partial<Record<MeasureId, Row>>, growth: Growth): string[] {
  return tableRows(rowsWith(own), growth).flatMap((one) => one.misses.map((miss) => `${one.title}: ${miss}`));
}

it("has a row for each measure and one for what the rules add, round by round", () => {
  const check: Row = [figure(30, 50, 40), figure(70, 90, 80), figure(200, 100, 150)];
  const checkOff: Row = [figure(20, 30, 10), figure(30, 40, 50), figure(50, 60, 70)];
  const rows = tableRows(rowsWith({ check, checkOff }), "flat");
  expect(rows.map(({ title }) => title)).toEqual([
    "check",
    "check, what the rules add",
    "check, every rule off",
    "check, peak memory",
    "server start to first diagnostics",
    "key, harmless",
    "key, meaningful",
    "hover on `kind`",
    "code actions on `kind`",
    "resolve of a code action",
    "server, peak memory",
    "server, settled memory",
  ]);
  expect(rows.slice(0, 2)).toEqual([
    { title: "check", unit: "ms", cells: [40, 80, 150], doubled: 1.875, grown: 2, wall: 160, misses: [] },
    {
      title: "check, what the rules add",
      unit: "ms",
      cells: [20, 40, 80],
      doubled: 2,
      grown: 2,
      wall: undefined,
      misses: [],
    },
  ]);
});

it("holds everything to 2.3 times for twice the size", () => {
  const own = { check: row(10, 30, 69), checkOff: row(10, 30, 70), settled: row(10, 30, 70), hover: row(10, 30, 70) };
  const wanted = ["check, every rule off", "hover on `kind`", "server, settled memory"];
  for (const growth of ["flat", "builds", "one-file"] as const) {
    expect(misses(own, growth)).toEqual(wanted.map((title) => `${title}: doubled > 2.3`));
  }
});

it("holds a key to 3 times the small folder, a request to 5 times", () => {
  expect(misses({ harmlessKey: row(10, 30, 30), codeAction: row(10, 50, 50) }, "flat")).toEqual([]);
  const more = { harmlessKey: row(10, 31, 31), codeAction: row(10, 51, 51) };
  expect(misses(more, "flat")).toEqual(["key, harmless: grown > 3", "code actions on `kind`: grown > 5"]);
});

it("holds both to 10 times where one object is built many times", () => {
  expect(misses({ harmlessKey: row(10, 100, 100), codeAction: row(10, 100, 100) }, "builds")).toEqual([]);
  const more = { harmlessKey: row(10, 101, 101), codeAction: row(10, 101, 101) };
  expect(misses(more, "builds")).toEqual(["key, harmless: grown > 10", "code actions on `kind`: grown > 10"]);
});

it("expects nothing of the kind of one file that grows", () =>
  expect(misses({ harmlessKey: row(1, 500, 500), check: row(10, 1000, 1000) }, "one-file")).toEqual([]));

it("holds check to 3 times the same without rules", () => {
  expect(misses({ check: row(100, 300, 300) }, "flat")).toEqual([]);
  expect(misses({ check: row(100, 310, 310) }, "builds")).toEqual(["check: 3.1 times every rule off > 3"]);
});

it("does not judge what is smaller than noise", () => {
  const own = { hover: row(0.01, 0.1, 0.5), check: row(10, 5, 20), checkOff: row(10, 5, 20) };
  expect(misses(own, "flat")).toEqual([]);
  expect(misses({ hover: row(0.01, 0.51, 0.52) }, "flat")).toEqual(["hover on `kind`: grown > 5"]);
});

it("does not judge a difference of runs that is smaller than a tenth of them", () => {
  expect(misses({ check: row(500, 510, 599), checkOff: row(490, 500, 540) }, "flat")).toEqual([]);
  expect(misses({ check: row(500, 510, 599), checkOff: row(490, 500, 539) }, "flat")).toEqual([
    "check, what the rules add: doubled > 2.3",
  ]);
});

it("misses where there is no figure, and has no ratio of it", () => {
  const slow: Figure = { samples: [{ value: 3, wall: 4 }], failure: "slow" };
  const own = {
    meaningfulKey: [figure(1), figure(2), slow],
    resolve: [figure(1), { ...slow, failure: "failed" }, slow],
  } as const;
  expect(misses(own, "flat")).toEqual([
    "key, meaningful: too slow to measure",
    "resolve of a code action: failed",
    "resolve of a code action: too slow to measure",
  ]);
  expect(tableRows(rowsWith(own), "flat").find(({ title }) => title === "resolve of a code action")).toMatchObject({
    cells: [1, "failed", "slow"],
    doubled: undefined,
    grown: undefined,
    wall: undefined,
  });
});

it("takes what was not there for no miss", () => {
  const none: Figure = { samples: [] };
  expect(misses({ resolve: [none, none, none] }, "flat")).toEqual([]);
});
