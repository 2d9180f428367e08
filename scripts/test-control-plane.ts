// npm run test:control-plane [-- CASE…]: what becomes of examples/ before and after the conversion, and of every pair of kinds, seen in a real Kubernetes control plane.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Cluster } from "./apiserver/cluster";
import { isControlPlaneThere, startControlPlane } from "./apiserver/control-plane";
import { type Manifest, manifestsOf } from "./apiserver/manifest";
import { type Condition, isReady, type Live, Namespace, type Pod } from "./apiserver/namespace";
import { pairsSeen } from "./control-plane/pairs";

interface Claim extends Live {
  readonly spec: { readonly volumeName?: string };
  readonly status: { readonly phase: string };
}

interface Deployment extends Live {
  readonly status: { readonly observedGeneration?: number; readonly conditions?: readonly Condition[] };
}

interface StatefulSet extends Live {
  readonly status: { readonly currentRevision: string; readonly updateRevision: string };
}

interface Event extends Live {
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly name: string };
}

interface EndpointSlice extends Live {
  readonly endpoints: readonly { readonly hostname?: string }[] | null;
}

/** Text by path below the folder. */
type Files = ReadonlyMap<string, string>;

const MYSQL = "app=mysql";
const WEB = "app=web";
const IMAGE = "/spec/template/spec/containers/0/image";
const ORDINALS = [0, 1, 2];

/** Cases of `control-plane/cases.ts`; everything where none is named. */
const only = process.argv.slice(2);

const counts = { passed: 0, failed: 0 };

if (isControlPlaneThere()) {
  await observed();
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  if (counts.failed > 0) process.exitCode = 1;
} else {
  console.log("test:control-plane needs ../shared/oracle: nothing was checked");
}

/** Every observation is a check. What stops them is one more that has failed. */
async function observed(): Promise<void> {
  let cluster: Cluster | undefined;
  try {
    const before = filesIn("examples");
    const after = converted("examples");
    cluster = await startControlPlane({ nodes: 3 });
    console.log(cluster.name);
    console.log("objects are applied as they are written: what kustomization.yaml lays over them is left out");
    // Before anything cordons a node.
    await pairsSeen(cluster, see, only);
    if (only.length > 0) return;
    const shop = await Namespace.create(cluster, "shop");
    const kept = await deploymentHangs(shop, before);
    await setGrows(shop, { before, after, kept });
    await setRollsOut(shop);
  } catch (error) {
    see(error instanceof Error ? error.message : String(error), false);
  } finally {
    await cluster?.stop();
  }
}

/** One check, and its line. */
function see(what: string, holds: boolean, seen?: unknown): void {
  counts[holds ? "passed" : "failed"]++;
  console.log(`${holds ? "✓" : "✗"} ${what}${holds || seen === undefined ? "" : `; seen: ${JSON.stringify(seen)}`}`);
}

function seeEqual(what: string, seen: unknown, wanted: unknown): void {
  see(what, isDeepStrictEqual(seen, wanted), seen);
}

/** What the conversion has to leave alone. */
interface Kept {
  readonly volume: string | undefined;
  readonly web: readonly unknown[];
}

/** As it was: the rollout of a Deployment waits for a volume that the old Pod still holds. Ends with that Deployment deleted. */
async function deploymentHangs(shop: Namespace, files: Files): Promise<Kept> {
  for (const manifest of objects(files)) await shop.apply(manifest);
  const [old] = await shop.readyPods(1, MYSQL);
  const node = old?.spec.nodeName;
  if (!old || node === undefined) throw new Error("a Ready Pod is on no node");
  const volume = await volumeOf(shop, "mysql-data");
  see(`Deployment mysql: its Pod is Ready on ${node}, mysql-data is Bound`, volume !== undefined);
  await shop.readyPods(3, WEB);
  const web = await webOf(shop);

  await shop.setUnschedulable(node, true);
  // The controller's own verdict that nothing goes on any more shall come in 2 s instead of 10 min.
  await shop.patch("deployments", "mysql", [
    { op: "replace", path: IMAGE, value: "mysql:8.4.1" },
    { op: "add", path: "/spec/progressDeadlineSeconds", value: 2 },
  ]);
  const event = await shop.until("a Multi-Attach error", async () =>
    (await shop.list<Event>("events")).find(
      ({ reason, message, involvedObject }) =>
        reason === "FailedAttachVolume" &&
        /^Multi-Attach error/.test(message) &&
        involvedObject.name !== old.metadata.name,
    ),
  );
  see(`${node} is cordoned and the image changed: the new Pod waits with "${event.message}"`, true);
  const condition = await shop.until("the verdict about the rollout", () => stalled(shop));
  see(`the Deployment controller gives up on the rollout: ${condition.reason}`, true);
  const pods = await shop.list<Pod>("pods", MYSQL);
  const kept = pods.find(({ metadata }) => metadata.uid === old.metadata.uid);
  see("the old Pod is kept, and Ready", kept !== undefined && isReady(kept), kept);
  const fresh = pods.filter((pod) => pod !== kept);
  see(
    "one new Pod is there, on another node, and is not Ready",
    fresh.length === 1 && fresh.every((pod) => !isReady(pod) && pod.spec.nodeName !== node),
    fresh,
  );

  await shop.delete("deployments", "mysql");
  await shop.readyPods(0, MYSQL);
  await shop.setUnschedulable(node, false);
  return { volume, web };
}

/** The verdict of the Deployment's controller about what is now in the object. */
async function stalled(shop: Namespace): Promise<Condition | undefined> {
  const { metadata, status } = await shop.get<Deployment>("deployments", "mysql");
  if (status.observedGeneration !== metadata.generation) return undefined;
  return status.conditions?.find(
    ({ type, status: value, reason }) =>
      type === "Progressing" && value === "False" && reason === "ProgressDeadlineExceeded",
  );
}

