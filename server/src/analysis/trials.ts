// Results of trials: made when somebody needs one or when there is time, kept until something that they have read changes.
import type { Kept } from "../tracking/tracker";
import type { Workspace } from "../workspace/workspace";
import type { ConversionTarget, NotConverted } from "./conversion-outcome";

/** What the trial of a conversion has shown. */
export interface Verdict {
  readonly refused: NotConverted | undefined;
  /** Ids of rules that say something lower about the result which they did not say before. */
  readonly follow: readonly string[];
  /** The edits that were tried, as a text: others would have to be tried again. */
  readonly edits: string;
}

interface Known {
  readonly path: string;
  readonly verdict: Verdict;
  readonly rests: Kept<void>;
}

/** So many are kept, those that were made last, and so many may wait. */
const MOST = 200;

export class Trials {
  readonly #workspace: Workspace;
  readonly #known = new Map<string, Known>();
  readonly #wanted = new Map<string, ConversionTarget>();
  /** What a trial that is under way has only seemed to change; undefined while there is none. */
  #shaken: Set<Known> | undefined;
  /** How many were made so far. */
  made = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The verdict where it was made and still holds. */
  known(target: ConversionTarget): Verdict | undefined {
    return this.#known.get(keyOf(target))?.verdict;
  }

  /** @param keys all that the verdict rests on, in the words of the tracker */
  keep(target: ConversionTarget, verdict: Verdict, keys: ReadonlySet<string>): void {
    const key = keyOf(target);
    this.#drop(key);
    const { tracker } = this.#workspace;
    const read = () => {
      for (const one of keys) tracker.read(one);
    };
    const rests = tracker.keep<void>(read, {
      onDoubt: () => {
        if (this.#shaken) this.#shaken.add(known);
        else if (this.#known.get(key) === known) this.#drop(key);
      },
    });
    const known: Known = { path: target.document.path, verdict, rests };
    this.#known.set(key, known);
    rests.get();
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST) break;
      this.#drop(oldest);
    }
  }

  /** Somebody was offered the conversion: when there is time, it is to be tried. */
  want(target: ConversionTarget): void {
    if (!this.known(target) && this.#wanted.size < MOST) this.#wanted.set(keyOf(target), target);
  }

  /** One that is to be tried; each is told once. Undefined where none waits. */
  next(): ConversionTarget | undefined {
    for (const [key, target] of this.#wanted) {
      this.#wanted.delete(key);
      const { document } = target;
      const stands = this.#workspace.file(document.path)?.documents.includes(document);
      if (stands && !this.known(target)) return target;
    }
    return undefined;
  }

  /** Nobody looks at a file any more. */
  forget(path: string): void {
    for (const [key, known] of this.#known) if (known.path === path) this.#drop(key);
    for (const [key, { document }] of this.#wanted) if (document.path === path) this.#wanted.delete(key);
  }

  /** Does something that leaves the workspace as it was: what is known still holds afterwards. */
  during<T>(trial: () => T): T {
    const shaken = new Set<Known>();
    this.#shaken = shaken;
    this.made++;
    try {
      return trial();
    } finally {
      this.#shaken = undefined;
      for (const { rests } of shaken) rests.get();
    }
  }

  #drop(key: string): void {
    const known = this.#known.get(key);
    this.#known.delete(key);
    known?.rests.giveUp();
  }
}

function keyOf({ document, index, to, options: { storage, newResources, choices } }: ConversionTarget): string {
  return JSON.stringify([document.id, index, to, storage, newResources, ...choices]);
}
