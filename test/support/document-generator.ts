// Documents for property tests: everything that YAML allows and people write, in every style.
import type { Choices } from "./choices";

/** One document, most of them valid YAML; nothing in it is random but the choices. */
export function generatedDocument(choices: Choices): string {
  if (choices.chance(12)) return jsonDocument(choices);
  return new DocumentGenerator(choices).document();
}

const KEYS = [
  "name",
  "metadata",
  "spec",
  "template",
  "labels",
  "containers",
  "image",
  "volumes",
  "env",
  "replicas",
  "strategy",
  "type",
  "selector",
  "matchLabels",
  "app.kubernetes.io/name",
  "annotations",
  "ports",
  "resources",
  "limits",
  "args",
  "key with space",
  "größe",
  "キー",
  "80",
  "on",
  "x-y_z",
]; // prettier-ignore

const WORDS = [
  "nginx",
  "web",
  "0755",
  "3",
  "true",
  "10Gi",
  "http://a.b/c:8080",
  "a#b",
  "null",
  "~",
  "yes",
  "1e3",
  "a: b".replace(": ", ":"),
  "größer 🙂",
  "x  y",
  "-1",
  "v1.2.3",
];

interface Written {
  /** What follows the colon or dash on its line, with the space before it. */
  readonly head: string;
  readonly lines: readonly string[];
}

