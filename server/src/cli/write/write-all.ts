// Writes several files, or none of them. They keep their owner, mode and links.
import * as fs from "node:fs";
import type { ChangedFile } from "./changed-files";
import { codeOf, type Disk, realDisk } from "./disk";
import type { FileWrite } from "./file-write";
import { newFile } from "./new-file";
import { replacedFile } from "./replaced-file";
import { rewrittenFile } from "./rewritten-file";

/**
 * @param files looked at just now: what they were is put back where one of them cannot be written
 * @returns why nothing was written; undefined where all is
 */
export function writeAll(files: readonly ChangedFile[], disk: Disk = realDisk): string | undefined {
  for (const { path: file, shown, before } of files) {
    if (before !== undefined && isReadOnly(file)) return `${shown}: The file is read-only: nothing is written.`;
  }
  const rival = files.find((file) => files.some((other) => isSameFile(file, other) && other.after !== file.after));
  if (rival) return `${rival.shown}: The file has two names, and is to become two things: nothing is written.`;
  const prepared: FileWrite[] = [];
  try {
    for (const file of files) prepared.push(writeOf(file, disk));
    return carriedOut(prepared);
  } catch (error) {
    const shown = files[prepared.length]?.shown ?? "";
    return `${shown}: It cannot be written, so nothing is (${codeOf(error)}).`;
  } finally {
    for (const { cleanUp } of prepared) cleanUp();
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

function isSameFile(one: ChangedFile, other: ChangedFile): boolean {
  if (one === other || one.before === undefined || other.before === undefined) return false;
  const [a, b] = [fs.statSync(one.path, { bigint: true }), fs.statSync(other.path, { bigint: true })];
  return a.ino !== 0n && a.ino === b.ino && a.dev === b.dev;
}

/** A symbolic link stays one: what it leads to is written. */
function writeOf(file: ChangedFile, disk: Disk): FileWrite {
  if (file.before === undefined) return newFile(file, disk);
  const target = fs.realpathSync(file.path);
  const { nlink, mode, uid, gid } = fs.statSync(target);
  const replaced = nlink > 1 ? undefined : replacedFile(file, { target, mode, uid, gid }, disk);
  return replaced ?? rewrittenFile(file, target, disk);
}

function carriedOut(prepared: readonly FileWrite[]): string | undefined {
  const begun = new Set<FileWrite>();
  const steps = [
    ...prepared.map((each) => ({ each, step: each.carryOut })),
    ...prepared.map((each) => ({ each, step: each.finish })),
  ];
  for (const { each, step } of steps) {
    begun.add(each);
    try {
      step();
    } catch (error) {
      const stuck = [...begun].filter((one) => !isPutBack(one)).map(({ shown }) => shown);
      const rest = stuck.length === 0 ? "nothing is written" : `${stuck.join(", ")} could not be put back`;
      return `${each.shown}: It cannot be written (${codeOf(error)}): ${rest}.`;
    }
  }
  return undefined;
}

function isPutBack({ putBack }: FileWrite): boolean {
  try {
    putBack();
    return true;
  } catch {
    return false;
  }
}
