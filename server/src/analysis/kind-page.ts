// The page of a kind in Markdown: what it is, and which rules speak about it.
import { type KindTraits, kindFacts, traitTitles } from "../kubernetes/kind-facts";
import type { Rule } from "../rules/rule";
import { page, section } from "./markdown-page";

/** @param name of the kind, in any case; undefined is returned for a kind that nothing is said about */
export function kindPage(name: string, rules: readonly Rule[]): string | undefined {
  const known = kindFacts(name);
  if (!known) return undefined;
  const { kind, summary, traits } = known;
  return page(kind, [
    summary,
    traits ? traitTable(kind, traits) : "",
    section(
      "Rules about it",
      ruleList(rules.filter((rule) => rule.kinds.some((of) => of === kind || of.endsWith(`/${kind}`)))),
    ),
  ]);
}

function traitTable(kind: string, traits: KindTraits): string {
  return [`| | ${kind} |`, "|---|---|", ...traitTitles.map(([trait, title]) => `| ${title} | ${traits[trait]} |`)].join(
    "\n",
  );
}

function ruleList(rules: readonly Rule[]): string {
  return rules.map(({ id, summary }) => `- \`${id}\`: ${summary}`).join("\n");
}
