// npm run test:field -- DIR [FOLDER…]: what is said of public reports, kept beside the project, must be what is right.
import * as fs from "node:fs";
import * as path from "node:path";
import { companions } from "./field/companions";
import type { FieldCase } from "./field/expectation";
import { judged } from "./field/judgement";
import { overlays } from "./field/overlays";
import { rollouts } from "./field/rollouts";
import { FieldWorkspace } from "./field/workspace";

const [given, ...only] = process.argv.slice(2);
if (given === undefined) {
  console.error("usage: npm run test:field -- DIR [FOLDER…]");
  process.exit(2);
}
const cases = new Map<string, FieldCase>([...companions, ...overlays, ...rollouts].map((one) => [one.folder, one]));
const folders = fs
  .readdirSync(given, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (only.length === 0 || only.includes(entry.name)))
  .map(({ name }) => name)
  .sort();
let passed = 0;
let failed = 0;
let waiting = 0;

for (const folder of folders) await check(folder);
for (const folder of cases.keys()) if (only.length === 0 && !folders.includes(folder)) fail(folder, "is not there");
if (waiting > 0) console.log(`${waiting} not yet`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function check(folder: string): Promise<void> {
  const expected = cases.get(folder);
  if (!expected) return fail(folder, "nothing says what is right about it");
  const tally = await judged(expected, await FieldWorkspace.read(path.resolve(given ?? "", folder)));
  passed += tally.passed;
  waiting += tally.waiting.length;
  for (const fault of tally.faults) fail(folder, fault);
  for (const line of tally.waiting) console.log(`not yet: ${folder}: ${line}`);
}

function fail(folder: string, fault: string): void {
  failed++;
  console.log(`✗ ${folder}: ${fault}`);
}
