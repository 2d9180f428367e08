// One namespace of a cluster with controllers: what is applied there, what becomes of it, and in which order.
import { setTimeout as pause } from "node:timers/promises";
import type { Answer, Cluster } from "./cluster";
import type { Manifest } from "./manifest";
import { Resources, versionPath } from "./resources";

/** A bound for what never comes; every wait ends as soon as it can. */
const PATIENCE_MS = 120_000;
const INTERVAL_MS = 100;

const groups = {
  pods: "/api/v1",
  services: "/api/v1",
  persistentvolumeclaims: "/api/v1",
  events: "/api/v1",
  configmaps: "/api/v1",
  replicationcontrollers: "/api/v1",
  replicasets: "/apis/apps/v1",
  deployments: "/apis/apps/v1",
  statefulsets: "/apis/apps/v1",
  daemonsets: "/apis/apps/v1",
  jobs: "/apis/batch/v1",
  cronjobs: "/apis/batch/v1",
  horizontalpodautoscalers: "/apis/autoscaling/v2",
  poddisruptionbudgets: "/apis/policy/v1",
  endpointslices: "/apis/discovery.k8s.io/v1",
} as const;

export type Resource = keyof typeof groups;

/** What every live object has. */
export interface Live {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

export interface Pod extends Live {
  readonly spec: {
    readonly nodeName?: string;
    readonly containers: readonly { readonly image: string }[];
    readonly volumes?: readonly {
      readonly name: string;
      readonly persistentVolumeClaim?: { readonly claimName: string };
    }[];
  };
  readonly status: { readonly conditions?: readonly Condition[] };
}

interface WatchEvent {
  readonly type: string;
  readonly object: Pod & { readonly message?: string };
}

/** Whether a Pod is Ready and meant to stay. */
export function isReady({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    (status.conditions ?? []).some(({ type, status: value }) => type === "Ready" && value === "True")
  );
}

export class Namespace {
  readonly #cluster: Cluster;
  readonly #resources: Resources;
  readonly name: string;

  private constructor(cluster: Cluster, name: string) {
    this.#cluster = cluster;
    this.#resources = new Resources(cluster);
    this.name = name;
  }

  /** A new one. */
  static async create(cluster: Cluster, name: string): Promise<Namespace> {
    const namespace = new Namespace(cluster, name);
    const object = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
    await namespace.#must("POST", "/api/v1/namespaces", object);
    return namespace;
  }

  /** Server-side apply of the text as it stands; an unknown or a duplicate field is an error. */
  async apply(manifest: Manifest): Promise<void> {
    const { ok, message } = await this.tryApply(manifest);
    if (!ok) throw new Error(`${manifest.kind} ${manifest.name}: ${message}`);
  }

  /** The same, and what the server says to it. @param force takes fields away from other managers */
  async tryApply(manifest: Manifest, { force = false } = {}): Promise<Answer> {
    const collection = await this.#resources.collectionOf(manifest, this.name);
    if (collection === undefined) throw new Error(`the server knows no ${manifest.apiVersion} ${manifest.kind}`);
    const url = `${collection}/${manifest.name}?fieldManager=test&fieldValidation=Strict${force ? "&force=true" : ""}`;
    return this.#cluster.request("PATCH", url, manifest.text, "application/apply-patch+yaml");
  }

  /** What the server says to the creation of an object, which is given as JSON; an unknown field is an error. */
  async post(object: Pick<Manifest, "apiVersion" | "kind">, { dryRun = false } = {}): Promise<Answer> {
    const { apiVersion, kind } = object;
    const collection = await this.#resources.collectionOf({ apiVersion, kind, namespace: undefined }, this.name);
    // A version that is gone has nothing to post to: its own answer is what there is to hear.
    if (collection === undefined) return this.#cluster.request("GET", versionPath(apiVersion));
    return this.#cluster.request("POST", `${collection}?fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`, object);
  }

  /** What the server says to a request for one object, or for a part of it. */
  async ask(method: string, resource: Resource, name: string, subresource = "", body?: object): Promise<Answer> {
    return this.#cluster.request(method, this.#path(resource, name, subresource), body);
  }

