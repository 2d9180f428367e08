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
 * The first error or warning that there was not before, in its file and in each of its units; a hint that becomes a warning
 * is one. Stricter than by identity alone: what nobody looks at must not hide behind what it resembles.
 */
export function newGrave(before: readonly Finding[], after: readonly Finding[]): Finding | undefined {
  const known = new Set(before.flatMap(gravePlaces));
  return after.find((finding) => gravePlaces(finding).some((place) => !known.has(place)));
}

/** What a finding says is said once in each unit, though it is shown once. */
export function saidIn({ told }: Pick<Finding, "told">): number {
  return told?.length ?? 1;
}

function gravePlaces(finding: Finding): string[] {
  if (!isGrave(finding)) return [];
  const { told, severity, document } = finding;
  const own = `${document.path} ${identity(finding)}`;
  if (!told) return [own];
  // The configuration may have said how grave it is, everywhere.
  const isConfigured = told.every((one) => one.severity !== severity);
  return told.filter((one) => isConfigured || isGrave(one)).map(({ name }) => `${own} ${name}`);
}
