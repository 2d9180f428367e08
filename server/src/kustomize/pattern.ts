// Regular expressions as Kustomize means them, matched in time that is linear in the text.
import type { Ranges } from "./pattern-letters";
import { type Assertion, type Expression, PatternFault, parsedPattern } from "./pattern-syntax";

/** Larger programs are taken to match nothing: `(a{1000}){1000}` is one of them. */
const MOST_INSTRUCTIONS = 10_000;

type Instruction =
  | { readonly type: "set"; readonly ranges: Ranges }
  | { readonly type: "assertion"; readonly what: Assertion }
  | { readonly type: "split"; readonly left: number; readonly right: number }
  | { readonly type: "jump"; readonly to: number }
  | { readonly type: "match" };

/** A regular expression of Go's package regexp (RE2). */
export class Pattern {
  readonly #program: readonly Instruction[];

  private constructor(program: readonly Instruction[]) {
    this.#program = program;
  }

  /** Undefined for what is no such expression, or one of absurd size. */
  static of(text: string): Pattern | undefined {
    try {
      const program: Instruction[] = [];
      emit(parsedPattern(text), program);
      program.push({ type: "match" });
      return new Pattern(program);
    } catch (error) {
      if (error instanceof PatternFault) return undefined;
      throw error;
    }
  }

  /** Does it match anywhere in the text? All ways through the program are walked at once, so that each letter costs the same. */
  isIn(text: string): boolean {
    const letters = [...text];
    let threads = new Threads(this.#program.length);
    let next = new Threads(this.#program.length);
    for (let at = 0; at <= letters.length; at++) {
      this.#follow(0, at, letters, threads);
      const code = letters[at]?.codePointAt(0);
      for (const place of threads.places()) {
        const instruction = this.#program[place];
        if (instruction?.type === "match") return true;
        if (instruction?.type === "set" && code !== undefined && holds(instruction.ranges, code))
          this.#follow(place + 1, at + 1, letters, next);
      }
      [threads, next] = [next, threads];
      next.clear();
    }
    return false;
  }

  /** Adds a place and all that are reached from it without a letter. */
  #follow(start: number, at: number, letters: readonly string[], threads: Threads): void {
    const waiting = [start];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (!threads.add(place)) continue;
      const instruction = this.#program[place];
      if (instruction?.type === "jump") waiting.push(instruction.to);
      else if (instruction?.type === "split") waiting.push(instruction.right, instruction.left);
      else if (instruction?.type === "assertion" && isTrue(instruction.what, at, letters)) waiting.push(place + 1);
    }
  }
}

/** A set of places in a program, in the order in which they were added; emptied without work. */
class Threads {
  readonly #known: Uint32Array;
  readonly #list: number[] = [];
  #round = 1;

  constructor(size: number) {
    this.#known = new Uint32Array(size);
  }

  add(place: number): boolean {
    if (this.#known[place] === this.#round) return false;
    this.#known[place] = this.#round;
    this.#list.push(place);
    return true;
  }

  places(): readonly number[] {
    return this.#list;
  }

  clear(): void {
    this.#list.length = 0;
    this.#round++;
  }
}

function emit(expression: Expression, program: Instruction[]): void {
  if (program.length > MOST_INSTRUCTIONS) throw new PatternFault();
  switch (expression.type) {
    case "set":
    case "assertion":
      program.push(expression);
      return;
    case "sequence":
      for (const part of expression.parts) emit(part, program);
      return;
    case "choice":
      emitChoice(expression.parts, program);
      return;
    case "repeat":
      emitRepeat(expression, program);
  }
}

function emitChoice(parts: readonly Expression[], program: Instruction[]): void {
  const ends: number[] = [];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const split = program.length;
    if (!isLast) program.push({ type: "jump", to: 0 });
    emit(part, program);
    if (isLast) continue;
    ends.push(program.length);
    program.push({ type: "jump", to: 0 });
    program[split] = { type: "split", left: split + 1, right: program.length };
  }
  for (const end of ends) program[end] = { type: "jump", to: program.length };
}

function emitRepeat({ part, least, most }: Extract<Expression, { type: "repeat" }>, program: Instruction[]): void {
  for (let count = 0; count < least; count++) emit(part, program);
  if (most === Number.POSITIVE_INFINITY) {
    const split = program.length;
    program.push({ type: "jump", to: 0 });
    emit(part, program);
    program.push({ type: "jump", to: split });
    program[split] = { type: "split", left: split + 1, right: program.length };
    return;
  }
  const splits: number[] = [];
  for (let count = least; count < most; count++) {
    splits.push(program.length);
    program.push({ type: "jump", to: 0 });
    emit(part, program);
  }
  for (const split of splits) program[split] = { type: "split", left: split + 1, right: program.length };
}

function holds(ranges: Ranges, code: number): boolean {
  return ranges.some(([low, high]) => low <= code && code <= high);
}

function isTrue(what: Assertion, at: number, letters: readonly string[]): boolean {
  switch (what) {
    case "text-start":
      return at === 0;
    case "text-end":
      return at === letters.length;
    case "line-start":
      return at === 0 || letters[at - 1] === "\n";
    case "line-end":
      return at === letters.length || letters[at] === "\n";
    case "word-edge":
      return isWord(letters[at - 1]) !== isWord(letters[at]);
    case "no-word-edge":
      return isWord(letters[at - 1]) === isWord(letters[at]);
  }
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /^\w$/.test(letter);
}
