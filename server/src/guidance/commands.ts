// Reads what a container runs: its commands, endless loops, cron daemons, what serves.
import { asScalar, child, itemsOf } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { type Command, scriptCommands } from "./shell-script";

/** One word of `command` or `args`. */
export interface Word {
  readonly text: string;
  readonly node: Node;
}

export function words(container: Node): Word[] {
  return [...itemsOf(child(container, "command")), ...itemsOf(child(container, "args"))].flatMap((node) => {
    const scalar = asScalar(node);
    return scalar ? { text: scalar.text, node: scalar } : [];
  });
}

const SHELL = /(?:^|\/)(?:ba|da|a|z|k)?sh$/;

/** The script that a shell is given with `-c`; undefined where no shell is called so. */
export function shellScript(run: readonly Word[]): Word | undefined {
  const shell = run.findIndex(({ text }) => SHELL.test(text));
  if (shell === -1) return undefined;
  const flag = run.findIndex(({ text }, index) => index > shell && /^-[a-z]+$/.test(text) && text.includes("c"));
  return flag === -1 ? undefined : run[flag + 1];
}

/** The word that best shows what is run: the script, else the first word. */
export function mainWord(run: readonly Word[]): Word | undefined {
  return shellScript(run) ?? run[0];
}

/** The commands in the order in which they are written. Without a shell it is one: the words themselves. */
export function commands(run: readonly Word[]): readonly Command[] {
  const script = shellScript(run);
  if (!script) return [run.map(({ text }) => text)].filter((command) => command.length > 0);
  let found = scripts.get(script.node);
  if (!found) {
    found = scriptCommands(script.text);
    scripts.set(script.node, found);
  }
  return found;
}

/** A verdict and the rules that read it ask a container many times what it runs. */
const scripts = new WeakMap<Node, readonly Command[]>();

/** Words before a command that only say how it is run. */
const WRAPPERS = /^(?:exec|nice|nohup|sudo|env|command|tini|dumb-init|--|[A-Za-z_]\w*=.*)$/;

/** What the container ends with: the last command that does more than to speak, to wait or to set something. */
export function lastCommand(run: readonly Word[]): Command | undefined {
  return commands(run)
    .map(withoutWrappers)
    .findLast((command) => !isNeutral(command));
}

export function withoutWrappers(command: Command): Command {
  let start = 0;
  while (start < command.length - 1 && WRAPPERS.test(command[start] ?? "")) start++;
  return command.slice(start);
}

export function isNeutral([first = ""]: Command): boolean {
  return /^(?:echo|printf|date|exit|true|:|set|wait|trap|export|cd|fi|done|esac|\}|\)|sleep|[A-Za-z_]\w*=.*)$/.test(
    first,
  );
}

/** Does the script only speak and end: `echo done; exit 0`? */
export function onlySpeaks(run: readonly Word[]): boolean {
  const all = commands(run);
  return all.length > 1 && all.every(isNeutral) && all.at(-1)?.[0] === "exit";
}

/** Does the container wait for ever or for long and do nothing else: a place to `kubectl exec` into? */
export function onlyWaits(run: readonly Word[]): boolean {
  if (run.length === 0) return false;
  if (run.some(({ text }) => /(?:^|\/)toolbox(?:\.sh)?$/.test(text))) return true;
  const all = commands(run).map(withoutWrappers);
  // Jenkins keeps the containers of its agents open with it.
  if (all.length === 1 && all[0]?.join(" ") === "cat") return true;
  const work = all.filter(
    (command) => !isNeutral(command) && !shows(command) && !/^(?:false|touch)$/.test(command[0] ?? ""),
  );
  return work.length === 0 && all.some((command) => shows(command) || command[0] === "sleep");
}

/** From so many seconds on a pause at the end is there so that somebody may look around. */
const LONG_PAUSE = 600;

/** Does the script do some work and then wait for long, so that somebody may work in the container? */
export function endsWaiting(run: readonly Word[]): boolean {
  const script = shellScript(run)?.text;
  if (script === undefined || LOOP.test(script) || runsBeside(script)) return false;
  const all = commands(run).map(withoutWrappers);
  const last = all.findLast((command) => !isNeutral(command) || command[0] === "sleep" || command[0] === "done");
  if (!last || all.length < 2) return false;
  return waits(last) || (last[0] === "sleep" && (duration(last[1], new Map()) ?? 0) >= LONG_PAUSE);
}

/** Is a program left running while the script goes on? */
export function runsBeside(script: string): boolean {
  return /(?:^|[^&<>|])&(?![&>\d])/.test(script);
}

