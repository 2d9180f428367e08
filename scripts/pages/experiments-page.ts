// What was seen in a control plane, rule by rule, and what cannot be seen there.
import { notShown } from "../experiments/not-shown";
import { type Recorded, recorded } from "../experiments/record";

/** The whole of docs/experiments.md. */
export function experimentsPage(): string {
  const seen = recorded.seen.map((one) => `| ${link(one.rule)} | ${one.example} | ${outcome(one)} |`);
  const reasons = [...notShown].map(([rule, reason]) => `| ${link(rule)} | ${reason} |`);
  return [
    "# What we say happens, happens",
    "",
    "`npm run test:experiments` takes examples from the pages of the rules to a real control plane (API server, controllers, scheduler,",
    "pretended nodes): what is reported shows the consequence, what is right does not. What it saw is kept in",
    "`scripts/experiments/seen.json`, and every run is compared with it; `-- --record` writes it anew, and `npm run generate` this page",
    "and those of the rules.",
    "",
    `## Seen on Kubernetes ${recorded.kubernetes}`,
    "",
    "| rule | example | seen |",
    "|---|---|---|",
    ...seen,
    "",
    "## Not to be seen there",
    "",
    "Rules of severity error or warning without an experiment.",
    "",
    "| rule | why |",
    "|---|---|",
    ...reasons,
    "",
  ].join("\n");
}

function link(rule: string): string {
  return `[${rule}](rules/${rule}.md)`;
}

function outcome({ what, words }: Recorded): string {
  return words === undefined ? what : `${what}: \`\`${words.replaceAll("|", "\\|")}\`\``;
}
