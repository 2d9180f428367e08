// The growth table in Markdown.
import { expect, it } from "vitest";
import type { TableRow } from "../../scripts/bench/goals";
import { growthTable, type ShapePart, shapeTable } from "../../scripts/bench/table";

const circumstances = { machine: "2 × Z80, 1 GiB", node: "20.9.0", date: "2026-01-31", rounds: 5, limit: 60_000 };

const fine: TableRow = {
  title: "check",
  unit: "ms",
  cells: [123.4, 12.34, 1.234],
  doubled: 1.5,
  grown: 12.3,
  wall: 99.99,
  misses: [],
};

const part = (...rows: readonly TableRow[]): ShapePart => ({
  name: "folder",
  summary: "one folder of `n` files",
  sizes: [10, 1000, 2000],
  rows,
  surprises: [],
});

it("says on what it was measured, and how many rows miss", () => {
  const missing: TableRow = { ...fine, misses: ["doubled > 2.3", "grown > 3"] };
  expect(
    growthTable(circumstances, [part(fine, missing), part(fine)]),
  ).toBe(`2026-01-31, 2 × Z80, 1 GiB, Node 20.9.0. Medians of 5 rounds.

1 of 3 rows miss a goal (✗).

### folder

One folder of \`n\` files.

|  | n = 10 | n = 1000 | n = 2000 | doubled | grown | wait | missed |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
| check | 123 ms | 12.3 ms | 1.23 ms | 1.50 | 12 | 100.0 ms |  |
| check | 123 ms | 12.3 ms | 1.23 ms | 1.50 | 12 | 100.0 ms | ✗ doubled > 2.3; grown > 3 |

### folder

One folder of \`n\` files.

|  | n = 10 | n = 1000 | n = 2000 | doubled | grown | wait | missed |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
| check | 123 ms | 12.3 ms | 1.23 ms | 1.50 | 12 | 100.0 ms |  |
`);
});

it("says that all goals hold", () =>
  expect(
    growthTable({ ...circumstances, rounds: 1 }, [part(fine)])
      .split("\n")
      .slice(0, 3),
  ).toEqual(["2026-01-31, 2 × Z80, 1 GiB, Node 20.9.0. Medians of 1 round.", "", "All 1 rows hold their goals."]));

it("shows why there is no figure", () => {
  const row: TableRow = {
    title: "server, peak memory",
    unit: "MB",
    cells: [undefined, "slow", "failed"],
    doubled: undefined,
    grown: undefined,
    wall: undefined,
    misses: ["too slow to measure"],
  };
  expect(shapeTable(part(row), circumstances).split("\n").at(-2)).toBe(
    "| server, peak memory | – | > 60 s | failed | – | – |  | ✗ too slow to measure |",
  );
});

it("shows memory in whole megabytes", () =>
  expect(
    shapeTable(part({ ...fine, unit: "MB" }), circumstances)
      .split("\n")
      .at(-2),
  ).toBe("| check | 123 MB | 12 MB | 1 MB | 1.50 | 12 | 100.0 ms |  |"));

it("says where a shape is not what it should be", () => {
  const surprises = ["folder, n = 10: 3 findings instead of 10"];
  expect(
    shapeTable({ ...part(fine), surprises }, circumstances)
      .split("\n")
      .slice(4, 6),
  ).toEqual(["**Not as it should be: folder, n = 10: 3 findings instead of 10.**", ""]);
});
