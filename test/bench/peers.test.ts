// What the report of the harness becomes in the page: its tables, and nothing that it tells of the machine's own paths.
import { expect, it } from "vitest";
import { tablesOf } from "../../scripts/bench/peers";

it("are the tables with their headings", () => {
  const report = [
    "# LSP benchmark",
    "",
    "Node v20",
    "",
    "## d1",
    "",
    "| metric | ours |",
    "| --- | ---: |",
    "| key ms | 1 |",
    "",
    "- `ours` (/home/somebody): {}",
    "",
    "## d2",
    "",
    "| metric | ours |",
    "| --- | ---: |",
    "",
  ];
  expect(tablesOf(report.join("\n"))).toBe(
    "#### d1\n\n| metric | ours |\n| --- | ---: |\n| key ms | 1 |\n\n#### d2\n\n| metric | ours |\n| --- | ---: |",
  );
});
