// Where a store keeps its data, and whether that lasts longer than the Pod.

import { bareFolder, type ContainerProfile, type Mount, type PodProfile } from "../../../guidance/pod-profile";
import { isDataFolder, store } from "../../../guidance/store-traces";
import { child, itemsOf } from "../../../yaml/navigate";
import { flatWords } from "./flat-words";

export interface DataPlace {
  readonly main: ContainerProfile;
  readonly folder: string;
  /** Is it known for certain that the data lie in that folder? */
  readonly certain: boolean;
  /** Of the emptyDir that lies there; undefined where no volume does. */
  readonly mount: Mount | undefined;
}

/** Where the images of each store keep data, the usual folder first. Source: the documentation of the images. */
const folders: Readonly<Record<string, readonly string[]>> = {
  cassandra: ["/var/lib/cassandra"],
  clickhouse: ["/var/lib/clickhouse"],
  couchdb: ["/opt/couchdb/data"],
  elasticsearch: ["/usr/share/elasticsearch/data"],
  etcd: ["/var/lib/etcd", "/etcd-data"],
  influxdb: ["/var/lib/influxdb2", "/var/lib/influxdb"],
  kafka: ["/var/lib/kafka/data", "/var/lib/kafka"],
  keydb: ["/data"],
  mariadb: ["/var/lib/mysql"],
  minio: ["/data"],
  mongo: ["/data/db", "/var/lib/mongodb"],
  mssql: ["/var/opt/mssql"],
  mysql: ["/var/lib/mysql"],
  neo4j: ["/data", "/var/lib/neo4j"],
  openldap: ["/var/lib/ldap"],
  opensearch: ["/usr/share/opensearch/data"],
  oracle: ["/opt/oracle/oradata"],
  percona: ["/var/lib/mysql"],
  pgvector: ["/var/lib/postgresql/data", "/var/lib/postgresql"],
  postgres: ["/var/lib/postgresql/data", "/var/lib/postgresql"],
  qdrant: ["/qdrant/storage"],
  rabbitmq: ["/var/lib/rabbitmq"],
  redis: ["/data"],
  timescaledb: ["/var/lib/postgresql/data", "/var/lib/postgresql"],
  valkey: ["/data"],
  zookeeper: ["/data", "/var/lib/zookeeper"],
};

/** These also work without data of their own: it counts only that a folder for them is there. */
const mountedFolders: Readonly<Record<string, readonly string[]>> = {
  consul: ["/consul/data"],
  vault: ["/vault/data", "/vault/file", "/vault/raft"],
};

/** @returns undefined where it is no store that is known, or its data may well lie on a lasting volume */
export function dataPlace(profile: PodProfile): DataPlace | undefined {
  const { main } = profile;
  const known = store(profile);
  if (!main || !known || itemsOf(child(main.container.node, "volumeDevices")).length > 0) return undefined;
  const usual = usualFolders(main, known.product);
  const optional = mountedFolders[known.product];
  const own = configuredFolder(main);
  const candidates = own === undefined ? (usual ?? optional) : [own];
  if (!candidates || (usual === undefined && optional === undefined)) return undefined;
  // ConfigMaps and Secrets hold no data of a store.
  const mounts = main.mounts.filter(({ volume }) => volume?.type !== "projection");
  const mount = mounts.find(({ path }) => candidates.some((folder) => touches(path, folder)));
  if (mount) return mount.volume?.type === "empty" ? { main, folder: mount.path, certain: true, mount } : undefined;
  // Images of others keep data elsewhere: where one is given a folder for data, that is the one.
  const given = isUsualImage(main.image.path, known.product)
    ? undefined
    : mounts.find(({ path, volume, readOnly }) => volume?.type === "empty" && !readOnly && isDataFolder(path, known));
  if (given && usual) return { main, folder: given.path, certain: true, mount: given };
  const [folder] = candidates;
  const isElsewhere = mounts.some(({ volume }) => volume?.type !== "empty");
  if (folder === undefined || usual === undefined || isElsewhere) return undefined;
  const certain = own !== undefined || isUsualImage(main.image.path, known.product);
  return { main, folder, certain, mount: undefined };
}

function usualFolders({ image }: ContainerProfile, product: string): readonly string[] | undefined {
  const own = folders[product];
  return own && /(?:^|\/)bitnami/.test(image.path) ? [`/bitnami/${image.name}`, ...own] : own;
}

/** Where the folder depends on the version or on settings, and is not declared as a volume of the image. */
const uncertain = new Set(["etcd", "influxdb", "kafka", "minio", "mssql", "openldap", "oracle", "zookeeper"]);

/** The image of the makers, or one of Bitnami's: others may keep data elsewhere. */
function isUsualImage(path: string, product: string): boolean {
  const folder = path.split("/").slice(0, -1).at(-1);
  const isKnown =
    folder === undefined ||
    /\.|:/.test(folder) ||
    /^(?:library|bitnami(?:legacy)?|clickhouse|elasticsearch|opensearchproject|percona|pgvector|postgis|qdrant|timescale|valkey)$/.test(
      folder,
    );
  return isKnown && !uncertain.has(product);
}

/** One of them holds the other, or they are one. */
function touches(path: string, folder: string): boolean {
  return path === folder || folder.startsWith(`${path === "/" ? "" : path}/`) || path.startsWith(`${folder}/`);
}

const FOLDER_OPTION = /^--?(?:data-dir|datadir|dbpath)(?:=(.*))?$/;

/** The folder that an argument or a variable names. */
function configuredFolder(main: ContainerProfile): string | undefined {
  const variable = main.variables.find(({ name }) => name === "PGDATA")?.value;
  if (variable?.startsWith("/")) return bareFolder(variable);
  const words = flatWords(main);
  for (const [index, word] of words.entries()) {
    const option = FOLDER_OPTION.exec(word);
    const named = option ? (option[1] ?? words[index + 1]) : undefined;
    if (named?.startsWith("/")) return bareFolder(named);
  }
  const server = main.image.words.includes("minio") ? words.indexOf("server") : -1;
  const served = server === -1 ? undefined : words.slice(server + 1).find((word) => word.startsWith("/"));
  return served === undefined ? undefined : bareFolder(served);
}
