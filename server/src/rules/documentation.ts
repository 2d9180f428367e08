// Where the page of a rule stands on the web; the same page is bundled and shown without a network.

const base = "https://github.com/rightkind/rightkind/blob/main/docs/rules/";

export function documentationUrl(rule: string): string {
  return `${base}${rule}.md`;
}
