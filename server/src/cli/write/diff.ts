// Changed files as one unified diff.
import { formatPatch, structuredPatch } from "diff";
import type { ChangedFile } from "./changed-files";

/** As many lines as Git shows. */
const CONTEXT = 3;

/**
 * For `git apply` in the folder that the paths are relative to. Without Git's own `diff --git` lines: with them Git takes the
 * paths as relative to the top of the repository, wherever it is called.
 */
export function diffOf(files: readonly ChangedFile[]): string {
  return files.map(fileDiff).join("");
}

function fileDiff({ shown, before, after }: ChangedFile): string {
  const old = before === undefined ? "/dev/null" : `a/${shown}`;
  const patch = structuredPatch(old, `b/${shown}`, before ?? "", after, undefined, undefined, { context: CONTEXT });
  const text = formatPatch(patch, { includeIndex: false, includeUnderline: false, includeFileHeaders: true });
  // `patch` takes what follows a blank for a date, but for a tab at the end of the name.
  const [first = "", second = "", ...rest] = text.split("\n");
  return [withEnd(first), withEnd(second), ...rest].join("\n");
}

function withEnd(header: string): string {
  return /^(?:---|\+\+\+) [^"].* /.test(header) ? `${header}\t` : header;
}
