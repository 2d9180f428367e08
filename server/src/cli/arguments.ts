// The words of a command line → what to do. Anything that is not exactly right is refused with a sentence.
import { parseArgs } from "node:util";
import { type KubernetesVersion, kubernetesVersion } from "../config/assumptions";
import { nearMiss } from "../config/near-miss";
import { choiceWords, isChoice, knownChoices } from "../conversions/choices";
import { type WorkloadKind, workloadKinds } from "../kubernetes/kinds";
import { isRunbookOption, runbookOptions } from "../runbooks/options";
import {
  type Command,
  type ContextOptions,
  type ConvertInvocation,
  checkFormats,
  commands,
  convertFormats,
  type ExplainInvocation,
  type FixInvocation,
  failLevels,
  type Invocation,
  newResourcePlaces,
  type ObjectName,
  type RunbookInvocation,
  rulesFormats,
  storageChoices,
} from "./invocation";
import { withOptionalValue } from "./optional-value";
import { standardInput } from "./standard-input";

/** The command line cannot be understood; the message says what to write. */
export class UsageError extends Error {}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** Every option of every command: they may stand anywhere, before the command too. */
const options = {
  root: text,
  config: text,
  "kubernetes-version": text,
  help: { ...flag, short: "h" },
  version: flag,
  format: text,
  "fail-on": text,
  object: text,
  to: text,
  storage: text,
  choose: { ...text, multiple: true },
  "new-resources": text,
  runbook: text,
  diff: flag,
  write: flag,
} as const;

const common = ["root", "config", "kubernetes-version", "help", "version"];
const own: Readonly<Record<Command, readonly string[]>> = {
  check: ["format", "fail-on"],
  fix: ["diff", "write"],
  convert: ["to", "object", "storage", "choose", "new-resources", "runbook", "diff", "write", "format"],
  explain: ["object"],
  rules: ["format"],
};

/**
 * @param words without the program's own name
 * @throws UsageError
 */
export function invocation(words: readonly string[]): Invocation {
  const { values, positionals } = parsed(words);
  const [first, ...rest] = positionals;
  const command = commands.find((known) => known === first);
  if (values.version) return { action: "version" };
  if (first === undefined) {
    if (values.help) return { action: "help", command: undefined };
    throw new UsageError(`No command is given. Write ${listed(commands)}.`);
  }
  if (!command) {
    const near = nearMiss(first, commands);
    throw new UsageError(
      near === undefined
        ? `There is no command '${first}'. Write ${listed(commands)}.`
        : `There is no command '${first}'. Did you mean '${near}'?`,
    );
  }
  if (values.help) return { action: "help", command };
  for (const name of Object.keys(values)) {
    if (!common.includes(name) && !own[command].includes(name)) {
      throw new UsageError(`'${command}' has no option '--${name}'.`);
    }
  }
  const context = {
    root: notEmpty("root", values.root),
    config: notEmpty("config", values.config),
    kubernetesVersion: version(values["kubernetes-version"]),
  };
  switch (command) {
    case "check":
      return {
        action: "check",
        paths: somePaths(command, rest),
        format: oneOf("format", values.format, checkFormats, "text"),
        failOn: oneOf("fail-on", values["fail-on"], failLevels, "error"),
        context,
      };
    case "fix":
      return fix(rest, values, context);
    case "convert":
      return convert(rest, values, context);
    case "explain":
      return explain(rest, values.object, context);
    case "rules":
      if (rest[0] !== undefined) throw new UsageError(`'rules' takes no argument: '${rest[0]}'.`);
      return { action: "rules", format: oneOf("format", values.format, rulesFormats, "text") };
  }
}

function fix(
  rest: readonly string[],
  values: ReturnType<typeof parsed>["values"],
  context: ContextOptions,
): FixInvocation {
  const paths = somePaths("fix", rest);
  return { action: "fix", paths, write: isWritten(values, paths), context };
}

/** The default is a diff. */
function isWritten({ diff, write }: ReturnType<typeof parsed>["values"], paths: readonly string[]): boolean {
  if (diff && write) throw new UsageError("'--diff' and '--write' exclude each other.");
  if (write && paths.includes(standardInput))
    throw new UsageError("Standard input cannot be written: leave out '--write'.");
  return write ?? false;
}

function convert(
  rest: readonly string[],
  values: ReturnType<typeof parsed>["values"],
  context: ContextOptions,
): ConvertInvocation | RunbookInvocation {
  const [path, further] = rest;
  if (path === undefined) throw new UsageError("'convert' needs a file or folder; '.' is the working directory.");
  if (further !== undefined) throw new UsageError(`'convert' takes one path: '${further}' is too many.`);
  const write = isWritten(values, [path]);
  const conversion = {
    path: notEmptyPath(path),
    to: targetKind(values.to),
    object: values.object === undefined ? undefined : objectName(values.object),
    choices: chosen(values.choose ?? []),
    newResources: oneOf("new-resources", values["new-resources"], newResourcePlaces, "sameFile"),
    context,
  };
  const storage = oneOf("storage", values.storage, storageChoices, "auto");
  const format = oneOf("format", values.format, convertFormats, "text");
  const { runbook } = values;
  if (runbook === undefined) return { action: "convert", ...conversion, storage, write, format };
  const other = (["write", "diff", "storage"] as const).find((name) => values[name] !== undefined);
  if (other !== undefined)
    throw new UsageError(
      `'--runbook' and '--${other}' exclude each other: a runbook says itself what is written and moved.`,
    );
  if (format !== "text") throw new UsageError("A runbook is Markdown: leave out '--format json'.");
  if (path === standardInput) throw new UsageError("'--runbook' needs the files themselves, not standard input.");
  return {
    action: "runbook",
    ...conversion,
    option: runbook === "" ? undefined : oneOf("runbook", runbook, runbookOptions, "adopt"),
  };
}

