// A namespace with a workload in it, applied from a folder of manifests; and what becomes of it while a runbook is run.
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ControlPlane } from "../apiserver/control-plane";
import { Person } from "./person";
import type { Tally } from "./tally";

const PATIENCE_MS = 60_000;
const INTERVAL_MS = 150;

export interface Stage {
  readonly cluster: ControlPlane;
  readonly tally: Tally;
  /** In which each scene has a folder of its own. */
  readonly folder: string;
}

export interface LiveObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  readonly spec: any;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  readonly status: any;
}

const collections = {
  pods: "/api/v1",
  services: "/api/v1",
  configmaps: "/api/v1",
  persistentvolumeclaims: "/api/v1",
  deployments: "/apis/apps/v1",
  statefulsets: "/apis/apps/v1",
  horizontalpodautoscalers: "/apis/autoscaling/v2",
  poddisruptionbudgets: "/apis/policy/v1",
  endpointslices: "/apis/discovery.k8s.io/v1",
} as const;

type Collection = keyof typeof collections;

export class Scene {
  readonly name: string;
  readonly #stage: Stage;
  readonly #folder: string;
  #before = new Map<string, string>();

  private constructor(stage: Stage, name: string) {
    this.#stage = stage;
    this.name = name;
    this.#folder = path.join(stage.folder, name, "manifests");
  }

  /**
   * @param apply the arguments of `kubectl apply` for what was there before
   * @param ready the Deployment or StatefulSet of which a Pod must be Ready first
   */
  static async set(
    stage: Stage,
    name: string,
    { files, apply, ready }: { files: Readonly<Record<string, string>>; apply: readonly string[]; ready: string },
  ): Promise<Scene> {
    const scene = new Scene(stage, name);
    for (const [file, text] of Object.entries(files)) scene.write(file, text);
    scene.kubectl("create", "namespace", name);
    scene.kubectl("apply", ...apply);
    scene.kubectl("-n", name, "wait", "--for=jsonpath={.status.readyReplicas}", ready, "--timeout=1m");
    scene.#before = await scene.#uids();
    return scene;
  }

  write(file: string, text: string): void {
    const full = path.join(this.#folder, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, text);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.#folder, file), "utf8");
  }

  /** A person edits a file. */
  edit(file: string, change: (text: string) => string): void {
    const before = this.read(file);
    const after = change(before);
    if (after === before) throw new Error(`${this.name}: the edit of ${file} changes nothing`);
    this.write(file, after);
  }

  /** The runbook that the command line writes, and somebody who runs it. */
  person(args: readonly string[], fills: Readonly<Record<string, string>> = {}): Person {
    return this.reader(this.runbook(args), fills);
  }

  runbook(args: readonly string[]): string {
    const page = this.runbookOrRefusal(args);
    if (!page.startsWith("# ")) throw new Error(`${this.name}: ${page}`);
    return page;
  }

  /** What the command line writes; where it refuses, its words on standard error. */
  runbookOrRefusal(args: readonly string[]): string {
    const words = [path.resolve("dist/cli.js"), "convert", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: this.#folder, encoding: "utf8" });
    return status === 0 ? stdout : stderr;
  }

  reader(document: string, fills: Readonly<Record<string, string>> = {}): Person {
    const { cluster, tally } = this.#stage;
    fs.writeFileSync(path.join(this.#folder, "..", "runbook.md"), document);
    return new Person(document, { folder: this.#folder, kubeconfig: cluster.kubeconfig, tally, fills });
  }

  kubectl(...args: readonly string[]): string {
    const env = { ...process.env, KUBECONFIG: this.#stage.cluster.kubeconfig };
    return execFileSync("kubectl", args, {
      cwd: this.#folder,
      encoding: "utf8",
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  see(what: string, holds: boolean, seen?: unknown): void {
    this.#stage.tally.see(`${this.name}: ${what}`, holds, seen);
  }

  /** Becomes true within a minute. */
  async sees(what: string, ask: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      if (await ask()) return this.see(what, true);
      if (Date.now() > end) return this.see(what, false);
      await pause(INTERVAL_MS);
    }
  }

  async list(collection: Collection, query = ""): Promise<readonly LiveObject[]> {
    const url = `${collections[collection]}/namespaces/${this.name}/${collection}${query}`;
    const { ok, body, message } = await this.#stage.cluster.request("GET", url);
    if (!ok) throw new Error(`GET ${url}: ${message}`);
    return (body as { items: readonly LiveObject[] }).items;
  }

  async find(collection: Collection, name: string): Promise<LiveObject | undefined> {
    return (await this.list(collection)).find(({ metadata }) => metadata.name === name);
  }

  async volume(name: string): Promise<LiveObject | undefined> {
    const { ok, body } = await this.#stage.cluster.request("GET", `/api/v1/persistentvolumes/${name}`);
    return ok ? (body as LiveObject) : undefined;
  }

  /** The volume that a claim is bound to; undefined where it is not Bound. */
  async volumeOf(claim: string): Promise<string | undefined> {
    const found = await this.find("persistentvolumeclaims", claim);
    return found?.status?.phase === "Bound" ? found.spec.volumeName : undefined;
  }

  /** The Ready Pods of `app=…` that are meant to stay, with the claims that they have: `pg-0 data-pg-0`. */
  async pods(app: string): Promise<string[]> {
    const pods = await this.list("pods", `?labelSelector=${encodeURIComponent(`app=${app}`)}`);
    return pods
      .filter(
        ({ metadata, status }) =>
          metadata.deletionTimestamp === undefined &&
          status.conditions?.some(
            (one: { type: string; status: string }) => one.type === "Ready" && one.status === "True",
          ),
      )
      .map(({ metadata, spec }) => {
        const claims = (spec.volumes ?? []).flatMap(
          (volume: { persistentVolumeClaim?: { claimName: string } }) => volume.persistentVolumeClaim?.claimName ?? [],
        );
        // Those of a ReplicaSet have random names.
        const name = /^(.+?)(?:-[a-z0-9]{5,10}-[a-z0-9]{5})?$/.exec(metadata.name)?.[1] ?? metadata.name;
        return [name, ...claims].join(" ");
      })
      .sort();
  }

  /** Are these the Ready Pods, with these claims? */
  async runs(what: string, app: string, wanted: readonly string[]): Promise<void> {
    let seen: readonly string[] = [];
    await this.sees(`${what}: ${wanted.join(", ")} runs`, async () => {
      seen = await this.pods(app);
      return JSON.stringify(seen) === JSON.stringify(wanted);
    });
  }

  /** All objects of before but these are still the same ones. */
  async nothingElseGone(gone: readonly string[]): Promise<void> {
    const now = await this.#uids();
    const missing = [...this.#before].filter(([name, uid]) => now.get(name) !== uid).map(([name]) => name);
    this.see(
      `of what was there, ${gone.join(", ") || "nothing"} is gone, and nothing else`,
      JSON.stringify(missing.sort()) === JSON.stringify([...gone].sort()),
      missing,
    );
  }

  async #uids(): Promise<Map<string, string>> {
    const kept = ["services", "configmaps", "persistentvolumeclaims", "deployments", "statefulsets"] as const;
    const more = ["horizontalpodautoscalers", "poddisruptionbudgets"] as const;
    const found = new Map<string, string>();
    for (const collection of [...kept, ...more]) {
      for (const { metadata } of await this.list(collection)) found.set(`${collection}/${metadata.name}`, metadata.uid);
    }
    return found;
  }
}
