// Names as a part of a pattern.
import { LONGEST_NAME } from "../kubernetes/dns-label";

/** Any of the names; of one that is longer than names may be no pattern could be made. Without any: what never matches. */
export function alternatives(names: ReadonlySet<string>): string {
  const usable = [...names].filter((name) => name.length <= LONGEST_NAME);
  return usable.length === 0 ? "(?!)" : usable.map((name) => name.replace(/[^\w-]/g, "\\$&")).join("|");
}
