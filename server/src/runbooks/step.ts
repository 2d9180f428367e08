// A step of a runbook: what to do, what it waits for and prints, and how to go back from there.
import { block } from "./markdown";

/** A paragraph of Markdown, or commands for bash. */
export type Part = string | Commands;

export interface Commands {
  readonly bash: readonly string[];
}

export interface Step {
  readonly title: string;
  readonly parts: readonly Part[];
  /** How to go back once the step is done. */
  readonly back?: readonly Part[];
  /** Ways to do the step, of which one is taken. */
  readonly ways?: readonly Pick<Step, "title" | "parts">[];
}

/** A block of commands; nothing where there are none. */
export function bash(...lines: readonly string[]): Commands {
  return { bash: lines };
}

export function stepText(step: Step, number: number): string {
  const { title, parts, back = [], ways = [] } = step;
  const goBack = partTexts(back);
  return [
    `## ${number}. ${title}`,
    ...partTexts(parts),
    ...ways.flatMap((way, index) => [`### ${number}${letter(index)}. ${way.title}`, ...partTexts(way.parts)]),
    ...(goBack.length > 0 ? [`### Way back from step ${number}`, ...goBack] : []),
  ].join("\n\n");
}

function partTexts(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (typeof part === "string") return part === "" ? [] : [part];
    return part.bash.length > 0 ? [block("bash", part.bash)] : [];
  });
}

function letter(index: number): string {
  return String.fromCharCode("a".charCodeAt(0) + index);
}
