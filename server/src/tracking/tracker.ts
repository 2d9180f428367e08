// Answers that are kept until something they rest on changes: who asked whom, and who must ask again.

/** Are two values of an answer the same to everybody who has asked? */
export type Same<T> = (former: T, present: T) => boolean;

/** `doubtful`: something that it rests on was asked for again, and may have the same answer as before. */
type State = "fresh" | "doubtful" | "stale" | "computing";

/** Something outside that may change, by its key. */
class Signal {
  readonly key: string;
  readonly readers = new Set<Answer<unknown>>();

  constructor(key: string) {
    this.key = key;
  }
}

class Answer<T> {
  /** Undefined for one that only its owner knows. */
  readonly key: string | undefined;
  readonly compute: () => T;
  readonly same: Same<T>;
  /** Called when it may no longer be true, once until it is asked for again. */
  readonly onDoubt: (() => void) | undefined;
  readonly readers = new Set<Answer<unknown>>();
  sources = new Set<Signal | Answer<unknown>>();
  state: State = "stale";
  known: { readonly value: T } | undefined;

  constructor(key: string | undefined, compute: () => T, same: Same<T>, onDoubt: (() => void) | undefined) {
    this.key = key;
    this.compute = compute;
    this.same = same;
    this.onDoubt = onDoubt;
  }
}

/** An answer with an owner: it is kept, and with it all that it rests on, until it is given up. */
export interface Kept<T> {
  /** Up to date; computed only where it may have changed. */
  get(): T;
  giveUp(): void;
}

export interface KeepOptions<T> {
  readonly same?: Same<T>;
  readonly onDoubt?: () => void;
}

/**
 * Keeps answers by who asks for them. An answer that nobody rests on any more is forgotten at once, so what is kept is what
 * somebody still looks at. A change marks who rests on it; nothing is computed before somebody asks.
 */
export class Tracker {
  readonly #signals = new Map<string, Signal>();
  readonly #answers = new Map<string, Answer<unknown>>();
  #asking: Answer<unknown> | undefined;
  /** How many answers were computed so far. */
  computed = 0;

  /** How many answers and keys are remembered. */
  get size(): number {
    return this.#signals.size + this.#answers.size;
  }

