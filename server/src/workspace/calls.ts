// What the objects of each build are called at any step of theirs: by this Kustomize finds whom a name means.
import type { Tracker } from "../tracking/tracker";
import type { Slot } from "./slot";
import type { Unit } from "./units/unit";

/** How an object was called on its way. */
export interface Called {
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  /** The namespace in which it began. */
  readonly namespace: string;
  /** Equal while all that it was called is the same. */
  readonly print: string;
  /** Has it another name in the end than the one that is written, or one that others must be given? */
  readonly renamed: boolean;
  /** The kustomization whose patch takes it out of the build; undefined where it stays. */
  readonly goneIn: string | undefined;
}

/** A place in a build, of which it is known how far its object comes. */
export type CalledSlot = Slot & Pick<Called, "goneIn">;

export class Calls {
  readonly #tracker: Tracker;
  readonly #words = new Map<string, Map<string, CalledSlot>>();
  readonly #called = new Map<string, Pick<Called, "goneIn" | "print"> & { readonly words: readonly string[] }>();

  constructor(tracker: Tracker) {
    this.#tracker = tracker;
  }

  /** @param called undefined where the object is not there any more */
  set(slot: Slot, called: Called | undefined): void {
    const key = keyOf(slot);
    const before = this.#called.get(key);
    const goneIn = called?.goneIn;
    const words = called ? wordsOf(slot.unit, called) : [];
    for (const word of before?.words ?? []) if (!words.includes(word)) this.#take(word, key, slot);
    const print = called?.print ?? "";
    const isSame = before?.goneIn === goneIn && before?.print === print;
    for (const word of words) this.#put(word, key, { ...slot, goneIn }, !isSame || !before?.words.includes(word));
    if (words.length > 0) this.#called.set(key, { words, goneIn, print });
    else this.#called.delete(key);
  }

  /** Whoever asks rests on whether there is any such object, not on which. */
  renames({ key }: Unit): boolean {
    const word = renamedIn(key);
    this.#tracker.read(word);
    return this.#words.has(word);
  }

  calledIn({ key }: Unit, name: string): Iterable<CalledSlot> {
    return this.#find(`called ${key} ${name}`).values();
  }

  beginningIn({ key }: Unit, namespace: string): Iterable<CalledSlot> {
    return this.#find(`begins ${key} ${namespace}`).values();
  }

  ofKindIn({ key }: Unit, kind: string): Iterable<CalledSlot> {
    return this.#find(`was ${key} ${kind}`).values();
  }

  #find(word: string): ReadonlyMap<string, CalledSlot> {
    this.#tracker.read(word);
    return this.#words.get(word) ?? nothing;
  }

  #put(word: string, key: string, slot: CalledSlot, isNew: boolean): void {
    const slots = this.#words.get(word);
    if (slots) slots.set(key, slot);
    else this.#words.set(word, new Map([[key, slot]]));
    if (isNew && (!slots || word !== renamedIn(slot.unit.key))) this.#tracker.touch(word);
  }

  #take(word: string, key: string, { unit }: Slot): void {
    const slots = this.#words.get(word);
    slots?.delete(key);
    if (slots?.size === 0) this.#words.delete(word);
    if (slots?.size === 0 || word !== renamedIn(unit.key)) this.#tracker.touch(word);
  }
}

const nothing: ReadonlyMap<string, CalledSlot> = new Map();

function wordsOf({ key }: Unit, { names, kinds, namespace, renamed }: Called): string[] {
  return [
    ...new Set(names.map((name) => `called ${key} ${name}`)),
    ...new Set(kinds.map((kind) => `was ${key} ${kind}`)),
    `begins ${key} ${namespace}`,
    ...(renamed ? [renamedIn(key)] : []),
  ];
}

function renamedIn(unit: string): string {
  return `renamed ${unit}`;
}

function keyOf({ document, index, unit }: Slot): string {
  return `${document.id}.${index} ${unit.key}`;
}
