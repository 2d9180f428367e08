// The syntax of the regular expressions that Kustomize takes (RE2, as Go's package regexp reads them), as a tree.
import { classOf, controls, inverted, LAST, named, type Ranges } from "./pattern-letters";

export type Expression =
  | { readonly type: "set"; readonly ranges: Ranges }
  | { readonly type: "assertion"; readonly what: Assertion }
  | { readonly type: "sequence"; readonly parts: readonly Expression[] }
  | { readonly type: "choice"; readonly parts: readonly Expression[] }
  /** `most` is infinite where nothing limits it. */
  | { readonly type: "repeat"; readonly part: Expression; readonly least: number; readonly most: number };

export type Assertion = "text-start" | "text-end" | "line-start" | "line-end" | "word-edge" | "no-word-edge";

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
export function parsedPattern(text: string): Expression {
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

  whole(): Expression {
    const result = this.#choice();
    if (this.#at < this.#letters.length) throw new PatternFault();
    return result;
  }

  #choice(): Expression {
    if (this.#depth++ > DEEPEST) throw new PatternFault();
    const parts = [this.#sequence()];
    while (this.#take("|")) parts.push(this.#sequence());
    this.#depth--;
    const [only] = parts;
    return parts.length === 1 && only ? only : { type: "choice", parts };
  }

  #sequence(): Expression {
    const parts: Expression[] = [];
    for (let next = this.#peek(); next !== undefined && next !== "|" && next !== ")"; next = this.#peek()) {
      const part = this.#quoted() ?? this.#atom();
      parts.push(...(Array.isArray(part) ? part.slice(0, -1) : []));
      const last = Array.isArray(part) ? part.at(-1) : part;
      if (last) parts.push(this.#repeated(last));
    }
    return { type: "sequence", parts };
  }

  #repeated(part: Expression): Expression {
    const bounds = this.#bounds();
    if (!bounds) return part;
    this.#take("?"); // A lazy match is a match.
    const [least, most] = bounds;
    if (this.#bounds()) throw new PatternFault(); // `a**`
    return { type: "repeat", part, least, most };
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#take("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.#take("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.#take("?")) return [0, 1];
    const braces = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#ahead(20));
    if (!braces) return undefined;
    this.#at += braces[0].length;
    const least = Number(braces[1]);
    const most = braces[2] === undefined ? least : braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY;
    const isTooMuch = least > MOST_REPETITIONS || (most !== Number.POSITIVE_INFINITY && most > MOST_REPETITIONS);
    if (isTooMuch || most < least) throw new PatternFault();
    return [least, most];
  }

  /** `\Q…\E`: what is in between stands for itself. */
  #quoted(): Expression[] | undefined {
    if (this.#ahead(2) !== "\\Q") return undefined;
    this.#at += 2;
    const parts: Expression[] = [];
    while (this.#peek() !== undefined && this.#ahead(2) !== "\\E") parts.push(this.#letter(this.#next()));
    this.#at += 2;
    return parts;
  }

  #atom(): Expression {
    const letter = this.#next();
    switch (letter) {
      case ".":
        return { type: "set", ranges: this.#flags.dotAll ? [[0, LAST]] : inverted([[10, 10]]) };
      case "^":
        return { type: "assertion", what: this.#flags.multiline ? "line-start" : "text-start" };
      case "$":
        return { type: "assertion", what: this.#flags.multiline ? "line-end" : "text-end" };
      case "(":
        return this.#group();
      case "[":
        return { type: "set", ranges: this.#class() };
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

  #letter(letter: string): Expression {
    const code = letter.codePointAt(0) ?? 0;
    return { type: "set", ranges: this.#folded([[code, code]]) };
  }

  #group(): Expression {
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

  #escape(): Expression {
    const letter = this.#next();
    switch (letter) {
      case "A":
        return { type: "assertion", what: "text-start" };
      case "z":
        return { type: "assertion", what: "text-end" };
      case "b":
        return { type: "assertion", what: "word-edge" };
      case "B":
        return { type: "assertion", what: "no-word-edge" };
      default:
        return { type: "set", ranges: this.#folded(classOf(letter) ?? this.#single(letter)) };
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

function one(code: number): Ranges {
  if (code > LAST) throw new PatternFault();
  return [[code, code]];
}
