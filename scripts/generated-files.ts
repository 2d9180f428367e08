// Every file, or part of one, that is made from the code: what each must contain.
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { configurationSchema } from "../server/src/config/schema";
import { pages } from "../server/src/rules/pages";
import { rules } from "../server/src/rules/registry";
import { layers } from "../test/tidy/layers";
import { conversionPages } from "./pages/conversion-page";
import { experimentsPage } from "./pages/experiments-page";
import { metaPages } from "./pages/meta-pages";
import { rulePage } from "./pages/rule-page";
import { ruleRegistry } from "./rule-registry";
import { withPart } from "./support/marked-part";

/** Paths relative to the project, with the whole content of each file. */
export function generatedFiles(root: string): Map<string, string> {
  const read = (file: string) => readFileSync(path.join(root, file), "utf8");
  return new Map([
    ...ruleRegistry(root),
    ...rulePages().map(([id, text]) => [`docs/rules/${id}.md`, text] as const),
    ["docs/experiments.md", experimentsPage()],
    ...[...conversionPages()].map(([file, text]) => [`docs/conversions/${file}`, text] as const),
    ["docs/rules/README.md", ruleIndex()],
    ["docs/rules/catalogue.md", stillPlanned(read("docs/rules/catalogue.md"))],
    ["schemas/rightkind.schema.json", `${JSON.stringify(configurationSchema(rules), null, 2)}\n`],
    ["docs/architecture.md", withPart(read("docs/architecture.md"), "layers", layerTable())],
    ["README.md", withPart(read("README.md"), "rules", ruleGroups())],
    ["package.json", manifest(read("package.json"))],
  ]);
}

/** Of all rules, and of the findings about our own comments and configuration. */
function rulePages(): (readonly [id: string, text: string])[] {
  return [
    ...rules.flatMap((rule) => {
      const own = pages.get(rule.id);
      return own ? [[rule.id, rulePage(rule, own)] as const] : [];
    }),
    ...metaPages,
  ];
}

/** All rules in a few lines: the README is no catalogue. */
function ruleGroups(): string {
  const groups = new Map(rules.map(({ group }) => [group, rules.filter((rule) => rule.group === group)]));
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, own]) => {
      const links = own.map(({ id }) => `[${id}](docs/rules/${id}.md)`);
      return `| ${group} | ${links.join(", ")} |`;
    });
  return ["| about | rules |", "|---|---|", ...rows].join("\n");
}

/** The catalogue of planned rules without those that are there now. */
function stillPlanned(catalogue: string): string {
  const known = new Set(rules.map(({ id }) => id));
  const lines = catalogue.split("\n").filter((line) => !known.has(/^\| ([a-z0-9-]+) \|/.exec(line)?.[1] ?? ""));
  return lines.join("\n");
}

function ruleIndex(): string {
  const rows = rules.map(
    ({ id, group, severities, summary }) => `| [${id}](${id}.md) | ${group} | ${severities.join(", ")} | ${summary} |`,
  );
  return ["# Rules", "", "| rule | group | severity | |", "|---|---|---|---|", ...rows, ""].join("\n");
}

function layerTable(): string {
  const rows = Object.entries(layers).map(([layer, allowed]) => {
    const known = allowed.filter((name) => name in layers);
    const packages = allowed
      .filter((name) => !(name in layers))
      .map((name) => `package \`${name.replace(/^npm:/, "")}\``);
    return `| \`${layer}\` | ${[...known.map((name) => `\`${name}\``), ...packages].join(", ") || "–"} |`;
  });
  return ["| layer | may import |", "|---|---|", ...rows].join("\n");
}

/** The rules as properties of the setting `rightkind.rules`, so that VS Code completes them. */
function manifest(text: string): string {
  const parsed = JSON.parse(text);
  const level = { type: "string", enum: ["off", "hint", "information", "warning", "error"] };
  for (const { properties } of parsed.contributes.configuration) {
    const setting = properties["rightkind.rules"];
    if (!setting) continue;
    setting.properties = Object.fromEntries(rules.map(({ id, summary }) => [id, { ...level, description: summary }]));
  }
  return `${JSON.stringify(parsed, null, 2)}\n`;
}
