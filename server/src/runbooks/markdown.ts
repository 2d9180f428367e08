// Markdown around words that come from manifests: whatever they hold, they stay words.
import { seen } from "./shell";

/** A word as code within a sentence. */
export function code(text: string): string {
  const inner = seen(text);
  const fence = "`".repeat(longestRun(inner) + 1);
  const isOpen = /^`|`$|^ .* $|^$/.test(inner);
  return isOpen ? `${fence} ${inner} ${fence}` : `${fence}${inner}${fence}`;
}

/** A sentence that holds such words as it is. */
export function prose(text: string): string {
  return seen(text).replace(/[\\`*_[\]<>#|&~!]/g, "\\$&");
}

/** A block of code; longer runs of backticks in it do not end it. */
export function block(language: string, lines: readonly string[]): string {
  const text = lines.join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table; what stands in its cells is Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

/** A bar ends a cell even within code; in `prose` it is escaped already. */
function cell(text: string): string {
  return text.replace(/(?<!\\)\|/g, "\\|");
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
