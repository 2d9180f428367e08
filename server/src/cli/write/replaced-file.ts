// A file that is replaced by another one of its name, owner and mode, in one step. The old one is kept until all is done.
import * as fs from "node:fs";
import type { ChangedFile } from "./changed-files";
import type { Disk } from "./disk";
import type { FileWrite } from "./file-write";
import { prepare, temporaryBeside } from "./temporary-file";

/** @returns undefined where its owner cannot be given to another file */
export function replacedFile(
  { shown, after }: ChangedFile,
  { target, mode, uid, gid }: { readonly target: string } & Pick<fs.Stats, "mode" | "uid" | "gid">,
  disk: Disk,
): FileWrite | undefined {
  const temporary = temporaryBeside(target);
  const kept = temporaryBeside(target);
  prepare(temporary, after, disk);
  try {
    const own = fs.statSync(temporary);
    // Another owner takes the mode's special bits away: the mode comes last.
    if (own.uid !== uid || own.gid !== gid) fs.chownSync(temporary, uid, gid);
    fs.chmodSync(temporary, mode & 0o7777);
  } catch {
    disk.rmSync(temporary, { force: true });
    return undefined;
  }
  let isKept = false;
  return {
    shown,
    carryOut() {
      try {
        disk.linkSync(target, kept);
      } catch {
        // Not every disk has hard links: then there is no file of that name for a moment.
        disk.renameSync(target, kept);
      }
      isKept = true;
      disk.renameSync(temporary, target);
    },
    finish() {},
    putBack() {
      if (!isKept) return;
      isKept = false;
      disk.renameSync(kept, target);
      // Where both are names of one file still, renaming leaves both.
      disk.rmSync(kept, { force: true });
    },
    cleanUp() {
      disk.rmSync(temporary, { force: true });
      if (isKept) disk.rmSync(kept, { force: true });
    },
  };
}
