// One run of the command line: words in, exit code out. Nothing here touches the process.
import { rules } from "../rules/registry";
import type { Rule } from "../rules/rule";
import { invocation, UsageError } from "./arguments";
import { check } from "./check";
import { convert } from "./convert";
import { explain } from "./explain";
import { fix } from "./fix";
import { helpText } from "./help";
import type { Invocation } from "./invocation";
import { listRules } from "./rules";
import { printRunbook } from "./runbook";
import { type ExitCode, exitCodes, type Surroundings } from "./surroundings";

/**
 * @param words of the command line, without the program's own name
 * @param known the rules to run, for tests that need another one
 */
export async function run(
  words: readonly string[],
  surroundings: Surroundings,
  known: readonly Rule[] = rules,
): Promise<ExitCode> {
  const { say, write, version } = surroundings;
  let wanted: Invocation;
  try {
    wanted = invocation(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${error.message} 'rightkind --help' shows how it is used.`);
    return exitCodes.failed;
  }
  switch (wanted.action) {
    case "help":
      write(helpText(wanted.command));
      return exitCodes.fine;
    case "version":
      write(`${version}\n`);
      return exitCodes.fine;
    case "check":
      return check(wanted, known, surroundings);
    case "fix":
      return fix(wanted, known, surroundings);
    case "convert":
      return convert(wanted, known, surroundings);
    case "runbook":
      return printRunbook(wanted, known, surroundings);
    case "explain":
      return explain(wanted, known, surroundings);
    case "rules":
      return listRules(wanted.format, known, surroundings);
  }
}
