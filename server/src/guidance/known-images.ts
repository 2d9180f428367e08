// What images are known to do: keep data, run on every node, serve without state, or do one thing and end.

/** The parts of an image name. */
export interface ImageName {
  /** As messages name it: the last part of the path with its tag, without registry and digest. */
  readonly text: string;
  /** The path without tag and digest, in lower case: `bitnami/mysql`. */
  readonly path: string;
  /** The last part of the path: `mysql`. */
  readonly name: string;
  /** The words of the last part. */
  readonly words: readonly string[];
}

/** A name has at most 255 characters, a tag 128. Source: github.com/distribution/reference, reference.go and regexp.go. */
const LONGEST_IMAGE = 384;

/** What is longer than an image may be is cut before it is looked at. */
export function imageName(image: string): ImageName {
  const digest = image.indexOf("@");
  const undigested = image.slice(0, Math.min(digest === -1 ? image.length : digest, LONGEST_IMAGE));
  const path = undigested.replace(/:[^/:]*$/, "").toLowerCase();
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    text: undigested.slice(undigested.lastIndexOf("/") + 1),
    path,
    name,
    words: name.split(/[-_.]/).filter((word) => word !== ""),
  };
}

export interface StoreImage {
  readonly product: string;
  /**
   * - `quorum`: members that know each other by name
   * - `store`: keeps data for others
   * - `cache`: keeps data or does not, as it is told
   * - `application`: one writer with a directory of its own; either kind is common for it
   */
  readonly type: "quorum" | "store" | "cache" | "application";
}

interface Product extends StoreImage {
  readonly pattern: RegExp;
}

/** The name may stand at the start or at the end of an image's: `mysql8`, `cp-kafka`, but not `vaultwarden`. */
function product(name: string, type: StoreImage["type"], pattern = name): Product {
  return { product: name, type, pattern: new RegExp(`^(?:${pattern})(?![a-z])|(?<![a-z])(?:${pattern})$`) };
}

function productsOf(type: StoreImage["type"], names: string): Product[] {
  return names.split(" ").map((name) => product(name, type));
}

const products: readonly Product[] = [
  ...productsOf("quorum", "etcd zookeeper kafka cassandra"),
  product("cockroach", "quorum", "cockroach(?:db)?"),
  product("postgres", "store", "postgres(?:ql)?|postgis|spilo"),
  product("mongo", "store", "mongo(?:db|d)?"),
  product("victoria-metrics", "store", "victoria-?metrics"),
  ...productsOf(
    "store",
    "timescaledb pgvector mysql mariadb percona scylla redpanda rabbitmq elasticsearch opensearch clickhouse influxdb " +
      "neo4j couchdb couchbase consul vault minio nats openldap qdrant milvus weaviate solr ignite hazelcast tidb tikv " +
      "foundationdb rethinkdb arangodb dgraph questdb",
  ),
  ...productsOf("cache", "redis valkey keydb memcached"),
  ...productsOf(
    "application",
    "prometheus grafana loki registry jenkins gitlab nexus sonarqube gitea wordpress nextcloud",
  ),
];

/** Stores whose image has a name that many others have too: the folder before it tells. */
const pathProducts: readonly Product[] = [
  { product: "mssql", type: "store", pattern: /(?:^|\/)mssql\/(?:rhel\/)?server$|(?:^|\/)mssql-server(?:-linux)?$/ },
  {
    product: "oracle",
    type: "store",
    pattern: /(?:^|\/)(?:oracle\/database|database\/(?:free|enterprise)|oracle-(?:xe|free)(?:-[\w.-]+)?)$/,
  },
];

/** The text of a store's image, with the folder before it where the name alone says nothing: `mssql/server:2022`. */
export function storeText({ text, path, words }: ImageName): string {
  const folder = path.split("/").at(-2);
  const says = words.some((word) => !NEUTRAL.test(word) && !/^(?:database|free)$/.test(word));
  return says || folder === undefined ? text : `${folder}/${text}`;
}

/** Of these only one Pod writes to a directory: a second one with a volume of its own has other data, not a copy. */
const singleWriters = new Set(["influxdb"]);

/** Is it a store whose members copy to each other, so that each may have a volume of its own? */
export function canReplicate({ product, type }: StoreImage): boolean {
  return (type === "quorum" || type === "store") && !singleWriters.has(product);
}

/** Words of an image that is something beside a store: a client, a proxy, a tool, a program that uses it. */
const besides = new Set(
  (
    "adapter admin agent api app backup backups bench benchmark box bridge browser canary cli client clients commander " +
    "connect connector console consumer controller csi curator dashboard dashboards discovery django explorer exporter " +
    "express flask frontend gateway head hello importer init initializer injector insight job laravel loader manager " +
    "mancenter migrate migration migrations migrator mirror monitor monitoring navigator nodejs operator php producer publisher " +
    "provisioner proxy python rails reaper reloader replicator rest router runner scanner schema seed seeder shell sidecar " +
    "spring sync template test tester tests todo toolbox tools ui viewer web webapp webhook website worker"
  ).split(" "),
);

