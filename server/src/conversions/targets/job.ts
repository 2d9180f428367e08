// What is special about a Job: it ends. What serves does not.
import { sharedClaim } from "../storage/kept-claims";
import { longRunning } from "./long-running";
import { nothingSpecial, type Target } from "./target";

export const job: Target = {
  lower(lifted) {
    const shared = sharedClaim(lifted.subject);
    return {
      ...nothingSpecial,
      ...longRunning(lifted),
      shared: shared === undefined ? {} : { claim: shared },
    };
  },
};
