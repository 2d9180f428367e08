// What a running process has used so far, by Linux's own count: nothing is asked of the process itself.
import * as fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Failure } from "./failure";

export interface Memory {
  /** The most that was resident at any time, in MB of 1024 × 1024 bytes. */
  readonly peak: number;
  /** What is resident now. */
  readonly present: number;
}

/** Can processes be measured on this system? */
export function canMeasure(): boolean {
  return fs.existsSync("/proc/self/schedstat");
}

/**
 * CPU time of all threads that are alive, in milliseconds, by the scheduler's own clock.
 * @throws Failure where the process has ended
 */
export function cpuTime(pid: number): number {
  let nanoseconds = 0;
  for (const thread of known(() => fs.readdirSync(`/proc/${pid}/task`))) {
    try {
      nanoseconds += Number(fs.readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ", 1)[0]);
    } catch {
      // The thread has ended meanwhile.
    }
  }
  return nanoseconds / 1e6;
}

/** @throws Failure where the process has ended */
export function memory(pid: number): Memory {
  const status = known(() => fs.readFileSync(`/proc/${pid}/status`, "utf8"));
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024;
  return { peak: field("VmHWM"), present: field("VmRSS") };
}

/** Milliseconds between two looks at a process that is to come to rest. */
const LOOK = 5;
/** A process that uses less between two looks is at rest. */
const REST = 0.1;

/**
 * Waits until a process has done nothing for a while.
 * @param quiet milliseconds
 */
export async function untilQuiet(pid: number, quiet: number): Promise<void> {
  let before = cpuTime(pid);
  for (let rested = 0; rested < quiet; ) {
    await wait(LOOK);
    const now = cpuTime(pid);
    rested = now - before < REST && !wantsToRun(pid) ? rested + LOOK : 0;
    before = now;
  }
}

/** Is its main thread running, or waiting for a processor that others have? */
function wantsToRun(pid: number): boolean {
  const stat = known(() => fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  // Behind the program's name, which may hold anything, in parentheses.
  return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) === "R";
}

function known<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new Failure("failed", "the process has ended");
  }
}
