// Runs one generated workspace of a pair of kinds: converts it, converts it back where that is offered, and holds the laws.
import { isDeepStrictEqual } from "node:util";
import { targetsOf } from "../../server/src/conversions/pairs";
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import { workload } from "../../server/src/kubernetes/workload";
import type { Document } from "../../server/src/workspace/document";
import { Choices } from "./choices";
import { type Attempt, attempt } from "./conversion-attempts";
import { objects, textViolations } from "./conversion-laws";
import type { GeneratedFile } from "./generated-workspace";
import { type MemoryWorkspace, memoryWorkspace, root } from "./memory-workspace";
import { generatedPair } from "./pair-generator/workspace";
import { pairViolations, workloadOf } from "./pair-laws";
import { at, list, type Value } from "./plain-values";
import { roundTripViolations, type Step } from "./round-trip-laws";

export interface PairRun {
  /** The code that refuses it; undefined where it was converted. */
  readonly refused: string | undefined;
  /** Of what was converted and may be converted back: the code that refuses that, or that it is of the first kind again. */
  readonly back: string | "returned" | undefined;
  readonly violations: readonly string[];
  readonly files: readonly GeneratedFile[];
}

/** The run of a seed is always the same. */
export function pairRun(from: WorkloadKind, to: WorkloadKind, seed: number): PairRun {
  const { files, path } = generatedPair(from, Choices.seeded(seed));
  const before = memoryWorkspace(files);
  try {
    const there = tryIn(before, path, from, to);
    if (!there) return { refused: undefined, back: undefined, violations: [`there is no ${from} in ${path}`], files };
    const changed = withTexts(files, there.attempt.after);
    const after = memoryWorkspace(changed);
    const violations = pairViolations(there.attempt, { before: before.analysis, after: after.analysis });
    const { outcome } = there.attempt;
    if ("refused" in outcome) return { refused: outcome.refused, back: undefined, violations, files };
    violations.push(...once(after, path, to));
    if (!targetsOf(to).includes(from)) return { refused: undefined, back: undefined, violations, files };
    const { code, found } = returned({ there, before: files, changed, after, path });
    return { refused: undefined, back: code, violations: [...violations, ...found], files };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { refused: undefined, back: undefined, violations: [`throws: ${words}`], files };
  }
}

/** What was converted is of the other kind: the same is refused. */
function once(after: MemoryWorkspace, path: string, to: WorkloadKind): string[] {
  const same = tryIn(after, path, to, to)?.attempt.outcome;
  return same && "refused" in same && same.refused === "R-PAIR"
    ? []
    : ["converting once more is not refused with R-PAIR"];
}

interface Trip {
  readonly there: Tried;
  readonly before: readonly GeneratedFile[];
  readonly changed: readonly GeneratedFile[];
  /** The workspace of the changed files. */
  readonly after: MemoryWorkspace;
  readonly path: string;
}

/** Converts back, and holds the laws of that conversion and of both together. */
function returned({ there, before, changed, after, path }: Trip): { readonly code: string; readonly found: string[] } {
  const { object, to } = there.attempt;
  const back = tryIn(after, path, to, object.kind);
  if (!back) return { code: "lost", found: ["there is nothing to convert back"] };
  const { outcome } = back.attempt;
  const ends = withTexts(changed, back.attempt.after);
  const end = memoryWorkspace(ends);
  const found = pairViolations(back.attempt, { before: after.analysis, after: end.analysis }).map(
    (words) => `on the way back, ${words}`,
  );
  if ("refused" in outcome) return { code: outcome.refused, found };
  for (const { path: file, text } of before) {
    const last = ends.find((one) => one.path === file)?.text ?? "";
    if (last !== text) found.push(...textViolations(file, text, last).map((words) => `there and back, ${words}`));
  }
  const again = workloadOf(new Map(ends.map((file) => [file.path, file.text])), object.kind, object);
  found.push(...othersViolations(before, ends, object));
  if (again) found.push(...roundTripViolations(stepOf(there, before), stepOf(back, changed), again));
  return { code: "returned", found };
}

/** What leads to the workload leads to it again: Services, autoscalers, patches; a kustomization may list more files. */
function othersViolations(
  before: readonly GeneratedFile[],
  after: readonly GeneratedFile[],
  { kind, name }: Attempt["object"],
): string[] {
  const isSame = (one: Value, other: Value) => {
    const listed = list(one.resources);
    const both = listed.every((path) => list(other.resources).includes(path));
    return both && isDeepStrictEqual({ ...one, resources: undefined }, { ...other, resources: undefined });
  };
  return before.flatMap((file) => {
    const last = objectsOf(after.filter(({ path }) => path === file.path));
    return objectsOf([file])
      .filter((one) => one.kind !== kind || at(one, "metadata", "name") !== name)
      .filter((one) => !last.some((other) => isSame(one, other)))
      .map((one) => `there and back, ${file.path} has lost ${JSON.stringify(one)}`);
  });
}

function objectsOf(files: readonly GeneratedFile[]): Value[] {
  return objects(new Map(files.map(({ path, text }) => [path, text])));
}

function stepOf({ attempt: tried, document, index }: Tried, files: readonly GeneratedFile[]): Step {
  const { object, outcome } = tried;
  const found = workloadOf(new Map(files.map(({ path, text }) => [path, text])), object.kind, object);
  const resource = document.resource(index);
  if (!found || !resource) throw new Error(`${tried.name} is not there`);
  return {
    kind: object.kind,
    object: found,
    root: resource.root,
    consequences: "refused" in outcome ? [] : outcome.consequences,
  };
}

/** A conversion that was tried, and the object in its workspace. */
interface Tried {
  readonly attempt: Attempt;
  readonly document: Document;
  readonly index: number;
}

function tryIn({ analysis }: MemoryWorkspace, path: string, from: WorkloadKind, to: WorkloadKind): Tried | undefined {
  const documents: readonly Document[] = analysis.workspace.file(`${root}/${path}`)?.documents ?? [];
  for (const document of documents) {
    const index = document.resources().findIndex((resource) => workload(resource)?.kind === from);
    if (index !== -1) {
      return { attempt: attempt(analysis, document, index, { to, storage: "auto" }), document, index };
    }
  }
  return undefined;
}

function withTexts(files: readonly GeneratedFile[], after: ReadonlyMap<string, string>): GeneratedFile[] {
  const texts = new Map(files.map(({ path, text }) => [`${root}/${path}`, text]));
  for (const [path, text] of after) texts.set(path, text);
  return [...texts].map(([path, text]) => ({ path: path.slice(root.length + 1), text }));
}
