// Names of single Pods that are put together at run time: `$(hostname).db`, `db-$i.db`.

export interface BuiltPodName {
  /** The set whose Pods are numbered; undefined where a Pod takes its own name. */
  readonly set?: string;
  /** What stands behind the first dot: the Service, as far as it is one. */
  readonly service: string;
  /** As it is written: `$(hostname).db`. */
  readonly text: string;
}

/** A number that is worked out: `$i`, `{0..2}`, `%d`. */
export const builtOrdinal = "(?:\\{[\\d.,]{1,40}\\}|\\$\\{?\\w{1,40}\\}?|\\$\\(\\w{1,40}\\)|%d)";

/**
 * The Pod's own name, as a pattern.
 * @param variables others than the usual ones that hold it
 */
export function ownPodNamePattern(variables: readonly string[] = []): string {
  const usual = ["(?:MY_)?POD_?NAME", ...new Set(variables)].join("|");
  return `(?:\\$\\((?:${usual})\\)|\\$\\{?(?:${usual}|HOSTNAME)\\}?|\\$\\(hostname(?: -s)?\\)|\`hostname(?: -s)?\`)`;
}

/** Longer texts are data, and no script. */
const LONGEST = 100_000;

/** More names than these are a table of something else. */
const MOST = 20;

const BUILT = new RegExp(
  `(?:(?<![\\w.-])([a-z][a-z0-9-]{0,62})-${builtOrdinal}|${ownPodNamePattern()})\\.([a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?![\\w-])`,
  "g",
);

/** The names that a script builds, each once. */
export function builtPodNames(script: string): BuiltPodName[] {
  // Most texts build none.
  if (!/-[$%{]|hostname|pod_?name/i.test(script)) return [];
  const found = new Map<string, BuiltPodName>();
  for (const [text, set, service = ""] of script.slice(0, LONGEST).matchAll(BUILT)) {
    found.set(text, set === undefined ? { service, text } : { set, service, text });
    if (found.size === MOST) break;
  }
  return [...found.values()];
}
