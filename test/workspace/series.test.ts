// Names that differ only in the numbers at their end.
import { expect, it } from "vitest";
import { seriesBase } from "../../server/src/workspace/objects/series";

it.each([
  ["db-0", "db"],
  ["db-2026-01-31", "db"],
  ["job-a1-2", "job-a1"],
  ["db--1", "db-"],
  ["1a-2", "1a"],
  ["db", undefined],
  ["db0", undefined],
  ["db-", undefined],
  ["db-1x", undefined],
  ["-1", undefined],
  ["1-2", undefined],
  ["", undefined],
])("%j: %j", (name, base) => expect(seriesBase(name)).toBe(base));
