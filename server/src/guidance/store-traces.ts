// What the main container shows of a data store: its image, variables, ports, data directory and arguments.
import type { Assumptions } from "../config/assumptions";
import { Globs } from "../config/globs";
import { at, itemsOf, stringAt } from "../yaml/navigate";
import { endsWaiting, onlyWaits } from "./commands";
import type { Evidence } from "./evidence";
import { type StoreImage, storeImage, storeText } from "./known-images";
import { type ContainerProfile, isOwnStorage, type Mount, type PodProfile, type Variable } from "./pod-profile";
import { isStoreClient } from "./store-client";

const imageWeights: Readonly<Record<StoreImage["type"], number>> = { quorum: 5, store: 3, cache: 1, application: 1 };

/**
 * The store that the main container is: a known image, or one that the configuration calls stateful. The image of a store
 * holds its clients, too: what runs one of them, or only waits, is no store.
 */
export function store({ main, lookups }: PodProfile): StoreImage | undefined {
  if (!main || isStoreClient(main.words) || onlyWaits(main.words) || endsWaiting(main.words)) return undefined;
  const known = storeImage(main.image);
  if (known && isRedis([known.product]) && main.variables.some(isSentinel)) return undefined;
  if (known) return known;
  return isImageOf(lookups.assumptions, "statefulImages", main)
    ? { product: main.image.name, type: "store" }
    : undefined;
}

/** By which images that are all of a Redis are told to be a sentinel. */
function isSentinel({ name, value }: Variable): boolean {
  return /^(?:REDIS_)?SENTINEL$/.test(name) && value === "true";
}

/** Is the container's image in a list of the configuration? */
export function isImageOf(
  assumptions: Assumptions,
  list: "statefulImages" | "statelessImages" | "singletons",
  { container }: ContainerProfile,
): boolean {
  return new Globs("image", assumptions[list]).matches(container.image);
}

/** Groups: image, env, port, path, args. */
export function storeEvidence(profile: PodProfile): Evidence[] {
  const { main } = profile;
  if (!main) return [];
  const known = store(profile);
  const image = known ? [imageEvidence(main, known)] : [];
  const ports = portEvidence(main, known);
  // Clients of a store set the same variables as its server.
  const environment = image.length + ports.length > 0 ? environmentEvidence(profile, main) : [];
  const saved = [...argumentEvidence(main), ...savedEvidence(main, known)];
  return [...image, ...environment, ...ports, ...pathEvidence(main, known), ...saved];
}

function imageEvidence({ image, imageNode }: ContainerProfile, { type }: StoreImage): Evidence {
  return { text: `image ${storeText(image)}`, weight: imageWeights[type], group: "image", source: { node: imageNode } };
}

/** Variables by which a server is set up for the first time. */
const SERVER_VARIABLE =
  /^(?:POSTGRES(?:QL)?_(?:PASSWORD|DB|DATABASE)|PGDATA|(?:MYSQL|MARIADB)_(?:ROOT_PASSWORD|RANDOM_ROOT_PASSWORD|ALLOW_EMPTY_PASSWORD|DATABASE)|MONGO_INITDB_ROOT_\w+|KAFKA_(?:CFG_)?(?:NODE_ID|BROKER_ID|ADVERTISED_LISTENERS)|ZOO_MY_ID|CASSANDRA_SEEDS|discovery\.type|ES_JAVA_OPTS|ETCD_INITIAL_CLUSTER|RABBITMQ_ERLANG_COOKIE|MINIO_ROOT_PASSWORD|NEO4J_AUTH|CLICKHOUSE_\w+|COUCHDB_PASSWORD|INFLUXDB_DB)$/;

