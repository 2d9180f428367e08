// What is said of the real manifests of ../shared: findings, verdicts that name another kind, conversions of workloads with a claim.
import * as path from "node:path";
import { analysed, type Repository, repositoriesIn } from "../../scripts/corpus/repository";
import type { Analysis } from "../../server/src/analysis/analysis";
import { converted } from "../../server/src/analysis/conversion";
import { workloadVerdict } from "../../server/src/analysis/workload-verdict";
import { claimVolumes } from "../../server/src/kubernetes/workload";
import type { Document } from "../../server/src/workspace/document";

export const CORPUS = path.resolve("../shared/corpus/manifests");

/** Kinds whose conversions to a StatefulSet were judged. */
const judgedKinds: readonly string[] = ["Deployment", "ReplicaSet", "ReplicationController"];

export interface Saying {
  /** In the corpus: `owner__repository/path`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** A rule, `verdict <Kind>` or `conversion <Kind>`. */
  readonly what: string;
  readonly text: string;
  /** The first fix of a finding. */
  readonly fix: string | undefined;
}

/** Every repository is a workspace of its own. */
export function sayingsIn(folder: string): Saying[] {
  return repositoriesIn(folder).flatMap(sayingsOf);
}

function sayingsOf({ name, files }: Repository): Saying[] {
  const { analysis, faults } = analysed(files);
  const found = [...analysis.workspace.files()].flatMap((file) => [
    ...analysis.findings(file.path).map(({ document, span, rule, message, fixes }) => ({
      path: document.path,
      line: lineOf(analysis, document, span.start),
      what: rule,
      text: message,
      fix: fixes[0]?.title,
    })),
    ...file.documents.filter((document) => analysis.isGuided(document)).flatMap((one) => ofWorkloads(analysis, one)),
  ]);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return found.map((saying) => ({ ...saying, path: name + saying.path }));
}

function ofWorkloads(analysis: Analysis, document: Document): Saying[] {
  return document.resources().flatMap(({ kindNode, kind }, index) => {
    const situations = analysis.situations(document, index);
    const workload = situations[0]?.workload;
    if (!workload || !kindNode) return [];
    const place = { path: document.path, line: lineOf(analysis, document, kindNode.start), fix: undefined };
    const verdict = workloadVerdict(situations, document, analysis.workspace.builds);
    const named = verdict && (verdict.recommended === kind ? verdict.leaning : verdict.recommended);
    const found: Saying[] = [];
    if (verdict && named) {
      const text = verdict.evidence.map((piece) => piece.text).join(", ");
      found.push({ ...place, what: `verdict ${named}`, text });
    }
    if (claimVolumes(workload).length === 0 || !judgedKinds.includes(workload.kind)) return found;
    const options = { storage: "auto", choices: new Map(), newResources: "sameFile" } as const;
    const outcome = converted(analysis, { document, index, to: "StatefulSet", options });
    if (!outcome) return found;
    const text =
      "refused" in outcome ? `refused (${outcome.refused})` : outcome.consequences.map(({ code }) => code).join(" ");
    return [...found, { ...place, what: "conversion StatefulSet", text }];
  });
}

function lineOf({ workspace }: Analysis, { path: file, start }: Document, offset: number): number {
  return (workspace.file(file)?.lines.placeOf(start + offset).line ?? 0) + 1;
}
