// The command `rules`: the catalogue.
import { ruleProfile } from "../rules/profile";
import type { Rule } from "../rules/rule";
import { jsonOf } from "./json";
import { type ExitCode, exitCodes, type Surroundings } from "./surroundings";

export function listRules(format: "text" | "json", rules: readonly Rule[], { write }: Surroundings): ExitCode {
  write(format === "json" ? jsonOf(catalogue(rules)) : textOf(rules));
  return exitCodes.fine;
}

/** Keys in the order in which they are printed. */
function catalogue(rules: readonly Rule[]) {
  return {
    version: 1,
    rules: rules.map((rule) => ({
      id: rule.id,
      group: rule.group,
      summary: rule.summary,
      severities: rule.severities,
      profile: ruleProfile(rule),
      fixes: rule.fixes.map(({ title, safe }) => ({ title, safe })),
      heuristic: rule.heuristic === true,
      docs: `docs/rules/${rule.id}.md`,
    })),
  };
}

function textOf(rules: readonly Rule[]): string {
  const idWidth = Math.max(...rules.map(({ id }) => id.length));
  const severityWidth = Math.max(...rules.map(({ severities }) => severities.join(", ").length));
  return rules
    .map(
      ({ id, severities, summary }) =>
        `${id.padEnd(idWidth)}  ${severities.join(", ").padEnd(severityWidth)}  ${summary}\n`,
    )
    .join("");
}
