// Which stores an operator runs, by the API group of its custom resources.
import type { ObjectFacts } from "../workspace/facts";
import type { StoreImage } from "./known-images";

/** API group → the products of the Pods that its operator makes; `kind` where the custom resource's kind says it. */
const operators: Readonly<Record<string, readonly string[] | "kind">> = {
  "acid.zalan.do": ["postgres"],
  "cassandra.datastax.com": ["cassandra"],
  "clickhouse.altinity.com": ["clickhouse"],
  "couchbase.com": ["couchbase"],
  "databases.spotahome.com": ["redis"],
  "elasticsearch.k8s.elastic.co": ["elasticsearch"],
  "etcd.database.coreos.com": ["etcd"],
  "k8s.mariadb.com": ["mariadb"],
  "k8ssandra.io": ["cassandra"],
  "kafka.strimzi.io": ["kafka", "zookeeper"],
  "kubedb.com": "kind",
  "minio.min.io": ["minio"],
  "mongodb.com": ["mongo"],
  "mongodbcommunity.mongodb.com": ["mongo"],
  "mysql.oracle.com": ["mysql"],
  "opensearch.opster.io": ["opensearch"],
  "operator.victoriametrics.com": ["victoria-metrics"],
  "pgv2.percona.com": ["percona", "postgres"],
  "pingcap.com": ["tidb", "tikv"],
  "postgres-operator.crunchydata.com": ["postgres"],
  "postgresql.cnpg.io": ["postgres"],
  "ps.percona.com": ["percona", "mysql"],
  "psmdb.percona.com": ["percona", "mongo"],
  "pxc.percona.com": ["percona", "mysql"],
  "rabbitmq.com": ["rabbitmq"],
  "redis.redis.opstreelabs.in": ["redis"],
  "scylla.scylladb.com": ["scylla"],
  "zookeeper.pravega.io": ["zookeeper"],
};

export const operatorGroups: readonly string[] = Object.keys(operators);

/** Does the operator of the custom resource run Pods of this store? */
export function isRunBy({ group, kind }: Pick<ObjectFacts, "group" | "kind">, { product }: StoreImage): boolean {
  const products = operators[group];
  return products === "kind" ? kind.toLowerCase().startsWith(product) : (products?.includes(product) ?? false);
}
