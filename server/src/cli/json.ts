// Results for programs.

/** The same bytes for the same value: keys stand in the order in which the value was made. */
export function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
