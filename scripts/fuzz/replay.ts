// Plays a case from its beginning, on a new server, and compares at its end.
import { type Compared, compared, type Programs } from "./comparison";
import type { FuzzCase } from "./event";
import { Session } from "./session";

/** So often a difference must be seen, the server being at rest between the looks. */
export const LOOKS = 4;

/** @returns with the first difference or fault, in words */
export async function replayed(played: FuzzCase, programs: Programs, looks = LOOKS): Promise<Compared> {
  const session = await Session.start(played, programs.server);
  try {
    for (const event of played.events) await session.take(event);
    const last = played.events.findLast((event) => event.event === "compare");
    const actions = last?.event === "compare" && last.actions;
    const result = await compared(session, programs, { actions, order: orderOf(played), looks });
    await session.stop();
    return { ...result, difference: result.difference ?? session.fault };
  } finally {
    await session.stop();
  }
}

/** Any number will do, as long as a case has always the same. */
function orderOf({ events }: FuzzCase): number {
  return events.length;
}
