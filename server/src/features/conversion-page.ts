// What a conversion changes where, and what to know of it, as Markdown.
import type { Converted, NotConverted } from "../analysis/conversion-outcome";
import { codeSpan, escaped } from "../analysis/markdown";
import type { StorageChoice } from "../guidance/conversion-request";
import type { WorkloadKind } from "../kubernetes/kinds";
import { relative } from "../workspace/paths";
import type { Snapshot } from "./snapshot";

const storageInWords: Readonly<Record<StorageChoice, string>> = {
  auto: "",
  templates: " with a new volume per Pod",
  keep: " keeping its claims",
};

/** The page is about files; what is live is another matter. */
const runbookHint =
  "What is live does not follow by itself: the command `Rightkind: Write Migration Runbook` says what to do in the cluster, step by step.";

export function conversionPageOf(
  { analysis: { workspace } }: Snapshot,
  outcome: Converted | NotConverted,
  { to, storage }: { readonly to: WorkloadKind; readonly storage: StorageChoice },
): string {
  const title = `# Convert to ${to}${storageInWords[storage]}`;
  if ("refused" in outcome)
    return [title, `It cannot be done: ${escaped(outcome.message)} (${outcome.refused})\n`].join("\n\n");
  const named = (path: string) => codeSpan(relative(workspace.rootOf(path) ?? "", path));
  const follow = outcome.follow.map((rule) => `- ${rule}`);
  return [
    title,
    "## What changes",
    [
      ...outcome.files.map(({ path }) => `- ${named(path)}`),
      ...outcome.created.map(({ path }) => `- ${named(path)}, which is new`),
    ].join("\n"),
    "## What to know",
    outcome.consequences.map(({ code, message }) => `- ${escaped(message)} (${code})`).join("\n"),
    ...(follow.length > 0 ? ["## What the rules will say afterwards", follow.join("\n")] : []),
    ...(to === "StatefulSet" ? [runbookHint] : []),
  ]
    .join("\n\n")
    .concat("\n");
}
