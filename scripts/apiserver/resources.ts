// Where a cluster keeps the objects of a kind.
import type { Cluster } from "./cluster";
import type { Manifest } from "./manifest";

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** Where a cluster has a version of a group of the API. */
export function versionPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

export class Resources {
  readonly #cluster: Cluster;
  /** By group and version. */
  readonly #known = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /**
   * The collection to which an object belongs.
   * @param namespace where the object does not name one
   * @returns undefined where the server does not know the kind in this version
   */
  async collectionOf(
    manifest: Pick<Manifest, "apiVersion" | "kind" | "namespace">,
    namespace: string,
  ): Promise<string | undefined> {
    const { apiVersion, kind } = manifest;
    const base = versionPath(apiVersion);
    const known = this.#known.get(base) ?? this.#ask(base);
    this.#known.set(base, known);
    const resource = (await known).find((one) => one.kind === kind && !one.name.includes("/"));
    if (!resource) return undefined;
    return `${base}${resource.namespaced ? `/namespaces/${manifest.namespace ?? namespace}` : ""}/${resource.name}`;
  }

  async #ask(base: string): Promise<readonly ApiResource[]> {
    const { ok, status, body, message } = await this.#cluster.request("GET", base);
    if (ok) return (body as { readonly resources: readonly ApiResource[] }).resources;
    if (status === 404) return [];
    throw new Error(`GET ${base}: ${message}`);
  }
}
