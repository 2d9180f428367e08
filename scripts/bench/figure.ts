// What one measurement gave at one size: samples, or the reason why there are none.
import type { FailureReason } from "./failure";

export interface Sample {
  /** Milliseconds of CPU time, or MB. */
  readonly value: number;
  /** Milliseconds from question to answer, where somebody waits for it. */
  readonly wall?: number;
}

export interface Figure {
  readonly samples: readonly Sample[];
  readonly failure?: FailureReason;
}

/** How much is done in one go: at most so often, and not once more when so many milliseconds have gone. */
export interface Amount {
  readonly most: number;
  readonly budget: number;
}

/** @returns undefined where nothing was measured, or it failed */
export function medianValue({ samples, failure }: Figure): number | undefined {
  return failure || samples.length === 0 ? undefined : median(samples.map(({ value }) => value));
}

/** @returns undefined where nothing was measured, it failed, or nobody waits */
export function medianWall({ samples, failure }: Figure): number | undefined {
  const walls = samples.flatMap(({ wall }) => (wall === undefined ? [] : [wall]));
  return failure || walls.length === 0 ? undefined : median(walls);
}

/** @param values at least one */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
