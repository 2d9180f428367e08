// The laws of conversions, and of both together where there is a way back, over generated workloads: `npm run laws -- --pair A:B --runs N`, or `--pair all`.
import { targetsOf } from "../../server/src/conversions/pairs";
import { type WorkloadKind, workloadKinds } from "../../server/src/kubernetes/kinds";
import { pairRun } from "../../test/support/pair-runs";

interface Options {
  readonly pair: string;
  readonly runs: number;
  readonly seed: number;
  /** So many broken laws are shown in full. */
  readonly show: number;
}

/** @returns did all hold? */
export function holdPairs({ pair, runs, seed, show }: Options): boolean {
  const pairs = workloadKinds.flatMap((from) => targetsOf(from).map((to): [WorkloadKind, WorkloadKind] => [from, to]));
  const wanted = pairs.filter(([from, to]) => pair === "all" || pair.toLowerCase() === `${from}:${to}`.toLowerCase());
  if (wanted.length === 0) {
    console.log(`There is no pair '${pair}'. There are ${pairs.map((one) => one.join(":")).join(", ")}.`);
    return false;
  }
  const counts = { passed: 0, failed: 0, shown: 0 };
  for (const [from, to] of wanted) {
    const refused = new Map<string, number>();
    const back = new Map<string, number>();
    for (let run = 0; run < runs; run++) {
      const { refused: code, back: way, violations, files } = pairRun(from, to, seed + run);
      if (code !== undefined) count(refused, code);
      if (way !== undefined) count(back, way);
      if (violations.length === 0) {
        counts.passed++;
        continue;
      }
      counts.failed++;
      if (counts.shown++ >= show) continue;
      const texts = files.map(({ path, text }) => `==> ${path}\n${text}`);
      console.log([`✗ ${from}:${to}, seed ${seed + run}`, ...violations, ...texts].join("\n"));
    }
    const ways = targetsOf(to).includes(from) ? `; back: ${listed(back)}` : "";
    console.log(`${from}:${to}: ${runs} workloads, refused: ${listed(refused)}${ways}`);
  }
  console.log(`seed ${seed}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, number]) => `${name} ${number}`).join(", ") || "none";
}
