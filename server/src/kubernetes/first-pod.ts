// Whether a script asks if it runs in the first Pod of a StatefulSet: the one that seeds the others.

/** More of a script than this is not looked through. */
const LONGEST = 100_000;

/** More variables than these are not followed. */
const MOST = 10;

const OWN_NAME = "\\b(?:HOSTNAME|hostname|(?:MY_)?POD_?NAME)\\b";

/**
 * `[ "$HOSTNAME" = "db-0" ]`, `case $(hostname) in *-0)`, `[[ $ordinal -eq 0 ]]`, `${HOSTNAME##*-} == 0`. All repetitions have an
 * end, so that each place of a text is looked at for a time that does not grow with it.
 */
const TESTS = [
  new RegExp(`${OWN_NAME}[^\\n;&|=]{0,20}(?:=~|==?)[ \\t]{0,4}["'*.$\\w{}-]{0,80}-0["'$]{0,2}(?![\\w.-])`),
  new RegExp(`\\bcase[ \\t]{1,4}[^\\n]{0,20}${OWN_NAME}[^\\n]{0,20}\\bin\\b[^)]{0,200}-0["']?\\)`),
  /(?:\b[Oo]rdinal|\bORDINAL|\bPOD_INDEX|\bpod_index|##\*-|BASH_REMATCH\[1\])\}?["']?[ \t]{1,4}(?:-eq|-ne|-gt|==?|!=)[ \t]{1,4}["']?0(?![\w.])/,
];

/** `n=${HOSTNAME##*-}`, `n=$(hostname | sed 's/.*-//')`, `n=${BASH_REMATCH[1]}`: a variable that gets the ordinal. */
const ASSIGNMENT = new RegExp(
  `\\b([A-Za-z_]\\w{0,40})=["']?(?:\\$\\{(?:${OWN_NAME}##\\*-|BASH_REMATCH\\[1\\])\\}|(?:\\$\\(|\`)[^\\n;]{0,20}${OWN_NAME}[^\\n;|]{0,20}\\|[^\\n;]{0,60}-)`,
  "g",
);

/** The test of a variable that a script gives the ordinal, whatever it is called. */
function ordinalTest(variable: string): RegExp {
  return new RegExp(`(?<!\\w)\\$?\\{?${variable}\\}?["']?[ \\t]{1,4}(?:-eq|-ne|-gt|==?|!=)[ \\t]{1,4}["']?0(?![\\w.])`);
}

/** @returns the test as it is written, in short; undefined where there is none */
export function firstPodTest(script: string): string | undefined {
  const text = script.slice(0, LONGEST);
  // Most texts have no such name at all.
  if (!/hostname|pod_?name|ordinal|index|BASH_REMATCH|##\*-/i.test(text)) return undefined;
  const variables = new Set([...text.matchAll(ASSIGNMENT)].slice(0, MOST).flatMap(([, name]) => name ?? []));
  for (const test of [...TESTS, ...[...variables].map(ordinalTest)]) {
    const found = test.exec(text)?.[0];
    if (found !== undefined) return found.replace(/\s+/g, " ");
  }
  return undefined;
}
