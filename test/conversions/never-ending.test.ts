// A Job of a command that never ends: it is said, but not of a loop that can be left.
import { describe, expect, it } from "vitest";
import { convertedCommand } from "./command-conversion";

async function liveWords(command: string, to: string): Promise<string | undefined> {
  const { err } = await convertedCommand(command, to);
  return err.split("\n").find((line) => line.startsWith("W-LIVE"));
}

const said = 'The command of container "main" never ends';

describe("what never ends", () => {
  it.each([
    '[sh, -c, "while true; do pg_dump x; sleep 3600; done"]',
    '[sh, -c, "pg_dump x; sleep infinity"]',
    "[crond, -f]",
  ])("is %s", async (command) => {
    expect(await liveWords(command, "Job")).toContain(`${said}: let it work once, or the Job never completes.`);
    expect(await liveWords(command, "CronJob")).toContain(`${said}: let it work once, or no second run follows.`);
    expect(await liveWords(command, "StatefulSet")).not.toContain(said);
  });

  it.each([
    '[sh, -c, "while true; do pg_dump x && break; sleep 5; done"]',
    '[sh, -c, "until pg_isready; do sleep 1; done; pg_dump x"]',
    "[pg_dump, x]",
  ])("is not %s", async (command) => {
    expect(await liveWords(command, "Job")).not.toContain(said);
  });
});