/** As it becomes: one Pod after the other, each with a volume of its own, and nothing else is touched. */
async function setGrows(
  shop: Namespace,
  { before, after, kept }: { readonly before: Files; readonly after: Files; readonly kept: Kept },
): Promise<void> {
  const ofWeb = (files: Files) => [...files].filter(([file]) => file.startsWith("web/"));
  seeEqual("the conversion leaves every byte of web/ as it was", ofWeb(after), ofWeb(before));
  const start = await shop.now();
  for (const manifest of objects(after)) await shop.apply(manifest);
  // In the place of the autoscaler, which finds no metrics here.
  await shop.patch("statefulsets", "mysql", { spec: { replicas: ORDINALS.length } }, "scale");
  const pods = await shop.readyPods(ORDINALS.length, MYSQL);
  seeEqual(
    "StatefulSet mysql: each Pod is created once the one before it is Ready",
    await shop.history(start, MYSQL),
    ORDINALS.flatMap((ordinal) => [`+mysql-${ordinal}`, `*mysql-${ordinal}`]),
  );
  seeEqual("each Pod uses a claim of its own", pods.flatMap(claimsOf), ORDINALS.map(claimName));
  const volumes = await ownVolumes(shop);
  see(
    "data-mysql-0 to data-mysql-2 are Bound to different volumes",
    !volumes.includes(undefined) && new Set([...volumes, kept.volume]).size === volumes.length + 1,
    volumes,
  );
  seeEqual("mysql-data still holds the volume of before", await volumeOf(shop, "mysql-data"), kept.volume);
  const names = await shop.until("endpoints of mysql-headless", () => hostnames(shop));
  seeEqual("mysql-headless names each Pod", names, ["mysql-0", "mysql-1", "mysql-2"]);
  seeEqual("Deployment web and its Pods are the same, applied again", await webOf(shop), kept.web);
}

/** The same as has made the Deployment hang. */
async function setRollsOut(shop: Namespace): Promise<void> {
  const before = await shop.readyPods(ORDINALS.length, MYSQL);
  const node = before[0]?.spec.nodeName;
  if (node === undefined) throw new Error("a Ready Pod is on no node");
  const volumes = await ownVolumes(shop);
  await shop.setUnschedulable(node, true);
  const start = await shop.now();
  await shop.patch("statefulsets", "mysql", [{ op: "replace", path: IMAGE, value: "mysql:8.4.1" }]);
  await shop.until("the end of the rollout", async () => {
    const { status } = await shop.get<StatefulSet>("statefulsets", "mysql");
    const pods = await shop.readyPods(ORDINALS.length, MYSQL);
    const isNew = pods.every(({ spec }) => spec.containers[0]?.image === "mysql:8.4.1");
    return isNew && status.currentRevision === status.updateRevision ? pods : undefined;
  });
  seeEqual(
    `${node} is cordoned and the image changed: each old Pod ends before its replacement starts`,
    await shop.history(start, MYSQL),
    [...ORDINALS].reverse().flatMap((ordinal) => [`-mysql-${ordinal}`, `+mysql-${ordinal}`, `*mysql-${ordinal}`]),
  );
  const after = await shop.readyPods(ORDINALS.length, MYSQL);
  see("mysql-0 has moved to another node", after[0]?.spec.nodeName !== node, after[0]?.spec.nodeName);
  seeEqual("each claim holds the same volume as before the rollout", await ownVolumes(shop), volumes);
}

/** Undefined where the claim is not Bound. */
async function volumeOf(shop: Namespace, claim: string): Promise<string | undefined> {
  const { spec, status } = await shop.get<Claim>("persistentvolumeclaims", claim);
  return status.phase === "Bound" ? spec.volumeName : undefined;
}

function ownVolumes(shop: Namespace): Promise<(string | undefined)[]> {
  return Promise.all(ORDINALS.map((ordinal) => volumeOf(shop, claimName(ordinal))));
}

function claimName(ordinal: number): string {
  return `data-mysql-${ordinal}`;
}

function claimsOf({ spec }: Pod): string[] {
  return (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
}

/** Sorted, as soon as every Pod has one. */
async function hostnames(shop: Namespace): Promise<string[] | undefined> {
  const slices = await shop.list<EndpointSlice>("endpointslices", "kubernetes.io/service-name=mysql-headless");
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? []);
  return endpoints.length === ORDINALS.length ? endpoints.map(({ hostname }) => hostname ?? "").sort() : undefined;
}

/** Who the Deployment of the shop and its Pods are. */
async function webOf(shop: Namespace): Promise<unknown[]> {
  const { metadata } = await shop.get<Deployment>("deployments", "web");
  const pods = await shop.readyPods(3, WEB);
  return [metadata.uid, metadata.generation, ...pods.map((pod) => pod.metadata.uid)];
}

function objects(files: Files): Manifest[] {
  return [...files.values()].flatMap(manifestsOf);
}

/** The manifests of a folder, sorted by path. */
function filesIn(folder: string): Files {
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.ya?ml$/.test(name));
  return new Map(
    names
      .map((name) => name.replaceAll(path.sep, "/"))
      .sort()
      .map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]),
  );
}

/** What the command line makes of a copy of the folder. */
function converted(folder: string): Files {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-"));
  try {
    fs.cpSync(folder, copy, { recursive: true });
    const request = ["--object", "Deployment/mysql", "--to", "StatefulSet", "--storage", "templates", "--write"];
    execFileSync(process.execPath, ["dist/cli.js", "convert", copy, ...request], { stdio: "pipe" });
    return filesIn(copy);
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}