  async get<T extends Live>(resource: Resource, name: string): Promise<T> {
    return (await this.#must("GET", this.#path(resource, name))) as T;
  }

  async list<T extends Live>(resource: Resource, labelSelector = ""): Promise<readonly T[]> {
    const query = `labelSelector=${encodeURIComponent(labelSelector)}`;
    const { items } = (await this.#must("GET", `${this.#path(resource)}?${query}`)) as { readonly items: readonly T[] };
    return items;
  }

  /** @param patch a merge patch, or the operations of a JSON patch */
  async patch(resource: Resource, name: string, patch: object, subresource = ""): Promise<void> {
    const type = Array.isArray(patch) ? "application/json-patch+json" : "application/merge-patch+json";
    await this.#must("PATCH", this.#path(resource, name, subresource), patch, type);
  }

  async delete(resource: Resource, name: string): Promise<void> {
    await this.#must("DELETE", this.#path(resource, name));
  }

  /** Whether the scheduler may put new Pods on a node. */
  async setUnschedulable(node: string, unschedulable: boolean): Promise<void> {
    await this.#must("PATCH", `/api/v1/nodes/${node}`, { spec: { unschedulable } }, "application/merge-patch+json");
  }

  /**
   * Asks until there is an answer, and gives it.
   * @throws naming `what` where none comes
   */
  async until<T>(what: string, ask: () => Promise<T | undefined>, patience = PATIENCE_MS): Promise<T> {
    const end = Date.now() + patience;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
      await pause(INTERVAL_MS);
    }
  }

  /** All Pods of a selector, as soon as there are so many and all are Ready; by name. */
  async readyPods(count: number, labelSelector: string): Promise<readonly Pod[]> {
    return this.until(`${count} Ready Pods of ${labelSelector}`, async () => {
      const pods = await this.list<Pod>("pods", labelSelector);
      if (pods.length !== count || !pods.every(isReady)) return undefined;
      return [...pods].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    });
  }

  /** Where the history of the Pods stands now. */
  async now(): Promise<string> {
    const list = (await this.#must("GET", `${this.#path("pods")}?limit=1`)) as {
      readonly metadata: { readonly resourceVersion: string };
    };
    return list.metadata.resourceVersion;
  }

  /** What became of the Pods of a workload, in order: `+mysql-0` created, `*mysql-0` Ready for the first time, `-mysql-0` gone. */
  async history(since: string, labelSelector: string): Promise<readonly string[]> {
    const query = `watch=true&timeoutSeconds=1&resourceVersion=${since}&labelSelector=${encodeURIComponent(labelSelector)}`;
    const text = await this.#must("GET", `${this.#path("pods")}?${query}`);
    const lines = typeof text === "string" ? text.split("\n").filter((line) => line !== "") : [JSON.stringify(text)];
    const starting = new Set<string>();
    return lines.flatMap((line): string[] => {
      const { type, object }: WatchEvent = JSON.parse(line);
      if (type === "ERROR") throw new Error(`history of Pods: ${object.message}`);
      const { name, uid } = object.metadata;
      if (type === "DELETED") return [`-${name}`];
      if (type === "ADDED") {
        starting.add(uid);
        return [`+${name}`];
      }
      return isReady(object) && starting.delete(uid) ? [`*${name}`] : [];
    });
  }

  /** Has all that is in it deleted; the Pods are gone then. */
  async end(): Promise<void> {
    await this.#must("DELETE", `/api/v1/namespaces/${this.name}`);
    await this.until("the end of all Pods", async () => ((await this.list("pods")).length === 0 ? true : undefined));
  }

  async #must(method: string, path: string, body?: unknown, contentType?: string): Promise<unknown> {
    const answer = await this.#cluster.request(method, path, body, contentType);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.message}`);
    return answer.body;
  }

  #path(resource: Resource, name = "", subresource = ""): string {
    const collection = `${groups[resource]}/namespaces/${this.name}/${resource}`;
    return [collection, name, subresource].filter((part) => part !== "").join("/");
  }
}
