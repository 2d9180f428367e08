// What somebody types on the probe of a shape, as changes of its text, and where the value of its `kind` stands.
import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver-protocol";
import type { FieldName, Probe } from "./shapes/shape";

interface Field {
  /** Its value is the one group; YAML and JSON alike. */
  readonly pattern: RegExp;
  /** Another value, as it stands for a moment while somebody types. */
  readonly other: (value: string) => string;
}

const longer = (value: string) => `${value}x`;

const fields: Readonly<Record<FieldName, Field>> = {
  note: { pattern: /\bnote"?: "?(\w+)/d, other: longer },
  replicas: { pattern: /\breplicas"?: (\d+)/d, other: (value) => String(Number(value) + 1) },
  claimName: { pattern: /\bclaimName"?: "?([\w-]+)/d, other: longer },
  serviceName: { pattern: /\bserviceName"?: "?([\w-]+)/d, other: longer },
  accessModes: { pattern: /\baccessModes"?: \[(\w+)/d, other: () => "ReadWriteMany" },
  namePrefix: { pattern: /\bnamePrefix"?: "?([\w-]+)/d, other: (value) => `x${value}` },
};

/** A value in the text: it is typed over and back, so that the text stays as long as it is. */
class Value {
  readonly #start: Position;
  readonly #values: readonly [string, string];
  #present: 0 | 1 = 0;

  constructor(start: Position, values: readonly [string, string]) {
    this.#start = start;
    this.#values = values;
  }

  /** Puts the other value in its place, with no more than the characters that differ at its end. */
  toggled(): TextDocumentContentChangeEvent {
    const before = this.#values[this.#present];
    this.#present = this.#present === 0 ? 1 : 0;
    const after = this.#values[this.#present];
    let same = 0;
    while (same < before.length && before[same] === after[same]) same++;
    return { range: this.#range(same, before.length), text: after.slice(same) };
  }

  #range(from: number, to: number): Range {
    const { line, character } = this.#start;
    return { start: { line, character: character + from }, end: { line, character: character + to } };
  }
}

export class Typing {
  /** The value of the probe's `kind`. */
  readonly kind: Range;
  readonly #note: Value;
  readonly #meaningful: readonly Value[];
  #next = 0;

  /** @throws where the text does not hold the probe, or a field of it */
  constructor(text: string, probe: Probe) {
    const start = startOf(text, probe);
    const from = placeOf(text, start);
    this.kind = { start: from, end: { line: from.line, character: from.character + probe.kind.length } };
    this.#note = valueBehind(text, probe.kind === "Kustomization" ? 0 : start, "note");
    this.#meaningful = probe.meaningful.map((name) => valueBehind(text, start, name));
  }

  /** A character that changes nothing for anybody, put in or taken out again. */
  harmless(): TextDocumentContentChangeEvent {
    return this.#note.toggled();
  }

  /** One of the meaningful fields in turn, to another value or back. */
  meaningful(): TextDocumentContentChangeEvent {
    const value = this.#meaningful[this.#next++ % this.#meaningful.length];
    if (!value) throw new Error("the probe has no meaningful field");
    return value.toggled();
  }
}

/** Where the value of the probe's `kind` begins. */
function startOf(text: string, { kind, name }: Probe): number {
  const behind = name === undefined ? "" : `"?,?\\s+"?metadata"?:(?: \\{)?\\s+"?name"?: "?${name}\\b(?!-)`;
  const match = new RegExp(`\\bkind"?: "?(${kind})${behind}`, "d").exec(text);
  const group = match?.indices?.[1];
  if (!group) throw new Error(`no ${kind} ${name ?? ""} in the text`);
  return group[0];
}

/** The first value of a field from an offset on. */
function valueBehind(text: string, from: number, name: FieldName): Value {
  const { pattern, other } = fields[name];
  const match = pattern.exec(text.slice(from));
  const [, value] = match ?? [];
  const group = match?.indices?.[1];
  if (value === undefined || !group) throw new Error(`the probe has no ${name}`);
  return new Value(placeOf(text, from + group[0]), [value, other(value)]);
}

function placeOf(text: string, offset: number): Position {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return { line: text.slice(0, lineStart).split("\n").length - 1, character: offset - lineStart };
}
