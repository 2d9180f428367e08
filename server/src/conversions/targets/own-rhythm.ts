// Work that a container repeats by itself, in a loop or with a cron daemon: a CronJob repeats it then.
import { cronDaemon, sleepLoop, words } from "../../guidance/commands";
import { containers, type Workload } from "../../kubernetes/workload";
import { child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";

export interface OwnRhythm {
  /** As often as the loop works; undefined where that is not known, or no schedule says it. */
  readonly schedule: string | undefined;
}

export function ownRhythm(workload: Workload): OwnRhythm | undefined {
  for (const { node, init } of containers(workload)) {
    if (init) continue;
    const run = words(node);
    const loop = sleepLoop(run, variables(node));
    if (loop) return { schedule: scheduleEvery(loop.seconds) };
    if (cronDaemon(run)) return { schedule: undefined };
  }
  return undefined;
}

function variables(container: Node): Map<string, string> {
  return new Map(
    itemsOf(child(container, "env")).flatMap((item) => {
      const [name, value] = [stringAt(item, "name"), stringAt(item, "value")];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Only what divides the hour or the day comes back at equal times. */
function scheduleEvery(seconds: number): string | undefined {
  const minutes = seconds / 60;
  const hours = minutes / 60;
  if (minutes === 1) return "* * * * *";
  if (minutes < 60 && Number.isInteger(60 / minutes) && Number.isInteger(minutes)) return `*/${minutes} * * * *`;
  if (hours === 1) return "0 * * * *";
  if (hours < 24 && Number.isInteger(24 / hours) && Number.isInteger(hours)) return `0 */${hours} * * *`;
  return hours === 24 ? "0 0 * * *" : undefined;
}