/** Does the image run beside the main container of a Pod rather than as one? */
export function isHelperImage({ words }: ImageName): boolean {
  return words.some((word) => /^(?:agent|backup|exporter|proxy|reloader|sidecar|sync)$/.test(word));
}

/** Words that say how an image is built or run, not what it is. */
const NEUTRAL =
  /^(?:docker|kubernetes|k8s|kube|image|official|community|enterprise|server|cluster|single|standalone|node|alpine|debian|ubuntu|amd64|arm64|(?:centos|rhel|ubi)?\d+)$/;

/** The store that an image is; undefined for anything else, and for the clients, proxies and tools of a store. */
export function storeImage({ name, path, words }: ImageName): StoreImage | undefined {
  // Injector and controllers of these two: they hold no data.
  if (/^(?:vault|consul)-k8s/.test(name) || words.some((word) => besides.has(word))) return undefined;
  const bare = words.filter((word) => !NEUTRAL.test(word)).join("-");
  const found =
    pathProducts.find(({ pattern }) => pattern.test(path)) ?? products.find(({ pattern }) => pattern.test(bare));
  return found && isAbout(found, bare) ? undefined : found;
}

/** `kafka-pixy`, `cassandra-reaper`: programs for a cluster are called after it, builds of its members end with its name. */
function isAbout({ product, type }: StoreImage, bare: string): boolean {
  if (type !== "quorum" || !bare.startsWith(`${product}-`)) return false;
  return !/^-(?:broker|db|ha|jvm|kraft|native|node|persistent|zookeeper)(?:-|$)/.test(bare.slice(product.length));
}

/** The images of agents that belong on every node, by their path. */
const NODE_AGENT =
  /(?:^|\/)(?:fluentd(?:[-_].*)?|fluent-?bit(?:[-_].*)?|filebeat|metricbeat|promtail|vector|node-problem-detector|cadvisor|newrelic-infra.*|infrastructure-k8s|falco(?:-no-driver)?|kube-proxy(?:[-_].*)?|calico-node|node-local-dns|k8s-dns-node-cache|node-cache|k8s-device-plugin|kured|spire-agent|flannel)$|(?:^|\/)(?:datadog(?:hq)?\/(?:docker-dd-)?agent|sysdig\/agent|calico\/node|cilium\/cilium|metallb\/speaker|newrelic\/infrastructure.*)$/;

/** Agents on every node where they read the node's own files, collectors for others where they do not. */
const NODE_COLLECTOR = /(?:^|\/)(?:otel.*collector.*|opentelemetry-collector.*|telegraf)$/;

/** @param readsNode does the Pod mount directories of the node? */
export function isNodeAgent({ path, words }: ImageName, readsNode: boolean): boolean {
  if (words.some((word) => word === "operator" || word === "aggregator" || word === "gateway")) return false;
  return NODE_AGENT.test(path) || isNodePart(path) || (readsNode && NODE_COLLECTOR.test(path));
}

/** Exporters, plugins of devices and drivers of volumes, whatever they are called before and between. */
function isNodePart(path: string): boolean {
  if (/(?:^|[/-])node-exporter$/.test(path)) return true;
  const [device, driver] = [path.indexOf("gpu"), path.indexOf("csi")];
  const plugin = path.endsWith("device-plugin") ? path.length - "device-plugin".length : -1;
  return (device !== -1 && device + "gpu".length <= plugin) || (driver !== -1 && path.includes("node", driver + 3));
}

const STATELESS = /^(?:nginx|httpd|python|openjdk|temurin|dotnet|aspnet|php|caddy|envoy|haproxy)(?![a-z])|^node$/;

/** Web servers, language run times and what calls itself an API or a front end. */
export function isStatelessImage({ name, words }: ImageName): boolean {
  if (words.includes("exporter")) return false;
  return STATELESS.test(name) || ["api", "frontend", "web"].includes(words.at(-1) ?? "");
}

/** Servers that an image runs where nothing else is said. */
export function isServerImage({ name, words }: ImageName): boolean {
  return /^(?:nginx|httpd|caddy|envoy|haproxy|traefik|tomcat)(?![a-z])/.test(name) && !words.includes("exporter");
}

const CLUSTERED =
  /(?:^|[-_])(?:erlang|emqx|vernemq|ejabberd|akka|pekko|orleans|temporal|trino|presto|loki|mimir|tempo|thanos|cortex|alertmanager|istio|pilot|ray|infinispan|wildfly|keycloak|sentinel)(?![a-z])/;

/** Programs that form a cluster by the names of their Pods although they write no file. */
export function isClusteredImage({ name }: ImageName): boolean {
  return CLUSTERED.test(name);
}

/** Images of tools that end when their command ends. */
export function isToolImage({ name }: ImageName): boolean {
  return /^(?:busybox|alpine|curl|kubectl)(?![a-z])/.test(name);
}