  /** Notes that what is being computed rests on a key, whether anything stands under it or not. */
  read(key: string): void {
    if (!this.#asking) return;
    let signal = this.#signals.get(key);
    if (!signal) {
      signal = new Signal(key);
      this.#signals.set(key, signal);
    }
    link(this.#asking, signal);
  }

  /** What stands under a key has changed. */
  touch(key: string): void {
    const signal = this.#signals.get(key);
    if (signal) for (const reader of signal.readers) mark(reader, "stale");
  }

  /** Does anything rest on a key? */
  isRead(key: string): boolean {
    return this.#signals.has(key);
  }

  /**
   * The answer to a question that several may ask; computed once for all of them.
   * @param key no other question has the same words
   * @param compute pure but for what it reads and asks through this tracker
   */
  ask<T>(key: string, compute: () => T, same: Same<T> = Object.is): T {
    const known = this.#answers.get(key) as Answer<T> | undefined;
    if (!this.#asking) return known ? this.#upToDate(known) : compute();
    const answer = known ?? new Answer(key, compute, same, undefined);
    if (!known) this.#answers.set(key, answer as Answer<unknown>);
    link(this.#asking, answer as Answer<unknown>);
    return this.#upToDate(answer);
  }

  /** An answer of one's own. Nothing is computed yet. */
  keep<T>(compute: () => T, { same = Object.is, onDoubt }: KeepOptions<T> = {}): Kept<T> {
    const answer = new Answer(undefined, compute, same, onDoubt);
    return {
      get: () => {
        if (this.#asking) link(this.#asking, answer as Answer<unknown>);
        return this.#upToDate(answer);
      },
      giveUp: () => this.#forget(answer as Answer<unknown>),
    };
  }

  /** Within it no question is computed twice; afterwards nothing of it is remembered that nobody else rests on. */
  session<T>(work: () => T): T {
    if (this.#asking) return work();
    const answer = new Answer<unknown>(undefined, work, Object.is, undefined);
    try {
      return this.#compute(answer) as T;
    } finally {
      this.#forget(answer);
    }
  }

  /**
   * `session` for an answer that is kept elsewhere.
   * @returns what the work answers, and the keys of all that it rests on, directly or through other answers
   */
  noting<T>(work: () => T): { readonly value: T; readonly keys: ReadonlySet<string> } {
    const answer = new Answer<unknown>(undefined, work, Object.is, undefined);
    try {
      const value = this.#compute(answer) as T;
      return { value, keys: keysBelow(answer) };
    } finally {
      this.#forget(answer);
    }
  }

  #upToDate<T>(answer: Answer<T>): T {
    if (answer.state === "computing") throw new Error(`A question rests on itself: ${answer.key ?? "kept answer"}`);
    if (answer.state === "doubtful") this.#settle(answer as Answer<unknown>);
    if (answer.state !== "fresh" || !answer.known) return this.#recompute(answer);
    return answer.known.value;
  }

  /** Asks again what a doubtful answer rests on, until one of these has changed. */
  #settle(answer: Answer<unknown>): void {
    for (const source of [...answer.sources]) {
      if (source instanceof Answer) this.#upToDate(source);
      if (answer.state !== "doubtful") return;
    }
    answer.state = "fresh";
  }

  #recompute<T>(answer: Answer<T>): T {
    const former = answer.known;
    const value = this.#compute(answer);
    if (former && answer.same(former.value, value)) {
      answer.known = former;
      return former.value;
    }
    answer.known = { value };
    if (former) for (const reader of answer.readers) if (reader.state !== "computing") mark(reader, "stale");
    return value;
  }

  #compute<T>(answer: Answer<T>): T {
    const before = answer.sources;
    const asking = this.#asking;
    answer.sources = new Set();
    answer.state = "computing";
    this.#asking = answer as Answer<unknown>;
    this.computed++;
    try {
      const value = answer.compute();
      answer.state = "fresh";
      return value;
    } finally {
      if (answer.state === "computing") answer.state = "stale";
      this.#asking = asking;
      for (const source of before) if (!answer.sources.has(source)) this.#unlink(answer as Answer<unknown>, source);
    }
  }

  #forget(answer: Answer<unknown>): void {
    for (const source of answer.sources) this.#unlink(answer, source);
    answer.sources.clear();
    answer.state = "stale";
    answer.known = undefined;
  }

  #unlink(reader: Answer<unknown>, source: Signal | Answer<unknown>): void {
    source.readers.delete(reader);
    if (source.readers.size > 0 || source.key === undefined) return;
    if (source instanceof Signal) this.#signals.delete(source.key);
    else {
      this.#answers.delete(source.key);
      this.#forget(source);
    }
  }
}

function link(reader: Answer<unknown>, source: Signal | Answer<unknown>): void {
  reader.sources.add(source);
  source.readers.add(reader);
}

function keysBelow(answer: Answer<unknown>): Set<string> {
  const keys = new Set<string>();
  const seen = new Set<Answer<unknown>>([answer]);
  // A set that grows while it is walked.
  for (const { sources } of seen) {
    for (const source of sources) {
      if (source instanceof Signal) keys.add(source.key);
      else seen.add(source);
    }
  }
  return keys;
}

/** Marks an answer and, less certainly, all that rests on it. */
function mark(answer: Answer<unknown>, state: "doubtful" | "stale"): void {
  const waiting: [Answer<unknown>, "doubtful" | "stale"][] = [[answer, state]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [marked, as] = next;
    const before = marked.state;
    if (before === "stale" || before === "computing" || before === as) continue;
    marked.state = as;
    if (before !== "fresh") continue;
    marked.onDoubt?.();
    for (const reader of marked.readers) waiting.push([reader, "doubtful"]);
  }
}
