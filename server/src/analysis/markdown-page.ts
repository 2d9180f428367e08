// Puts pages in Markdown together.

/** Puts a page together; empty parts are left out. */
export function page(title: string, parts: readonly string[]): string {
  const present = parts.map((part) => part.trim()).filter((part) => part !== "");
  return `${[`# ${title}`, ...present].join("\n\n")}\n`;
}

export function section(title: string, text: string): string {
  return text.trim() === "" ? "" : `## ${title}\n\n${text.trim()}`;
}

export function facts(list: readonly (readonly [string, string])[]): string {
  return list.map(([name, value]) => `- ${name}: ${value}`).join("\n");
}
