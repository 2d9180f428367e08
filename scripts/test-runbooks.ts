// npm run test:runbooks: runbooks of every option, and their ways back, run as they are written in a real Kubernetes control plane.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type ControlPlane, isControlPlaneThere, startControlPlane } from "./apiserver/control-plane";
import { customKinds } from "./runbooks/custom-kinds";
import { storageClass } from "./runbooks/manifests";
import { startDeletingReleased } from "./runbooks/provisioner";
import { adopted, adoptedInBuild, adoptedUnderAutomation, unprotected, wentBack } from "./runbooks/scenarios/adopt";
import { wentBackToDeployment } from "./runbooks/scenarios/back";
import { cloned, copiedByJob, keptPlain, startedEmpty } from "./runbooks/scenarios/others";
import type { Stage } from "./runbooks/scene";
import { Tally } from "./runbooks/tally";

const scenarios = [
  wentBack,
  adoptedInBuild,
  adoptedUnderAutomation,
  adopted,
  startedEmpty,
  cloned,
  copiedByJob,
  keptPlain,
  wentBackToDeployment,
  unprotected,
];

/** Each of them mostly waits for kubectl. */
const AT_ONCE = 3;

const wanted = process.argv[2];
const missing = ["bash", "jq", "kubectl"].filter((program) => spawnSync(program, ["--help"]).error !== undefined);
if (!isControlPlaneThere()) console.log("test:runbooks needs ../shared/oracle: nothing was checked");
else if (missing.length > 0) console.log(`test:runbooks needs ${missing.join(", ")}: nothing was checked`);
else await all();

async function all(): Promise<void> {
  const tally = new Tally();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "runbooks-"));
  let cluster: ControlPlane | undefined;
  try {
    cluster = await startControlPlane({ nodes: 3 });
    console.log(cluster.name);
    const stage = { cluster, tally, folder };
    prepare(stage);
    const stop = startDeletingReleased(cluster);
    const waiting = scenarios.filter(({ name }) => wanted === undefined || name === wanted);
    await Promise.all(Array.from({ length: AT_ONCE }, () => work(waiting, stage)));
    await stop();
  } catch (error) {
    tally.see(messageOf(error), false);
  } finally {
    await cluster?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  if (tally.failed > 0) process.exitCode = 1;
}

/** What stops a scenario is one more check that has failed. */
async function work(waiting: ((stage: Stage) => Promise<void>)[], stage: Stage): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    try {
      await next(stage);
    } catch (error) {
      stage.tally.see(`${next.name}: ${messageOf(error)}`, false);
    }
  }
}

/** What a cluster has before anybody applies anything: a storage class, the kinds of the tools, and their namespaces. */
function prepare({ cluster, folder }: Stage): void {
  const file = path.join(folder, "cluster.yaml");
  const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: argocd}\n";
  fs.writeFileSync(file, [storageClass, namespace, ...customKinds].join("---\n"));
  const kubectl = (...args: readonly string[]) => {
    const { status, stderr } = spawnSync("kubectl", args, {
      encoding: "utf8",
      env: { ...process.env, KUBECONFIG: cluster.kubeconfig },
    });
    if (status !== 0) throw new Error(stderr);
  };
  kubectl("apply", "-f", file);
  kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=1m");
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stderr } = error as { stderr?: unknown };
  return `${error.message} ${typeof stderr === "string" ? stderr : ""}`;
}
