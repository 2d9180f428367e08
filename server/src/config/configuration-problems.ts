// What is wrong in `.rightkind.yaml`: where, in which words, and what was probably meant.
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import type { ParsedDocument } from "../yaml/parse";
import type { Node } from "../yaml/tree";
import { nearMiss } from "./near-miss";

/** A finding in the configuration file. */
export interface ConfigurationProblem extends Span {
  readonly rule: "invalid-configuration" | "suppression-without-reason" | "unused-suppression";
  readonly message: string;
  /** What to write instead, where there is a near miss: the fix `Use 'x'`. */
  readonly suggestion?: { readonly word: string; readonly edit: TextEdit };
  /** The place in `ignore` of what had better go: the fix `Remove the unused suppression`. */
  readonly entry?: number;
}

/** What something wrong leads to. */
export type Consequence =
  | "it has no effect"
  | "the key has no effect"
  | "the item has no effect"
  | "the ignore entry does not count";

const LONGEST_MESSAGE = 160;
const LONGEST_QUOTE = 40;
const MOST_SYNTAX_ERRORS = 10;

/** Where a value stands: a problem with it underlines its key, and in a list the value. */
export interface Place {
  readonly key: Node | undefined;
  readonly value: Node;
}

/** Collects problems; spans are shifted from the document into the file. */
export class ConfigurationProblems {
  readonly #text: string;
  readonly #offset: number;
  readonly #problems: ConfigurationProblem[] = [];

  /** @param offset where the document's text begins in the file */
  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  /** All problems, in the order of their place. */
  sorted(): ConfigurationProblem[] {
    return [...this.#problems].sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** A place of the document as one of the file. */
  inFile(span: Span): Span {
    return { start: span.start + this.#offset, end: span.end + this.#offset };
  }

  /** A key or rule id that nobody knows. */
  unknown(
    what: "key" | "rule",
    word: Node,
    known: Iterable<string>,
    consequence: Consequence,
    underlined = word,
  ): void {
    const name = word.type === "scalar" ? word.text : undefined;
    if (name === undefined) {
      this.#add(underlined, `A ${what} that is no word: ${consequence}. Write a plain word.`);
      return;
    }
    const near = nearMiss(name, known);
    const advice = near === undefined ? "Remove it." : `Use '${near}'.`;
    this.#add(underlined, `Unknown ${what} '${quote(name)}': ${consequence}. ${advice}`, near, word);
  }

  /**
   * A value that is not what its key asks for.
   * @param noun what it should be: "profile", "list of globs"
   * @param words the values that would do, where they can be listed
   */
  wrong(
    { key, value }: Place,
    noun: string,
    consequence: Consequence,
    advice: string,
    words: readonly string[] = [],
  ): void {
    const near = value.type === "scalar" ? nearMiss(value.text, words) : undefined;
    const message = `${described(value)} is no ${noun}: ${consequence}. ${near === undefined ? advice : `Use '${near}'.`}`;
    this.#add(key ?? value, message, near, value);
  }

  /** An entry of `ignore` without a reason. */
  withoutReason(token: Span): void {
    this.#problems.push({
      rule: "suppression-without-reason",
      message: "An ignore entry without a reason: it does not count and its findings stay. Add a reason.",
      ...this.#firstLine(token),
    });
  }

  furtherDocument(start: Span): void {
    this.#add(start, "A further YAML document: it has no effect, only the first one is read. Put all keys into one.");
  }

  /** What the parser says. Of many faults the first few: the others are mostly echoes. */
  syntax(errors: ParsedDocument["errors"]): void {
    for (const { fault, message, start, end } of errors.slice(0, MOST_SYNTAX_ERRORS)) {
      const name = quote(this.#text.slice(start, end));
      this.#add(
        { start, end },
        fault === "duplicate-key"
          ? `'${name}' stands twice: only the last one counts. Remove one of the two.`
          : `Not valid YAML: what cannot be read has no effect. ${sentence(message)}`,
      );
    }
  }

  #add(span: Span, message: string, word?: string, replaced?: Node): void {
    this.#problems.push({
      rule: "invalid-configuration",
      message: clipped(message, LONGEST_MESSAGE),
      ...this.#firstLine(span),
      ...(word !== undefined && replaced ? { suggestion: { word, edit: this.#replacement(replaced, word) } } : {}),
    });
  }

  /** A problem is no block: it ends with its first line. */
  #firstLine({ start, end }: Span): Span {
    const length = this.#text.slice(start, end).search(/[\r\n]/);
    return this.inFile({ start, end: length === -1 ? end : start + length });
  }

  /** Quotes stay as they are. */
  #replacement(node: Node, word: string): TextEdit {
    const mark =
      node.type === "scalar" ? { single: "'", double: '"', plain: "", literal: "", folded: "" }[node.style] : "";
    return { ...this.inFile(node), newText: mark + word + mark };
  }
}

function described(node: Node): string {
  switch (node.type) {
    case "mapping":
      return "A mapping";
    case "sequence":
      return "A list";
    case "alias":
      return `'*${quote(node.name)}'`;
    case "scalar":
      return node.text === "" ? "An empty value" : `'${quote(node.text)}'`;
  }
}

function quote(text: string): string {
  return clipped(text.replace(/\s+/g, " ").trim(), LONGEST_QUOTE);
}

function clipped(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function sentence(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
