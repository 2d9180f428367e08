// What is special about a CronJob: when it runs is for people to say.
import { entryOf } from "../../yaml/navigate";
import { sharedClaim } from "../storage/kept-claims";
import { longRunning } from "./long-running";
import { nothingSpecial, type Target } from "./target";

/** Midnight, until somebody says otherwise (kubernetes.md 2.3). */
export const placeholderSchedule = "0 0 * * *";

export const cronJob: Target = {
  lower(lifted) {
    const { subject, options } = lifted;
    const shared = sharedClaim(subject);
    const schedule = options.choices.get("schedule") ?? placeholderSchedule;
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
