// One temporary folder for all tests, which is gone after them: hooks of a module that several test files share run for the first only.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function setup(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "rightkind-tests-")));
  // POSIX, and Windows; the workers have the environment of this process.
  for (const name of ["TMPDIR", "TMP", "TEMP"]) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
