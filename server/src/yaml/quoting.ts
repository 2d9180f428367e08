// Words as YAML: when a text may stand plain, and how it is quoted.
import { scalarValue } from "./scalar-value";
import type { ScalarStyle } from "./tree";

export type Quotes = "plain" | "single" | "double";

/** May the text stand without quotes, and is it read back as the same text? In flow style brackets and commas are no words. */
export function standsPlain(text: string, flow: boolean): boolean {
  if (text === "" || text !== text.trim() || /[\p{Cc}\p{Zl}\p{Zp}\ufeff]/u.test(text)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@`]|^(?:---|\.\.\.)|: |:$| #/.test(text)) return false;
  return !flow || !/[,[\]{}]|:[,[\]{}]/.test(text);
}

/** The text as a key or a string: with the quotes that are wanted, or with those that it needs. */
export function quoted(text: string, wanted: Quotes, flow: boolean): string {
  const plain = standsPlain(text, flow) && typeof scalarValue(text, true, undefined) === "string";
  if (wanted === "plain" && plain) return text;
  if (wanted === "single" && !/[\p{Cc}\p{Zl}\p{Zp}\ufeff]/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}

export function quotesOf(style: ScalarStyle): Quotes {
  return style === "single" || style === "double" ? style : "plain";
}
