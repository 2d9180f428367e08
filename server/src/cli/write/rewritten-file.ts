// A file whose content is changed in place: it has other names, or an owner that no new file could have.
import * as fs from "node:fs";
import type { ChangedFile } from "./changed-files";
import type { Disk } from "./disk";
import type { FileWrite } from "./file-write";

/**
 * A full disk cannot spoil it: what the file grows by is written first, behind its end; then what it has already is written
 * over, for which it needs no more space; and it is cut when nothing has to be put back any more.
 */
export function rewrittenFile({ shown, before = "", after }: ChangedFile, target: string, disk: Disk): FileWrite {
  const kept = Buffer.from(before);
  const wanted = Buffer.from(after);
  const descriptor = fs.openSync(target, "r+");
  let isTouched = false;
  return {
    shown,
    carryOut() {
      isTouched = true;
      writeAt(disk, descriptor, wanted, kept.length, wanted.length);
      writeAt(disk, descriptor, wanted, 0, Math.min(kept.length, wanted.length));
      fs.fsyncSync(descriptor);
    },
    finish() {
      disk.ftruncateSync(descriptor, wanted.length);
    },
    putBack() {
      if (!isTouched) return;
      writeAt(disk, descriptor, kept, 0, kept.length);
      disk.ftruncateSync(descriptor, kept.length);
    },
    cleanUp() {
      fs.closeSync(descriptor);
    },
  };
}

/** All of it: a call may write less than it is given. */
function writeAt(disk: Disk, descriptor: number, bytes: Buffer, start: number, end: number): void {
  for (let position = start; position < end; )
    position += disk.writeSync(descriptor, bytes, position, end - position, position);
}
