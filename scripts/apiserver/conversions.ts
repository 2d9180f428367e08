// The conversions that the API server judges: acceptance cases, workloads of real repositories, generated workspaces.
import * as fs from "node:fs";
import * as path from "node:path";
import { type WorkloadKind, workloadKinds } from "../../server/src/kubernetes/kinds";
import { Choices } from "../../test/support/choices";
import { allAttempts, attempts } from "../../test/support/conversion-attempts";
import { generatedConversion } from "../../test/support/conversion-generator/workspace";
import { generatedPair } from "../../test/support/pair-generator/workspace";
import { analysed, type CorpusFile, repositoriesIn } from "../corpus/repository";
import { type Manifest, manifestChanges } from "./manifest";

/** One conversion that was not refused. */
export interface Conversion {
  readonly name: string;
  readonly to: WorkloadKind;
  /** The file of the workload. */
  readonly path: string;
  readonly object: { readonly kind: WorkloadKind; readonly name: string; readonly namespace: string | undefined };
  /** Texts by path; at least of every file that the conversion changes or creates. */
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

/** What stands in a `plan.json`, as far as it is needed here. */
interface Case {
  readonly object: string | null;
  readonly to: WorkloadKind;
  readonly refused: string | null;
}

/** @param folder of acceptance cases, each with `before`, `after` and `plan.json` */
export function* acceptanceConversions(folder: string): Generator<Conversion> {
  for (const name of fs.readdirSync(folder).sort()) {
    const { object, to, refused }: Case = JSON.parse(fs.readFileSync(path.join(folder, name, "plan.json"), "utf8"));
    if (refused !== null || object === null) continue;
    const [kind = "", ...rest] = object.split("/");
    const subject = {
      kind: kind as WorkloadKind,
      name: rest.at(-1) ?? "",
      namespace: rest.length > 1 ? rest[0] : undefined,
    };
    const before = textsIn(path.join(folder, name, "before"));
    const after = textsIn(path.join(folder, name, "after"));
    const file = [...before].find(([one, text]) =>
      manifestChanges(text, after.get(one) ?? "").gone.some((manifest) => isNamed(manifest, subject)),
    );
    yield { name, to, path: file?.[0] ?? "", object: subject, before, after };
  }
}

/** Whether it is the object that a conversion is about. */
export function isNamed({ kind, name, namespace }: Manifest, object: Conversion["object"]): boolean {
  return (
    kind === object.kind && name === object.name && (object.namespace === undefined || object.namespace === namespace)
  );
}

/** @param folder of repositories */
export function* corpusConversions(folder: string): Generator<Conversion> {
  for (const { name, files } of repositoriesIn(folder)) yield* conversionsIn(name, files);
}

/** @param count of generated workspaces; that of a number is always the same */
export function* generatedConversions(count: number): Generator<Conversion> {
  for (let seed = 0; seed < count; seed++) {
    const { files } = generatedConversion(Choices.seeded(seed));
    yield* conversionsIn(
      `workspace ${seed}`,
      files.map(({ path: file, text }) => ({ path: `/${file}`, text })),
    );
  }
}

/** @param count of generated workloads for each pair of kinds */
export function* pairConversions(count: number): Generator<Conversion> {
  for (const from of workloadKinds) {
    for (let seed = 0; seed < count; seed++) {
      const { files } = generatedPair(from, Choices.seeded(seed));
      const texts = files.map(({ path: file, text }) => ({ path: `/${file}`, text }));
      yield* conversionsIn(`${from} ${seed}`, texts);
    }
  }
}

/** Every workload, as every kind that it can become, in every way that is not refused. */
function* conversionsIn(name: string, files: readonly CorpusFile[]): Generator<Conversion> {
  const { analysis, faults } = analysed(files);
  const [fault] = faults;
  if (fault !== undefined) throw new Error(`${name}: ${fault}`);
  const toSets = attempts(analysis, { withoutClaim: true });
  const others = allAttempts(analysis).filter(
    ({ to, object }) => !toSets.some((one) => one.to === to && one.object.kind === object.kind),
  );
  for (const attempt of [...toSets, ...others]) {
    if ("refused" in attempt.outcome) continue;
    yield { ...attempt, name: `${name} ${attempt.name}` };
  }
}

function textsIn(folder: string): ReadonlyMap<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => /\.(?:ya?ml|json)$/.test(file))
      .sort()
      .map((file) => [path.relative(folder, file).replaceAll(path.sep, "/"), fs.readFileSync(file, "utf8")]),
  );
}
