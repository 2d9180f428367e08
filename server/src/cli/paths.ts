// Paths: as the operating system writes them, as the workspace knows them, and as results show them.
import * as path from "node:path";

/** The form in which the workspace knows a file: absolute, with `/`. */
export function workspacePath(nativePath: string): string {
  return path.sep === "/" ? nativePath : nativePath.replaceAll(path.sep, "/");
}

/** The form in which results show a file: relative to the working directory, with `/`. */
export function shownPath(workingDirectory: string, filePath: string): string {
  const relative = path.relative(workingDirectory, filePath);
  return relative === "" ? "." : workspacePath(relative);
}
