// What writing needs of a disk: tests put one in its place that fails halfway.
import * as fs from "node:fs";

export type Disk = Pick<
  typeof fs,
  "linkSync" | "renameSync" | "rmSync" | "writeFileSync" | "writeSync" | "ftruncateSync"
>;

export const realDisk: Disk = fs;

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
