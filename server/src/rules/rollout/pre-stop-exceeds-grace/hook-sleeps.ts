// For how long the preStop hooks of a Pod sleep, and where the number of seconds stands.
import { shellScript, type Word } from "../../../guidance/commands";
import { scriptCommands } from "../../../guidance/shell-script";
import { containers, type Workload } from "../../../kubernetes/workload";
import { asScalar, at, itemsOf } from "../../../yaml/navigate";
import type { Node, Scalar } from "../../../yaml/tree";

export interface HookSleep {
  readonly container: string;
  readonly seconds: number;
  /** The number, in a script as well. */
  readonly node: Node;
  /** By the field `preStop.sleep`, which the API server checks, rather than by a command. */
  readonly native: boolean;
}

/**
 * The longest sleep of each hook.
 * @param textOf the text that holds a scalar; undefined where it stands elsewhere
 */
export function hookSleeps(workload: Workload, textOf: (scalar: Scalar) => string | undefined): HookSleep[] {
  return containers(workload).flatMap(({ node, name }): HookSleep[] => {
    const hook = at(node, "lifecycle", "preStop");
    const seconds = asScalar(at(hook, "sleep", "seconds"));
    if (seconds && typeof seconds.value === "number" && seconds.value > 0)
      return [{ container: name, seconds: seconds.value, node: seconds, native: true }];
    const words = itemsOf(at(hook, "exec", "command")).flatMap((item): Word[] => {
      const scalar = asScalar(item);
      return scalar ? [{ text: scalar.text, node: scalar }] : [];
    });
    const [longest] = commandSleeps(words, textOf).sort((a, b) => b.seconds - a.seconds);
    return longest ? [{ container: name, ...longest, native: false }] : [];
  });
}

type Sleep = Pick<HookSleep, "seconds" | "node">;

const SLEEP = /(?:^|\/)sleep$/;

function commandSleeps(words: readonly Word[], textOf: (scalar: Scalar) => string | undefined): Sleep[] {
  const script = shellScript(words);
  if (!script) {
    const [first, second] = words;
    const seconds = first && second && SLEEP.test(first.text) ? duration(second.text) : undefined;
    return seconds !== undefined && second ? [{ seconds, node: second.node }] : [];
  }
  return scriptCommands(script.text).flatMap((command) => {
    const start = command[0] === "exec" ? 1 : 0;
    const word = SLEEP.test(command[start] ?? "") ? command[start + 1] : undefined;
    const seconds = duration(word);
    if (word === undefined || seconds === undefined) return [];
    const scalar = asScalar(script.node);
    return [{ seconds, node: (scalar && wordIn(scalar, word, textOf(scalar))) ?? script.node }];
  });
}

const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600 };

/** `30`, `30s` or `1m`; a longer number is no time to wait. */
function duration(text: string | undefined): number | undefined {
  const parts = /^(\d{1,6})([smh]?)$/.exec(text ?? "");
  const seconds = parts ? Number(parts[1]) * (UNITS[parts[2] ?? ""] ?? 1) : 0;
  return seconds > 0 ? seconds : undefined;
}

/** The number behind `sleep` in the source of a scalar, as a node of its own: one token, rather than the whole script. */
function wordIn(scalar: Scalar, word: string, text: string | undefined): Scalar | undefined {
  const found = new RegExp(`\\bsleep[ \\t]+(${word})(?![\\w.])`, "d").exec(text?.slice(scalar.start, scalar.end) ?? "");
  const [start, end] = found?.indices?.[1] ?? [];
  if (start === undefined || end === undefined) return undefined;
  return {
    type: "scalar",
    style: "plain",
    text: word,
    value: word,
    start: scalar.start + start,
    end: scalar.start + end,
  };
}
