// Writes several files, or none of them.
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { ChangedFile } from "./convert-files";

interface Prepared {
  readonly file: ChangedFile;
  /** What is really replaced: a symbolic link stays one. */
  readonly target: string;
  /** Holds the new text, beside the target, so that it only has to be renamed. */
  readonly temporary: string;
}

type Rename = (from: string, to: string) => void;

/**
 * @param files looked at just now: what they were is put back where one of them cannot be written
 * @param rename for tests: a disk that fails halfway
 * @returns why nothing was written; undefined where all is
 */
export function writeAll(files: readonly ChangedFile[], rename: Rename = fs.renameSync): string | undefined {
  for (const { path: file, shown, before } of files) {
    if (before !== undefined && isReadOnly(file)) return `${shown}: The file is read-only: nothing is written.`;
  }
  const prepared: Prepared[] = [];
  try {
    for (const file of files) prepared.push(prepare(file));
    return replaceAll(prepared, rename);
  } catch (error) {
    const shown = files[prepared.length]?.shown ?? "";
    return `${shown}: It cannot be written, so nothing is (${codeOf(error)}).`;
  } finally {
    for (const { temporary } of prepared) fs.rmSync(temporary, { force: true });
  }
}

/** By its mode too: for a privileged user every file can be written, whatever its owner meant. */
function isReadOnly(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.W_OK);
    return (fs.statSync(file).mode & 0o222) === 0;
  } catch {
    return true;
  }
}

function prepare(file: ChangedFile): Prepared {
  const target = file.before === undefined ? file.path : fs.realpathSync(file.path);
  const name = `.${path.basename(target)}.${randomBytes(6).toString("hex")}`;
  const temporary = path.join(path.dirname(target), name);
  try {
    fs.writeFileSync(temporary, file.after, { flag: "wx" });
    if (file.before !== undefined) fs.chmodSync(temporary, fs.statSync(target).mode & 0o7777);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  return { file, target, temporary };
}

function replaceAll(prepared: readonly Prepared[], rename: Rename): string | undefined {
  const done: Prepared[] = [];
  for (const each of prepared) {
    try {
      rename(each.temporary, each.target);
      done.push(each);
    } catch (error) {
      const stuck = done.filter((former) => !isRestored(former)).map(({ file }) => file.shown);
      const rest = stuck.length === 0 ? "nothing is written" : `${stuck.join(", ")} could not be put back`;
      return `${each.file.shown}: It cannot be written (${codeOf(error)}): ${rest}.`;
    }
  }
  return undefined;
}

function isRestored({ file: { before }, target }: Prepared): boolean {
  try {
    if (before === undefined) fs.rmSync(target);
    else fs.writeFileSync(target, before);
    return true;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
