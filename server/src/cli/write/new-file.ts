// A file that is not there yet: nothing is ever overwritten.
import * as path from "node:path";
import type { ChangedFile } from "./changed-files";
import { codeOf, type Disk } from "./disk";
import type { FileWrite } from "./file-write";
import { temporaryBeside } from "./replaced-file";

export function newFile({ path: target, shown, after }: ChangedFile, disk: Disk): FileWrite {
  const temporary = temporaryBeside(path.resolve(target));
  let isThere = false;
  prepare(temporary, after, disk);
  return {
    shown,
    carryOut() {
      // Renaming would take the place of what has come there meanwhile.
      try {
        disk.linkSync(temporary, target);
      } catch (error) {
        if (codeOf(error) === "EEXIST") throw error;
        prepare(target, after, disk);
      }
      isThere = true;
    },
    finish() {},
    putBack() {
      if (isThere) disk.rmSync(target);
    },
    cleanUp() {
      disk.rmSync(temporary, { force: true });
    },
  };
}

/** A file that is not there: all of the text, or nothing. A disk may become full in the middle of it. */
export function prepare(file: string, text: string, disk: Disk): void {
  try {
    disk.writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") disk.rmSync(file, { force: true });
    throw error;
  }
}
