// What a look-up can answer, and how an asker gets one fact out of it.
import type { WorkspaceObject } from "./objects/workspace-object";

/** So many objects are shown of a list; the rest is counted. */
export const SHOWN = 5;

/**
 * `found`: the nearest tier that has candidates; they may still differ in the fact that is asked for.
 * `missing`: everything was read, and no tier has a candidate. `unknown`: something was not read, or is not readable.
 */
export interface Answer {
  readonly state: "found" | "missing" | "unknown";
  /** The first ones by path. */
  readonly candidates: readonly WorkspaceObject[];
  /** How many there are. */
  readonly count: number;
  /** The key of the tier in which they stand; undefined where there are none. */
  readonly tier: string | undefined;
  /** All of them, in order. */
  readonly all: () => Iterable<WorkspaceObject>;
}

/** The first ones of a list, as far as anybody reads. */
export function shownOf<T>(all: Iterable<T>): T[] {
  const shown: T[] = [];
  for (const one of all) {
    if (shown.length === SHOWN) break;
    shown.push(one);
  }
  return shown;
}

export function sameAnswer(a: Answer, b: Answer): boolean {
  return (
    a.state === b.state &&
    a.count === b.count &&
    a.tier === b.tier &&
    a.candidates.length === b.candidates.length &&
    a.candidates.every((object, index) => object === b.candidates[index])
  );
}
