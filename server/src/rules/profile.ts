// In which profile a rule is heard.
import type { Profile } from "../config/severity";
import type { Rule } from "./rule";

/** The least profile in which any condition of the rule is reported. */
export function ruleProfile({ severities, strict }: Rule): Profile {
  if (strict === true) return "strict";
  return severities.some((severity) => severity === "error" || severity === "warning") ? "minimal" : "recommended";
}
