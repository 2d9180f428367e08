// A conversion of each pair of kinds in a control plane: what is done is what its consequences say, and in the end every Pod is Ready or the Job complete.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Cluster } from "../apiserver/cluster";
import { type Manifest, manifestChanges, manifestsOf } from "../apiserver/manifest";
import { type Live, Namespace, type Pod } from "../apiserver/namespace";
import { type Case, cases } from "./cases";
import { LiveWorkload } from "./live-workload";

interface Claim extends Live {
  readonly spec: { readonly volumeName?: string };
  readonly status: { readonly phase: string };
}

/** Each of them mostly waits. */
const AT_ONCE = 4;

/** One check, and its line. */
type See = (what: string, holds: boolean, seen?: unknown) => void;

/** @param only names of cases; all where there is none */
export async function pairsSeen(cluster: Cluster, see: See, only: readonly string[]): Promise<void> {
  const waiting = cases.filter(({ name }) => only.length === 0 || only.includes(name));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const one = next;
      const seeIt: See = (what, holds, seen) => see(`${one.name}: ${what}`, holds, seen);
      try {
        await carriedOut(cluster, one, seeIt);
      } catch (error) {
        seeIt(error instanceof Error ? error.message : String(error), false);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function carriedOut(cluster: Cluster, one: Case, see: See): Promise<void> {
  const { from, to, manifest, pods, claim, name } = one;
  const namespace = await Namespace.create(cluster, name);
  const [old, fresh] = [new LiveWorkload(namespace, from), new LiveWorkload(namespace, to)];
  for (const object of manifestsOf(manifest)) await namespace.apply(object);
  await old.start();
  const before = await old.readyPods(from === "DaemonSet" ? 3 : countOf(manifest));
  const volumes = await volumesOf(namespace);
  const services = await namespace.list("services");

  const { after, live } = converted(one);
  const apply = async () => {
    for (const object of ordered(manifestChanges(manifest, after).fresh)) await namespace.apply(object);
    await fresh.start();
  };
  const done = await asTold(live, { old, before, apply, ready: () => fresh.readyPods(pods) });
  const now = await fresh.readyPods(pods);
  see(`${done}; ${pods === 1 ? "the Pod is" : `${pods} Pods are`} Ready`, now.length === pods);
  const has = [...new Set(now.flatMap(claimsOf))];
  see(claim === undefined ? "no claim" : `with claim ${claim}`, has.join() === (claim ?? ""), has);
  const later = await volumesOf(namespace);
  const moved = [...volumes].filter(([held, volume]) => later.get(held) !== volume).map(([held]) => held);
  see("every claim of before has its volume", moved.length === 0, moved);
  const gone = await missing(namespace, services);
  see("every Service of before is the same", gone.length === 0, gone);
  if (to !== "Job" && to !== "CronJob") return;
  await fresh.complete();
  see("the Job is complete", true);
}

interface Steps {
  readonly old: LiveWorkload;
  readonly before: readonly Pod[];
  readonly apply: () => Promise<void>;
  readonly ready: () => Promise<readonly Pod[]>;
}

/**
 * Does what the consequence about the live object says.
 * @returns what was done
 */
async function asTold(live: string, { old, before, apply, ready }: Steps): Promise<string> {
  const stop = /^Stop the old one first \(kubectl (scale|delete) /.exec(live)?.[1];
  if (stop === "scale") {
    await old.scaleToNothing();
    await old.gone(before);
    await old.delete();
    await apply();
    return "the old one was stopped and deleted first";
  }
  if (stop === "delete") {
    await old.delete();
    await old.gone(before);
    await apply();
    return "the old one was deleted first";
  }
  await apply();
  await ready();
  if (/: (?:do not delete it|nothing is left to delete)\./.test(live)) {
    if (old.kind === "Pod") await old.gone(before);
    return "the old one was taken over";
  }
  await old.delete();
  await old.gone(before);
  return "the old one was deleted when that ran";
}

/** They come last: else their Pods would look for what is not there yet. */
function ordered(objects: readonly Manifest[]): Manifest[] {
  const isLast = ({ kind }: Manifest) => kind !== "Service" && kind !== "PersistentVolumeClaim";
  return [...objects.filter((one) => !isLast(one)), ...objects.filter(isLast)];
}

/** What the command line makes of the manifest, and what it says of the live object. */
function converted({ from, to, storage, manifest }: Case): { readonly after: string; readonly live: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-"));
  try {
    const file = path.join(folder, "app.yaml");
    fs.writeFileSync(file, manifest);
    const request = ["--object", `${from}/web`, "--to", to, "--storage", storage, "--write", "--format", "json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/cli.js", "convert", file, ...request], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    const { consequences }: { consequences: readonly { code: string; message: string }[] } = JSON.parse(stdout);
    const live = consequences.find(({ code }) => code === "W-LIVE")?.message ?? "";
    return { after: fs.readFileSync(file, "utf8"), live };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function countOf(manifest: string): number {
  return Number(/^ {2}replicas: (\d+)$/m.exec(manifest)?.[1] ?? 1);
}

/** Of all claims that are Bound. */
async function volumesOf(namespace: Namespace): Promise<ReadonlyMap<string, string>> {
  const claims = await namespace.list<Claim>("persistentvolumeclaims");
  return new Map(claims.flatMap(({ metadata, spec }) => (spec.volumeName ? [[metadata.name, spec.volumeName]] : [])));
}

function claimsOf({ spec }: Pod): string[] {
  return (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
}

async function missing(namespace: Namespace, services: readonly Live[]): Promise<string[]> {
  const now = new Set((await namespace.list("services")).map(({ metadata }) => metadata.uid));
  return services.filter(({ metadata }) => !now.has(metadata.uid)).map(({ metadata }) => metadata.name);
}
