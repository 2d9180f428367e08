// npm run new:rule GROUP/ID: writes the skeleton of a rule and of its tests.
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const [group, id] = (process.argv[2] ?? "").split("/");
if (!group || !id || !/^[a-z]+$/.test(group) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
  console.error("usage: npm run new:rule GROUP/ID");
  process.exit(2);
}
const name = id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const rule = path.join(root, "server/src/rules", group, `${id}.ts`);
const test = path.join(root, "test/rules", `${id}.test.ts`);
for (const file of [rule, test]) {
  if (fs.existsSync(file)) {
    console.error(`${path.relative(root, file)} is there already`);
    process.exit(2);
  }
}
fs.mkdirSync(path.dirname(rule), { recursive: true });
fs.writeFileSync(
  rule,
  `// What goes wrong, in one sentence.
import { defineRule } from "../rule";

export const ${name} = defineRule({
  id: "${id}",
  group: "${group}",
  severities: ["warning"],
  kinds: [],
  summary: "",
  why: \`
\`,
  whenToIgnore: "",
  references: [],
  fixes: [],
  examples: [],
  check({ workload, lookups, report }) {
    if (!workload) return;
  },
});
`,
);
fs.writeFileSync(
  test,
  `// The rule ${id}: its conditions and its traps.
import { describe, it } from "vitest";
import { checkRule } from "../support/check-rule";

const id = "${id}";

describe("reports", () => {
  it("says what is here, what will happen and what to do", () => checkRule(id, \`\`));
});

describe("is silent", () => {
  it("fp-", () => checkRule(id, \`\`));
});
`,
);
console.log(
  `${path.relative(root, rule)} and ${path.relative(root, test)}: add the rule to server/src/rules/registry.ts`,
);
