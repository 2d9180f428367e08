// What is special about a CronJob: when it runs is for people to say.
import { entryOf } from "../../yaml/navigate";
import { sharedClaim } from "../storage/kept-claims";
import { longRunning } from "./long-running";
import { ownRhythm } from "./own-rhythm";
import { type Lifted, nothingSpecial, type Target } from "./target";

/** Midnight, until somebody says otherwise (kubernetes.md 2.3). */
const placeholderSchedule = "0 0 * * *";

/** Where the schedule comes from that nobody has asked for. */
export function scheduleNote({ subject: { workload } }: Lifted): string {
  const own = ownRhythm(workload)?.schedule;
  return own === undefined
    ? `The schedule "${placeholderSchedule}" stands for the one that nobody has written yet (choice schedule).`
    : `The schedule "${own}" is as often as the loop in its command works (choice schedule).`;
}

export const cronJob: Target = {
  lower(lifted) {
    const { subject, options } = lifted;
    const shared = sharedClaim(subject);
    const schedule = options.choices.get("schedule") ?? ownRhythm(subject.workload)?.schedule ?? placeholderSchedule;
    const isWritten = entryOf(subject.workload.spec, "schedule") !== undefined;
    return {
      ...nothingSpecial,
      ...longRunning(lifted),
      additions: {
        first: [...(isWritten ? [] : [`schedule: ${JSON.stringify(schedule)}`]), "concurrencyPolicy: Forbid"],
        beforeTemplate: [],
        last: [],
      },
      shared: shared === undefined ? {} : { claim: shared },
    };
  },
};
