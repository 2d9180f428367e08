// The page of a rule in Markdown: one text for `explain`, for the editor and for docs/rules.
import { facts, page, section } from "../../server/src/analysis/markdown-page";
import type { Example, RulePage } from "../../server/src/rules/page";
import { ruleProfile } from "../../server/src/rules/profile";
import type { FixTitle, Rule } from "../../server/src/rules/rule";
import { recorded, seenOf } from "../experiments/record";

/** The whole page; ends with a line end. */
export function rulePage(rule: Rule, { why, examples, whenToIgnore, references }: RulePage): string {
  return page(rule.id, [
    rule.summary,
    facts([
      ["Severity", [...rule.severities, ...(rule.lowered ? [rule.lowered] : [])].join(", ")],
      ["Group", rule.group],
      ["Profile", ruleProfile(rule)],
      ["Looks at", [...new Set(rule.kinds.map(kindName))].join(", ")],
      ...(rule.heuristic ? ([["Rests on", "what images, commands, variables and paths usually mean"]] as const) : []),
    ]),
    section("Why", why),
    section("Examples", examples.map((example) => exampleText(rule.id, example)).join("\n\n")),
    section("Fixes", fixList(rule.fixes)),
    section("When to ignore it", whenToIgnore),
    section("Keep it on purpose", suppressionText(rule.id, rule.kinds[0])),
    section("References", references.map((reference) => `- <${reference}>`).join("\n")),
  ]);
}

function fixList(fixes: readonly FixTitle[]): string {
  if (fixes.length === 0) return "None: what is right here cannot be told from the manifest alone.";
  return fixes.map(({ title, safe }) => `- ${title}${safe ? " (safe: part of fix-all)" : ""}`).join("\n");
}

/** The ways to say "yes, on purpose". */
function suppressionText(id: string, kind: string | undefined): string {
  return [
    "Each way needs a reason. By a comment above the line or the object that is reported:",
    fenced(`# rightkind-ignore-next-line ${id}: the reason`),
    "By an annotation on the object or its Pod template:",
    fenced(`metadata:\n  annotations:\n    rightkind.dev/ignore.${id}: "the reason"`),
    "For many objects, in `.rightkind.yaml`:",
    fenced(
      `ignore:\n  - rule: ${id}\n    ${kind === undefined ? "" : `kind: ${kindName(kind)}\n    `}name: "legacy-*"\n    reason: the reason`,
    ),
    "Off, or at another severity, in `.rightkind.yaml`:",
    fenced(`rules:\n  ${id}: off`),
  ].join("\n\n");
}

function exampleText(rule: string, { title, bad, good, fix }: Example): string {
  const how = fix === undefined ? "Right:" : `Right, as the fix \`${fix}\` writes it:`;
  return [`### ${title}`, "Reported:", ...files(bad), ...seenText(rule, title), how, ...files(good)].join("\n\n");
}

/** What a control plane made of it, where that is recorded. */
function seenText(rule: string, title: string): string[] {
  const seen = seenOf(rule, title);
  if (!seen) return [];
  const words = seen.words === undefined ? "." : `:\n\n${fenced(seen.words, "text")}`;
  return [`Seen on Kubernetes ${recorded.kubernetes}: ${seen.what}${words}`];
}

/** The files of an example, each in a fence; markers of tests are taken out. */
function files(source: string): string[] {
  const parts: { name: string | undefined; lines: string[] }[] = [{ name: undefined, lines: [] }];
  for (const line of source.replace(/^\n+|\n+$/g, "").split("\n")) {
    const name = /^#-\s+(\S+)\s*$/.exec(line)?.[1];
    if (name !== undefined) parts.push({ name, lines: [] });
    else if (!/^\s*#\s*(?:\^+|<-+)/.test(line)) parts.at(-1)?.lines.push(line);
  }
  return parts
    .filter(({ lines }) => lines.some((line) => line.trim() !== ""))
    .map(({ name, lines }) => (name === undefined ? "" : `\`${name}\`:\n\n`) + fenced(lines.join("\n").trimEnd()));
}

function fenced(text: string, language = "yaml"): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** `HorizontalPodAutoscaler` of `autoscaling/HorizontalPodAutoscaler`. */
function kindName(kind: string): string {
  return kind.slice(kind.lastIndexOf("/") + 1);
}
