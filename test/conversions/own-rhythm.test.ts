// A workload that repeats its work by itself becomes a CronJob, which repeats it then.
import { describe, expect, it } from "vitest";
import { type CommandOptions, convertedCommand } from "./command-conversion";

async function converted(command: string, options: CommandOptions = {}) {
  const { code, out, err } = await convertedCommand(command, "CronJob", options);
  expect(code).toBe(0);
  return { schedule: /^\+ {2}schedule: "(.*)"$/m.exec(out)?.[1], err };
}

const looping = (pause: string) => `[sh, -c, "while true; do sync-files; sleep ${pause}; done"]`;
const once = 'The command of container "main" never ends: let it work once, or no second run follows.';

describe("the schedule", () => {
  it.each([
    ["60", "* * * * *"],
    ["10m", "*/10 * * * *"],
    ["3600", "0 * * * *"],
    ["6h", "0 */6 * * *"],
    ["1d", "0 0 * * *"],
  ])("of a loop that sleeps %s", async (pause, schedule) => {
    const result = await converted(looping(pause));
    expect(result.schedule).toBe(schedule);
    expect(result.err).toContain(
      `${once} The schedule "${schedule}" is as often as the loop in its command works (choice schedule).`,
    );
  });
  it("of a loop whose pause a variable says", async () =>
    expect((await converted(looping("$PAUSE"), { env: '[{name: PAUSE, value: "300"}]' })).schedule).toBe(
      "*/5 * * * *",
    ));
  it.each(["5", "420", "7h"])("is for people to say where no schedule comes so often: %s", async (pause) => {
    const result = await converted(looping(pause));
    expect(result.schedule).toBe("0 0 * * *");
    expect(result.err).toMatch(/never ends.* stands for the one that nobody has written yet \(choice schedule\)\./);
  });
  it("of a cron daemon is for people to say", async () => {
    const result = await converted("[crond, -f]");
    expect(result.schedule).toBe("0 0 * * *");
    expect(result.err).toContain(once);
  });
  it("that is chosen stays", async () => {
    const result = await converted(looping("3600"), { words: ["--choose", "schedule=5 4 * * *"] });
    expect(result.schedule).toBe("5 4 * * *");
    expect(result.err).not.toContain("The schedule");
    expect(result.err).toContain(once);
  });
  it("of a command that ends says no more than before", async () => {
    const result = await converted("[sync-files]");
    expect(result.schedule).toBe("0 0 * * *");
    expect(result.err).not.toContain(once);
  });
});
