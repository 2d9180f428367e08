// Makes a failing history small enough to be read, and writes it down so that it can be played again.
import { stringify } from "yaml";
import { smallest } from "./delta-debugging";
import type { Step } from "./history-generator/step";
import { type JudgeOptions, judgement } from "./one-answer";

const TRIES = 4000;

/** Fewer steps, then texts with fewer lines, that still differ in some order of arrival. */
export async function smallestHistory(steps: readonly Step[], options: JudgeOptions = {}): Promise<readonly Step[]> {
  const budget = { tries: TRIES };
  const fails = (part: readonly Step[]) => judgement(part, { ...options, thorough: true }).difference !== undefined;
  let small = await smallest(steps, fails, budget);
  for (const [index, step] of small.entries()) {
    if (step.step !== "set") continue;
    const at = (text: readonly string[]) => small.with(index, { ...step, text: text.join("") });
    const lines = await smallest(step.text.split(/(?<=\n)/), (part) => fails(at(part)), budget);
    small = at(lines);
  }
  return smallest(small, fails, budget);
}

/** The history as YAML, with what differs at its end. */
export function historyText(steps: readonly Step[], options: JudgeOptions = {}): string {
  return stringify(
    { difference: judgement(steps, { ...options, thorough: true }).difference, steps },
    { lineWidth: 0 },
  );
}
