// Reads regular expressions, as far as picomatch writes them, into a tree.
import type { CharacterSet, Pattern } from "../text/pattern";

/** Groups are nested at most so deep, and a number in braces is at most so large. */
const DEEPEST = 200;
const MOST_COPIES = 1000;

/**
 * The tree of a regular expression without flags. Whether a quantifier is lazy makes no difference to what matches.
 * @returns undefined for what picomatch does not write of its own: back references, looking back, named groups, properties
 */
export function patternOf(source: string): Pattern | undefined {
  try {
    return new PatternReader(source).whole();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

const WORD: CharacterSet["ranges"] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
const DIGIT: CharacterSet["ranges"] = [[0x30, 0x39]];
const SPACE: CharacterSet["ranges"] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_END: CharacterSet["ranges"] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];

const classes: Readonly<Record<string, CharacterSet["ranges"]>> = { d: DIGIT, s: SPACE, w: WORD };
const controls: Readonly<Record<string, number>> = { 0: 0, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09, v: 0x0b };

class PatternReader {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  whole(): Pattern {
    const pattern = this.#choice();
    if (this.#at < this.#source.length) throw new Unreadable();
    return pattern;
  }

  #choice(): Pattern {
    if (this.#depth++ > DEEPEST) throw new Unreadable();
    const options = [this.#sequence()];
    while (this.#takes("|")) options.push(this.#sequence());
    this.#depth--;
    const [only] = options;
    return options.length === 1 && only ? only : { type: "choice", options };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    for (let next = this.#next(); next !== "" && next !== "|" && next !== ")"; next = this.#next()) {
      parts.push(this.#quantified(this.#atom()));
    }
    return { type: "sequence", parts };
  }

  #atom(): Pattern {
    const sign = this.#take();
    switch (sign) {
      case "^":
        return { type: "start" };
      case "$":
        return { type: "end" };
      case ".":
        return { type: "character", set: { negative: true, ranges: LINE_END } };
      case "(":
        return this.#group();
      case "[":
        return { type: "character", set: this.#class() };
      case "\\":
        if (this.#takes("b")) return { type: "boundary", negative: false };
        if (this.#takes("B")) return { type: "boundary", negative: true };
        return { type: "character", set: this.#escape() };
      case "*":
      case "+":
      case "?":
        throw new Unreadable();
      default:
        return { type: "character", set: single(sign.charCodeAt(0)) };
    }
  }

  #group(): Pattern {
    let look: "positive" | "negative" | undefined;
    if (this.#takes("?")) {
      const sign = this.#take();
      if (sign === "=") look = "positive";
      else if (sign === "!") look = "negative";
      else if (sign !== ":") throw new Unreadable();
    }
    const body = this.#choice();
    if (!this.#takes(")")) throw new Unreadable();
    return look === undefined ? body : { type: "look", negative: look === "negative", body };
  }

  #quantified(body: Pattern): Pattern {
    const range = this.#quantifier();
    if (!range) return body;
    this.#takes("?");
    return { type: "repeat", body, ...range };
  }

  #quantifier(): { readonly min: number; readonly max: number | undefined } | undefined {
    if (this.#takes("*")) return { min: 0, max: undefined };
    if (this.#takes("+")) return { min: 1, max: undefined };
    if (this.#takes("?")) return { min: 0, max: 1 };
    const braces = /\{(\d+)(?:(,)(\d*))?\}/y;
    braces.lastIndex = this.#at;
    const found = braces.exec(this.#source);
    if (!found) return undefined;
    this.#at += found[0].length;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] === "" ? undefined : Number(found[3]);
    if (min > MOST_COPIES || (max !== undefined && (max > MOST_COPIES || max < min))) throw new Unreadable();
    return { min, max };
  }

  /** Behind its bracket. */
  #class(): CharacterSet {
    const negative = this.#takes("^");
    const ranges: (readonly [number, number])[] = [];
    while (!this.#takes("]")) {
      const from = this.#classItem();
      const isRange = this.#next() === "-" && this.#source[this.#at + 1] !== "]";
      if (!isRange || !isSingle(from)) {
        ranges.push(...positive(from));
        continue;
      }
      this.#at++;
      const to = this.#classItem();
      // `[a-\d]` is the three of them.
      if (isSingle(to)) ranges.push([codeOf(from), codeOf(to)]);
      else ranges.push(...from.ranges, [0x2d, 0x2d], ...positive(to));
    }
    return { negative, ranges };
  }

  #classItem(): CharacterSet {
    const sign = this.#take();
    return sign === "\\" ? this.#escape() : single(sign.charCodeAt(0));
  }

  /** Behind its backslash. */
  #escape(): CharacterSet {
    const sign = this.#take();
    const ranges = Object.hasOwn(classes, sign.toLowerCase()) ? classes[sign.toLowerCase()] : undefined;
    if (ranges) return { negative: sign !== sign.toLowerCase(), ranges };
    const control = Object.hasOwn(controls, sign) ? controls[sign] : undefined;
    if (control !== undefined && !/\d/.test(this.#next())) return single(control);
    const digits = sign === "u" ? 4 : sign === "x" ? 2 : 0;
    const hex = this.#source.slice(this.#at, this.#at + digits);
    if (digits > 0 && hex.length === digits && /^[\da-f]+$/i.test(hex)) {
      this.#at += digits;
      return single(Number.parseInt(hex, 16));
    }
    if (/[1-9bBckpP0]/.test(sign)) throw new Unreadable();
    return single(sign.charCodeAt(0));
  }

  #next(): string {
    return this.#source[this.#at] ?? "";
  }

  #take(): string {
    const sign = this.#source[this.#at];
    if (sign === undefined) throw new Unreadable();
    this.#at++;
    return sign;
  }

  #takes(sign: string): boolean {
    if (this.#next() !== sign) return false;
    this.#at++;
    return true;
  }
}

function single(code: number): CharacterSet {
  return { negative: false, ranges: [[code, code]] };
}

function isSingle({ negative, ranges }: CharacterSet): boolean {
  const [range] = ranges;
  return !negative && ranges.length === 1 && range !== undefined && range[0] === range[1];
}

function codeOf({ ranges }: CharacterSet): number {
  return ranges[0]?.[0] ?? 0;
}

/** The same characters without negation; the ranges of all classes are in order and apart. */
function positive({ negative, ranges }: CharacterSet): (readonly [number, number])[] {
  if (!negative) return [...ranges];
  const rest: (readonly [number, number])[] = [];
  let from = 0;
  for (const [start, end] of ranges) {
    if (start > from) rest.push([from, start - 1]);
    from = end + 1;
  }
  return [...rest, [from, 0xffff]];
}
