// Figures while they are being measured: what has failed once is not tried again, at this size or a larger one.
import { expect, it } from "vitest";
import { Failure } from "../../scripts/bench/failure";
import { Grid } from "../../scripts/bench/grid";

const slow = async (): Promise<never> => {
  throw new Failure("slow", "no answer within 1 ms");
};
const one = async () => ({ value: 1 });

it("keeps the samples of each size", async () => {
  const grid = new Grid();
  await grid.measure("hover", 0, one);
  await grid.measure("hover", 0, async () => ({ value: 2, wall: 3 }));
  await grid.measure("hover", 1, async () => undefined);
  await grid.warmUp("hover", 2, one);
  expect(grid.rows().hover).toEqual([
    { samples: [{ value: 1 }, { value: 2, wall: 3 }] },
    { samples: [] },
    { samples: [] },
  ]);
});

it("takes a failure for that of the larger sizes, and tries nothing more there", async () => {
  const grid = new Grid();
  await grid.measure("hover", 0, one);
  await grid.measure("hover", 1, slow);
  const tried: number[] = [];
  for (const size of [0, 1, 2] as const) {
    await grid.measure("hover", size, async () => {
      tried.push(size);
      return { value: 1 };
    });
  }
  expect(tried).toEqual([0]);
  expect(grid.rows().hover).toEqual([
    { samples: [{ value: 1 }, { value: 1 }] },
    { samples: [], failure: "slow" },
    { samples: [], failure: "slow" },
  ]);
  expect(grid.rows().codeAction).toEqual([{ samples: [] }, { samples: [] }, { samples: [] }]);
});

it("says in words what has failed, but not what was slow", async () => {
  const grid = new Grid();
  await grid.measure("hover", 0, slow);
  await grid.measure("codeAction", 1, async () => {
    throw new Failure("failed", "the server has ended");
  });
  await grid.measure("codeAction", 2, one);
  expect(grid.faults()).toEqual(["code actions on `kind`: the server has ended"]);
});

it("lets through what is no failure of the measured program", async () => {
  const grid = new Grid();
  const broken = grid.measure("hover", 0, async () => {
    throw new Error("our own fault");
  });
  await expect(broken).rejects.toThrow("our own fault");
});
