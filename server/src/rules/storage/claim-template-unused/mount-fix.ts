// The fix "Mount 'x' in 'y'": where the software of the container keeps its data.

import { type ContainerProfile, podProfile } from "../../../guidance/pod-profile";
import { store } from "../../../guidance/store-traces";
import { containers, podTemplatePath, type Workload } from "../../../kubernetes/workload";
import { insert } from "../../../yaml/edit-script";
import { at, child, entryOf, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { mountFolder, needsSubPath, POSTGRES_DATA } from "../../shared/postgres-folder";
import { isOwn, ownFix, ownPath } from "../../shared/written";

/**
 * Where the images of known stores keep their data. An image that nobody knows may keep it anywhere: then nothing is offered.
 * All of them are directories by which `isDataFolder` knows a store.
 */
const dataFolders: ReadonlyMap<string, string> = new Map([
  ["mysql", "/var/lib/mysql"],
  ["mariadb", "/var/lib/mysql"],
  ["percona", "/var/lib/mysql"],
  ["mongo", "/data/db"],
  ["cassandra", "/var/lib/cassandra"],
  ["rabbitmq", "/var/lib/rabbitmq"],
  ["clickhouse", "/var/lib/clickhouse"],
  ["elasticsearch", "/usr/share/elasticsearch/data"],
  ["opensearch", "/usr/share/opensearch/data"],
  ["couchdb", "/opt/couchdb/data"],
  ["qdrant", "/qdrant/storage"],
  ["consul", "/consul/data"],
  ["redis", "/data"],
  ["valkey", "/data"],
  ["prometheus", "/prometheus"],
  ["grafana", "/var/lib/grafana"],
  ["registry", "/var/lib/registry"],
  ["jenkins", "/var/jenkins_home"],
]);

export function mountFix(context: RuleContext, workload: Workload, template: Node, name: string): Fix[] {
  const { lookups, own } = context;
  // A raw device is no directory.
  if (stringAt(template, "spec", "volumeMode") === "Block") return [];
  const profile = podProfile(workload, lookups);
  const { main } = profile;
  const folder = main && folderOf(main, store(profile)?.product ?? "");
  const container = main?.container;
  if (!container || folder === undefined || !isOwn(context, container.node)) return [];
  // Other registries build these images with other directories.
  if (/(?:^|\/)bitnami/.test(container.image)) return [];
  const mounts = itemsOf(child(container.node, "volumeMounts"));
  if (mounts.some((mount) => isWithin(stringAt(mount, "mountPath") ?? "", folder))) return [];
  const podSpec = [...podTemplatePath(workload.kind), "spec"];
  const index = itemsOf(at(own.root, ...podSpec, "containers")).indexOf(container.node);
  const named = containers(workload).filter((other) => other.name === container.name);
  if (index === -1 || named.length !== 1) return [];
  const path = ownPath(context, ...podSpec, "containers", index);
  const mount = `- name: ${name}\n  mountPath: ${folder}${needsSubPath(main, folder) ? "\n  subPath: pgdata" : ""}`;
  return [
    ownFix(context, `Mount '${name}' in '${container.name}'`, () => [
      entryOf(container.node, "volumeMounts")
        ? insert([...path, "volumeMounts"], "last", mount)
        : insert(path, "last", `volumeMounts:\n${mount.replace(/^/gm, "  ")}`),
    ]),
  ];
}

/** PostgreSQL keeps them elsewhere from version to version, and where its variable says. */
function folderOf(main: ContainerProfile, product: string): string | undefined {
  if (product !== "postgres") return dataFolders.get(product);
  const own = main.variables.find(({ name }) => name === "PGDATA");
  const folder = mountFolder(main, POSTGRES_DATA);
  const isThere = own === undefined || (folder !== undefined && isWithin(own.value ?? "", folder));
  return isThere ? folder : undefined;
}

/** Is something mounted at the folder, above it or below it? */
function isWithin(path: string, folder: string): boolean {
  const bare = path.replace(/\/$/, "");
  return bare === folder || folder.startsWith(`${bare}/`) || bare.startsWith(`${folder}/`);
}
