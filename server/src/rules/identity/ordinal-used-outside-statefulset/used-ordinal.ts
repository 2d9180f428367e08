// Whether a script takes the number at the end of its Pod's name and counts with it, or makes a host name of it.

/** Ways to take what is behind the last hyphen of the Pod's name. */
const ORDINAL =
  /\$\{(?:HOSTNAME|(?:MY_)?POD_?NAME)##\*-\}|\bhostname(?: -s)?\s*\|\s*(?:awk|cut) [^|;\n)`]{0,60}-[^|;\n)`]{0,60}|\$\{HOSTNAME: ?-1\}/g;

/** How far behind and before an expression its use is looked for on one line. */
const NEAR = 200;

/**
 * @param text a word of a command, or a whole script
 * @returns the expression as it is written; undefined where there is none, or its value is only shown or stored
 */
export function usedOrdinal(text: string): string | undefined {
  for (const match of text.matchAll(ORDINAL)) {
    const written = match[0].trimEnd();
    const start = match.index;
    const before = text.slice(Math.max(0, start - NEAR), start);
    const after = text.slice(start + match[0].length, start + match[0].length + NEAR);
    if (isCounted(before, after) || isInHostName(before, after)) return written;
    const variable = /(?:^|[\s;&|(])([A-Za-z_]\w{0,60})=["']?(?:\$\(|`)?$/.exec(before)?.[1];
    if (variable !== undefined && isVariableUsed(text, variable)) return written;
  }
  return undefined;
}

/** `$(( ${HOSTNAME##*-} + 1 ))`, `[ ${HOSTNAME##*-} -eq 0 ]` */
function isCounted(before: string, after: string): boolean {
  const open = before.lastIndexOf("((");
  if (open !== -1 && !before.slice(open).includes("))")) return true;
  return /^["')`]*\s+-(?:eq|ne|lt|gt|le|ge)\s/.test(after) || /-(?:eq|ne|lt|gt|le|ge)\s+["'$(`]*$/.test(before);
}

/** `db-${HOSTNAME##*-}.db` */
function isInHostName(before: string, after: string): boolean {
  return before.endsWith("-") && /^["')`]*\.[a-z]/.test(after);
}

function isVariableUsed(text: string, variable: string): boolean {
  const use = `\\$\\{?${variable}\\}?`;
  return (
    new RegExp(`\\(\\([^()\\n]{0,${NEAR}}\\b${variable}\\b`).test(text) ||
    new RegExp(`${use}["']?\\s+-(?:eq|ne|lt|gt|le|ge)\\s`).test(text) ||
    new RegExp(`-(?:eq|ne|lt|gt|le|ge)\\s+["']?${use}`).test(text) ||
    new RegExp(`\\bexpr [^\\n]{0,${NEAR}}${use}`).test(text) ||
    new RegExp(`[a-z0-9]-${use}\\.[a-z]`).test(text)
  );
}
