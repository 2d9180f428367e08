// The pages of the rules as the programs have them, made from the sources.
import { metaPages } from "../../scripts/pages/meta-pages";
import { rulePage } from "../../scripts/pages/rule-page";
import { pages } from "../../server/src/rules/pages";
import { rules } from "../../server/src/rules/registry";

/** The page of a rule in Markdown; undefined where there is none. */
export function rulePageOf(id: string): string | undefined {
  const rule = rules.find((candidate) => candidate.id === id);
  const page = pages.get(id);
  return rule && page ? rulePage(rule, page) : metaPages.get(id);
}
