// npm run labels -- DIR LABELS.tsv: holds what the analysis says of real workloads against what people judged.
import * as fs from "node:fs";
import * as path from "node:path";
import type { Analysis } from "../server/src/analysis/analysis";
import { loadWorkspace } from "../server/src/cli/load";
import { workspacePath } from "../server/src/cli/paths";
import type { Evidence } from "../server/src/guidance/evidence";
import type { Verdict } from "../server/src/guidance/verdict";
import { claimVolumes, type Workload } from "../server/src/kubernetes/workload";
import { rules } from "../server/src/rules/registry";
import type { Document } from "../server/src/workspace/document";
import type { Lookups } from "../server/src/workspace/lookups/lookups";
import { replicasRange } from "../server/src/workspace/replicas-range";

/** Agreement on the scored rows below this share is a failure: the judges agree with each other on all but one in ninety. */
const FLOOR = 0.85;

/** Nothing may be said about it: a template, a patch, a kind of another group. */
const NOT_JUDGED = "not judged";

interface Label {
  readonly repository: string;
  readonly file: string;
  /** From 1; undefined where the table has none. */
  readonly line: number | undefined;
  readonly kind: string;
  readonly name: string;
  readonly judged: string;
  readonly acceptable: readonly string[];
  readonly reason: string;
}

interface Judgement {
  readonly outcome: string;
  readonly verdict: Verdict | undefined;
  readonly findings: readonly string[];
}

const [folder, table] = process.argv.slice(2);
if (folder === undefined || table === undefined) {
  console.error("usage: npm run labels -- DIR LABELS.tsv");
  process.exit(2);
}
process.exitCode = await compare(folder, table);

