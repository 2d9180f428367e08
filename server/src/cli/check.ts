// The command `check`: findings of the files that are named, seen in their surroundings.
import type { Severity } from "../config/severity";
import type { Rule } from "../rules/rule";
import { baselineOf } from "./baseline";
import { githubOf } from "./github";
import type { CheckInvocation } from "./invocation";
import { jsonOf } from "./json";
import { type Loaded, loadWorkspace } from "./load";
import { type Report, reportOf, suppressionsOf } from "./report";
import { sarifOf } from "./sarif";
import { Shown } from "./shown";
import { type ExitCode, exitCodes, type Surroundings } from "./surroundings";
import { summaryOf, textOf } from "./text";

const rank: Readonly<Record<Severity | "never", number>> = { error: 0, warning: 1, information: 2, hint: 3, never: -1 };

export async function check(
  { paths, format, failOn, context }: CheckInvocation,
  rules: readonly Rule[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { workingDirectory, write, say, colours, standardInput, today, version } = surroundings;
  const loaded = await loadWorkspace({
    workingDirectory,
    paths,
    context,
    rules,
    standardInput,
    today,
    onFault: (rule, error) => say(ruleFault(rule, error)),
  });
  const { standardInputPath, analysis } = loaded;
  const shown = new Shown({ workspace: analysis.workspace, workingDirectory, standardInputPath });
  const report = reportOf(loaded, shown);
  const written = {
    text: () => textOf(report, { colours }),
    json: () => jsonOf(report),
    sarif: () => jsonOf(sarifOf(report, suppressionsOf(loaded, shown), rules, version)),
    github: () => githubOf(report),
    baseline: () => baselineOf(report, suppressionsOf(loaded, shown)),
  };
  write(written[format]());
  for (const message of remarks(loaded, shown)) say(message);
  if (format === "text") say(summaryOf(report, rules.length));
  return exitCodeOf(loaded, report, failOn);
}

/** In words: a fault of ours is no reason to print where it stands in our code. */
export function ruleFault(rule: string, error: unknown): string {
  const what = error instanceof Error ? error.message : String(error);
  return `The rule '${rule}' has failed and reports nothing more where it does: ${what}`;
}

/** What cannot be part of the result: it concerns the run. */
export function remarks({ faults, brokenConfigurations }: Loaded, shown: Shown): string[] {
  return [
    ...faults.map(({ path, message }) => `${shown.file(path)}: ${message}`),
    ...brokenConfigurations.map(
      (path) => `${shown.file(path)}: The configuration is no YAML: parts of it have no effect.`,
    ),
  ];
}

function exitCodeOf({ faults, brokenConfigurations }: Loaded, report: Report, failOn: Severity | "never"): ExitCode {
  if (brokenConfigurations.length > 0 || faults.some(({ code }) => code === "unreadable")) return exitCodes.failed;
  // What does not parse counts as a finding of severity error.
  const unparsed = report.errors.length > 0 && failOn !== "never";
  const found = report.findings.some(({ severity }) => rank[severity] <= rank[failOn]);
  return unparsed || found ? exitCodes.found : exitCodes.fine;
}
