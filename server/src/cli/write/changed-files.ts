// The files that are changed, as they are on the disk and as they will be.
import * as fs from "node:fs";
import type { Converted } from "../../analysis/conversion-outcome";
import { decoded, reasonOf } from "../../disk/read-file";
import { applyEdits, sortedEdits, type TextEdit } from "../../text/edit";
import type { Lines } from "../../text/line-index";
import type { Loaded } from "../load";
import type { Shown } from "../shown";
import { standardInput } from "../standard-input";

export interface ChangedFile {
  readonly path: string;
  /** Relative to the working directory. */
  readonly shown: string;
  /** As it is on the disk, byte order mark included; undefined where it is created. */
  readonly before: string | undefined;
  readonly after: string;
  /** The text of a new file; else edits in offsets of the text without a byte order mark, sorted. */
  readonly change: { readonly text: string } | { readonly edits: readonly TextEdit[]; readonly lines: Lines };
}

/**
 * Sorted by path. Looks at the disk once more: a diff or a write that rests on an older text, or on one that is no UTF-8,
 * would spoil the file.
 */
export function changedFiles(
  { files, created }: Pick<Converted, "files" | "created">,
  loaded: Loaded,
  shown: Shown,
): { readonly files: readonly ChangedFile[]; readonly faults: readonly string[] } {
  const changed: ChangedFile[] = [];
  const faults: string[] = [];
  for (const { path, edits } of files) {
    const file = loaded.analysis.workspace.file(path);
    if (!file) continue;
    const after = applyEdits(file.text, edits);
    if (after === file.text) continue;
    const isInput = path === loaded.standardInputPath;
    const mark = isInput ? { mark: "" } : markOnDisk(path, file.text);
    if ("fault" in mark) faults.push(`${shown.file(path)}: ${mark.fault}`);
    else {
      const change = { edits: sortedEdits(edits), lines: file.lines };
      changed.push({
        path,
        shown: shown.file(path),
        before: mark.mark + file.text,
        after: mark.mark + after,
        change,
      });
    }
  }
  for (const { path, text } of created) {
    if (isThere(path)) faults.push(`${shown.file(path)}: A file of that name is there already.`);
    else changed.push({ path, shown: newPath(path, loaded, shown), before: undefined, after: text, change: { text } });
  }
  return { files: changed.sort((a, b) => (a.shown < b.shown ? -1 : 1)), faults };
}

/** The byte order mark that the file begins with, which is no part of its text. */
function markOnDisk(path: string, text: string): { readonly mark: string } | { readonly fault: string } {
  try {
    const bytes = fs.readFileSync(path);
    const read = decoded(bytes);
    if (!("text" in read) || read.text !== text) {
      return { fault: "The file has changed since it was read: nothing is done." };
    }
    const mark = ["", "\ufeff"].find((candidate) => Buffer.from(candidate + text).equals(bytes));
    return mark === undefined ? { fault: "The file is not UTF-8: it cannot be changed." } : { mark };
  } catch (error) {
    return { fault: reasonOf(error) };
  }
}

/** A broken symbolic link is something too. */
function isThere(path: string): boolean {
  return fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What is created for standard input lies beside nothing: it is shown by its name. */
function newPath(path: string, { standardInputPath }: Loaded, shown: Shown): string {
  const folder = standardInputPath.slice(0, -standardInput.length);
  return path.startsWith(folder) ? path.slice(folder.length) : shown.file(path);
}
