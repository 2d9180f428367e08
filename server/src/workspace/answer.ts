// What a look-up can answer, and how an asker gets one fact out of it.
import type { WorkspaceObject } from "./document";
import type { ObjectFacts } from "./facts";

/**
 * `found`: the nearest tier that has candidates; they may still differ in the fact that is asked for.
 * `missing`: everything was read, and no tier has a candidate. `unknown`: something was not read, or is not readable.
 */
export interface Answer {
  readonly state: "found" | "missing" | "unknown";
  readonly candidates: readonly WorkspaceObject[];
}

export type Agreed<T> =
  | { readonly state: "found"; readonly value: T }
  | { readonly state: "ambiguous" | "missing" | "unknown" };

/** One fact on which all candidates agree; `ambiguous` where they differ in it. */
export function agreed<T extends string | number | boolean | undefined>(
  answer: Answer,
  fact: (facts: ObjectFacts) => T,
): Agreed<T> {
  if (answer.state !== "found") return { state: answer.state };
  const values = new Set(answer.candidates.map(({ facts }) => fact(facts)));
  const [value] = values;
  return values.size === 1 ? { state: "found", value: value as T } : { state: "ambiguous" };
}

/** Equal for answers that mean the same to every asker. */
export function answerSignature(objects: readonly WorkspaceObject[], state = ""): string {
  return `${state}|${objects.map(({ document, index, signature }) => `${document.id}.${index} ${signature}`).join("|")}`;
}
