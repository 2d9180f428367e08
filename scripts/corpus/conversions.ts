// Every workload as every kind that it may become, and those with a claim as a StatefulSet one by one: what would change where, or why it is refused; as tables for people to read.
import * as fs from "node:fs";
import { targetsOf } from "../../server/src/conversions/pairs";
import { type WorkloadKind, workloadKinds } from "../../server/src/kubernetes/kinds";
import { type Attempt, allAttempts, attempts } from "../../test/support/conversion-attempts";
import { attemptViolations } from "../../test/support/conversion-laws";
import { pairViolations } from "../../test/support/pair-laws";
import { randomNumbers } from "./keystrokes";
import { type Analysed, analysed, type Repository, stackOf } from "./repository";

/** The attempts of one repository, and what is wrong with them. */
export interface Conversions {
  readonly repository: string;
  readonly attempts: readonly Attempt[];
  readonly pairs: readonly PairOutcome[];
  readonly violations: readonly string[];
}

/** What came of one workload as another kind. */
interface PairOutcome {
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  /** The code; undefined where it is offered. */
  readonly refused: string | undefined;
}

/**
 * Nothing in the state is other afterwards.
 * @param every one attempt of so many, by chance, is held against its laws, which costs most of the time
 */
export function conversions({ name, files }: Repository, { analysis }: Analysed, every = 1): Conversions {
  const all = attempts(analysis);
  const pairs = allAttempts(analysis);
  // A second workspace takes the results one after the other, so that the first is what it was.
  const { analysis: mirror } = analysed(pairs.length > 0 ? files : []);
  const held = [
    ...all.map((one) => [one, attemptViolations] as const),
    ...pairs.map((one) => [one, pairViolations] as const),
  ];
  const random = randomNumbers(1);
  const violations = held.flatMap(([attempt, laws]) => {
    if (random() * every >= 1) return [];
    for (const [path, text] of attempt.after) mirror.workspace.setFile(path, text, { open: false });
    try {
      return laws(attempt, { before: analysis, after: mirror }).map((fault) => `${attempt.name}: ${fault}`);
    } catch (error) {
      return [`${attempt.name} throws: ${stackOf(error)}`];
    } finally {
      for (const path of attempt.after.keys()) {
        const text = attempt.before.get(path);
        if (text === undefined) mirror.workspace.removeFile(path);
        else mirror.workspace.setFile(path, text, { open: false });
      }
    }
  });
  const outcomes = pairs.map(({ object, to, outcome }) => {
    return { from: object.kind, to, refused: "refused" in outcome ? outcome.refused : undefined };
  });
  return { repository: name, attempts: all, pairs: outcomes, violations };
}

/** How many workloads there are, and how many of them can be converted in one way at least. */
function conversionCounts(all: readonly Conversions[]): { workloads: number; offered: number } {
  const workloads = all.flatMap(({ attempts: own }) => byWorkload(own));
  const offered = workloads.filter((ways) => ways.some(({ outcome }) => !("refused" in outcome)));
  return { workloads: workloads.length, offered: offered.length };
}

/** The ways to convert one workload stand one after the other. */
function byWorkload(all: readonly Attempt[]): Attempt[][] {
  const groups: Attempt[][] = [];
  for (const attempt of all) {
    const group = groups.at(-1);
    if (group?.[0]?.path === attempt.path && group[0].place === attempt.place) group.push(attempt);
    else groups.push([attempt]);
  }
  return groups;
}

/** Markdown; the same for the same manifests. */
export function conversionTable(folder: { readonly files: number }, all: readonly Conversions[]): string {
  const { workloads, offered } = conversionCounts(all);
  const lines = [
    "# Conversions of real manifests",
    "",
    `Written by \`npm run corpus -- DIR\` over a folder of ${folder.files} files.`,
    "",
    "## Every pair of kinds",
    "",
    "Every workload, as every kind that it may become; every claim is decided by itself.",
    "",
    ...pairTable(all.flatMap(({ pairs }) => pairs)),
    "",
    "## A claim for each Pod",
    "",
    "Every Deployment, ReplicaSet and ReplicationController with a claim, converted to a StatefulSet. Other files that change",
    "stand behind the codes.",
    "",
    `${workloads} workloads, ${offered} offered in one way at least.`,
    "",
    "| repository and file | workload | a volume per Pod | keeping the claim |",
    "|---|---|---|---|",
  ];
  for (const { repository, attempts: own } of all) {
    for (const ways of byWorkload(own)) {
      const [first] = ways;
      if (!first) continue;
      const cells = (["templates", "keep"] as const).map((storage) => {
        const attempt = ways.find((way) => way.storage === storage);
        return attempt ? outcomeText(attempt) : "";
      });
      lines.push(`| ${repository}${first.path} | ${workloadText(first)} | ${cells.join(" | ")} |`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** One row for each pair that there is a workload for. */
function pairTable(all: readonly PairOutcome[]): string[] {
  const rows = workloadKinds.flatMap((from) =>
    targetsOf(from).flatMap((to) => {
      const own = all.filter((one) => one.from === from && one.to === to);
      if (own.length === 0) return [];
      const codes = [...new Set(own.flatMap(({ refused }) => refused ?? []))].sort();
      const counted = codes.map((code) => `${code} ${own.filter(({ refused }) => refused === code).length}`);
      const offered = own.filter(({ refused }) => refused === undefined).length;
      return `| ${from} | ${to} | ${own.length} | ${offered} | ${counted.join(", ")} |`;
    }),
  );
  return ["| from | to | workloads | offered | refused |", "|---|---|---|---|---|", ...rows];
}

/** Writes the table where it was made from as many files before. @returns what has changed */
export function updateTable(file: string, table: string): string[] {
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const madeFrom = (text: string) => /folder of \d+ files/.exec(text)?.[0];
  if (before !== "" && madeFrom(before) !== madeFrom(table)) return [];
  if (before === table) return [];
  fs.writeFileSync(file, table);
  return [`${file} was written anew: read what has changed, and commit it`];
}

function workloadText({ object: { kind, namespace, name } }: Attempt): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join("/");
}

function outcomeText({ path, outcome, after }: Attempt): string {
  if ("refused" in outcome) return outcome.refused;
  const codes = outcome.consequences.map(({ code }) => code).filter((code) => code !== "W-LIVE");
  const others = [...after.keys()].filter((other) => other !== path).sort();
  const follow = outcome.follow.length > 0 ? [`follow ${outcome.follow.join(", ")}`] : [];
  return ["offered", ...[...new Set(codes)], ...others, ...follow].join("; ");
}
