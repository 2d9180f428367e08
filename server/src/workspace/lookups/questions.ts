// What one check has asked about other documents, and whether a change gives any of it another answer.

interface Question {
  /** The keys that the answer rests on. */
  readonly reads: Set<string>;
  signature: string;
  /** Asks again. @returns the signature of the new answer */
  readonly ask: (reads: Set<string>) => string;
}

/** Told of each key that an answer rests on, misses included. */
export type Note = (key: string) => void;

export class Questions {
  readonly #questions = new Map<string, Question>();

  /**
   * Asks, and remembers how to ask again.
   * @param name one question has one name; the same name later replaces it
   * @param signature equal for answers that mean the same
   */
  ask<T>(name: string, ask: (note: Note) => T, signature: (answer: T) => string): T {
    const reads = new Set<string>();
    const answer = ask(noteIn(reads));
    this.#questions.set(name, {
      reads,
      signature: signature(answer),
      ask: (again) => signature(ask(noteIn(again))),
    });
    return answer;
  }

  /** All keys that the answers rest on. */
  keys(): Set<string> {
    const all = new Set<string>();
    for (const { reads } of this.#questions.values()) for (const key of reads) all.add(key);
    return all;
  }

  /** Does any answer differ after a change of these keys? All that rest on one are asked again and brought up to date. */
  isStale(changes: ReadonlySet<string>): boolean {
    let stale = false;
    for (const question of this.#questions.values()) {
      if (![...question.reads].some((key) => changes.has(key))) continue;
      const reads = new Set<string>();
      const signature = question.ask(reads);
      question.reads.clear();
      for (const key of reads) question.reads.add(key);
      if (signature !== question.signature) stale = true;
      question.signature = signature;
    }
    return stale;
  }

  clear(): void {
    this.#questions.clear();
  }
}

function noteIn(reads: Set<string>): Note {
  return (key) => reads.add(key);
}
