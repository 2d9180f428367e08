// Which images are stores, agents and servers, and which only have one in their name.
import { describe, expect, it } from "vitest";
import {
  imageName,
  isNodeAgent,
  isStatelessImage,
  storeImage,
  storeText,
} from "../../server/src/guidance/known-images";

const storeOf = (image: string) => storeImage(imageName(image));

describe("the name of an image", () => {
  it.each([
    ["mysql", "mysql", "mysql"],
    ["mysql:8.4", "mysql:8.4", "mysql"],
    ["registry:5000/Team/mysql@sha256:abc", "mysql", "mysql"],
    ["docker.io/bitnami/postgresql:16.4.0-debian-12-r0@sha256:abc", "postgresql:16.4.0-debian-12-r0", "postgresql"],
    ["", "", ""],
    [`a/${"b".repeat(500)}:1`, "b".repeat(382), "b".repeat(382)],
  ])("%s", (image, text, name) => expect([imageName(image).text, imageName(image).name]).toEqual([text, name]));
});

describe("stores", () => {
  it.each([
    ["postgres:16", "postgres", "store"],
    ["bitnami/postgresql-repmgr", "postgres", "store"],
    ["percona/percona-server:8", "percona", "store"],
    ["mongodb/mongodb-enterprise-server", "mongo", "store"],
    ["bitnami/mongodb", "mongo", "store"],
    ["docker.elastic.co/elasticsearch/elasticsearch:8.1.0", "elasticsearch", "store"],
    ["quay.io/pires/docker-elasticsearch-kubernetes:1.7.1-4", "elasticsearch", "store"],
    ["registry.k8s.io/heapster-influxdb-amd64:v1.3.3", "influxdb", "store"],
    ["centos/mysql-57-centos7", "mysql", "store"],
    ["victoriametrics/victoria-metrics", "victoria-metrics", "store"],
    ["confluentinc/cp-kafka:7", "kafka", "quorum"],
    ["apache/kafka-native:4.1.0", "kafka", "quorum"],
    ["gcr.io/google-samples/kubernetes-zookeeper", "zookeeper", "quorum"],
    ["cockroachdb/cockroach:v24", "cockroach", "quorum"],
    ["quay.io/coreos/etcd:v3.5", "etcd", "quorum"],
    ["mcr.microsoft.com/mssql/server:2022-latest", "mssql", "store"],
    ["mcr.microsoft.com/mssql/rhel/server:2019-latest", "mssql", "store"],
    ["microsoft/mssql-server-linux", "mssql", "store"],
    ["container-registry.oracle.com/database/enterprise:19.3.0.0", "oracle", "store"],
    ["container-registry.oracle.com/database/free:latest", "oracle", "store"],
    ["oracle/database:19.3.0-ee", "oracle", "store"],
    ["gvenzl/oracle-xe:21-slim", "oracle", "store"],
    ["gvenzl/oracle-free", "oracle", "store"],
    ["osixia/openldap:1.5.0", "openldap", "store"],
    ["bitnami/openldap", "openldap", "store"],
    ["bitnami/redis-cluster", "redis", "cache"],
    ["memcached:1.6", "memcached", "cache"],
    ["grafana/grafana", "grafana", "application"],
    ["registry:2", "registry", "application"],
  ])("%s is %s", (image, product, type) => expect(storeOf(image)).toMatchObject({ product, type }));

  it.each([
    "mailgun/kafka-pixy:0.17.0",
    "google-samples/hello-app-redis:1.0",
    "kodekloud/simple-webapp-mysql",
    "acme/flask-postgres",
    "solsson/kafka-cruise-control",
    "solsson/kafka-cp",
    "thelastpickle/cassandra-reaper",
    "prometheuscommunity/postgres-exporter",
    "oliver006/redis_exporter",
    "prom/mysqld-exporter",
    "prom/node-exporter",
    "mongo-express",
    "provectuslabs/kafka-ui",
    "rediscommander/redis-commander",
    "confluentinc/cp-schema-registry",
    "confluentinc/cp-kafka-connect",
    "mysql/mysql-router",
    "hashicorp/vault-k8s",
    "hashicorp/consul-k8s-control-plane",
    "hashicorp/vault-csi-provider",
    "vaultwarden/server",
    "vaultwarden/vaultwarden",
    "adminer",
    "phpmyadmin",
    "dpage/pgadmin4",
    "edoburu/pgbouncer",
    "registry.opensource.zalan.do/acid/postgres-operator",
    "opensearchproject/opensearch-dashboards",
    "minio/console",
    "mcr.microsoft.com/mssql-tools",
    "private/server",
    "oracle/oraclelinux:9",
    "osixia/phpldapadmin",
    "tomcsi/openldap_exporter",
    "natsio/nats-box",
    "gitlab/gitlab-runner",
    "jenkins/inbound-agent",
    "private/mysql-migrations",
    "private/postgres-backup",
    "nginx",
    "node:20",
    "",
  ])("fp-store-in-the-name: %s is none", (image) => expect(storeOf(image)).toBeUndefined());
});

describe("the image of a store in words", () => {
  it.each([
    ["docker.io/library/mysql:8.4", "mysql:8.4"],
    ["mcr.microsoft.com/mssql/server:2022-latest", "mssql/server:2022-latest"],
    ["oracle/database:19.3.0-ee", "oracle/database:19.3.0-ee"],
    ["server", "server"],
  ])("%s", (image, text) => expect(storeText(imageName(image))).toBe(text));
});

describe("node agents", () => {
  it.each([
    "fluent/fluentd-kubernetes-daemonset:v1",
    "fluent/fluent-bit:3",
    "docker.elastic.co/beats/filebeat:8",
    "quay.io/prometheus/node-exporter",
    "gcr.io/datadoghq/agent:7",
    "quay.io/cilium/cilium:v1",
    "calico/node",
    "registry.k8s.io/kube-proxy:v1",
    "nvcr.io/nvidia/k8s-device-plugin",
    "private/csi-node-driver",
    "private/my-node-exporter",
    "registry.example/gpu/amd-device-plugin",
  ])("%s", (image) => expect(isNodeAgent(imageName(image), false)).toBe(true));

  it.each([
    "quay.io/cilium/operator-generic",
    "datadog/cluster-agent",
    "buildkite/agent",
    "telegraf",
    "private/node-of-csi",
    "private/device-plugin-gpu",
    "private/tinynode-exporters",
    "otel/opentelemetry-collector",
  ])("fp-not-on-every-node: %s", (image) => expect(isNodeAgent(imageName(image), false)).toBe(false));

  it.each(["telegraf:1", "otel/opentelemetry-collector-contrib"])("%s, where it reads the node", (image) =>
    expect(isNodeAgent(imageName(image), true)).toBe(true),
  );
});

describe("stateless images", () => {
  it.each(["nginx:1.27", "node:20", "private/orders-api", "private/shop-frontend:v2", "nginxinc/nginx-unprivileged"])(
    "%s",
    (image) => expect(isStatelessImage(imageName(image))).toBe(true),
  );
  it.each(["prom/node-exporter", "nodered/node-red", "mysql", "private/apicurio"])("%s is none", (image) =>
    expect(isStatelessImage(imageName(image))).toBe(false),
  );
});
