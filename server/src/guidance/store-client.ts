// Clients and routers that lie in the image of a store: a container that runs one of them keeps nothing.
import { lastCommand, type Word } from "./commands";

/** Programs that ask a store, copy from it or lead to it. */
const CLIENTS =
  /^(?:psql|pg_dump(?:all)?|pg_restore|pg_isready|pg_basebackup|pgbench|createdb|mysql|mysqldump|mysqladmin|mysqlslap|mysqlsh|mariadb|mariadb-dump|mongo|mongos|mongosh|mongodump|mongorestore|mongoexport|mongoimport|redis-cli|redis-benchmark|valkey-cli|cqlsh|nodetool|clickhouse-client|etcdctl|influx|cypher-shell|rabbitmqadmin|rabbitmqctl|sqlcmd|sqlplus|ldapsearch|ldapadd|zkCli\.sh|connect-(?:distributed|standalone)(?:\.sh)?|(?:kafka-rest|schema-registry|ksql-server|control-center)-start|kafka-(?:console|topics|consumer|producer|mirror|verifiable|configs|acls)[\w-]*(?:\.sh)?)$/;

/** The same as a first argument of the store's own program. */
const ROLES: Readonly<Record<string, RegExp>> = {
  vault: /^(?:agent|proxy|read|write|kv|login|operator)$/,
  minio: /^gateway$/,
  etcd: /^(?:gateway|grpc-proxy)$/,
};

/** Does the container run a client or a router of a store, rather than the store that its image is called after? */
export function isStoreClient(run: readonly Word[]): boolean {
  const [first = "", role = ""] = lastCommand(run) ?? [];
  const name = first.slice(first.lastIndexOf("/") + 1);
  // A sentinel watches others and keeps nothing.
  if (CLIENTS.test(name) || /^(?:redis|valkey)-sentinel$/.test(name) || run.some(({ text }) => text === "--sentinel"))
    return true;
  // Without a command of its own the words are the arguments of the image's program.
  return (ROLES[name]?.test(role) ?? false) || ROLES.minio?.test(name) === true;
}