function environmentEvidence({ lookups }: PodProfile, { container, variables }: ContainerProfile): Evidence[] {
  const own = variables.find(({ name }) => SERVER_VARIABLE.test(name));
  if (own) return [{ text: `variable ${own.name}`, weight: 2, group: "env", source: { node: own.node } }];
  for (const item of itemsOf(at(container.node, "envFrom"))) {
    for (const [field, kind] of [
      ["configMapRef", "ConfigMap"],
      ["secretRef", "Secret"],
    ] as const) {
      const name = stringAt(item, field, "name");
      if (name === undefined) continue;
      const [object] = lookups.object("", kind, name).candidates;
      const key = object?.facts.dataKeys?.find((candidate) => SERVER_VARIABLE.test(candidate));
      if (!object || key === undefined) continue;
      const place = { object, path: [kind === "Secret" ? "stringData" : "data", key], part: "key" } as const;
      return [{ text: `variable ${key}`, weight: 2, group: "env", source: { place } }];
    }
  }
  return [];
}

/** Ports between members of a cluster. */
const peerPorts = new Set([2379, 2380, 9300, 2888, 3888]);
const storePorts = new Set(
  [
    5432, 3306, 33060, 1433, 1521, 27017, 6379, 26379, 9042, 9092, 2181, 5672, 15672, 4369, 9200, 7474, 7687, 5984,
  ].concat([26257, 4222, 6222]),
);
/** Ports that many other programs have: they say something only of a store's image. */
const sharedPorts = new Map([
  [7000, 2],
  ...[8086, 8500, 8300, 8200, 9000, 8123].map((port): [number, number] => [port, 1]),
]);

function portEvidence({ image, ports }: ContainerProfile, known: StoreImage | undefined): Evidence[] {
  // Proxies and tools of a store listen where the store does.
  if (!known && image.words.some((word) => /^(?:proxy|client|exporter|pgbouncer|pgpool|haproxy|envoy)$/.test(word)))
    return [];
  return ports.flatMap(({ number, node }) => {
    const shared = known && known.type !== "application" ? sharedPorts.get(number) : undefined;
    const weight = peerPorts.has(number) ? 2 : storePorts.has(number) ? 1 : shared;
    return weight === undefined ? [] : { text: `port ${number}`, weight, group: "port", source: { node } };
  });
}

const DATA_FOLDER =
  /^(?:\/var\/lib\/(?:postgresql|mysql|mongodb|cassandra|kafka|zookeeper|rabbitmq|etcd|clickhouse|influxdb2?|neo4j|grafana|registry|ldap)|\/data\/db|\/bitnami|\/usr\/share\/(?:elasticsearch|opensearch)\/data|\/etcd-data|\/consul\/data|\/vault\/(?:data|file|raft)|\/opt\/couchdb\/data|\/var\/opt\/mssql|\/opt\/oracle\/oradata|\/prometheus|\/var\/jenkins_home|\/qdrant\/storage)(?:\/|$)/;

/** Where a container keeps data, as its image or custom has it; undefined where no mount looks like it. */
function dataMount({ mounts }: ContainerProfile, known: StoreImage | undefined): Mount | undefined {
  return mounts.find(({ path, volume, readOnly }) => {
    if (readOnly || volume === undefined || volume.type === "projection") return false;
    return isDataFolder(path, known);
  });
}

/** Is a folder in a container one that keeps data, by custom or by what its image is? */
export function isDataFolder(path: string, known: StoreImage | undefined): boolean {
  return DATA_FOLDER.test(path) || (known !== undefined && /^\/data(?:\/|$)/.test(path));
}

function pathEvidence(main: ContainerProfile, known: StoreImage | undefined): Evidence[] {
  const mount = dataMount(main, known);
  if (!mount) return [];
  const { path, node, volume } = mount;
  if (volume?.type === "empty") {
    return [{ text: `data directory ${path} on an emptyDir`, weight: 1, group: "path", source: { node } }];
  }
  return volume?.writable ? [{ text: `data directory ${path}`, weight: 2, group: "path", source: { node } }] : [];
}

/** Arguments by which a server is told where its data or its peers are. */
const SERVER_ARGUMENT =
  /(?:^|\s)(--?data-dir|--dbpath|--datadir|--storage\.tsdb\.path|--initial-cluster|--join|-bootstrap-expect|--replSet)(?=[=\s]|$)/;

