// Label selectors as text, as on the command line: `a=b,c in (d,e),!f`.
import type { Labels } from "../kubernetes/labels";

type Operator = "in" | "notin" | "exists" | "not-exists" | ">" | "<";

interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** A selector that is read once. */
export class LabelSelectorText {
  /** Undefined where it does not parse. */
  readonly #requirements: readonly Requirement[] | undefined;

  /**
   * Source: apimachinery pkg/labels/selector.go, Parse, of which Kustomize has a copy.
   * @param text an empty one selects anything, a faulty one nothing
   */
  constructor(text: string) {
    this.#requirements = new SelectorParser(text).requirements();
  }

  selects(present: Labels): boolean {
    return this.#requirements?.every((requirement) => isMet(requirement, present)) ?? false;
  }
}

function isMet({ key, operator, values }: Requirement, present: Labels): boolean {
  const value = Object.hasOwn(present, key) ? present[key] : undefined;
  switch (operator) {
    case "in":
      return value !== undefined && values.includes(value);
    case "notin":
      return value === undefined || !values.includes(value);
    case "exists":
      return value !== undefined;
    case "not-exists":
      return value === undefined;
    default: {
      if (value === undefined || !isWhole(value)) return false;
      const difference = BigInt(value) - BigInt(values[0] ?? "0");
      return operator === ">" ? difference > 0n : difference < 0n;
    }
  }
}

function isWhole(text: string): boolean {
  return /^[-+]?\d{1,18}$/.test(text);
}

/** A selector is a row of words and signs. */
class SelectorParser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(/==|!=|[=!(),<>]|[^\s=!(),<>]+/g) ?? [];
  }

  /** Undefined where it does not parse. */
  requirements(): Requirement[] | undefined {
    const found: Requirement[] = [];
    while (this.#at < this.#tokens.length) {
      const requirement = this.#requirement();
      if (!requirement || !isValid(requirement)) return undefined;
      found.push(requirement);
      if (this.#at === this.#tokens.length) break;
      if (!this.#take(",") || this.#at === this.#tokens.length) return undefined;
    }
    return found;
  }

  #requirement(): Requirement | undefined {
    const isNegated = this.#take("!");
    const key = this.#word();
    if (key === undefined) return undefined;
    const next = this.#peek();
    if (next === undefined || next === ",") return { key, operator: isNegated ? "not-exists" : "exists", values: [] };
    this.#at++;
    switch (next) {
      case "=":
      case "==":
        return this.#exactly(key, "in");
      case "!=":
        return this.#exactly(key, "notin");
      case ">":
      case "<":
        return this.#exactly(key, next);
      case "in":
      case "notin": {
        const values = this.#values();
        return values && { key, operator: next, values };
      }
      default:
        return undefined;
    }
  }

  #exactly(key: string, operator: Operator): Requirement | undefined {
    const next = this.#peek();
    const value = next === undefined || next === "," ? "" : this.#word();
    return value === undefined ? undefined : { key, operator, values: [value] };
  }

  /** `(a, b)`; a value that is left out is empty. */
  #values(): string[] | undefined {
    if (!this.#take("(")) return undefined;
    const values: string[] = [];
    for (;;) {
      values.push(this.#word() ?? "");
      if (this.#take(")")) return values;
      if (!this.#take(",")) return undefined;
    }
  }

  #word(): string | undefined {
    const next = this.#peek();
    if (next === undefined || /^[=!(),<>]/.test(next)) return undefined;
    this.#at++;
    return next;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }
}

const NAME = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/;

/** Keys are names, perhaps behind a domain; values are names or empty. */
function isValid({ key, operator, values }: Requirement): boolean {
  const slash = key.indexOf("/");
  const name = key.slice(slash + 1);
  if (!NAME.test(name) || name.length > 63) return false;
  if (slash !== -1 && !/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(key.slice(0, slash))) return false;
  if (operator === ">" || operator === "<") return values.every(isWhole);
  return values.every((value) => value === "" || (value.length <= 63 && NAME.test(value)));
}
