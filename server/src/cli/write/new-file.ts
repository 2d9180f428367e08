// A file that is not there yet: nothing is ever overwritten.
import * as path from "node:path";
import type { ChangedFile } from "./changed-files";
import { codeOf, type Disk } from "./disk";
import type { FileWrite } from "./file-write";
import { prepare, temporaryBeside } from "./temporary-file";

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
