// What `--help` prints.

import { choiceWords, knownChoices } from "../conversions/choices";
import { runbookOptions } from "../runbooks/options";
import {
  type Command,
  checkFormats,
  convertFormats,
  failLevels,
  newResourcePlaces,
  rulesFormats,
  storageChoices,
} from "./invocation";

const common = `\
  --root DIR                 where look-ups end: claims and Services are searched in
                             all of it. Without it: the nearest folder above the first
                             path with a .rightkind.yaml, else with a .git
  --config FILE              use this configuration, not the nearest .rightkind.yaml
  --kubernetes-version X.Y   the release that the manifests are for (1.36)
  --help, --version`;

const choiceLines = Object.entries(knownChoices)
  .map(([name, values]) => [`${" ".repeat(29)}${name}:`, choiceWords(values)])
  .map(([name = "", words = ""]) => `${name}${name.length + words.length < 88 ? " " : `\n${" ".repeat(31)}`}${words}`)
  .join("\n");

const texts: Readonly<Record<Command, string>> = {
  check: `\
Usage: rightkind check PATH… [options]

Reports what will go wrong with the kinds of your workloads. A path is a file, a
folder, or - for standard input.

  --format FORMAT            ${checkFormats.join(", ")} (text);
                             baseline: the file that keeps all of it from being
                             reported again, written in the folder of .rightkind.yaml
  --fail-on LEVEL            exit with 1 for findings of this severity or a worse one:
                             ${failLevels.join(", ")} (error)
${common}

Exit code: 0 nothing found at that level, 1 something found, 2 wrong usage or a path
or configuration that cannot be read.
`,
  fix: `\
Usage: rightkind fix PATH… [options]

Applies the fixes that are right without anybody looking: those that change no
behaviour, in all files that are named, where they break nothing in any overlay. It is
what an editor does on 'source.fixAll.rightkind'. What is kept on purpose stays.
Prints a diff for 'git apply'; what is fixed is listed on standard error. A path is a
file, a folder, or - for standard input.

  --diff                     print the changes (default)
  --write                    write all files, or none where one cannot be written
${common}

Exit code: 0 fixed or nothing to fix, 2 wrong usage, or a path or configuration that
cannot be read.
`,
  convert: `\
Usage: rightkind convert PATH --to KIND [options]

Turns a workload into one of another kind, with all that belongs to it, in whichever
files it is. Prints a diff for 'git apply'; what you should know before you apply it
goes to standard error. A path is a file, a folder, or - for standard input.

  --to KIND                  such as StatefulSet
  --object NAME              such as Deployment/mysql or Deployment/shop/mysql; needed
                             where there is more than one workload
  --storage HOW              ${storageChoices.join(", ")}: a volume for each Pod where that is
                             clearly right, also where it is a choice, or nowhere (auto)
  --choose NAME=VALUE        the answer to a question that is left open; repeatable:
${choiceLines}
  --new-resources WHERE      where new objects go: ${newResourcePlaces.join(", ")} (${newResourcePlaces[0]})
  --runbook [WAY]            print what to do in the cluster, as Markdown, and change
                             nothing. The way in which the data come along is
                             ${runbookOptions.join(", ")}; without
                             one they are compared, and the recommended one is told.
                             Not with --storage, --diff, --write or --format json
  --diff                     print the changes (default)
  --write                    write all files, or none where one cannot be written
  --format ${padded(convertFormats.join("|"))}(text)
${common}

Exit code: 0 converted, 2 refused, wrong usage, or a path or configuration that cannot
be read. Where it is refused, the first word on standard error says why.
`,
  explain: `\
Usage: rightkind explain RULE|KIND
       rightkind explain --object Kind/[namespace/]name PATH [options]

Prints the page of a rule or of a kind, or why an object is reported or not: what it
belongs to, what its look-ups found, and which kind it should be.

  --object NAME              such as Deployment/mysql or Deployment/shop/mysql
${common}
`,
  rules: `\
Usage: rightkind rules [options]

Lists all rules.

  --format ${padded(rulesFormats.join("|"))}(text)
`,
};

const overview = `\
Usage: rightkind COMMAND [options]

The right kind for every Kubernetes workload.

  check PATH…                report what will go wrong with the kinds of your workloads
  fix PATH…                  apply the fixes that are safe
  convert PATH --to KIND     turn a workload into one of another kind
  explain RULE|KIND          the page of a rule or of a kind
  explain --object O PATH    why an object is reported or not
  rules                      list all rules

${common}

'rightkind COMMAND --help' says more about a command.
`;

/** @param command undefined for the overview */
export function helpText(command: Command | undefined): string {
  return command ? texts[command] : overview;
}

function padded(words: string): string {
  return words.padEnd(18);
}
