// The page of a pair of kinds in docs/conversions: what is kept, moved, lost and asked, from the field table; and an example.
import { page, section } from "../../server/src/analysis/markdown-page";
import { choiceWords, knownChoices } from "../../server/src/conversions/choices";
import {
  type Disposition,
  type FieldRule,
  fieldTable,
  type Part,
} from "../../server/src/conversions/fields/field-table";
import { pairObstacle, targetsOf } from "../../server/src/conversions/pairs";
import { type Shape, shapeOf } from "../../server/src/conversions/shape/places";
import { type WorkloadKind, workloadKinds } from "../../server/src/kubernetes/kinds";
import { workload } from "../../server/src/kubernetes/workload";
import { attempt } from "../../test/support/conversion-attempts";
import { kindFields } from "../../test/support/kind-fields";
import { memoryWorkspace, root } from "../../test/support/memory-workspace";
import { samples } from "./conversion-samples";
import { choicesOf, partWords, specialWords } from "./conversion-words";

/** Every page by its path below docs/conversions. */
export function conversionPages(): Map<string, string> {
  const pairs = workloadKinds.flatMap((from) => targetsOf(from).map((to) => [from, to] as const));
  return new Map([
    ["README.md", index()],
    ...pairs.map(([from, to]) => [`${fileOf(from, to)}`, conversionPage(from, to)] as const),
  ]);
}

function fileOf(from: WorkloadKind, to: WorkloadKind): string {
  return `${from}-to-${to}.md`.toLowerCase();
}

function index(): string {
  const rows = workloadKinds.map((from) => {
    const cells = workloadKinds.map((to) => {
      if (from === to) return "–";
      return targetsOf(from).includes(to) ? `[yes](${fileOf(from, to)})` : "no";
    });
    return `| **${from}** | ${cells.join(" | ")} |`;
  });
  const never = workloadKinds.flatMap((from) =>
    workloadKinds.flatMap((to) => {
      const why = from === to ? undefined : pairObstacle(from, to);
      return why === undefined ? [] : `- ${why}`;
    }),
  );
  return page("Conversions", [
    "Which workload may become which, what happens to its fields, and what is asked. A row is what there is, a column what it becomes.",
    [`| | ${workloadKinds.join(" | ")} |`, `|---|${workloadKinds.map(() => "---").join("|")}|`, ...rows].join("\n"),
    section("What is not offered (R-PAIR)", never.join("\n")),
  ]);
}

function conversionPage(from: WorkloadKind, to: WorkloadKind): string {
  const own = fieldTable.filter((rule) => isOf(rule, from));
  const by = (isIt: (disposition: Disposition) => boolean) => own.filter(({ targets }) => isIt(targets[to]));
  const kept = by(({ what }) => what === "keep").map(named);
  const special = own.flatMap((rule) => {
    const words = rule.targets[to].what === "special" ? specialWords(rule.path.join("."), from, to) : undefined;
    return words === undefined ? [] : `- ${named(rule)}: ${words}`;
  });
  const lost = by(({ what }) => what === "drop").map(named);
  const noted = own.flatMap((rule) => {
    const disposition = rule.targets[to];
    return disposition.what === "drop-noted" ? `| ${named(rule)} | ${disposition.code} | ${disposition.why(to)} |` : [];
  });
  return page(
    `${from} to ${to}`,
    [
      `\`rightkind convert FILE --to ${to} --object ${from}/NAME\`, or \`Convert to ${to}\` in the Refactor menu.`,
      section(
        "Kept",
        `The Pods, with all that is not named here, and ${kept.join(", ")}. Comments and untouched lines stay as they are.`,
      ),
      section(
        "Moved and changed",
        [...shapeWords[`${shapeOf(from)} ${shapeOf(to)}`], ...special, ...partWords(from, to)].join("\n"),
      ),
      section("Lost", lost.length === 0 ? "" : `Without a word, because nobody misses it: ${lost.join(", ")}.`),
      noted.length === 0 ? "" : ["With a consequence:", "", "| field | code | |", "|---|---|---|", ...noted].join("\n"),
      section("Asked", asked(from, to)),
      section("Example", example(from, to)),
    ].filter((part) => part !== ""),
  );
}

/** Has a workload of the kind such a field? */
function isOf({ part, path }: FieldRule, kind: WorkloadKind): boolean {
  const [first = ""] = path;
  if (part === "object" || part === "template" || part === "pod") return true;
  if (kind === "Pod") return false;
  if (part === "schedule") return kind === "CronJob";
  return kindFields[kind === "CronJob" ? "Job" : kind].includes(String(first));
}

const prefixes: Readonly<Record<Part, string>> = {
  object: "",
  schedule: "",
  controller: "",
  template: "the template's ",
  pod: "the Pod's ",
};

function named({ part, path }: FieldRule): string {
  return `${prefixes[part]}\`${path.join(".")}\``;
}

const shapeWords: Readonly<Record<`${Shape} ${Shape}`, readonly string[]>> = {
  "pod pod": [],
  "template template": [],
  "schedule schedule": [],
  "pod template": [
    "- the Pod's `spec`: to `spec.template.spec`; its labels and annotations are written in the template as well, but for those of tools that apply it",
  ],
  "pod schedule": [
    "- the Pod's `spec`: to `spec.jobTemplate.spec.template.spec`; its labels and annotations are written in the template as well, but for those of tools that apply it",
  ],
  "template schedule": ["- what a Job has: to `spec.jobTemplate.spec`"],
  "schedule template": [
    "- `spec.jobTemplate.spec`: to `spec`; labels and annotations of `jobTemplate.metadata` to those of the object",
  ],
  "template pod": ["- `spec.template.spec`: to `spec`; labels and annotations of the template to those of the Pod"],
  "schedule pod": [
    "- `spec.jobTemplate.spec.template.spec`: to `spec`; labels and annotations of the template to those of the Pod",
  ],
};

function asked(from: WorkloadKind, to: WorkloadKind): string {
  const rows = choicesOf(from, to).map(({ name, about }) => {
    const values = knownChoices[name];
    return `| \`${name}\` | ${values ? choiceWords(values) : ""} | ${about} |`;
  });
  if (rows.length === 0) return "Nothing.";
  return [
    "By `--choose NAME=VALUE`, or in the list of *Convert Workload…*:",
    "",
    "| name | values | |",
    "|---|---|---|",
    ...rows,
  ].join("\n");
}

function example(from: WorkloadKind, to: WorkloadKind): string {
  const { analysis } = memoryWorkspace([{ path: "web.yaml", text: samples[from] }]);
  const path = `${root}/web.yaml`;
  for (const document of analysis.workspace.file(path)?.documents ?? []) {
    const index = document.resources().findIndex((resource) => workload(resource) !== undefined);
    if (index === -1) continue;
    const { outcome, after } = attempt(analysis, document, index, { to, storage: "auto" });
    if ("refused" in outcome) throw new Error(`${from} to ${to}: ${outcome.refused} ${outcome.message}`);
    const said = outcome.consequences.map(({ code, message }) => `- ${code}: ${message}`);
    return [
      fenced(samples[from]),
      "becomes",
      fenced(after.get(path) ?? ""),
      "with these consequences:",
      said.join("\n"),
    ].join("\n\n");
  }
  throw new Error(`there is no ${from} in its sample`);
}

function fenced(text: string): string {
  return `\`\`\`yaml\n${text}\`\`\``;
}
