// Findings that are probably of what is only half typed, a rule's subject or a word: they wait until the document has rested.
import type { Diagnostic, Position, TextDocumentContentChangeEvent } from "vscode-languageserver";

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
  /** Where the last key was typed, while somebody types. */
  readonly #typedAt = new Map<string, readonly Position[]>();
  /** What was said of a document before somebody began to type in it. */
  readonly #before = new Map<string, ReadonlySet<string>>();
  readonly #last = new Map<string, ReadonlySet<string>>();
  readonly #waiting = new Set<string>();

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  /** @param typedAt see `typedPlaces` */
  edited(path: string, typedAt: readonly Position[] = []): void {
    if (!this.#isMoving(path)) this.#before.set(path, this.#last.get(path) ?? new Set());
    this.#editedAt.set(path, this.#options.clock.now());
    this.#typedAt.set(path, typedAt);
  }

  closed(path: string): void {
    for (const known of [this.#editedAt, this.#typedAt, this.#before, this.#last, this.#waiting]) known.delete(path);
  }

  /** Those of a document that are to be shown now; what was shown before the typing began stays. */
  shown(path: string, items: readonly Diagnostic[]): Diagnostic[] {
    const before = this.#isMoving(path) ? this.#before.get(path) : undefined;
    const waits = (item: Diagnostic) => this.#settles(item) || this.#isBeingTyped(path, item);
    const shown = before ? items.filter((item) => before.has(wordsOf(item)) || !waits(item)) : [...items];
    if (shown.length < items.length) this.#wait(path);
    this.#last.set(path, new Set(shown.map(wordsOf)));
    return shown;
  }

  /** Half a word means nothing: `my` names no claim, and three keys later it is `mysql`. What is said elsewhere comes at once. */
  #isBeingTyped(path: string, { range: { start, end } }: Diagnostic): boolean {
    const places = this.#typedAt.get(path) ?? [];
    return places.some((place) => !isBefore(place, start) && !isBefore(end, place));
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

/** A key gives a character, and perhaps the quote or bracket that closes it; more at a time was pasted or completed. */
const KEY = 2;

/** Where keys make a word longer or shorter, behind the last one of each cursor; none where a change is another one. */
export function typedPlaces(changes: readonly TextDocumentContentChangeEvent[]): Position[] {
  const typed = changes.flatMap((change) => {
    if (!("range" in change)) return [];
    const { text } = change;
    const { start, end } = change.range;
    const removed = start.line === end.line ? end.character - start.character : Number.POSITIVE_INFINITY;
    const isKey = text === "" ? removed <= KEY : removed === 0 && text.length <= KEY && !text.includes("\n");
    return isKey ? [{ line: start.line, character: start.character + text.length }] : [];
  });
  return typed.length === changes.length ? typed : [];
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

/** Equal for one finding before and after an edit that moves it. */
function wordsOf({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}
