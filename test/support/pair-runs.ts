// Runs one generated workspace of a pair of kinds: convert, hold the laws, convert back.
import { targetsOf } from "../../server/src/conversions/pairs";
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import { workload } from "../../server/src/kubernetes/workload";
import type { Document } from "../../server/src/workspace/document";
import { Choices } from "./choices";
import { type Attempt, attempt } from "./conversion-attempts";
import type { GeneratedFile } from "./generated-workspace";
import { type MemoryWorkspace, memoryWorkspace, root } from "./memory-workspace";
import { generatedPair } from "./pair-generator/workspace";
import { pairViolations } from "./pair-laws";

export interface PairRun {
  /** The code that refuses it; undefined where it was converted. */
  readonly refused: string | undefined;
  readonly violations: readonly string[];
  readonly files: readonly GeneratedFile[];
}

/** The run of a seed is always the same. */
export function pairRun(from: WorkloadKind, to: WorkloadKind, seed: number): PairRun {
  const { files, path } = generatedPair(from, Choices.seeded(seed));
  const before = memoryWorkspace(files);
  try {
    const tried = tryIn(before, path, from, to);
    if (!tried) return { refused: undefined, violations: [`there is no ${from} in ${path}`], files };
    const { outcome } = tried;
    const after = memoryWorkspace(withTexts(files, tried.after));
    const violations = pairViolations(tried, { before: before.analysis, after: after.analysis });
    if ("refused" in outcome) return { refused: outcome.refused, violations, files };
    return { refused: undefined, violations: [...violations, ...again(after, path, to, from)], files };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { refused: undefined, violations: [`throws: ${words}`], files };
  }
}

/** What was converted is of the other kind: the same is refused, and there may be a way back. */
function again(after: MemoryWorkspace, path: string, to: WorkloadKind, from: WorkloadKind): string[] {
  const same = tryIn(after, path, to, to);
  const isRefused = same && "refused" in same.outcome && same.outcome.refused === "R-PAIR";
  const found = isRefused ? [] : ["converting once more is not refused with R-PAIR"];
  if (!targetsOf(to).includes(from)) return found;
  const back = tryIn(after, path, to, from);
  if (!back) return [...found, "there is nothing to convert back"];
  return found;
}

function tryIn({ analysis }: MemoryWorkspace, path: string, from: WorkloadKind, to: WorkloadKind): Attempt | undefined {
  const documents: readonly Document[] = analysis.workspace.file(`${root}/${path}`)?.documents ?? [];
  for (const document of documents) {
    const index = document.resources().findIndex((resource) => workload(resource)?.kind === from);
    if (index !== -1) return attempt(analysis, document, index, { to, storage: "auto" });
  }
  return undefined;
}

function withTexts(files: readonly GeneratedFile[], after: ReadonlyMap<string, string>): GeneratedFile[] {
  const texts = new Map(files.map(({ path, text }) => [`${root}/${path}`, text]));
  for (const [path, text] of after) texts.set(path, text);
  return [...texts].map(([path, text]) => ({ path: path.slice(root.length + 1), text }));
}
