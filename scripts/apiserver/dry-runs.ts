// Asks an API server what it thinks of objects: strict dry runs, which validate and default and store nothing.
import type { Answer, Cluster } from "./cluster";
import type { Manifest } from "./manifest";
import { Resources } from "./resources";

export type DryRun =
  /** `body` is the object with all defaults. */
  | { readonly outcome: "accepted"; readonly body: unknown }
  | { readonly outcome: "rejected"; readonly message: string }
  | { readonly outcome: "unknown kind" };

/** For objects that do not say theirs. */
const NAMESPACE = "rightkind-conversions";

export class DryRuns {
  readonly #cluster: Cluster;
  readonly #resources: Resources;
  readonly #namespaces = new Map<string, Promise<Answer>>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#resources = new Resources(cluster);
  }

  /** What the server says to the creation of an object, as it is written; an unknown or a duplicate field is an error. */
  async create(manifest: Manifest): Promise<DryRun> {
    const collection = await this.#resources.collectionOf(manifest, NAMESPACE);
    if (collection === undefined) return { outcome: "unknown kind" };
    const place = await this.#namespace(manifest.namespace ?? NAMESPACE);
    if (!place.ok && place.status !== 409) return { outcome: "rejected", message: place.message };
    const url = `${collection}?dryRun=All&fieldValidation=Strict`;
    const { ok, status, body, message } = await this.#cluster.request("POST", url, manifest.text, "application/yaml");
    if (ok) return { outcome: "accepted", body };
    // Anything else is no judgement of the object.
    if (status < 400 || status >= 500 || status === 401 || status === 403 || status === 429) {
      throw new Error(`POST ${url}: ${status} ${message}`);
    }
    return { outcome: "rejected", message };
  }

  /** Takes the namespaces away that had to be made. */
  async end(): Promise<void> {
    for (const [name, made] of this.#namespaces) {
      if ((await made).ok) await this.#cluster.request("DELETE", `/api/v1/namespaces/${name}`);
    }
  }

  /** A dry run needs it, really. */
  #namespace(name: string): Promise<Answer> {
    const object = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
    const made = this.#namespaces.get(name) ?? this.#cluster.request("POST", "/api/v1/namespaces", object);
    this.#namespaces.set(name, made);
    return made;
  }
}
