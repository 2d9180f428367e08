// npm run test:apiserver -- [DIR] [--workspaces N] [--workloads N]: a real API server judges what conversions make of manifests, by strict dry runs.

import type { Cluster } from "./apiserver/cluster";
import { isControlPlaneThere, startControlPlane } from "./apiserver/control-plane";
import {
  acceptanceConversions,
  type Conversion,
  corpusConversions,
  generatedConversions,
  pairConversions,
} from "./apiserver/conversions";
import { DryRuns } from "./apiserver/dry-runs";
import { judgement } from "./apiserver/judgement";
import { startKubectlProxy } from "./apiserver/kubectl-proxy";
import { Tally } from "./apiserver/tally";
import { conversionOptions } from "./conversions/options";

/** Conversions that are judged at a time; each sends a few objects. */
const AT_ONCE = 8;

interface Origin {
  readonly name: string;
  readonly conversions: Iterable<Conversion>;
  /** So many results must have been compared, or nothing is proven. */
  readonly minimum: number;
}

const cluster = await startCluster();
if (cluster) {
  const { passed, failed } = await judged(cluster);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
} else {
  console.log("test:apiserver needs ../shared/oracle or RIGHTKIND_TEST_KUBECONFIG: nothing was checked");
}

async function startCluster(): Promise<Cluster | undefined> {
  if (isControlPlaneThere()) return startControlPlane({ nodes: 0 });
  const kubeconfig = process.env.RIGHTKIND_TEST_KUBECONFIG;
  return kubeconfig === undefined ? undefined : startKubectlProxy(kubeconfig);
}

/** Everything that there is to judge; what throws is one more check that has failed. */
async function judged(server: Cluster): Promise<{ readonly passed: number; readonly failed: number }> {
  console.log(server.name);
  const total = { passed: 0, failed: 0 };
  const dryRuns = new DryRuns(server);
  try {
    for (const origin of origins()) {
      const { passed, failed } = await judgedOrigin(origin, dryRuns);
      total.passed += passed;
      total.failed += failed;
    }
  } catch (error) {
    console.log(error);
    total.failed++;
  } finally {
    await dryRuns.end().finally(() => server.stop());
  }
  return total;
}

async function judgedOrigin({ name, conversions, minimum }: Origin, dryRuns: DryRuns): Promise<Tally> {
  const tally = new Tally();
  console.log(`\n${name}`);
  const queue = conversions[Symbol.iterator]();
  const work = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const found = await judgement(next.value, dryRuns);
      tally.add(found);
      for (const exception of found.exceptions) console.log(`✗ ${next.value.name}: ${exception}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const line of tally.lines()) console.log(line);
  if (tally.compared >= minimum) tally.passed++;
  else {
    tally.failed++;
    console.log(`✗ ${name}: only ${tally.compared} were compared, at least ${minimum} must be`);
  }
  return tally;
}

function origins(): Origin[] {
  const {
    numbers: { workspaces, workloads },
    folder,
  } = conversionOptions({ workspaces: 1000, workloads: 40 });
  const acceptance = "test/conversions/acceptance";
  return [
    { name: "Acceptance cases", conversions: acceptanceConversions(acceptance), minimum: 50 },
    {
      name: `${workspaces} generated workspaces`,
      conversions: generatedConversions(workspaces),
      minimum: Math.ceil(workspaces / 2),
    },
    {
      name: `Every pair of kinds, ${workloads} generated workloads of each kind`,
      conversions: pairConversions(workloads),
      minimum: workloads * 10,
    },
    ...(folder === undefined ? [] : [{ name: folder, conversions: corpusConversions(folder), minimum: 1 }]),
  ];
}
