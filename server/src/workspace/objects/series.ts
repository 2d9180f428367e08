// Names that were numbered by hand.
import { LONGEST_NAME } from "../../kubernetes/dns-label";

/** What is before the number or date at the end of a name: `db` of `db-0`; undefined where there is none. */
export function seriesBase(name: string): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  let end = name.length;
  for (let at = end; at > 0 && isDigit(name, at - 1); ) {
    while (at > 0 && isDigit(name, at - 1)) at--;
    if (name[at - 1] !== "-") break;
    at--;
    end = at;
  }
  return end < name.length && /[^-\d]/.test(name.slice(0, end)) ? name.slice(0, end) : undefined;
}

/** So many of a series are looked at before all of it is. */
const FIRST = 6;

/** Those at the head of a series: as a rule, whoever asks for one of its members finds it among them. */
export function firstOfSeries<T>(members: readonly T[]): readonly T[] {
  return members.slice(0, FIRST);
}

/** Is what stands at the head the whole of the series? */
export function isWholeSeries(first: readonly unknown[]): boolean {
  return first.length < FIRST;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