class DocumentGenerator {
  readonly #choices: Choices;
  readonly #step: number;
  readonly #mixedSteps: boolean;
  readonly #sequenceOffset: number;
  readonly #comments: number;
  readonly #anchors: { readonly name: string; readonly mapping: boolean }[] = [];
  readonly #withAnchors: boolean;
  /** Anchors of collections that are being written: an alias inside would be endless. */
  readonly #open: string[] = [];
  #count = 0;
  #size = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
    this.#step = choices.pick(2, 2, 4, 3);
    this.#mixedSteps = choices.chance(15);
    this.#sequenceOffset = choices.pick(this.#step, 0);
    this.#comments = choices.pick(0, 10, 30);
    this.#withAnchors = choices.chance(30);
  }

  document(): string {
    const choices = this.#choices;
    const lines: string[] = [];
    if (choices.chance(20)) lines.push("# license header", ...(choices.chance(50) ? [""] : []));
    const marked = choices.chance(40);
    if (marked) lines.push(choices.pick("---", "--- # marker"));
    if (choices.chance(20)) lines.push("# about the document", ...(choices.chance(40) ? [""] : []));
    lines.push(...this.#mapping(0, 0, false));
    if (choices.chance(15)) lines.push(...choices.pick([""], ["# the end"], ["", "# the end", ""]));
    if (marked && choices.chance(10)) lines.push("...");
    const lineEnd = choices.pick("\n", "\n", "\n", "\r\n");
    const end = choices.chance(25) ? "" : lineEnd;
    return (choices.chance(8) ? "\ufeff" : "") + lines.join(lineEnd) + end;
  }

  /** Lines of a block mapping; of an inline one the first line has no indentation. */
  #mapping(indent: number, depth: number, inline: boolean): string[] {
    const choices = this.#choices;
    const lines: string[] = [];
    const used = new Set<string>();
    const count = 1 + choices.below(depth === 0 ? 6 : 4);
    const space = " ".repeat(indent);
    for (let index = 0; index < count; index++) {
      const first = inline && index === 0;
      if (!first) this.#between(lines, indent);
      const base = this.#anchors.findLast(({ name, mapping }) => mapping && !this.#open.includes(name));
      const merge = this.#withAnchors && base !== undefined && choices.chance(8);
      const key = merge ? "<<" : this.#key(used);
      if (key === undefined) continue;
      if (used.has(key)) continue;
      used.add(key);
      const begin = first ? "" : space;
      if (merge) {
        lines.push(`${begin}<<: *${base?.name}`);
        continue;
      }
      if (choices.chance(1)) {
        lines.push(`${begin}? ${key}`, `${space}: ${choices.pick("a", "b")}`);
        continue;
      }
      const { head, lines: below } = this.#value(indent, depth, "mapping");
      const colon = choices.chance(3) ? " :" : ":";
      lines.push(`${begin}${quotedKey(key, choices)}${colon}${head}`, ...below);
      if (choices.chance(this.#comments / 2))
        lines.push(`${" ".repeat(indent + 1 + choices.below(3))}${this.#comment()}`);
    }
    if (lines.length === 0) lines.push(`${inline ? "" : space}only: 1`);
    return lines;
  }

  #sequence(indent: number, depth: number, inline: boolean): string[] {
    const choices = this.#choices;
    const lines: string[] = [];
    const count = 1 + choices.below(4);
    for (let index = 0; index < count; index++) {
      const first = inline && index === 0;
      if (!first) this.#between(lines, indent);
      const { head, lines: below } = this.#value(indent, depth, "sequence");
      lines.push(`${first ? "" : " ".repeat(indent)}-${head}`, ...below);
      if (choices.chance(this.#comments / 3))
        lines.push(`${" ".repeat(indent + 1 + choices.below(3))}${this.#comment()}`);
    }
    return lines;
  }

  /** Blank lines and comments before an entry. */
  #between(lines: string[], indent: number): void {
    const choices = this.#choices;
    if (choices.chance(8)) lines.push(choices.pick("", "", " ".repeat(1 + choices.below(8))));
    if (!choices.chance(this.#comments)) return;
    const column = choices.pick(indent, indent, 0, Math.max(indent - 1, 0));
    lines.push(`${" ".repeat(column)}${this.#comment()}`);
    if (choices.chance(30)) lines.push(`${" ".repeat(indent)}${this.#comment()}`);
    if (choices.chance(20)) lines.push("");
    if (choices.chance(5)) lines.push(`\t${this.#comment()}`);
  }

  #value(indent: number, depth: number, owner: "mapping" | "sequence"): Written {
    const choices = this.#choices;
    if (++this.#size > 60 || depth > 6) return { head: " end", lines: [] };
    const properties = this.#properties();
    const roll = choices.below(100);
    if (roll >= 55 && depth < 6) return this.#collection(indent, depth, owner, properties);
    const known = this.#anchors.filter(({ name }) => !this.#open.includes(name));
    if (known.length > 0 && choices.chance(12)) {
      return { head: ` *${known[choices.below(known.length)]?.name}${this.#trailing()}`, lines: [] };
    }
    const written = this.#scalarOrFlow(indent, depth);
    if (properties.anchor)
      this.#anchors.push({ name: properties.anchor, mapping: /^ \{/.test(written.head) && written.lines.length === 0 });
    return { head: properties.text + written.head, lines: written.lines };
  }

  #properties(): { readonly text: string; readonly anchor: string | undefined } {
    const choices = this.#choices;
    if (!this.#withAnchors || !choices.chance(20))
      return { text: choices.chance(1) ? " !custom" : "", anchor: undefined };
    const anchor = choices.pick(`a${this.#count++}`, `a${this.#count++}`, "same");
    return { text: ` &${anchor}`, anchor };
  }

  #collection(
    indent: number,
    depth: number,
    owner: "mapping" | "sequence",
    properties: { readonly text: string; readonly anchor: string | undefined },
  ): Written {
    const choices = this.#choices;
    const mapping = choices.chance(60);
    const step = this.#mixedSteps ? 1 + choices.below(4) : this.#step;
    const inlineAllowed = owner === "sequence" && properties.text === "";
    const inline = inlineAllowed && !choices.chance(15);
    const gap = inline ? 1 + (choices.chance(10) ? choices.below(3) : 0) : 0;
    const offset = inline
      ? 1 + gap
      : owner === "sequence"
        ? Math.max(step, 1)
        : mapping
          ? step
          : this.#mixedSteps
            ? choices.below(3)
            : this.#sequenceOffset;
    const column = indent + offset;
    const head = inline ? " ".repeat(gap) : properties.text + this.#trailing();
    const above: string[] = [];
    if (!inline && choices.chance(this.#comments / 2)) above.push(`${" ".repeat(column)}${this.#comment()}`);
    if (!inline && choices.chance(3)) above.push("");
    if (properties.anchor) this.#open.push(properties.anchor);
    const body = mapping ? this.#mapping(column, depth + 1, inline) : this.#sequence(column, depth + 1, inline);
    if (properties.anchor) this.#open.pop();
    if (properties.anchor) this.#anchors.push({ name: properties.anchor, mapping });
    if (inline) return { head: head + (body[0] ?? ""), lines: body.slice(1) };
    return { head, lines: [...above, ...body] };
  }

  #scalarOrFlow(indent: number, depth: number): Written {
    const choices = this.#choices;
    const deep = " ".repeat(indent + 1 + choices.below(3));
    switch (choices.below(16)) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
        return { head: ` ${choices.pick(WORDS[0] ?? "", ...WORDS)}${this.#trailing()}`, lines: [] };
      case 5:
        return {
          head: ` ${choices.pick('"q: #x"', '"tab\\t\\u00e9"', '"0 0 * * *"', '""')}${this.#trailing()}`,
          lines: [],
        };
      case 6:
        return { head: ` ${choices.pick("'it''s'", "'{{ x }}'", "'0755'")}${this.#trailing()}`, lines: [] };
      case 7:
        return { head: choices.pick("", ` ${choices.pick("~", "null")}`) + this.#trailing(), lines: [] };
      case 8:
        return { head: ` ${choices.pick("{}", "[]", "{ }")}${this.#trailing()}`, lines: [] };
      case 9: {
        // Kubernetes reads quotes whose lines are not indented, too.
        const column = choices.chance(6) ? " ".repeat(choices.below(indent + 1)) : deep;
        return {
          head: ' "first',
          lines: choices.pick([`${column}second"`], ["", `${column}\\`, `${column}  third" # after`]),
        };
      }
      case 10:
        return { head: " plain", lines: [`${deep}continues`, ...choices.pick([], ["", `${deep}further # after`])] };
      case 11:
      case 12:
        return this.#blockScalar(indent);
      case 13:
        return this.#manyLines(deep, indent);
      default:
        return { head: ` ${this.#flow(depth)}${this.#trailing()}`, lines: [] };
    }
  }

  #blockScalar(indent: number): Written {
    const choices = this.#choices;
    const style = choices.pick("|", ">");
    const chomp = choices.pick("", "-", "+");
    const explicit = choices.chance(20) ? 1 + choices.below(3) : 0;
    const column = indent + (explicit || 1 + choices.below(4));
    const deep = " ".repeat(column);
    const lines = [`${deep}${explicit ? choices.pick("", "  ") : ""}line one`];
    if (choices.chance(50))
      lines.push(choices.pick("", deep, `${deep}  `), `${deep}${choices.pick("", "  ")}# no comment`);
    if (choices.chance(30)) lines.push(`${deep}key: value`);
    if (choices.chance(25)) lines.push("", ...(choices.chance(30) ? [" ".repeat(choices.below(column + 1))] : []));
    return {
      head: ` ${style}${explicit || ""}${chomp}${choices.chance(this.#comments / 2) ? ` ${this.#comment()}` : ""}`,
      lines,
    };
  }

  #flow(depth: number): string {
    const choices = this.#choices;
    const pad = choices.pick("", " ");
    if (depth > 5) return "x";
    const count = choices.below(4);
    const inner = (): string =>
      choices.chance(20) ? this.#flow(depth + 2) : choices.pick("a", "1", '"b c"', "'d'", "x:y", "true", "h/p");
    if (choices.chance(50))
      return `[${pad}${Array.from({ length: count }, inner).join(choices.pick(", ", ","))}${pad}]`;
    const pairs = Array.from(
      { length: count },
      (_, index) => `${choices.pick("k", '"q"', "'s'").replace(/\w/, (letter) => `${letter}${index}`)}: ${inner()}`,
    );
    return `{${pad}${pairs.join(", ")}${choices.chance(5) && count > 0 ? "," : ""}${pad}}`;
  }

  /** A flow collection on several lines, with comments. */
  #manyLines(deep: string, indent: number): Written {
    const choices = this.#choices;
    const mapping = choices.chance(50);
    const count = 1 + choices.below(3);
    const lines: string[] = [];
    for (let index = 0; index < count; index++) {
      if (choices.chance(this.#comments)) lines.push(`${deep}${this.#comment()}`);
      const comma = index < count - 1 || choices.chance(20) ? "," : "";
      const value = choices.pick("a", '"b"', "{x: 1}", "[1, 2]");
      lines.push(`${deep}${mapping ? `k${index}: ` : ""}${value}${comma}${this.#trailing()}`);
    }
    const close = choices.pick(" ".repeat(indent + 1), deep);
    return { head: mapping ? " {" : " [", lines: [...lines, `${close}${mapping ? "}" : "]"}${this.#trailing()}`] };
  }

  #trailing(): string {
    return this.#choices.chance(this.#comments) ? `${this.#choices.pick(" ", "   ", "\t")}${this.#comment()}` : "";
  }

  #comment(): string {
    return this.#choices.pick(`# c${this.#count++}`, "# again", `#c${this.#count++}: größer`, "# - key: value");
  }

  #key(used: ReadonlySet<string>): string | undefined {
    const free = KEYS.filter((key) => !used.has(key));
    return free[this.#choices.below(free.length)];
  }
}

function quotedKey(key: string, choices: Choices): string {
  return choices.chance(8) ? choices.pick(`"${key}"`, `'${key}'`) : key;
}

function jsonDocument(choices: Choices): string {
  const value = (depth: number): unknown => {
    const roll = choices.below(10);
    if (depth > 3 || roll < 5) return choices.pick<unknown>("text", 1, true, null, 'a "quoted" größe', 2.5, "");
    if (roll < 8) {
      const keys = KEYS.slice(0, 1 + choices.below(4));
      return Object.fromEntries(keys.map((key) => [`${key}${depth}`, value(depth + 1)]));
    }
    return Array.from({ length: choices.below(4) }, () => value(depth + 1));
  };
  const root = Object.fromEntries(KEYS.slice(0, 1 + choices.below(5)).map((key) => [key, value(0)]));
  const text = JSON.stringify(root, null, choices.pick<string | number>(2, 4, "\t", 0));
  const lineEnd = choices.pick("\n", "\n", "\r\n");
  return text.replaceAll("\n", lineEnd) + choices.pick(lineEnd, "");
}
