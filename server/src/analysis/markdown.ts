// Text that comes from manifests, as Markdown: whatever it holds, it makes no markup, loads nothing and leads nowhere.

/** Of a message or a reason; what is longer is cut. */
const LONGEST_TEXT = 1000;

/** Words of a line: no images, links, emphasis, HTML, entities or formulas; no addresses, which are links without any mark. */
export function escaped(text: string, longest = LONGEST_TEXT): string {
  return oneLine(text, longest)
    .replace(/[\\`*[\]<>~&|$]/g, "\\$&")
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_")
    .replace(/:\/\//g, ":\\//")
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`)
    .replace(/@/g, "\\@");
}

/** A name or a path. The fence is longer than any row of backticks inside. A table's `|` ends a cell, even in code. */
export function codeSpan(
  text: string,
  { longest = LONGEST_TEXT, inTable = false }: { readonly longest?: number; readonly inTable?: boolean } = {},
): string {
  const whole = oneLine(text, longest);
  const line = inTable ? whole.replaceAll("|", "¦") : whole;
  if (line.trim() === "") return "";
  const rows = new Set([...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  let length = 1;
  while (rows.has(length)) length++;
  const fence = "`".repeat(length);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Without line ends and what else steers a terminal, or turns the order of the words around. */
export function oneLine(text: string, longest: number): string {
  const line = text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: names of hostile manifests hold them
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g,
    " ",
  );
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
