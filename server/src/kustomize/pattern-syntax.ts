// The syntax of the regular expressions that Kustomize takes (RE2, as Go's package regexp reads them), as a tree.
import type { Pattern } from "../text/pattern";
import { classOf, controls, inverted, LAST, named, type Ranges } from "./pattern-letters";

/** The expression does not say what RE2 understands, or more than is worth while. */
export class PatternFault extends Error {}

/** Groups inside groups: Go allows 1,000, nobody needs them. */
const DEEPEST = 100;

/** As in Go. */
const MOST_REPETITIONS = 1000;

interface Flags {
  readonly insensitive: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/** @throws PatternFault */
export function parsedPattern(text: string): Pattern {
  return new PatternParser(text).whole();
}

class PatternParser {
  readonly #letters: readonly string[];
  #at = 0;
  #depth = 0;
  #flags: Flags = { insensitive: false, multiline: false, dotAll: false };

  constructor(text: string) {
    this.#letters = [...text];
  }

  whole(): Pattern {
    const result = this.#choice();
    if (this.#at < this.#letters.length) throw new PatternFault();
    return result;
  }

  #choice(): Pattern {
    if (this.#depth++ > DEEPEST) throw new PatternFault();
    const parts = [this.#sequence()];
    while (this.#take("|")) parts.push(this.#sequence());
    this.#depth--;
    const [only] = parts;
    return parts.length === 1 && only ? only : { type: "choice", options: parts };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    for (let next = this.#peek(); next !== undefined && next !== "|" && next !== ")"; next = this.#peek()) {
      const part = this.#quoted() ?? this.#atom();
      parts.push(...(Array.isArray(part) ? part.slice(0, -1) : []));
      const last = Array.isArray(part) ? part.at(-1) : part;
      if (last) parts.push(this.#repeated(last));
    }
    return { type: "sequence", parts };
  }

  #repeated(part: Pattern): Pattern {
    const bounds = this.#bounds();
    if (!bounds) return part;
    this.#take("?"); // A lazy match is a match.
    if (this.#bounds()) throw new PatternFault(); // `a**`
    return { type: "repeat", body: part, ...bounds };
  }

  #bounds(): { readonly min: number; readonly max: number | undefined } | undefined {
    if (this.#take("*")) return { min: 0, max: undefined };
    if (this.#take("+")) return { min: 1, max: undefined };
    if (this.#take("?")) return { min: 0, max: 1 };
    const braces = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#ahead(20));
    if (!braces) return undefined;
    this.#at += braces[0].length;
    const min = Number(braces[1]);
    const max = braces[2] === undefined ? min : braces[3] ? Number(braces[3]) : undefined;
    if (min > MOST_REPETITIONS || (max !== undefined && (max > MOST_REPETITIONS || max < min)))
      throw new PatternFault();
    return { min, max };
  }

  /** `\Q…\E`: what is in between stands for itself. */
  #quoted(): Pattern[] | undefined {
    if (this.#ahead(2) !== "\\Q") return undefined;
    this.#at += 2;
    const parts: Pattern[] = [];
    while (this.#peek() !== undefined && this.#ahead(2) !== "\\E") parts.push(this.#letter(this.#next()));
    this.#at += 2;
    return parts;
  }

  #atom(): Pattern {
    const letter = this.#next();
    switch (letter) {
      case ".":
        return set(this.#flags.dotAll ? [[0, LAST]] : inverted([[10, 10]]));
      case "^":
        return { type: this.#flags.multiline ? "line-start" : "start" };
      case "$":
        return { type: this.#flags.multiline ? "line-end" : "end" };
      case "(":
        return this.#group();
      case "[":
        return set(this.#class());
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new PatternFault();
      case "{":
        // Braces that say how often have nothing before them; all others stand for themselves.
        if (/^\d+(?:,\d*)?\}/.test(this.#ahead(20))) throw new PatternFault();
        return this.#letter(letter);
      default:
        return this.#letter(letter);
    }
  }

  #letter(letter: string): Pattern {
    const code = letter.codePointAt(0) ?? 0;
    return set(this.#folded([[code, code]]));
  }

  #group(): Pattern {
    const outer = this.#flags;
    if (this.#take("?")) {
      const name = /^P?<\w+>/.exec(this.#ahead(200));
      if (name) this.#at += name[0].length;
      else if (this.#setFlags()) return { type: "sequence", parts: [] }; // `(?i)`: for what follows in this group
    }
    const inner = this.#choice();
    if (!this.#take(")")) throw new PatternFault();
    this.#flags = outer;
    return inner;
  }

  /** @returns whether the group ends here */
  #setFlags(): boolean {
    const found = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.#ahead(20));
    if (!found) throw new PatternFault();
    this.#at += found[0].length;
    const set = (flag: string, former: boolean) =>
      found[2]?.includes(flag) ? false : found[1]?.includes(flag) ? true : former;
    const { insensitive, multiline, dotAll } = this.#flags;
    this.#flags = { insensitive: set("i", insensitive), multiline: set("m", multiline), dotAll: set("s", dotAll) };
    if (found[3] === ")" && found[0] === ")") throw new PatternFault();
    return found[3] === ")";
  }

  #escape(): Pattern {
    const letter = this.#next();
    switch (letter) {
      case "A":
        return { type: "start" };
      case "z":
        return { type: "end" };
      case "b":
        return { type: "boundary", negative: false };
      case "B":
        return { type: "boundary", negative: true };
      default:
        return set(this.#folded(classOf(letter) ?? this.#single(letter)));
    }
  }

  /** The one code point that an escape means. */
  #single(letter: string): Ranges {
    const control = controls.get(letter);
    if (control !== undefined) return [[control, control]];
    if (/[0-7]/.test(letter)) {
      const octal = /^[0-7]{1,2}/.exec(this.#ahead(2))?.[0] ?? "";
      if (letter !== "0" && octal === "") throw new PatternFault(); // a back reference
      this.#at += octal.length;
      return one(Number.parseInt(letter + octal, 8));
    }
    if (letter === "x") {
      const hex = /^(?:([\da-fA-F]{2})|\{([\da-fA-F]{1,6})\})/.exec(this.#ahead(8));
      if (!hex) throw new PatternFault();
      this.#at += hex[0].length;
      return one(Number.parseInt(hex[1] ?? hex[2] ?? "", 16));
    }
    if (/[A-Za-z0-9]/.test(letter) || letter.charCodeAt(0) > 127) throw new PatternFault();
    return one(letter.charCodeAt(0));
  }

  #class(): Ranges {
    const isInverted = this.#take("^");
    const ranges: (readonly [number, number])[] = [];
    for (let isFirst = true; isFirst || this.#peek() !== "]"; isFirst = false) {
      const posix = /^\[:(\^?)([a-z]+):\]/.exec(this.#ahead(20));
      const known = posix && named.get(posix[2] ?? "");
      if (posix && !known) throw new PatternFault();
      if (posix && known) {
        this.#at += posix[0].length;
        ranges.push(...(posix[1] ? inverted(known) : known));
        continue;
      }
      ranges.push(...this.#classItem());
    }
    this.#next();
    const folded = this.#folded(ranges);
    return isInverted ? inverted(folded) : folded;
  }

  #classItem(): Ranges {
    const letter = this.#next();
    const escaped = letter === "\\" ? this.#next() : undefined;
    const whole = escaped === undefined ? undefined : classOf(escaped);
    if (whole) return whole;
    const [[low] = [0]] = escaped === undefined ? one(letter.codePointAt(0) ?? 0) : this.#single(escaped);
    if (this.#peek() !== "-" || this.#letters[this.#at + 1] === "]") return one(low);
    this.#next();
    const end = this.#next();
    const [[high] = [0]] = end === "\\" ? this.#single(this.#next()) : one(end.codePointAt(0) ?? 0);
    if (high < low) throw new PatternFault();
    return [[low, high]];
  }

  /** With the letters of the other case, where case does not matter. */
  #folded(ranges: Ranges): Ranges {
    if (!this.#flags.insensitive) return ranges;
    const others: (readonly [number, number])[] = [];
    for (const [low, high] of ranges) {
      for (const [from, to, shift] of [
        [65, 90, 32],
        [97, 122, -32],
      ] as const) {
        const [first, last] = [Math.max(low, from), Math.min(high, to)];
        if (first <= last) others.push([first + shift, last + shift]);
      }
    }
    return [...ranges, ...others];
  }

  #peek(): string | undefined {
    return this.#letters[this.#at];
  }

  #next(): string {
    const letter = this.#letters[this.#at++];
    if (letter === undefined) throw new PatternFault();
    return letter;
  }

  #take(letter: string): boolean {
    if (this.#peek() !== letter) return false;
    this.#at++;
    return true;
  }

  #ahead(count: number): string {
    return this.#letters.slice(this.#at, this.#at + count).join("");
  }
}

function set(ranges: Ranges): Pattern {
  return { type: "character", set: { negative: false, ranges } };
}

function one(code: number): Ranges {
  if (code > LAST) throw new PatternFault();
  return [[code, code]];
}
