// Objects under words: kinds, labels of Pods, series of names. A word that is asked for is noted.
import { SortedList } from "../../tracking/sorted-list";
import type { Tracker } from "../../tracking/tracker";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";

const nothing: readonly WorkspaceObject[] = [];

export class Postings {
  readonly #tracker: Tracker;
  readonly #lists = new Map<string, SortedList<WorkspaceObject>>();

  constructor(tracker: Tracker) {
    this.#tracker = tracker;
  }

  add(word: string, object: WorkspaceObject): void {
    const known = this.#lists.get(word);
    if (known) known.add(object);
    else {
      const list = new SortedList<WorkspaceObject>(byPlace);
      list.add(object);
      this.#lists.set(word, list);
    }
    this.#tracker.touch(word);
  }

  delete(word: string, object: WorkspaceObject): void {
    const list = this.#lists.get(word);
    list?.delete(object);
    if (list?.size === 0) this.#lists.delete(word);
    this.#tracker.touch(word);
  }

  /** All under a word, in order. */
  all(word: string): readonly WorkspaceObject[] {
    this.#tracker.read(word);
    return this.#lists.get(word)?.all() ?? nothing;
  }

  /** The shortest of the lists of some words, each of which holds all that is wanted. Nothing for no words. */
  shortest(words: readonly string[]): readonly WorkspaceObject[] {
    let best: string | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const word of words) {
      const size = this.#lists.get(word)?.size ?? 0;
      if (size >= least) continue;
      best = word;
      least = size;
    }
    return best === undefined ? nothing : this.all(best);
  }
}
