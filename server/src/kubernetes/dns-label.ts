// Names that are DNS labels, and what becomes of names that are none.

/** The longest DNS label. */
export const LONGEST_LABEL = 63;

/** The longest name that an object may have (a DNS subdomain). */
export const LONGEST_NAME = 253;

/** The characters of a DNS label, however many there are. */
export function hasLabelCharacters(name: string): boolean {
  return /^[a-z0-9-]+$/.test(name) && !name.startsWith("-") && !name.endsWith("-");
}

/** Lower-case letters, digits and hyphens, at most 63 of them (RFC 1123). */
export function isDnsLabel(name: string): boolean {
  return name.length <= LONGEST_LABEL && hasLabelCharacters(name);
}

/** DNS labels with dots between them: what most kinds take as a name. */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= LONGEST_NAME && name.split(".").every(hasLabelCharacters);
}

/** The nearest name that is a DNS label; undefined where no character of it can stay. */
export function asDnsLabel(name: string, limit = LONGEST_LABEL): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const label = shortened(trimmed(plain), limit);
  return label === "" ? undefined : label;
}

/** The beginning of a name, cut at a hyphen where that costs no more than a third of it. */
export function shortened(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const cut = name.slice(0, Math.max(limit, 0));
  const hyphen = name[cut.length] === "-" ? cut.length : cut.lastIndexOf("-");
  return trimmed(hyphen * 3 >= limit * 2 ? cut.slice(0, hyphen) : cut);
}

function trimmed(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && name[start] === "-") start++;
  while (end > start && name[end - 1] === "-") end--;
  return name.slice(start, end);
}