async function compare(corpus: string, labelFile: string): Promise<number> {
  const labels = readLabels(fs.readFileSync(labelFile, "utf8"));
  const inside = path.join(corpus, "manifests");
  const manifests = path.resolve(fs.existsSync(inside) ? inside : corpus);
  const counts = new Map<string, number>();
  const disagreements: string[] = [];
  let passed = 0;
  let scored = 0;
  for (const repository of new Set(labels.map((label) => label.repository))) {
    const rows = labels.filter((label) => label.repository === repository);
    const root = path.join(manifests, repository.replace("/", "__"));
    const analysis = await analysisOf(root);
    for (const label of rows) {
      const judgement = judgementOf(analysis, workspacePath(path.join(root, label.file)), label);
      const key = `${label.judged}\t${judgement.outcome}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const isScored = label.judged !== "ambiguous" && !(judgement.outcome === NOT_JUDGED && !acceptsSilence(label));
      if (!isScored) continue;
      scored++;
      if (agrees(label, judgement.outcome)) passed++;
      else disagreements.push(explained(label, judgement));
    }
  }
  print(counts, disagreements, labels.length - scored);
  const holds = scored > 0 && passed / scored >= FLOOR;
  // Reasonable people differ on single manifests: what must hold is the share that agrees.
  console.log(
    `${passed} of ${scored} scored workloads agree (${((100 * passed) / scored).toFixed(1)} %; at least ${100 * FLOOR} % must)`,
  );
  console.log(holds ? "1 passed, 0 failed" : "0 passed, 1 failed");
  return holds ? 0 : 1;
}

function readLabels(text: string): Label[] {
  const [header = "", ...rows] = text.trimEnd().split(/\r?\n/);
  const columns = header.split("\t");
  return rows.map((row) => {
    const cells = row.split("\t");
    const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
    const [kind = "", name = ""] = cell("kind/name").split("/");
    return {
      repository: cell("repo"),
      file: cell("path"),
      line: Number(cell("line")) || undefined,
      kind,
      name,
      judged: cell("verdict"),
      acceptable: cell("also_acceptable")
        .split(",")
        .filter((word) => word !== ""),
      reason: cell("reason"),
    };
  });
}

async function analysisOf(root: string): Promise<Analysis> {
  const { analysis, faults } = await loadWorkspace({
    workingDirectory: root,
    paths: [root],
    context: { root, config: undefined, kubernetesVersion: undefined },
    rules,
    standardInput: async () => new Uint8Array(),
    today: () => "2026-01-01",
    onFault: (rule, error) => {
      throw new Error(`rule ${rule} threw`, { cause: error });
    },
  });
  for (const { path: file, message } of faults) console.error(`${file}: ${message}`);
  return analysis;
}

function judgementOf(analysis: Analysis, file: string, label: Label): Judgement {
  const source = analysis.workspace.file(file);
  if (!source) throw new Error(`there is no ${file}`);
  const places = source.documents
    .filter((document) => analysis.isGuided(document))
    .flatMap((document) =>
      document.resources().flatMap((resource, index) => {
        if (resource.kind !== label.kind || resource.name !== label.name) return [];
        const { line } = source.lines.placeOf(document.start + resource.kindNode.start);
        return { document, index, distance: Math.abs(line + 1 - (label.line ?? line + 1)) };
      }),
    );
  const nearest = places.sort((a, b) => a.distance - b.distance)[0];
  return nearest
    ? judged(analysis, nearest.document, nearest.index)
    : { outcome: NOT_JUDGED, verdict: undefined, findings: [] };
}

/** In the unit in which most speaks for another kind. */
function judged(analysis: Analysis, document: Document, index: number): Judgement {
  const weighed = analysis.situations(document, index).flatMap(({ workload, lookups, verdict }) => {
    const found = verdict();
    return workload && found ? { workload, lookups, verdict: found } : [];
  });
  const loudest = weighed.sort((a, b) => b.verdict.score - a.verdict.score)[0];
  if (!loudest) return { outcome: NOT_JUDGED, verdict: undefined, findings: [] };
  const findings = analysis
    .findings(document.path)
    .filter((finding) => finding.document === document && finding.object?.index === index)
    .map(({ rule, severity }) => `${rule} ${severity}`);
  return {
    outcome: outcome(loudest.workload, loudest.lookups, loudest.verdict, findings),
    verdict: loudest.verdict,
    findings,
  };
}

/** A verdict and findings in the words of the labels. */
function outcome(
  { kind, ...rest }: Workload,
  lookups: Lookups,
  { recommended, leaning, suppressors }: Verdict,
  findings: readonly string[],
): string {
  // What is fine as it is gets a hint that says so.
  const isAccepted = suppressors.some(({ id }) => id === "single-instance");
  if (recommended !== kind && !isAccepted) return `should-be-${recommended.toLowerCase()}`;
  // Rules speak of these from a lower score on.
  const isJob = kind === "Job" || kind === "CronJob";
  if (leaning === "Job" || (leaning === "CronJob" && !isJob) || (leaning === "Deployment" && isJob)) {
    return `should-be-${leaning.toLowerCase()}`;
  }
  if (findings.includes("deployment-rwo-claim-multi-replica warning")) return "should-be-statefulset";
  if (findings.includes("deployment-rwo-claim-rolling-update warning")) return "keep-deployment-but-use-Recreate";
  const workload = { kind, ...rest };
  const shared = claimVolumes(workload).some(({ claim }) => lookups.claims.found(claim).class === "multi");
  return shared && replicasRange(workload, lookups).hi > 1 ? "shared-RWX-legit" : "fine";
}

function agrees({ judged: wanted, acceptable }: Label, given: string): boolean {
  const accepted = [wanted, ...acceptable];
  return accepted.includes(given === NOT_JUDGED ? "fine" : given);
}

function acceptsSilence({ judged: wanted, acceptable }: Label): boolean {
  return wanted === "fine" || acceptable.includes("fine");
}

function explained(label: Label, { outcome: given, verdict: weighed, findings }: Judgement): string {
  const { kind, name, file, repository, line, judged: wanted, acceptable, reason } = label;
  const lines = [
    `${repository} ${file}:${line ?? 1} ${kind}/${name}`,
    `  judged ${[wanted, ...acceptable].join(" or ")}: ${reason}`,
    `  given  ${given}${findings.length > 0 ? ` (${findings.join(", ")})` : ""}`,
    ...(weighed?.considered ?? []).map(
      ({ kind: other, score, evidence }) => `    ${other} ${score}: ${evidence.map(inWords).join("; ")}`,
    ),
    ...(weighed?.suppressors ?? []).map(({ id, effect, text }) => `    ${effect}: ${id}, ${text}`),
  ];
  return lines.join("\n");
}

function inWords({ text, weight }: Evidence): string {
  return `${weight > 0 ? "+" : ""}${weight} ${text}`;
}

/** The confusion matrix: a row for each judged word, a column for each given one. */
function print(counts: ReadonlyMap<string, number>, disagreements: readonly string[], unscored: number): void {
  const pairs = [...counts.keys()].map((key) => key.split("\t"));
  const rows = [...new Set(pairs.map(([row = ""]) => row))].sort();
  const columns = [...new Set(pairs.map(([, column = ""]) => column))].sort();
  const width = Math.max(...rows.map((row) => row.length));
  console.log(`${"judged \\ given".padEnd(width)}  ${columns.join("  ")}`);
  for (const row of rows) {
    const cells = columns.map((column) => `${counts.get(`${row}\t${column}`) ?? "."}`.padStart(column.length));
    console.log(`${row.padEnd(width)}  ${cells.join("  ")}`);
  }
  console.log(`\nnot scored: ${unscored} (ambiguous, or a template of which nothing may be said)`);
  for (const disagreement of disagreements) console.log(`\n${disagreement}`);
  console.log("");
}
