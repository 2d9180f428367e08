// Matches a pattern against texts in a time that grows with the length of both, whatever they are: it never goes back.
import type { CharacterSet, Pattern } from "./pattern";

/**
 * - `character`: takes one character
 * - `fork`: takes nothing and goes on at any of the next states
 * - `start`, `end`, `line-start`, `line-end`, `boundary`, `look`: takes nothing, where its condition holds
 * - `accept`: the pattern, or what a `look` looks for, has matched
 */
type State =
  | { readonly type: "character"; readonly set: CharacterSet; readonly next: number }
  | { readonly type: "fork"; readonly next: number[] }
  | { readonly type: "start" | "end" | "line-start" | "line-end"; readonly next: number }
  | { readonly type: "boundary"; readonly negative: boolean; readonly next: number }
  | { readonly type: "look"; readonly negative: boolean; readonly entry: number; readonly next: number }
  | { readonly type: "accept" };

/** States that lead to each other without a look: the whole pattern, or what one look is about. */
interface Part {
  readonly accept: number;
  readonly characters: readonly number[];
}

export class PatternMachine {
  readonly #states: readonly State[];
  /** Those that a look asks about stand before the one that asks; the last is the whole pattern. */
  readonly #parts: readonly Part[];
  readonly #entry: number;
  /** For each state those that go on at it without taking anything. */
  readonly #before: readonly (readonly number[])[];

  /**
   * @param most states: a pattern that would need more is none that anybody writes
   * @throws RangeError for a pattern that is too large
   */
  constructor(pattern: Pattern, most: number) {
    const builder = new MachineBuilder(most);
    this.#entry = builder.part(pattern);
    this.#states = builder.states;
    this.#parts = builder.parts;
    this.#before = predecessors(builder.states);
  }

  /** Does the pattern match the whole text? @param text as character codes */
  matches(text: Text): boolean {
    return this.#run(text, false);
  }

  /** Does it match any part of the text? */
  isIn(text: Text): boolean {
    return this.#run(text, true);
  }

  /**
   * From the end of the text to its start it is noted for each place from which states the rest would match. So every
   * state is asked once at every place.
   */
  #run(text: Text, anywhere: boolean): boolean {
    let behind = new Uint8Array(this.#states.length);
    let here = new Uint8Array(this.#states.length);
    const whole = this.#parts.length - 1;
    for (let at = text.length; at >= 0; at--) {
      here.fill(0);
      for (const [index, part] of this.#parts.entries()) {
        const reached = this.#characters(part, { text, at, behind });
        // A look is content with a beginning of what follows; the whole pattern may have to match to the end.
        if (index !== whole || anywhere || at === text.length) reached.push(part.accept);
        if (index === whole && reached.length === 0) return false;
        this.#spread(reached, here, { text, at });
      }
      if (anywhere && here[this.#entry] === 1) return true;
      [behind, here] = [here, behind];
    }
    return behind[this.#entry] === 1;
  }

  /** The states that take the character here and match the rest from there. */
  #characters(
    { characters }: Part,
    { text, at, behind }: { readonly text: Text; readonly at: number; readonly behind: Uint8Array },
  ): number[] {
    const code = text[at];
    if (code === undefined) return [];
    return characters.filter((id) => {
      const state = this.#states[id];
      return state?.type === "character" && behind[state.next] === 1 && holds(state.set, code);
    });
  }

  /** Marks the states and all that reach them without taking anything. */
  #spread(reached: number[], here: Uint8Array, place: Place): void {
    for (const id of reached) here[id] = 1;
    for (let id = reached.pop(); id !== undefined; id = reached.pop()) {
      for (const before of this.#before[id] ?? []) {
        if (here[before] === 1 || !this.#isOpen(before, here, place)) continue;
        here[before] = 1;
        reached.push(before);
      }
    }
  }

  #isOpen(id: number, here: Uint8Array, { text, at }: Place): boolean {
    const state = this.#states[id];
    switch (state?.type) {
      case "fork":
        return true;
      case "start":
        return at === 0;
      case "end":
        return at === text.length;
      case "line-start":
        return at === 0 || text[at - 1] === LINE_FEED;
      case "line-end":
        return at === text.length || text[at] === LINE_FEED;
      case "boundary":
        return (isWordAt(text, at - 1) !== isWordAt(text, at)) !== state.negative;
      case "look":
        return (here[state.entry] === 1) !== state.negative;
      default:
        return false;
    }
  }
}

/** Character codes of a text. */
type Text = readonly number[];

const LINE_FEED = 10;

interface Place {
  readonly text: Text;
  readonly at: number;
}

/** Is the character a letter, digit or underscore, as in `\w`? */
function isWordAt(text: Text, at: number): boolean {
  const code = text[at] ?? 0;
  return (
    (0x30 <= code && code <= 0x39) || (0x41 <= code && code <= 0x5a) || code === 0x5f || (0x61 <= code && code <= 0x7a)
  );
}

class MachineBuilder {
  readonly states: State[] = [];
  readonly parts: Part[] = [];
  readonly #most: number;
  #characters: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns where the part begins */
  part(pattern: Pattern): number {
    const outer = this.#characters;
    this.#characters = [];
    const accept = this.#add({ type: "accept" });
    const entry = this.#build(pattern, accept);
    this.parts.push({ accept, characters: this.#characters });
    this.#characters = outer;
    return entry;
  }

  /** @returns the state from which the pattern leads to `next` */
  #build(pattern: Pattern, next: number): number {
    switch (pattern.type) {
      case "character": {
        const id = this.#add({ type: "character", set: pattern.set, next });
        this.#characters.push(id);
        return id;
      }
      case "start":
      case "end":
      case "line-start":
      case "line-end":
        return this.#add({ type: pattern.type, next });
      case "boundary":
        return this.#add({ type: "boundary", negative: pattern.negative, next });
      case "look":
        return this.#add({ type: "look", negative: pattern.negative, entry: this.part(pattern.body), next });
      case "sequence":
        return pattern.parts.reduceRight((following, part) => this.#build(part, following), next);
      case "choice":
        return this.#add({ type: "fork", next: pattern.options.map((option) => this.#build(option, next)) });
      case "repeat":
        return this.#repeat(pattern, next);
    }
  }

  #repeat({ body, min, max }: Extract<Pattern, { type: "repeat" }>, next: number): number {
    let entry = next;
    if (max === undefined) {
      const again: number[] = [next];
      const loop = this.#add({ type: "fork", next: again });
      const inner = this.#build(body, loop);
      again.push(inner);
      if (min === 1) return inner;
      entry = loop;
    } else {
      for (let copy = min; copy < max; copy++) {
        entry = this.#add({ type: "fork", next: [next, this.#build(body, entry)] });
      }
    }
    for (let copy = 0; copy < min; copy++) entry = this.#build(body, entry);
    return entry;
  }

  #add(state: State): number {
    if (this.states.length >= this.#most) throw new RangeError("The pattern is too large.");
    return this.states.push(state) - 1;
  }
}

function predecessors(states: readonly State[]): number[][] {
  const before: number[][] = states.map(() => []);
  for (const [id, state] of states.entries()) {
    if (state.type === "character" || state.type === "accept") continue;
    for (const next of state.type === "fork" ? state.next : [state.next]) before[next]?.push(id);
  }
  return before;
}

function holds({ negative, ranges }: CharacterSet, code: number): boolean {
  return ranges.some(([from, to]) => from <= code && code <= to) !== negative;
}
