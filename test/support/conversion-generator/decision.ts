// What becomes of one claim of a workload, and why: the decision table, read independently of the server.
import { type ClaimVolume, isOnlyRead } from "./volumes";

/** What each row of the table is about. */
export const rows: Readonly<Record<number, string>> = {
  1: "written by this workload alone, for one node or one Pod, at most one replica",
  2: "the same, several replicas",
  3: "for many nodes, and shared",
  4: "for many nodes, and not shared",
  5: "only read",
  6: "used by another workload",
  7: "used by a backup",
  8: "not found, or ambiguous",
  9: "one of several",
  10: "mounted several times, in part, or as a device",
  11: "mounted nowhere",
  12: "bound to one volume",
  13: "filled from a source",
  14: "bound by a selector",
  15: "under two names",
  16: "a generic ephemeral volume",
  17: "an emptyDir where a database keeps its files",
  18: "a folder of the node",
};

export interface Decision {
  readonly row: "move" | "ask" | "keep";
  /** The first code that refuses the move. */
  readonly code?: string;
}

/** @param replicas the most there may be */
export function decision(volume: ClaimVolume, replicas: number): Decision {
  const { uses, users, bound, selector, document } = volume;
  if (uses.length === 0) return { row: "keep" };
  const isShared = replicas > 1 || users.length > 0;
  if (isForManyNodes(volume) && isShared) return { row: "keep", code: "R-RWX-SHARED" };
  if (users.length > 0) return { row: "keep", code: "R-PVC-SHARED" };
  if (isOnlyRead(volume) || isForReading(volume)) return { row: "keep", code: "R-PVC-READONLY" };
  if (document === "ambiguous") return { row: "keep" };
  if (document === "missing" || isForManyNodes(volume)) return { row: "ask" };
  if (bound) return { row: replicas > 1 ? "keep" : "ask" };
  if (selector) return { row: "ask" };
  return { row: "move" };
}

/** The rows that a claim falls under; several where it is several things at once. */
export function claimRows(volume: ClaimVolume, replicas: number): number[] {
  const { uses, names, users, bound, source, selector, block } = volume;
  const { row, code } = decision(volume, replicas);
  const holds: Readonly<Record<number, boolean>> = {
    1: row === "move" && replicas <= 1,
    2: row === "move" && replicas > 1,
    3: code === "R-RWX-SHARED",
    4: row === "ask" && isForManyNodes(volume),
    5: uses.length > 0 && (isOnlyRead(volume) || isForReading(volume)),
    6: users.some(({ kind }) => kind !== "CronJob"),
    7: users.length > 0 && users.every(({ kind }) => kind === "CronJob"),
    8: !isFound(volume),
    10: uses.length > names.length || uses.some(({ subPath }) => subPath !== undefined) || block,
    11: uses.length === 0,
    12: bound !== undefined,
    13: source !== undefined,
    14: selector,
    15: names.length > 1,
  };
  return Object.keys(holds)
    .map(Number)
    .filter((number) => holds[number]);
}

export function isFound({ document }: ClaimVolume): boolean {
  return document === "unit" || document === "elsewhere";
}

/** Known to be for the Pods of one node, or for one Pod. */
export function isForOneNode(volume: ClaimVolume): boolean {
  return isFound(volume) && !isForManyNodes(volume);
}

/** That many nodes may read it is enough: what attaches it asks the modes, never the mounts. */
function isForManyNodes(volume: ClaimVolume): boolean {
  return isFound(volume) && volume.modes.some((mode) => mode === "ReadWriteMany" || mode === "ReadOnlyMany");
}

function isForReading(volume: ClaimVolume): boolean {
  return isFound(volume) && volume.modes.every((mode) => mode === "ReadOnlyMany");
}
