// npm run test:builds -- [DIR] [--folders N] [--bases N] [--seed N] [--workspaces N]: Kustomize judges what we build, what we say of builds, and conversions by what it builds before and after them.
import * as path from "node:path";
import { judgeGenerated } from "./builds/as-built/generated";
import { type ExplainedDifference, judgeRepository } from "./builds/as-built/repositories";
import { differencesTable } from "./builds/as-built/table";
import { AsBuiltTally } from "./builds/as-built/tally";

import { type EqualityCase, generatedCases, repositoryCases } from "./builds/equality-cases";
import { judgements } from "./builds/judgement";
import { Kustomize } from "./builds/kustomize";
import { EqualityTally } from "./builds/kustomize-equality";
import { Tally } from "./builds/tally";
import { acceptanceWorkspaces, generatedWorkspaces } from "./builds/workspaces";
import { conversionOptions } from "./conversions/options";
import { updateTable } from "./corpus/conversions";
import { type Repository, repositoriesIn, stackOf } from "./corpus/repository";

/** What is said otherwise of the builds beside the project than of their output, for people to read. */
const TABLE = "docs/built-differences.md";

/** Builds at a time, and workspaces: each waits for its builds. */
const AT_ONCE = 2;

interface Origin {
  readonly name: string;
  readonly workspaces: Iterable<Repository>;
  /** Are workloads without a claim converted too? */
  readonly withoutClaim: boolean;
  /** So many StatefulSets must have been compared, or nothing is proven. */
  readonly minimum: number;
}

/** Kustomizations of which all objects are compared. */
interface Equality {
  readonly name: string;
  readonly cases: Iterable<EqualityCase>;
  /** So many builds must have been compared, or nothing is proven. */
  readonly minimum: number;
}

const { numbers, folder } = conversionOptions({ folders: 1000, bases: 1000, seed: 1, workspaces: 400 });
const version = Kustomize.version();
if (version === undefined) {
  console.log("test:builds needs kubectl: nothing was checked");
} else {
  console.log(version);
  const kustomize = new Kustomize(AT_ONCE);
  const total = { passed: 0, failed: 0 };
  const add = ({ passed, failed }: { readonly passed: number; readonly failed: number }) => {
    total.passed += passed;
    total.failed += failed;
  };
  for (const equality of equalities()) add(await compared(equality, kustomize));
  add(await asBuilt(kustomize));
  if (folder !== undefined) add(await asBuiltIn(folder, kustomize));
  for (const origin of origins()) add(await judged(origin, kustomize));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
}

async function compared({ name, cases, minimum }: Equality, kustomize: Kustomize) {
  console.log(`\n${name}`);
  const tally = new EqualityTally(kustomize, (line) => console.log(line));
  await inTurn(cases, (one) => tally.judge(one));
  for (const line of tally.lines()) console.log(line);
  const isEnough = tally.same + tally.different >= minimum;
  if (!isEnough) console.log(`✗ ${name}: too few were compared, at least ${minimum} must be`);
  return { passed: tally.same, failed: tally.different + (isEnough ? 0 : 1) };
}

async function asBuilt(kustomize: Kustomize): Promise<AsBuiltTally> {
  const { bases, seed } = numbers;
  console.log(`\n${bases} generated bases under overlays, from seed ${seed}: what is said of builds`);
  const tally = new AsBuiltTally((line) => console.log(line));
  const seeds = Array.from({ length: bases }, (_, index) => seed + index);
  await inTurn(seeds, (one) => judgeGenerated(one, kustomize, tally));
  for (const line of tally.lines()) console.log(line);
  if (tally.builds < bases) tally.fail(`too few builds were compared, at least ${bases} must be`);
  return tally;
}

async function asBuiltIn(root: string, kustomize: Kustomize): Promise<AsBuiltTally> {
  console.log(`\nKustomizations of ${root}: what is said of builds`);
  const tally = new AsBuiltTally((line) => console.log(line));
  const repositories = repositoriesIn(root);
  const explained = new Map<Repository, ExplainedDifference[]>();
  await inTurn(repositories, async (repository) => {
    const place = path.join(root, repository.name);
    explained.set(repository, await judgeRepository(repository, place, kustomize, tally));
  });
  for (const line of tally.lines()) console.log(line);
  if (tally.builds === 0) tally.fail("no build was compared");
  const files = repositories.reduce((sum, repository) => sum + repository.files.length, 0);
  const differences = repositories.flatMap((repository) => explained.get(repository) ?? []);
  const changes = updateTable(TABLE, differencesTable({ files, builds: tally.builds }, differences));
  for (const change of changes) tally.fail(change);
  return tally;
}

/** What throws is one more check that has failed, and the rest goes on. */
async function judged({ name, workspaces, withoutClaim, minimum }: Origin, kustomize: Kustomize): Promise<Tally> {
  const tally = new Tally();
  console.log(`\n${name}`);
  await inTurn(workspaces, async (workspace) => {
    try {
      for (const found of await judgements(workspace, kustomize, { withoutClaim })) {
        tally.add(found);
        for (const exception of found.exceptions) console.log(`✗ ${found.name}: ${exception}`);
      }
    } catch (error) {
      tally.failed++;
      console.log(`✗ ${workspace.name}: ${stackOf(error)}`);
    }
  });
  for (const line of tally.lines()) console.log(line);
  if (tally.sets >= minimum) tally.passed++;
  else {
    tally.failed++;
    console.log(`✗ ${name}: only ${tally.sets} were compared, at least ${minimum} must be`);
  }
  return tally;
}

/** A few at a time, each as soon as one before it is done. */
async function inTurn<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const next = async () => {
    for (let item = queue.next(); !item.done; item = queue.next()) await work(item.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

function equalities(): Equality[] {
  const { folders, seed } = numbers;
  return [
    {
      name: `${folders} generated folders of kustomizations, from seed ${seed}`,
      cases: generatedCases(folders, seed),
      minimum: Math.floor(folders / 2),
    },
    ...(folder === undefined
      ? []
      : [{ name: `Kustomizations of ${folder}`, cases: repositoryCases(folder), minimum: 1 }]),
  ];
}

function origins(): Origin[] {
  const { workspaces } = numbers;
  const acceptance = "test/conversions/acceptance";
  return [
    { name: "Acceptance cases", workspaces: acceptanceWorkspaces(acceptance), withoutClaim: true, minimum: 20 },
    {
      name: `${workspaces} generated workspaces`,
      workspaces: generatedWorkspaces(workspaces),
      withoutClaim: false,
      minimum: workspaces,
    },
    ...(folder === undefined
      ? []
      : [{ name: folder, workspaces: repositoriesIn(folder), withoutClaim: true, minimum: 1 }]),
  ];
}
