// The value of a plain scalar: what is certainly a string, or a small whole number, without asking further.
import { scalarValue } from "../scalar-value";
import type { ScalarValue } from "../tree";
import { DASH, DOT, NINE, PLUS, ZERO } from "./codes";

const UNDERSCORE = 0x5f;
/** Lengths of the longest boolean or null, and of the whole numbers that are surely exact. */
const LONGEST_WORD = 5;
const LONGEST_NUMBER = 15;

/**
 * What `scalarValue` says of a plain scalar without a tag.
 * @param first the first unit of the text
 */
export function plainValue(text: string, first: number): ScalarValue {
  if (first > NINE) return text.length > LONGEST_WORD || !beginsWord(first) ? text : scalarValue(text, true, undefined);
  if (first >= ZERO) return numberOrText(text, first);
  return first === DASH || first === PLUS || first === DOT ? scalarValue(text, true, undefined) : text;
}

/** `~`, and the first letters of null, true, yes, on, false, no, off. */
function beginsWord(code: number): boolean {
  switch (code | 0x20) {
    case 0x6e: // n
    case 0x74: // t
    case 0x79: // y
    case 0x66: // f
    case 0x6f: // o
    case 0x7e: // ~
      return true;
    default:
      return false;
  }
}

function numberOrText(text: string, first: number): ScalarValue {
  const { length } = text;
  const last = text.charCodeAt(length - 1);
  if (!endsNumber(last)) return text;
  if (length > LONGEST_NUMBER || (first === ZERO && length > 1)) return scalarValue(text, true, undefined);
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return scalarValue(text, true, undefined);
    value = value * 10 + digit;
  }
  return value;
}

/** A text that begins with a digit and ends otherwise is no number: digits, letters of hexadecimal ones, `_`, `.`. */
function endsNumber(code: number): boolean {
  if (code <= NINE) return code >= ZERO || code === DOT;
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x66) || code === UNDERSCORE;
}
