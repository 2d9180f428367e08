// The questions that conversions leave open: their names, and what may be answered.
import { cronSchedule } from "../kubernetes/cron-schedule";

/** What can be chosen: one of some words, or a text of a kind. */
export type ChoiceValues = readonly string[] | ChoiceText;

export interface ChoiceText {
  /** What it is, for people: `a schedule in cron format`. */
  readonly what: string;
  isValid(text: string): boolean;
}

/** Without an answer a conversion takes the careful way, or is refused; the consequence or the refusal names the choice. */
export const knownChoices: Readonly<Record<string, ChoiceValues>> = {
  "claim-templates": ["new-claim", "one-replica", "shared-claim", "ephemeral"],
  "data-source": ["keep"],
  "long-running": ["convert"],
  parallelism: ["replicas"],
  paused: ["partition", "OnDelete", "suspend"],
  replicas: ["parallelism"],
  schedule: { what: "a schedule in cron format", isValid: (text) => !("fault" in cronSchedule(text)) },
  "shared-claim": ["move"],
  "update-strategy": ["OnDelete", "Recreate"],
};

/** The values in words: `keep`, `partition or OnDelete`, `a schedule in cron format`. */
export function choiceWords(values: ChoiceValues): string {
  if (!isWords(values)) return values.what;
  const last = values.at(-1) ?? "";
  return values.length < 2 ? last : `${values.slice(0, -1).join(", ")} or ${last}`;
}

export function isChoice(values: ChoiceValues, value: string): boolean {
  return isWords(values) ? values.includes(value) : values.isValid(value);
}

function isWords(values: ChoiceValues): values is readonly string[] {
  return Array.isArray(values);
}
