// What was seen when the experiments were last recorded: the pages quote it, and every run is compared with it.
import type { Seen } from "./experiment";
import record from "./seen.json";

export interface Recorded extends Seen {
  readonly rule: string;
  /** The title of the example on the rule's page. */
  readonly example: string;
}

export interface SeenRecord {
  /** Of the server, major and minor. */
  readonly kubernetes: string;
  readonly seen: readonly Recorded[];
}

export const recorded: SeenRecord = record;

/** What was seen of an example; undefined where it is no experiment. */
export function seenOf(rule: string, example: string): Recorded | undefined {
  return recorded.seen.find((one) => one.rule === rule && one.example === example);
}
