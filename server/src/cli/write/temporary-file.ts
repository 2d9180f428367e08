// Files that are written beside others before they take their place.
import { randomBytes } from "node:crypto";
import * as path from "node:path";
import { codeOf, type Disk } from "./disk";

/** Hidden, so that nobody takes it for a manifest. */
export function temporaryBeside(target: string): string {
  return path.join(path.dirname(target), `.rightkind-${randomBytes(8).toString("hex")}`);
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
