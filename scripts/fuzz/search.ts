// Sessions of random events, one after the other, until the time is over or enough has been found.
import { Choices } from "../../test/support/choices";
import { compared, type Programs } from "./comparison";
import type { FuzzCase, FuzzEvent } from "./event";
import { nextEvent } from "./next-event";
import { LOOKS } from "./replay";
import { Session } from "./session";
import { startFiles } from "./start-files";

/** Events of one session at most; and how many lie between two comparisons. */
const MOST_EVENTS = 70;
const LONGEST_GAP = 9;
/** Random decisions of one session. */
const DECISIONS = 30_000;

export interface Find {
  readonly found: FuzzCase;
  readonly difference: string;
}

/** What was done, so that nobody takes silence for agreement. */
export interface Tally {
  readonly events: Map<string, number>;
  sessions: number;
  comparisons: number;
  findings: number;
  actions: number;
  commandLines: number;
}

export interface SearchOptions {
  readonly programs: Programs;
  readonly sources: readonly string[];
  readonly without: ReadonlySet<string>;
  readonly isOver: () => boolean;
}

/** One session. @returns the first find, with all that led to it */
export async function searched(seed: number, tally: Tally, options: SearchOptions): Promise<Find | undefined> {
  const choices = Choices.seeded(seed, DECISIONS);
  const files = startFiles(choices, options.sources);
  const start = { files, folders: choices.pick(["ws"], ["ws"], ["ws", "second"]), settings: { scope: "workspace" } };
  const session = await Session.start(start, options.programs.server);
  const events: FuzzEvent[] = [];
  tally.sessions++;
  try {
    while (events.length < MOST_EVENTS && !options.isOver()) {
      for (let gap = choices.below(LONGEST_GAP); gap >= 0; gap--) {
        const event = nextEvent(session.playground, choices, events.length);
        if (options.without.has(event.event)) continue;
        await take(session, event, events, tally);
      }
      const comparison = { event: "compare" as const, actions: choices.chance(30) };
      events.push(comparison);
      const order = choices.below(1_000_000);
      const { difference, ...counts } = await compared(session, options.programs, {
        ...comparison,
        order,
        looks: LOOKS,
      });
      tally.comparisons++;
      tally.findings += counts.findings;
      tally.actions += counts.actions;
      tally.commandLines += counts.commandLines;
      if (difference !== undefined) return { found: { ...start, events }, difference };
    }
    await session.stop();
    return session.fault === undefined ? undefined : { found: { ...start, events }, difference: session.fault };
  } finally {
    await session.stop();
  }
}

async function take(session: Session, event: FuzzEvent, events: FuzzEvent[], tally: Tally): Promise<void> {
  events.push(event);
  tally.events.set(event.event, (tally.events.get(event.event) ?? 0) + 1);
  await session.take(event);
}
