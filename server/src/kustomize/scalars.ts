// What Kustomize reads in a scalar, which is not always what Kubernetes reads in it, and how scalars are made in builds.
//
// Kustomize reads objects by YAML 1.2 (goyaml.v3) and prints them so that any reader gets the same: `yes` is a word to it and
// becomes `"yes"`, a date becomes a time. JSON patches and kustomizations themselves are read as Kubernetes does.

import { scalarValue } from "../yaml/scalar-value";
import type { Node, Scalar, ScalarValue } from "../yaml/tree";
import type { Note } from "./tree-change";

/** Stands for what cannot be known: `isPlaceholder` takes it for a name that is still to be filled in. */
export const UNKNOWN = "$(unknown)";

/** Words that only YAML 1.1 takes for truth values. */
const ONLY_WORDS = /^(?:y|yes|on|n|no|off)$/i;

/** The value of a plain scalar as Kustomize reads it; a date is still the text that is written. */
export function plainReading(text: string): ScalarValue {
  return ONLY_WORDS.test(text) ? text : scalarValue(text, true, undefined);
}

/** The value of a scalar as Kustomize reads it. */
export function plainValueOf({ style, tag, text, value }: Scalar): ScalarValue {
  return style === "plain" && tag === undefined && typeof value === "boolean" ? plainReading(text) : value;
}

/** Does YAML 1.1 take the plain text for a word as well? */
export function isPlainIn11(text: string): boolean {
  return typeof scalarValue(text, true, undefined) === "string";
}

/**
 * The text of a plain scalar that is a date or a time, as Kustomize prints it; undefined for any other.
 * Source: goyaml.v3 resolve.go, allowedTimestampFormats; Go's time.Time, MarshalJSON.
 */
export function printedTime(text: string): string | undefined {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [, year = "", month = "", day = "", t, hour = "0", minute = "0", second = "0", fraction = "", zone] = found;
  // A `T` needs a zone, a blank has none.
  if (t !== undefined && (t === " ") !== (zone === undefined)) return undefined;
  const isReal =
    isDate(Number(year), Number(month), Number(day)) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(zone?.slice(1, 3) ?? 0) < 24 &&
    Number(zone?.slice(4) ?? 0) < 60;
  if (!isReal) return undefined;
  const pad = (digits: string) => digits.padStart(2, "0");
  const part = fraction.replace(/0+$/, "");
  const shown = zone === undefined || /^[+-]00:00$/.test(zone) ? "Z" : zone;
  return `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}${part === "" ? "" : `.${part}`}${shown}`;
}

const TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?)?$/;

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A number as Kustomize prints it once it has been JSON. Source: Go's strconv.FormatFloat with format `g`. */
export function printedNumber(value: number): string {
  const size = Math.abs(value);
  const isShort = size === 0 || (size >= 1e-4 && size < 1e6);
  return isShort || !Number.isFinite(value) ? String(value) : withExponent(value);
}

/** Go writes at least two digits of an exponent. */
function withExponent(value: number): string {
  const [digits = "", exponent = "+0"] = value.toExponential().split("e");
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/** The scalar with another text: it stays plain or quoted, and what is plain is read anew. */
export function retexted(scalar: Scalar, text: string, note: Note): Scalar {
  const { style, start, end } = scalar;
  const value = style === "plain" ? plainReading(text) : text;
  const made: Scalar = { type: "scalar", style, text, value, start, end };
  note(made, scalar);
  return made;
}

/** The scalar with another text and the type that it has: a word stays a word, a number a number. */
export function retyped({ style, value: former }: Scalar, text: string, like: Node, note: Note): Scalar {
  const reading = plainReading(text);
  const value = typeof former !== "string" && typeof reading === typeof former ? reading : text;
  const tag = style === "plain" && typeof value === "string" ? { tag: "!!str" } : {};
  const made: Scalar = { type: "scalar", style, text, value, start: like.start, end: like.end, ...tag };
  note(made, like);
  return made;
}

/** A plain scalar with a value, at the place of the node that it was made from. */
export function scalarLike(like: Node, text: string, value: ScalarValue, note: Note): Scalar {
  const made: Scalar = { type: "scalar", style: "plain", text, value, start: like.start, end: like.end };
  note(made, like);
  return made;
}

/** A word, whatever its letters look like. */
export function wordLike(like: Node, text: string, note: Note): Scalar {
  const { start, end } = like;
  const made: Scalar = { type: "scalar", style: "plain", tag: "!!str", text, value: text, start, end };
  note(made, like);
  return made;
}

/** A word in quotes. */
export function quotedWord(like: Node, text: string, note: Note): Scalar {
  const made: Scalar = { type: "scalar", style: "double", text, value: text, start: like.start, end: like.end };
  note(made, like);
  return made;
}

/** A word as Kustomize writes one where there was nothing before: in quotes where YAML 1.1 takes it for more. */
export function newWord(scalar: Scalar, note: Note): Scalar {
  const { text } = scalar;
  const isPlain = isPlainIn11(text) && !text.includes("\n");
  if (isPlain === (scalar.style === "plain")) return asWord(scalar, note);
  return isPlain ? wordLike(scalar, text, note) : quotedWord(scalar, text, note);
}

/**
 * Does the word need no quotes when it is written anew?
 * Source: goyaml.v3 encode.go, stringv; emitterc.go, yaml_emitter_analyze_scalar, for block style.
 */
export function isPlainWord(text: string): boolean {
  if (!isPlainIn11(text) || printedTime(text) !== undefined) return false;
  if (/[\n\r\u0085\u2028\u2029]|^[ \t]|[ \t]$|^(?:---|\.\.\.)/.test(text)) return false;
  return !/^[#,[\]{}&*!|>'"%@`]|^[-?:](?:\s|$)|:(?:\s|$)|\s#/.test(text);
}

/** The scalar itself where no reader takes it for anything but a word. */
export function asWord(scalar: Scalar, note: Note): Scalar {
  const isSafe = scalar.style !== "plain" || scalar.tag !== undefined || isSafeWord(scalar);
  return isSafe ? scalar : wordLike(scalar, scalar.text, note);
}

function isSafeWord({ text, value }: Scalar): boolean {
  return value === text && printedTime(text) === undefined;
}
