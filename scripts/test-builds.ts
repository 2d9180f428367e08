// npm run test:builds -- [DIR] [--workspaces N]: Kustomize judges conversions, by what it builds before and after them.

import { judgements } from "./builds/judgement";
import { Kustomize } from "./builds/kustomize";
import { Tally } from "./builds/tally";
import { acceptanceWorkspaces, generatedWorkspaces } from "./builds/workspaces";
import { conversionOptions } from "./conversions/options";
import { type Repository, repositoriesIn, stackOf } from "./corpus/repository";

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

const version = Kustomize.version();
if (version === undefined) {
  console.log("test:builds needs kubectl: nothing was checked");
} else {
  console.log(version);
  const kustomize = new Kustomize(AT_ONCE);
  const total = { passed: 0, failed: 0 };
  for (const origin of origins()) {
    const { passed, failed } = await judged(origin, kustomize);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
}

/** What throws is one more check that has failed, and the rest goes on. */
async function judged({ name, workspaces, withoutClaim, minimum }: Origin, kustomize: Kustomize): Promise<Tally> {
  const tally = new Tally();
  console.log(`\n${name}`);
  const queue = workspaces[Symbol.iterator]();
  const work = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      try {
        for (const found of await judgements(next.value, kustomize, { withoutClaim })) {
          tally.add(found);
          for (const exception of found.exceptions) console.log(`✗ ${found.name}: ${exception}`);
        }
      } catch (error) {
        tally.failed++;
        console.log(`✗ ${next.value.name}: ${stackOf(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const line of tally.lines()) console.log(line);
  if (tally.sets >= minimum) tally.passed++;
  else {
    tally.failed++;
    console.log(`✗ ${name}: only ${tally.sets} were compared, at least ${minimum} must be`);
  }
  return tally;
}

function origins(): Origin[] {
  const { workspaces, folder } = conversionOptions({ workspaces: 400 });
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
