// Findings that are probably of what is only half typed: they wait until the document has rested.
import type { Diagnostic } from "vscode-languageserver";

/** What tells the time, and later calls back; tests have their own. */
export interface Clock {
  readonly now: () => number;
  readonly after: (milliseconds: number, call: () => void) => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => void setTimeout(call, milliseconds),
};

/** A document has rested when nobody has typed in it for so many milliseconds. */
export const REST = 500;

export interface SettlingOptions {
  readonly clock: Clock;
  /** Does the rule speak of what usually comes a few lines later? */
  readonly settles: (rule: string) => boolean;
  /** Called when a document has rested of which something was held back. */
  readonly onRest: () => void;
}

export class Settling {
  readonly #options: SettlingOptions;
  readonly #editedAt = new Map<string, number>();
  /** What was said of a document before somebody began to type in it. */
  readonly #before = new Map<string, ReadonlySet<string>>();
  readonly #last = new Map<string, ReadonlySet<string>>();
  readonly #waiting = new Set<string>();

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  edited(path: string): void {
    if (!this.#isMoving(path)) this.#before.set(path, this.#last.get(path) ?? new Set());
    this.#editedAt.set(path, this.#options.clock.now());
  }

  closed(path: string): void {
    for (const known of [this.#editedAt, this.#before, this.#last, this.#waiting]) known.delete(path);
  }

  /** Those of a document that are to be shown now; what was shown before the typing began stays. */
  shown(path: string, items: readonly Diagnostic[]): Diagnostic[] {
    const before = this.#isMoving(path) ? this.#before.get(path) : undefined;
    const shown = before ? items.filter((item) => !this.#settles(item) || before.has(wordsOf(item))) : [...items];
    if (shown.length < items.length) this.#wait(path);
    this.#last.set(path, new Set(shown.filter((item) => this.#settles(item)).map(wordsOf)));
    return shown;
  }

  #settles({ code }: Diagnostic): boolean {
    return typeof code === "string" && this.#options.settles(code);
  }

  /** What was held back is let go by the call after the rest alone: it is then that the editor is told to ask. */
  #isMoving(path: string): boolean {
    if (this.#waiting.has(path)) return true;
    const edited = this.#editedAt.get(path);
    return edited !== undefined && this.#options.clock.now() - edited < REST;
  }

  #wait(path: string): void {
    if (this.#waiting.has(path)) return;
    this.#waiting.add(path);
    const left = () => (this.#editedAt.get(path) ?? 0) + REST - this.#options.clock.now();
    const rest = () => {
      if (!this.#waiting.has(path)) return;
      if (left() > 0) return this.#options.clock.after(left(), rest);
      this.#waiting.delete(path);
      this.#options.onRest();
    };
    this.#options.clock.after(left(), rest);
  }
}

/** Equal for one finding before and after an edit that moves it. */
function wordsOf({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}
