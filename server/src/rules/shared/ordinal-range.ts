// The numbers that the Pods of a StatefulSet have: from `ordinals.start`, as many as there may be.
import type { Lookups } from "../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import { objectRange } from "../../workspace/replicas-range";

export interface OrdinalRange {
  readonly first: number;
  /** Of the most Pods that there may be. */
  readonly last: number;
  /** The most Pods. */
  readonly count: number;
  /** What may move the number. */
  readonly scalers: readonly WorkspaceObject[];
}

/** @returns undefined where a variable leaves it open */
export function ordinalRange(set: WorkspaceObject, lookups: Lookups): OrdinalRange | undefined {
  const range = objectRange(set, lookups);
  const start = set.facts.workload?.firstOrdinal;
  if (range?.certainty !== "known" || !start || start.variable || start.value === undefined) return undefined;
  const { hi, scalers } = range;
  return { first: start.value, last: start.value + hi - 1, count: hi, scalers };
}

/** `db-0 to db-2`, `only db-0`. */
export function podsText(set: string, { first, last }: OrdinalRange): string {
  return first === last ? `only ${set}-${first}` : `${set}-${first} to ${set}-${last}`;
}