function argumentEvidence({ image, words }: ContainerProfile): Evidence[] {
  for (const { text, node } of words) {
    const argument = SERVER_ARGUMENT.exec(text)?.[1];
    if (argument) return [{ text: `argument ${argument}`, weight: 2, group: "args", source: { node } }];
  }
  const [first] = words;
  if (!first) return [];
  const line = words.map(({ text }) => text).join(" ");
  const minio = image.words.includes("minio") && line.split("\n").some(servesData);
  const redis = isRedis(image.words) && /--appendonly\s+yes|--save\s+\d/.test(line);
  if (minio) return [{ text: "argument server /data", weight: 2, group: "args", source: { node: first.node } }];
  return redis ? [{ text: "told to save its data", weight: 2, group: "args", source: { node: first.node } }] : [];
}

/**
 * Redis writes a snapshot to its data directory unless it is told otherwise: on a volume of its own it is no cache.
 * Source: redis.conf, "Unless specified otherwise, by default Redis will save the DB".
 */
function savedEvidence(main: ContainerProfile, known: StoreImage | undefined): Evidence[] {
  const mount = known && isRedis([known.product]) ? dataMount(main, known) : undefined;
  const isKept = mount?.volume !== undefined && isOwnStorage(mount.volume);
  if (!mount || !isKept || cacheFlags(main)) return [];
  return [{ text: `saves to ${mount.path} by default`, weight: 1, group: "args", source: { node: mount.node } }];
}

/** `server /data`, with options between. */
function servesData(line: string): boolean {
  const server = /(?:^|\s)server\s/.exec(line);
  return server !== null && line.includes("/data", server.index);
}

function isRedis(words: readonly string[]): boolean {
  return words.some((word) => /^(?:redis|valkey|keydb)/.test(word));
}

/** Is the store told not to keep anything, or to hold nothing itself? */
export function cacheEvidence(profile: PodProfile): Evidence[] {
  const { main } = profile;
  const known = store(profile);
  if (!main || !known) return [];
  if (known.product === "memcached") {
    return [{ text: "memcached keeps nothing", weight: -5, group: "cache", source: { node: main.imageNode } }];
  }
  if (isRedis([known.product])) {
    const flags = cacheFlags(main);
    return flags ? [{ text: `a cache: ${flags.text}`, weight: -4, group: "cache", source: { node: flags.node } }] : [];
  }
  const roles =
    known.product === "elasticsearch" || known.product === "opensearch" ? clientNode(main.variables) : undefined;
  return roles
    ? [{ text: "a client node without data", weight: -4, group: "cache", source: { node: roles.node } }]
    : [];
}

/** The argument that makes a redis forget: `--save ""`, `--appendonly no`, `--maxmemory-policy allkeys-lru`. */
function cacheFlags({ words }: ContainerProfile): { text: string; node: ContainerProfile["imageNode"] } | undefined {
  const flat = words.flatMap(({ text, node }) =>
    (text === "" ? [text] : text.split(/\s+/)).map((part) => ({ part, node })),
  );
  for (const [index, { part, node }] of flat.entries()) {
    const value = flat[index + 1]?.part;
    if (part === "--save" && value !== undefined && /^(?:""|'')?$/.test(value)) return { text: '--save ""', node };
    if (part === "--appendonly" && value === "no") return { text: "--appendonly no", node };
    if (part === "--maxmemory-policy" && value?.startsWith("allkeys-"))
      return { text: `--maxmemory-policy ${value}`, node };
  }
  return undefined;
}

/** Elasticsearch's roles by variables: neither data nor master. */
function clientNode(variables: readonly Variable[]): Variable | undefined {
  const isFalse = (name: string) => variables.find((variable) => variable.name === name && variable.value === "false");
  return isFalse("NODE_MASTER") && (isFalse("NODE_DATA") ?? undefined);
}
