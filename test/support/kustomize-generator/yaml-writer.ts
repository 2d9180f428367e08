// Writes values as YAML in a random notation: quotes, flow, words that YAML takes for more.
import type { Choices } from "../choices";

/** A scalar as it is written. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Value = string | number | boolean | null | Raw | readonly Value[] | { readonly [key: string]: Value };

export type Fields = { readonly [key: string]: Value };

/** A document with its final line end. */
export function written(value: Value, choices: Choices): string {
  return `${block(value, 0, choices).replace(/^\n/, "")}\n`;
}

/** Several documents of one file. */
export function documents(values: readonly Value[], choices: Choices): string {
  return values.map((value) => written(value, choices)).join("---\n");
}

export function isFields(value: Value | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Raw);
}

function block(value: Value, indent: number, choices: Choices): string {
  const pad = " ".repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0 || choices.chance(8)) return ` ${flow(value)}`;
    return value.map((item) => `\n${pad}-${insideItem(item, indent + 2, choices)}`).join("");
  }
  if (!isFields(value)) return ` ${scalar(value as string, choices)}`;
  const entries = Object.entries(value);
  if (entries.length === 0 || (indent > 0 && choices.chance(6))) return ` ${flow(value)}`;
  return entries.map(([key, inner]) => `\n${pad}${keyText(key)}:${block(inner, indent + 2, choices)}`).join("");
}

/** The first line of an item stands behind its dash. */
function insideItem(item: Value, indent: number, choices: Choices): string {
  const text = block(item, indent, choices);
  return text.startsWith("\n") ? ` ${text.slice(1 + indent)}` : text;
}

function flow(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (!isFields(value)) return value instanceof Raw ? value.text || "null" : JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${flow(inner)}`)
    .join(", ")}}`;
}

function keyText(key: string): string {
  return /^[A-Za-z_.][\w./-]*$/.test(key) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key)
    ? key
    : JSON.stringify(key);
}

function scalar(value: string | number | boolean | null | Raw, choices: Choices): string {
  if (value instanceof Raw) return value.text;
  if (typeof value !== "string") return String(value);
  const isPlain = /^[A-Za-z/][\w./:@-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value);
  if (isPlain && !value.endsWith(":") && choices.chance(75)) return value;
  return choices.chance(50) && !value.includes("\n") ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}
