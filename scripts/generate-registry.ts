// First part of npm run generate: the list of rules, which everything else is made from.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { ruleRegistry } from "./rule-registry";

for (const [file, text] of ruleRegistry(process.cwd())) writeFileSync(path.join(process.cwd(), file), text);