function targetKind(word: string | undefined): WorkloadKind {
  if (word === undefined) throw new UsageError("'convert' needs '--to KIND', such as '--to StatefulSet'.");
  const kind = workloadKinds.find((known) => known.toLowerCase() === word.toLowerCase());
  if (kind === undefined) throw new UsageError(`'--to' is ${listed(workloadKinds)}, not '${word}'.`);
  return kind;
}

/** Each `NAME=VALUE`; a name that is given twice must have one value. */
function chosen(words: readonly string[]): Map<string, string> {
  const choices = new Map<string, string>();
  for (const word of words) {
    const equals = word.indexOf("=");
    if (equals < 1) throw new UsageError(`'--choose' is NAME=VALUE, not '${word}'.`);
    const name = word.slice(0, equals);
    const value = word.slice(equals + 1);
    const values = Object.hasOwn(knownChoices, name) ? knownChoices[name] : undefined;
    if (!values)
      throw new UsageError(`There is no choice '${name}'. There are ${listed(Object.keys(knownChoices), "and")}.`);
    if (!isChoice(values, value))
      throw new UsageError(`The choice '${name}' is ${choiceWords(values)}, not '${value}'.`);
    if ((choices.get(name) ?? value) !== value) throw new UsageError(`The choice '${name}' is made twice.`);
    choices.set(name, value);
  }
  return choices;
}

function explain(rest: readonly string[], object: string | undefined, context: ContextOptions): ExplainInvocation {
  const [only, further] = rest;
  if (further !== undefined) throw new UsageError(`'explain' takes one argument: '${further}' is too many.`);
  if (object === undefined) {
    if (only === undefined) throw new UsageError("'explain' needs a rule or a kind; 'rules' lists the rules.");
    return { action: "explain", topic: only };
  }
  if (only === undefined) throw new UsageError("'explain --object' needs the file or folder that the object is in.");
  return { action: "explain", object: objectName(object), path: notEmptyPath(only), context };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: withOptionalValue(words, "runbook", isRunbookOption),
      options,
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new UsageError(complaint(words, error));
  }
}

/** The library's own sentences speak of JavaScript; these name the option. */
function complaint(words: readonly string[], error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const quoted = error instanceof Error ? /'(-[^' ]*)/.exec(error.message)?.[1] : undefined;
  const option = quoted?.replace(/=.*$/s, "") ?? words.find((word) => word.startsWith("-")) ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const near = nearMiss(option.replace(/^-+/, ""), Object.keys(options));
    return `There is no option '${option}'.${near === undefined ? "" : ` Did you mean '--${near}'?`}`;
  }
  // A short option stands before its long form in the library's sentence.
  const name = /--[a-z-]+/.exec(error instanceof Error ? error.message : "")?.[0] ?? option;
  const declared = Object.entries(options).find(([known]) => `--${known}` === name)?.[1];
  return declared?.type === "boolean" ? `'${name}' takes no value.` : `'${name}' needs a value.`;
}

function oneOf<T extends string>(option: string, value: string | undefined, known: readonly T[], otherwise: T): T {
  if (value === undefined) return otherwise;
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`'--${option}' is ${listed(known)}, not '${value}'.`);
  return found;
}

function notEmpty(option: string, value: string | undefined): string | undefined {
  if (value === "") throw new UsageError(`'--${option}' needs a value.`);
  return value;
}

function somePaths(command: Command, words: readonly string[]): string[] {
  if (words.length === 0) throw new UsageError(`'${command}' needs a file or folder; '.' is the working directory.`);
  return words.map((word) => notEmptyPath(word));
}

function notEmptyPath(path: string): string {
  if (path === "") throw new UsageError("A path is empty.");
  return path;
}

function version(value: string | undefined): KubernetesVersion | undefined {
  if (value === undefined) return undefined;
  const found = kubernetesVersion(value);
  if (!found) throw new UsageError(`'--kubernetes-version' is a release such as 1.36, not '${value}'.`);
  return found;
}

function objectName(value: string): ObjectName {
  const parts = value.split("/");
  const [kind = "", middle = "", last] = parts;
  if (parts.length < 2 || parts.length > 3 || parts.includes("")) {
    throw new UsageError(`'--object' is Kind/name or Kind/namespace/name, not '${value}'.`);
  }
  return last === undefined ? { kind, namespace: undefined, name: middle } : { kind, namespace: middle, name: last };
}

function listed(words: readonly string[], conjunction = "or"): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}
