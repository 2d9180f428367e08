// Regular expressions as Kustomize means them, matched in time that is linear in the text.
import { PatternMachine } from "../text/pattern-machine";
import { PatternFault, parsedPattern } from "./pattern-syntax";

/** Larger ones are taken to match nothing: `(a{1000}){1000}` is one of them. */
const MOST_STATES = 10_000;

/** A regular expression of Go's package regexp (RE2). */
export class Pattern {
  readonly #machine: PatternMachine;

  private constructor(machine: PatternMachine) {
    this.#machine = machine;
  }

  /** Undefined for what is no such expression, or one of absurd size. */
  static of(text: string): Pattern | undefined {
    try {
      return new Pattern(new PatternMachine(parsedPattern(text), MOST_STATES));
    } catch (error) {
      if (error instanceof PatternFault || error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Does it match anywhere in the text? Go counts code points. */
  isIn(text: string): boolean {
    return this.#machine.isIn(Array.from(text, (letter) => letter.codePointAt(0) ?? 0));
  }
}
