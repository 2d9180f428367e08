// The nodes of the control plane, which all experiments share; who changes them, or counts them, is alone with them.
import type { Cluster } from "../apiserver/cluster";

interface NodeList {
  readonly items: readonly { readonly metadata: { readonly name: string }; readonly status: object }[];
}

export class Nodes {
  readonly #cluster: Cluster;
  #last: Promise<unknown> = Promise.resolve();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Runs work once all that asked before is done. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Keeps the scheduler off a node while something is done. */
  async cordoned<T>(node: string, work: () => Promise<T>): Promise<T> {
    await this.#setUnschedulable(node, true);
    try {
      return await work();
    } finally {
      await this.#setUnschedulable(node, false);
    }
  }

  /** One more node while something is done; Pods that may run elsewhere avoid it. */
  async withNode<T>(name: string, work: () => Promise<T>): Promise<T> {
    const { items } = (await this.#must("GET", "/api/v1/nodes")) as NodeList;
    await this.#must("POST", "/api/v1/nodes", {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name, labels: { "kubernetes.io/hostname": name, "kubernetes.io/os": "linux" } },
      spec: { taints: [{ key: "experiment", effect: "PreferNoSchedule" }] },
      status: items[0]?.status,
    });
    try {
      return await work();
    } finally {
      await this.#must("DELETE", `/api/v1/nodes/${name}`);
    }
  }

  async #setUnschedulable(node: string, unschedulable: boolean): Promise<void> {
    const patch = { spec: { unschedulable } };
    await this.#must("PATCH", `/api/v1/nodes/${node}`, patch, "application/merge-patch+json");
  }

  async #must(method: string, path: string, body?: object, contentType?: string): Promise<unknown> {
    const answer = await this.#cluster.request(method, path, body, contentType);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.message}`);
    return answer.body;
  }
}
