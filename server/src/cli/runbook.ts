// `convert --runbook`: what has to be done in the cluster for a conversion, as a Markdown document on standard output.
import { runbookOf } from "../analysis/runbook";
import { unitTexts } from "../disk/unit-texts";
import type { Rule } from "../rules/rule";
import type { Flag } from "../runbooks/request";
import { remarks, ruleFault } from "./check";
import { chosenObject } from "./convert-subject";
import type { RunbookInvocation } from "./invocation";
import { type Loaded, loadWorkspace } from "./load";
import { Shown } from "./shown";
import { type ExitCode, exitCodes, type Surroundings } from "./surroundings";
import { printable } from "./text";

/** What was written, or why nothing was; neither where the workspace itself could not be read. */
interface Answer {
  readonly page?: string;
  /** The code is the first word. */
  readonly refusal?: string;
  readonly missing?: string;
}

export async function printRunbook(
  invocation: RunbookInvocation,
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
  const { page, refusal, missing } = written(invocation, loaded, shown);
  if (page !== undefined) write(page);
  if (refusal !== undefined) note(printable(refusal));
  for (const message of [...remarks(loaded, shown), ...(missing === undefined ? [] : [missing]), ...messages])
    say(message);
  return page === undefined ? exitCodes.failed : exitCodes.fine;
}

function written(
  { path, to, object, choices, newResources, option, context }: RunbookInvocation,
  loaded: Loaded,
  shown: Shown,
): Answer {
  const { analysis, faults, brokenConfigurations } = loaded;
  // As for the conversion itself: without all of its surroundings it may be wrong.
  if (brokenConfigurations.length > 0 || faults.some(({ code }) => code === "unreadable")) return {};
  const found = chosenObject(loaded, { object, path, shown });
  if ("refused" in found) return { refusal: `${found.refused} refused: ${found.message}` };
  if ("missing" in found) return faults.length === 0 ? { missing: found.missing } : {};
  const { document, index } = found;
  const answer = runbookOf(analysis, {
    document,
    index,
    to,
    options: { storage: "auto", choices, newResources },
    texts: unitTexts(analysis.workspace, document.path),
    option,
    named: (file) => shown.file(file),
    flags: flagsOf(context),
  });
  return typeof answer === "string" ? { page: answer } : { refusal: `${answer.refused} refused: ${answer.message}` };
}

/** What says where look-ups end and what holds in them is needed for the conversion as well. */
function flagsOf({ root, config, kubernetesVersion }: RunbookInvocation["context"]): Flag[] {
  const { major, minor, patch } = kubernetesVersion ?? {};
  const version = kubernetesVersion && [major, minor, patch].filter((part) => part !== undefined).join(".");
  return Object.entries({ root, config, "kubernetes-version": version }).flatMap(([option, value]) =>
    value === undefined ? [] : { option, value },
  );
}
