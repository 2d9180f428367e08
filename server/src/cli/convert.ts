// The command `convert`: one workload becomes another kind, in all files that belong to it; a diff, or the files themselves.
import { converted } from "../analysis/conversion";
import { unitTexts } from "../disk/unit-texts";
import type { Rule } from "../rules/rule";
import { remarks, ruleFault } from "./check";
import { type Attempt, conversionReport, sortedConsequences } from "./convert-report";
import { chosenObject } from "./convert-subject";
import type { ConvertInvocation } from "./invocation";
import { jsonOf } from "./json";
import { type Loaded, loadWorkspace } from "./load";
import { Shown } from "./shown";
import { type ExitCode, exitCodes, type Surroundings } from "./surroundings";
import { printable } from "./text";
import { changedFiles } from "./write/changed-files";
import { diffOf } from "./write/diff";
import { writeAll } from "./write/write-all";

export async function convert(
  invocation: ConvertInvocation,
  rules: readonly Rule[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { workingDirectory, standardInput, today, say, note, write } = surroundings;
  const messages: string[] = [];
  const loaded = await loadWorkspace({
    workingDirectory,
    paths: [invocation.path],
    context: invocation.context,
    rules,
    standardInput,
    today,
    onFault: (rule, error) => messages.push(ruleFault(rule, error)),
  });
  const { standardInputPath, analysis } = loaded;
  const shown = new Shown({ workspace: analysis.workspace, workingDirectory, standardInputPath });
  const attempt = carriedOut(attempted(invocation, loaded, shown), invocation);
  write(invocation.format === "json" ? jsonOf(conversionReport(attempt, invocation.to)) : textOf(attempt, invocation));
  for (const line of notes(attempt)) note(printable(line));
  for (const message of [...remarks(loaded, shown), ...attempt.faults, ...messages]) say(message);
  return attempt.result ? exitCodes.fine : exitCodes.failed;
}

function attempted(
  { path, to, object, storage, choices, newResources }: ConvertInvocation,
  loaded: Loaded,
  shown: Shown,
): Attempt {
  const nothing: Attempt = { files: [], faults: [] };
  const { analysis, faults, brokenConfigurations } = loaded;
  // Without all of its surroundings, or under a configuration that nobody knows, it may be converted wrongly.
  if (brokenConfigurations.length > 0 || faults.some(({ code }) => code === "unreadable")) return nothing;
  const found = chosenObject(loaded, { object, path, shown });
  if ("refused" in found) return { ...nothing, refused: found };
  if ("missing" in found) return { ...nothing, faults: faults.length === 0 ? [found.missing] : [] };
  const { document, index } = found;
  const options = { storage, choices, newResources };
  const texts = unitTexts(analysis.workspace, document.path);
  const result = converted(analysis, { document, index, to, options, texts });
  if ("refused" in result) return { ...nothing, object: found, refused: result };
  const { files, faults: changed } = changedFiles(result, loaded, shown);
  return changed.length > 0
    ? { ...nothing, object: found, faults: changed }
    : { ...nothing, object: found, result, files };
}

/** With the files written, where that is wanted. */
function carriedOut(attempt: Attempt, { write }: ConvertInvocation): Attempt {
  const fault = write ? writeAll(attempt.files) : undefined;
  if (fault === undefined) return attempt;
  const { result: _, ...rest } = attempt;
  return { ...rest, files: [], faults: [fault] };
}

function textOf({ files }: Attempt, { write }: ConvertInvocation): string {
  return write ? files.map(({ shown }) => `${printable(shown)}\n`).join("") : diffOf(files);
}

/** The code is the first word of each line; what follows from the result stands in the last. */
function notes({ refused, result }: Attempt): string[] {
  if (refused) return [`${refused.refused} refused: ${refused.message}`];
  if (!result) return [];
  const { follow } = result;
  return [
    ...sortedConsequences(result).map(({ code, message }) => `${code}: ${message}`),
    ...(follow.length > 0 ? [`follow: ${follow.join(", ")}`] : []),
  ];
}
