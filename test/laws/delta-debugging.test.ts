// Failing rows become as small as they can, within a budget.
import { describe, expect, it } from "vitest";
import { smallest } from "../support/delta-debugging";

const numbers = Array.from({ length: 100 }, (_, index) => index);

describe("the smallest failing row", () => {
  it("holds only what it takes, in order", async () => {
    const fails = (row: readonly number[]) => row.includes(3) && row.includes(64);
    expect(await smallest(numbers, fails, { tries: 1000 })).toEqual([3, 64]);
  });

  it("finds items that are only superfluous after others have gone", async () => {
    // 7 can go only when 8 has gone, and 9 only when 7 has.
    const fails = (row: readonly number[]) =>
      (!row.includes(8) || row.includes(7)) && (!row.includes(7) || row.includes(9)) && row.includes(50);
    expect(await smallest(numbers, fails, { tries: 1000 })).toEqual([50]);
  });

  it("is never asked for with more tries than there are", async () => {
    const budget = { tries: 5 };
    let asked = 0;
    const fails = () => {
      asked++;
      return false;
    };
    expect(await smallest(numbers, fails, budget)).toEqual(numbers);
    expect([asked, budget.tries]).toEqual([5, 0]);
  });

  it("of nothing is nothing", async () => {
    expect(await smallest([], () => true, { tries: 10 })).toEqual([]);
  });
});
