// The command `fix`: the safe fixes of all findings, exactly those of `source.fixAll.rightkind`; a diff, or the files themselves.
import type { Rule } from "../rules/rule";
import { remarks, ruleFault } from "./check";
import { type FixedFiles, fixedFiles } from "./fix-files";
import type { FixInvocation } from "./invocation";
import { type Loaded, loadWorkspace } from "./load";
import { Shown } from "./shown";
import { type ExitCode, exitCodes, type Surroundings } from "./surroundings";
import { printable } from "./text";
import { type ChangedFile, changedFiles } from "./write/changed-files";
import { diffOf } from "./write/diff";
import { writeAll } from "./write/write-all";

export async function fix(
  { paths, write: isWritten, context }: FixInvocation,
  rules: readonly Rule[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { workingDirectory, standardInput, today, say, note, write } = surroundings;
  const loaded = await loadWorkspace({
    workingDirectory,
    paths,
    context,
    rules,
    standardInput,
    today,
    onFault: (rule, error) => say(ruleFault(rule, error)),
  });
  const { analysis, standardInputPath, faults, brokenConfigurations } = loaded;
  const shown = new Shown({ workspace: analysis.workspace, workingDirectory, standardInputPath });
  for (const message of remarks(loaded, shown)) say(message);
  // Under a configuration that nobody knows, something may be kept on purpose.
  if (brokenConfigurations.length > 0) return exitCodes.failed;
  const fixed = fixedFiles(loaded);
  const { files, faults: unchangeable } = changedFiles({ files: fixed.files, created: [] }, loaded, shown);
  const [fault] = unchangeable.length > 0 ? unchangeable : [isWritten ? writeAll(files) : undefined];
  if (fault !== undefined) {
    say(fault);
    return exitCodes.failed;
  }
  write(isWritten ? files.map((file) => `${printable(file.shown)}\n`).join("") : diffOf(files));
  for (const line of notes(fixed, loaded, shown)) note(printable(line));
  say(summary(fixed, files));
  return faults.some(({ code }) => code === "unreadable") ? exitCodes.failed : exitCodes.fine;
}

/** What was fixed, then what would not be safe; lines are those of the files as they were read. */
function notes({ applied, left }: FixedFiles, { reported }: Loaded, shown: Shown): string[] {
  const place = (path: string, line: number) => `${shown.file(path)}:${line + 1}`;
  const inOrder = <T extends { readonly path: string }>(all: readonly T[]) =>
    reported.flatMap((path) => all.filter((one) => one.path === path));
  return [
    ...inOrder(applied).map(
      ({ path, fix: { finding, title, line } }) => `${place(path, line)} ${finding.rule}: ${title}`,
    ),
    ...inOrder(left).map(
      ({ path, fix: { finding, title, line }, why }) =>
        `${place(path, line)} ${finding.rule}: '${title}' is not safe here and is left out. ${why}`,
    ),
  ];
}

function summary({ applied }: FixedFiles, files: readonly ChangedFile[]): string {
  if (applied.length === 0) return "Nothing to fix.";
  const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  return `${counted(applied.length, "fix", "fixes")} in ${counted(files.length, "file", "files")}.`;
}
