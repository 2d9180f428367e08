// Of which documents something holds that no index knows: found out once for all, then looked at again where they change.
import type { Document } from "./document";

/** So many questions are kept, those that were asked last. */
const MOST = 64;

class Question {
  readonly holding = new Set<Document>();
  /** Not looked at since they came or changed. */
  readonly waiting: Set<Document>;

  constructor(all: Iterable<Document>) {
    this.waiting = new Set(all);
  }
}

export class Census {
  readonly #questions = new Map<string, Question>();
  /** How many documents were looked at so far. */
  looked = 0;

  /**
   * @param question no other question has the same words
   * @param holds rests on the document and on the part that its file plays, on nothing else
   * @param all the documents that there are, for a question that is new
   */
  where(question: string, holds: (document: Document) => boolean, all: () => Iterable<Document>): readonly Document[] {
    const known = this.#questions.get(question) ?? new Question(all());
    this.#questions.delete(question);
    this.#questions.set(question, known);
    for (const [oldest] of this.#questions) {
      if (this.#questions.size <= MOST) break;
      this.#questions.delete(oldest);
    }
    const { holding, waiting } = known;
    for (const document of waiting) {
      this.looked++;
      if (holds(document)) holding.add(document);
      else holding.delete(document);
    }
    waiting.clear();
    return [...holding];
  }

  /** A document is new, says something else, or its file plays another part. */
  note(document: Document): void {
    for (const { waiting } of this.#questions.values()) waiting.add(document);
  }

  drop(document: Document): void {
    for (const { holding, waiting } of this.#questions.values()) {
      holding.delete(document);
      waiting.delete(document);
    }
  }
}
