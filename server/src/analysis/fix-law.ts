// The fix law: no error and no warning may be new, compared by rule, name and namespace. The kind may just have been changed.
import type { Finding } from "./finding";

export function isGrave({ severity }: Pick<Finding, "severity">): boolean {
  return severity === "error" || severity === "warning";
}

/** By what a finding after a change is the same as one before it. */
export function identity({ rule, object }: Pick<Finding, "rule" | "object">): string {
  return `${rule} ${object?.name ?? ""} ${object?.namespace ?? ""}`;
}

/**
 * The first error or warning that there was not before, in its file and in each of its builds; a hint that becomes a warning
 * is one. Stricter than by identity alone: what nobody has looked at must not hide behind what it resembles.
 */
export function newGrave(before: readonly Finding[], after: readonly Finding[]): Finding | undefined {
  const known = new Set(before.filter(isGrave).map((finding) => placed(finding) + builds(finding)));
  return after.find(
    (finding) => isGrave(finding) && !known.has(placed(finding)) && !known.has(placed(finding) + builds(finding)),
  );
}

function placed(finding: Finding): string {
  return `${finding.document.path} ${identity(finding)}`;
}

/** Empty for what is true wherever the object stands; else the message names the builds. */
function builds({ unit, message }: Finding): string {
  return unit === undefined ? "" : ` ${message}`;
}