function waits([first = "", ...rest]: Command): boolean {
  const name = first.slice(first.lastIndexOf("/") + 1);
  if (name === "sleep") return /^inf/.test(rest[0] ?? "");
  return name === "pause" || (name === "tail" && rest.includes("/dev/null"));
}

/** Does it wait, or show what somebody else writes into a file? Behind a server in the background that is no waiting. */
function shows(command: Command): boolean {
  const [first = "", ...rest] = command;
  return waits(command) || (/(?:^|\/)tail$/.test(first) && rest.some((word) => /^-[a-z]*f$/i.test(word)));
}

const LOOP = /(?:while\s+(?:true|:|\[+\s*(?:1|true)\s*\]+|sleep\b)|until\s+false|for\s*\(\(\s*;\s*;\s*\)\))/;

/** Does the script never end by itself? */
export function isEndless(run: readonly Word[]): boolean {
  const script = shellScript(run)?.text ?? run.map(({ text }) => text).join(" ");
  return LOOP.test(script) || commands(run).map(withoutWrappers).some(waits);
}

export interface SleepLoop {
  readonly seconds: number;
  /** The script. */
  readonly node: Node;
}

/**
 * A loop without an end that works and then sleeps.
 * @param variables values by which `sleep $INTERVAL` is read
 * @returns undefined where there is none, where it does nothing but speak, or where the time is not known
 */
export function sleepLoop(run: readonly Word[], variables: ReadonlyMap<string, string>): SleepLoop | undefined {
  const script = shellScript(run);
  const start = script && LOOP.exec(script.text);
  if (!script || !start) return undefined;
  const body = scriptCommands(script.text.slice(start.index + start[0].length));
  const head = /sleep$/.test(start[0]) ? script.text.slice(start.index).replace(/^while\s+/, "") : "";
  const sleeps = [...scriptCommands(head).slice(0, 1), ...body].filter(([first]) => first === "sleep");
  if (body.every((command) => isNeutral(command) || /^[\d$]/.test(command[0] ?? ""))) return undefined;
  const seconds = sleeps.length === 0 ? undefined : duration(sleeps.at(-1)?.[1], variables);
  return seconds === undefined ? undefined : { seconds, node: script.node };
}

const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** `3600`, `60m`, `$((60*60))`, `${INTERVAL:-3600}`, `$INTERVAL` in seconds. */
function duration(text: string | undefined, variables: ReadonlyMap<string, string>): number | undefined {
  const plain = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text ?? "");
  if (plain) return Number(plain[1]) * (UNITS[plain[2] ?? ""] ?? 1);
  const product = /^\$\(\(\s*(\d+(?:\s*\*\s*\d+)*)\s*\)\)$/.exec(text ?? "")?.[1];
  if (product) return product.split("*").reduce((result, factor) => result * Number(factor), 1);
  const reference = /^\$\{?(\w+)(?::?-(\w+))?\}?$/.exec(text ?? "");
  if (!reference) return undefined;
  const value = variables.get(reference[1] ?? "") ?? reference[2];
  return value === undefined || value.startsWith("$") ? undefined : duration(value, new Map());
}

/** The word that starts a cron daemon in the foreground: `crond -f`, `supercronic`. */
export function cronDaemon(run: readonly Word[]): Node | undefined {
  const starts = commands(run)
    .map(withoutWrappers)
    .some(([first = "", ...rest]) => {
      const name = first.slice(first.lastIndexOf("/") + 1);
      if (name === "supercronic") return true;
      return (name === "crond" || name === "cron") && rest.some((word) => /^-[a-z]*f/.test(word));
    });
  return starts ? mainWord(run)?.node : undefined;
}

/** What a command says of serving: `vault server`, `manage.py runserver`, `redis-server`; undefined where it does not. */
export function servingCommand(command: Command): string | undefined {
  const option = command.findIndex((word) => word.startsWith("-"));
  const [first = "", ...subcommands] = option === -1 ? command.slice(0, 3) : command.slice(0, Math.min(option, 3));
  const serves = subcommands.find((word) => /^(?:serve|server|listen|runserver)$/.test(word));
  if (serves !== undefined) return `${first} ${serves}`;
  return /[-/](?:serve|server)$/.test(first) ? first : undefined;
}

/** What a command says of working through a queue for ever: `celery worker`, `jobs:work`; undefined where it does not. */
export function workingCommand(command: Command): string | undefined {
  const [first = ""] = command;
  const works = command.slice(1, 6).find((word) => /^(?:(?:\w+:)*work(?:er)?|consumer?|daemon)$/.test(word));
  return works === undefined ? undefined : `${first} ${works}`;
}
