// Objects as people write them: YAML in many habits, with comments in many places, or JSON.
import type { Choices } from "../choices";

export type Value = string | number | boolean | readonly Value[] | Fields;

/** An object of Kubernetes, or a part of one; what is undefined is not written. */
export interface Fields {
  readonly [key: string]: Value | undefined;
}

/** How the objects of one file stand in it. */
export type FileForm = "documents" | "list" | "json";

/** The text of one file. Several objects in JSON are the items of a `List`. */
export function written(objects: readonly Fields[], form: FileForm, choices: Choices): string {
  const [only] = objects;
  const isOne = objects.length === 1 && only !== undefined;
  const list = { apiVersion: "v1", kind: "List", items: objects };
  if (form === "json") {
    const end = choices.pick("\n", "");
    return JSON.stringify(isOne ? only : list, null, choices.pick<number | string>(2, 4, "\t")) + end;
  }
  return new YamlWriter(choices).file(form === "list" ? [list] : objects);
}

/** Values that are the same with and without quotes. */
const PLAIN =
  /^(?!(?:true|false|yes|no|on|off|null)$)(?:(?:\.\.?\/)*[a-z/][\w./-]*(?::[\w./-]+)*|\d+(?:[a-z]{1,2}|%))$/i;
/** As much as people write in braces on one line. */
const LONGEST_FLOW = 60;

class YamlWriter {
  readonly #choices: Choices;
  readonly #step: number;
  readonly #sequenceOffset: number;
  /** In percent, like the two below. */
  readonly #comments: number;
  readonly #quotes: number;
  readonly #flow: number;
  readonly #quote: string;
  #count = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
    this.#step = choices.pick(2, 2, 4);
    this.#sequenceOffset = choices.pick(this.#step, 0);
    this.#comments = choices.pick(0, 6, 15);
    this.#quotes = choices.pick(0, 10, 60);
    this.#flow = choices.pick(0, 15, 40);
    this.#quote = choices.pick('"', "'");
  }

  file(objects: readonly Fields[]): string {
    const choices = this.#choices;
    const lines: string[] = [];
    if (choices.chance(20)) lines.push(this.#comment(), ...choices.pick([], [""]));
    if (choices.chance(25)) lines.push(`---${this.#behind()}`);
    for (const [index, object] of objects.entries()) {
      if (index > 0) lines.push(...choices.pick([], [""]), `---${this.#behind()}`);
      lines.push(...this.#above(0), ...this.#mapping(object, 0));
      if (choices.chance(this.#comments)) lines.push(this.#comment());
    }
    if (choices.chance(5)) lines.push("---");
    const lineEnd = choices.pick("\n", "\n", "\n", "\n", "\r\n");
    return lines.join(lineEnd) + choices.pick(lineEnd, lineEnd, lineEnd, lineEnd, "");
  }

  /** The first entry may stand beside a dash, so nothing stands above it. */
  #mapping(fields: Fields, indent: number): string[] {
    return present(fields).flatMap(([key, value], index) => [
      ...(index === 0 ? [] : this.#above(indent)),
      ...this.#value(`${" ".repeat(indent)}${key}:`, value, indent),
    ]);
  }

  #sequence(items: readonly Value[], indent: number): string[] {
    return items.flatMap((item) => {
      const dash = `${" ".repeat(indent)}-`;
      const above = this.#above(indent);
      if (!isFields(item)) return [...above, ...this.#value(dash, item, indent)];
      if (this.#isFlow(item)) return [...above, `${dash} ${this.#inBraces(item)}${this.#behind()}`];
      const [first = "", ...others] = this.#mapping(item, indent + 2);
      return [...above, `${dash} ${first.trimStart()}`, ...others];
    });
  }

  /** @param begin the key with its colon, or the dash */
  #value(begin: string, value: Value, indent: number): string[] {
    if (typeof value === "string" && value.includes("\n")) {
      const deep = " ".repeat(indent + this.#step);
      return [`${begin} |-`, ...value.split("\n").map((line) => deep + line)];
    }
    if (!isList(value) && !isFields(value)) return [`${begin} ${this.#scalar(value)}${this.#behind()}`];
    if (this.#isFlow(value)) return [`${begin} ${this.#inBraces(value)}${this.#behind()}`];
    const head = begin + this.#behind();
    if (isList(value)) return [head, ...this.#sequence(value, indent + this.#sequenceOffset)];
    return [head, ...this.#mapping(value, indent + this.#step)];
  }

  #isFlow(value: Fields | readonly Value[]): boolean {
    const text = JSON.stringify(value);
    if (text === "{}" || text === "[]") return true;
    const isSmall = text.length <= LONGEST_FLOW && !text.includes("\\n") && text.split(/[{[]/).length <= 3;
    return isSmall && this.#choices.chance(this.#flow);
  }

  #inBraces(value: Value): string {
    if (isList(value)) return `[${value.map((item) => this.#inBraces(item)).join(", ")}]`;
    if (!isFields(value)) return this.#scalar(value);
    const entries = present(value).map(([key, held]) => `${key}: ${this.#inBraces(held)}`);
    return entries.length === 0 ? "{}" : this.#choices.pick(`{${entries.join(", ")}}`, `{ ${entries.join(", ")} }`);
  }

  #scalar(value: string | number | boolean): string {
    if (typeof value !== "string") return String(value);
    if (PLAIN.test(value) && !this.#choices.chance(this.#quotes)) return value;
    return this.#quote === "'" && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
  }

  #above(indent: number): string[] {
    if (!this.#choices.chance(this.#comments)) return [];
    return [`${" ".repeat(indent)}${this.#comment()}`, ...this.#choices.pick([], [], [""])];
  }

  #behind(): string {
    return this.#choices.chance(this.#comments) ? `${this.#choices.pick(" ", "  ")}${this.#comment()}` : "";
  }

  /** No two of a file are the same, so that one that gets lost is missed. */
  #comment(): string {
    return `# remark ${++this.#count}`;
  }
}

function present(fields: Fields): [string, Value][] {
  return Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isFields(value: Value): value is Fields {
  return typeof value === "object" && !isList(value);
}
