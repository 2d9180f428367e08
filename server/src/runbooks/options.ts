// The ways to bring the data along, as people name them.
import type { Storage } from "./request";

export const runbookOptions = ["new-volumes", "adopt", "copy", "plain-claim"] as const;

export type RunbookOption = (typeof runbookOptions)[number];

export function isRunbookOption(value: unknown): value is RunbookOption {
  return runbookOptions.some((option) => option === value);
}

/** Which claims become templates. */
export function storageOf(option: RunbookOption): Storage {
  return option === "plain-claim" ? "keep" : "templates";
}
