// The words for how loud a finding is, and for which findings a profile asks.

export const severities = ["error", "warning", "information", "hint"] as const;
export type Severity = (typeof severities)[number];

/** What a configuration may say about a rule. */
export const ruleLevels = ["off", "hint", "information", "warning", "error"] as const;
export type RuleLevel = (typeof ruleLevels)[number];

export const profiles = ["minimal", "recommended", "strict"] as const;
export type Profile = (typeof profiles)[number];

export function isRuleLevel(text: unknown): text is RuleLevel {
  return (ruleLevels as readonly unknown[]).includes(text);
}

export function isProfile(text: unknown): text is Profile {
  return (profiles as readonly unknown[]).includes(text);
}

/**
 * Does a profile ask for a finding? `minimal` for errors and warnings, `recommended` for all but what is marked strict.
 * @param marked the profile that the catalogue notes for the finding's condition
 */
export function isAskedFor(profile: Profile, { severity, marked }: { severity: Severity; marked: Profile }): boolean {
  switch (profile) {
    case "minimal":
      return marked !== "strict" && (severity === "error" || severity === "warning");
    case "recommended":
      return marked !== "strict";
    case "strict":
      return true;
  }
}
