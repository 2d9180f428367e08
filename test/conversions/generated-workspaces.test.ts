// A thousand generated workspaces: a conversion to a StatefulSet does to each what it was built to call for.
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Analysis } from "../../server/src/analysis/analysis";
import type { StorageChoice } from "../../server/src/guidance/conversion-request";
import { Choices } from "../support/choices";
import { type Attempt, attempts } from "../support/conversion-attempts";
import { rows } from "../support/conversion-generator/decision";
import type { Refusal } from "../support/conversion-generator/expectation";
import type { Fields } from "../support/conversion-generator/style";
import {
  type Expected,
  type GeneratedConversion,
  generatedConversion,
} from "../support/conversion-generator/workspace";
import { attemptViolations } from "../support/conversion-laws";
import { memoryWorkspace, root } from "../support/memory-workspace";

const SEED = 20_260_101;
const COUNT = 1000;
const GROUP = 100;
const LEAST_PER_ROW = 20;
const storages: readonly StorageChoice[] = ["auto", "templates", "keep"];

const starts = Array.from({ length: COUNT / GROUP }, (_, index) => SEED + index * GROUP);

describe("generated workspaces", () => {
  it.each(starts)(`from seed %i on, ${GROUP} of them, are converted as they call for`, (start) => {
    const seeds = Array.from({ length: GROUP }, (_, index) => start + index);
    const wrong = seeds.flatMap((seed) => fault(seed) ?? []);
    expect(wrong.length, report(wrong)).toBe(0);
  });

  it("are cases of every row, and most of them can be converted", () => {
    const numbers: number[] = [];
    let offered = 0;
    for (let seed = SEED; seed < SEED + COUNT; seed++) {
      const { rows: own, expected } = generatedConversion(Choices.seeded(seed));
      numbers.push(...own);
      if (!("refused" in expected.templates) || !("refused" in expected.keep)) offered++;
    }
    const counts = Object.keys(rows).map((row) => numbers.filter((number) => number === Number(row)).length);
    expect(counts).toHaveLength(18);
    const rare = Object.entries(rows).filter((_, index) => (counts[index] ?? 0) < LEAST_PER_ROW);
    expect(rare, `cases of the rows: ${counts.join(", ")}`).toEqual([]);
    expect(offered).toBeGreaterThanOrEqual(COUNT * 0.6);
  });
});

interface Fault {
  readonly seed: number;
  readonly text: string;
}

/** Three are enough to begin with; of the others the seeds. */
function report(faults: readonly Fault[]): string {
  const shown = faults.slice(0, 3).map(({ text }) => text);
  return [...shown, `seeds: ${faults.map(({ seed }) => seed).join(", ")}`].join("\n\n");
}

/** What is wrong with the conversions in one workspace; undefined where nothing is. */
function fault(seed: number): Fault | undefined {
  const generated = generatedConversion(Choices.seeded(seed));
  const { analysis } = memoryWorkspace(generated.files);
  const { subject } = generated;
  const tried = attempts(analysis, { storages, withoutClaim: true }).filter(
    (attempt) => attempt.path === `${root}/${subject.path}` && objectOf(attempt) === subject.object,
  );
  const found = [...differences(generated, tried), ...brokenLaws(generated, analysis, tried)];
  if (found.length === 0) return undefined;
  const files = generated.files.map(({ path, text }) => `==> ${path}\n${text}`);
  return { seed, text: [`seed ${seed}, ${generated.subject.object}`, ...files, ...found].join("\n") };
}

/** Where the workload does not become what is expected. */
function differences({ expected }: GeneratedConversion, tried: readonly Attempt[]): string[] {
  return storages.flatMap((storage) => {
    const [attempt, ...others] = tried.filter((one) => one.storage === storage);
    if (!attempt || others.length > 0) return [`${storage}: there is not one such workload`];
    const outcome = outcomeOf(attempt);
    const wanted = expected[storage];
    if (isAsExpected(outcome, wanted)) return [];
    return [`${storage}, expected: ${JSON.stringify(wanted)}`, `${storage}, found: ${JSON.stringify(outcome)}`];
  });
}

function isAsExpected(outcome: Refusal | Expected, wanted: Refusal | Expected): boolean {
  if ("refused" in wanted) return "refused" in outcome && outcome.refused === (wanted.refused ?? outcome.refused);
  // As JSON, because what is undefined is not written.
  return isDeepStrictEqual(outcome, JSON.parse(JSON.stringify(wanted)));
}

/** What must hold of every conversion; asked once where two storage choices give the same. */
function brokenLaws({ files }: GeneratedConversion, before: Analysis, tried: readonly Attempt[]): string[] {
  const results = [...new Map(tried.map((attempt) => [JSON.stringify([...attempt.after]), attempt])).values()];
  const originals = new Map(files.map(({ path, text }) => [`${root}/${path}`, text]));
  const changing = new Set(results.flatMap((attempt) => [...attempt.after.keys()]));
  // This one goes from result to result.
  const { analysis: after } = memoryWorkspace(files);
  return results.flatMap((attempt) => {
    for (const path of changing) {
      const text = attempt.after.get(path) ?? originals.get(path);
      if (text === undefined) after.workspace.removeFile(path);
      else after.workspace.setFile(path, text, { open: false });
    }
    return attemptViolations(attempt, { before, after }).map(
      (violation) => `${attempt.storage}, law broken: ${violation}`,
    );
  });
}

/** What the conversion does, read from the texts that it leaves. */
function outcomeOf({ outcome, path, object, before, after }: Attempt): Refusal | Expected {
  if ("refused" in outcome) return { refused: outcome.refused };
  const wanted = objectOf({ object: { ...object, kind: "StatefulSet" } });
  const set = objectsIn(after.get(path) ?? "").find((one) => nameOf(one) === wanted);
  const templates = set?.spec?.volumeClaimTemplates ?? [];
  return {
    moves: templates.map(({ metadata }) => metadata.name).sort(),
    templates,
    codes: outcome.consequences.map(({ code }) => code).sort(),
    serviceName: set?.spec?.serviceName ?? "",
    touched: [...before.keys()].map(relative).sort(),
    created: [...after.keys()]
      .filter((one) => !before.has(one))
      .map(relative)
      .sort(),
  };
}

function relative(path: string): string {
  return path.slice(root.length + 1);
}

interface ReadObject {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string | undefined; readonly namespace?: string | undefined };
  readonly spec?: { readonly serviceName?: string; readonly volumeClaimTemplates?: readonly ReadTemplate[] };
}

interface ReadTemplate extends Fields {
  readonly metadata: { readonly name: string };
}

/** All objects of a file, items of a `List` one by one. */
function objectsIn(text: string): ReadObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const value: (ReadObject & { readonly items?: readonly ReadObject[] }) | null = document.toJS();
    return value?.items ?? (value ? [value] : []);
  });
}

/** `Kind/[namespace/]name`. */
function nameOf({ kind, metadata }: ReadObject): string {
  return [kind, metadata?.namespace, metadata?.name].filter((part) => part !== undefined).join("/");
}

function objectOf({ object: { kind, name, namespace } }: Pick<Attempt, "object">): string {
  return nameOf({ kind, metadata: { name, namespace } });
}
