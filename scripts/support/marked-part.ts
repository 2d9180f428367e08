// A part of a page that a program writes: what stands between `<!-- name -->` and `<!-- /name -->`.

/** The text with another part between the marks. @throws where the text has no such marks */
export function withPart(text: string, name: string, part: string): string {
  const start = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to === -1) throw new Error(`there is no part ${name}`);
  return `${text.slice(0, from + start.length)}\n${part}\n${text.slice(to)}`;
}
