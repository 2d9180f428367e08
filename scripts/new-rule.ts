// npm run new:rule GROUP/ID [-- --kind KIND]: the skeleton of a rule, its page and its tests, entered in the registry.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { workloadKinds } from "../server/src/kubernetes/kinds";
import { ruleRegistry } from "./rule-registry";

const root = process.cwd();
const { values, positionals } = parseArgs({
  options: { kind: { type: "string", default: "Deployment" } },
  allowPositionals: true,
});
const [group, id] = (positionals[0] ?? "").split("/");
const { kind } = values;
if (!group || !id || !/^[a-z]+$/.test(group) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
  console.error("usage: npm run new:rule GROUP/ID [-- --kind Deployment | --kind autoscaling/HorizontalPodAutoscaler]");
  process.exit(2);
}
const isWorkload = (workloadKinds as readonly string[]).includes(kind);
if (!isWorkload && !/^[a-z0-9.-]*\/[A-Z]\w*$/.test(kind)) {
  console.error(`--kind ${kind}: a kind of workload, or GROUP/KIND (/Service, autoscaling/HorizontalPodAutoscaler)`);
  process.exit(2);
}
const files = new Map([
  [`server/src/rules/${group}/${id}/rule.ts`, rule()],
  [`server/src/rules/${group}/${id}/page.ts`, page()],
  [`test/rules/${id}.test.ts`, test()],
]);
for (const file of files.keys()) {
  if (!existsSync(path.join(root, file))) continue;
  console.error(`${file} is there already`);
  process.exit(2);
}
for (const [file, text] of files) write(file, text);
for (const [file, text] of ruleRegistry(root)) write(file, text);
console.log(`${[...files.keys()].join("\n")}\nNext: docs/adding-a-rule.md`);

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function rule(): string {
  const check = isWorkload
    ? `  check({ workload, report }) {
    if (!workload) return;
    if (child(workload.spec, "paused"))
      report(workload.resource.kindNode, "What is here, what will happen. What to do.");
  },`
    : `  check({ resource, report }) {
    if (child(child(resource.root, "spec"), "paused"))
      report(resource.kindNode, "What is here, what will happen. What to do.");
  },`;
  return `// What goes wrong, in one sentence.
import { child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";

export const rule = defineRule({
  id: "${id}",
  group: "${group}",
  severities: ["warning"],
  kinds: ["${kind}"],
  summary: "What goes wrong, for lists of rules.",
  fixes: [],
${check}
});
`;
}

function page(): string {
  const [apiGroup = "", name = kind] = isWorkload ? ["apps", kind] : kind.split("/");
  const apiVersion = apiGroup === "" ? "v1" : `${apiGroup}/v1`;
  const body = isWorkload
    ? `  selector:
    matchLabels: {app: app}
  template:
    metadata:
      labels: {app: app}
    spec:
      containers:
        - name: app
          image: registry.example/app:1
`
    : "  some: thing\n";
  return `// The page of ${id}: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: \`
How it comes about, what happens then, and the message that people search for. At least a hundred characters of it, please.\`,
  whenToIgnore: "When it is right as it is.",
  references: ["https://kubernetes.io/docs/concepts/workloads/"],
  examples: [
    {
      title: "The plainest case",
      bad: \`
apiVersion: ${apiVersion}
kind: ${name}
#     ${"^".repeat(name.length)} ${id}
metadata:
  name: app
spec:
  paused: true
${body}\`,
      good: \`
apiVersion: ${apiVersion}
kind: ${name}
metadata:
  name: app
spec:
${body}\`,
    },
  ],
};
`;
}

function test(): string {
  return `// The rule ${id}: its conditions and its traps.
import { describe, it } from "vitest";
import { page } from "../../server/src/rules/${group}/${id}/page";
import { checkRule } from "../support/check-rule";

const id = "${id}";
const message = "What is here, what will happen. What to do.";
const [{ bad = "", good = "" } = {}] = page.examples;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(id, bad.replace(\`^ \${id}\`, \`^ \${id} warning: \${message}\`)));
});

describe("is silent", () => {
  it("fp-name-of-the-trap", () => checkRule(id, good));
});
`;
}
