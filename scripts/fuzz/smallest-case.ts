// Makes a case small enough to be read: fewer events, fewer files, shorter texts, as long as it differs in the same way.
import { type Budget, smallest } from "../../test/support/delta-debugging";
import type { Programs } from "./comparison";
import type { FuzzCase, FuzzEvent, StartFile } from "./event";
import { replayed } from "./replay";

/** Fewer than in the end: most of the time goes into waiting for what will not change. */
const LOOKS_ON_THE_WAY = 2;

/** @param difference what is to be seen again; the word before its first colon says of what sort it is */
export async function smallestCase(
  found: FuzzCase,
  difference: string,
  programs: Programs,
  budget: Budget,
): Promise<FuzzCase> {
  const sort = sortOf(difference);
  const fails = async (part: FuzzCase) => {
    const { difference: now } = await replayed(part, programs, LOOKS_ON_THE_WAY);
    return now !== undefined && sortOf(now) === sort;
  };
  // The last comparison says what is compared; those before it are questions like any other.
  const last = found.events.findLastIndex((event) => event.event === "compare");
  const end = last === -1 ? [] : found.events.slice(last, last + 1);
  const before = last === -1 ? found.events : found.events.slice(0, last);
  const events = await smallest(before, (part) => fails({ ...found, events: [...part, ...end] }), budget);
  let small: FuzzCase = { ...found, events: [...events, ...end] };
  const files = await smallest(small.files, (part) => fails({ ...small, files: part }), budget);
  small = { ...small, files };
  for (const [index, file] of files.entries()) {
    if (!("text" in file)) continue;
    const at = (text: string): readonly StartFile[] => small.files.with(index, { ...file, text });
    const parts = file.text.split(/(?<=\n)/);
    const lines = await smallest(parts, (part) => fails({ ...small, files: at(part.join("")) }), budget);
    small = { ...small, files: at(lines.join("")) };
  }
  for (const [index, event] of small.events.entries()) {
    if (!("text" in event) || event.text === undefined) continue;
    const at = (text: string): readonly FuzzEvent[] => small.events.with(index, { ...event, text });
    const parts = event.text.split(/(?<=\n)/);
    const lines = await smallest(parts, (part) => fails({ ...small, events: at(part.join("")) }), budget);
    small = { ...small, events: at(lines.join("")) };
  }
  return small;
}

function sortOf(difference: string): string {
  return difference.slice(0, difference.indexOf(":"));
}
