// Consequences as people read them: sorted by code, and nothing twice in the same words.
import type { Consequence } from "../conversion";

/** Of what concerns the whole rollout one line is enough, wherever it is written. */
const once: ReadonlySet<string> = new Set(["W-RECREATE"]);

/**
 * What several places have in common is said of the first of them, and names the files where there is more than one.
 * @param fileOf the file of a place, as messages name it
 */
export function saidOnce(
  consequences: readonly Consequence[],
  fileOf: (at: Consequence["at"]) => string | undefined,
): Consequence[] {
  const groups = new Map<string, Consequence[]>();
  for (const consequence of consequences) {
    const { code, message } = consequence;
    const key = once.has(code) ? code : `${code} ${message}`;
    groups.set(key, [...(groups.get(key) ?? []), consequence]);
  }
  const said = [...groups.values()].flatMap((group): Consequence | [] => {
    const [first] = group;
    if (!first) return [];
    const files = [...new Set(group.flatMap(({ at }) => fileOf(at) ?? []))].sort();
    // The longest says most: what is true at several replicas, in one of the builds.
    const { message } = group.reduce((a, b) => (b.message.length > a.message.length ? b : a));
    if (files.length < 2) return { ...first, message };
    return { ...first, message: `${message.replace(/\.$/, "")} (${files.join(", ")}).` };
  });
  return said.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
