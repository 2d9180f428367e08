// The rule quorum-replica-count: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { hpa, type Scaled, scaled, scaledObject } from "./scaled";

const id = "quorum-replica-count";
const etcd = (replicas: number | string, label = "", more: Scaled = {}) =>
  scaled({
    kind: "StatefulSet",
    image: "quay.io/coreos/etcd:v3.6.0",
    spec: `serviceName: ""\nreplicas: ${replicas}${label === "" ? "" : `\n#           ^ ${label}`}`,
    ...more,
  });
const set = "{apiVersion: apps/v1, kind: StatefulSet, name: web}";

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      etcd(
        4,
        `${id} hint: etcd:v3.6.0 decides by majority: with 4 members it survives the loss of 1, as with 3. Use an odd number.`,
      ),
    ));
  it("two", () =>
    checkRule(
      id,
      etcd(
        2,
        `${id} hint: etcd:v3.6.0 decides by majority: with 2 members it survives the loss of none, as with 1. Use an odd number.`,
      ),
    ));
  it("an autoscaler at all", () =>
    checkRule(
      id,
      documents(
        scaled({
          kind: "StatefulSet",
          image: "zookeeper:3.9",
          marker: `${id} hint: zookeeper:3.9 decides by majority: members that HorizontalPodAutoscaler "web" adds and takes away may cost it. Fix the number: 3 or 5.`,
        }),
        hpa({ target: set, spec: "minReplicas: 3\nmaxReplicas: 5" }),
      ),
    ));
  it("a ScaledObject", () => checkRule(id, documents(etcd(3, id), scaledObject("{kind: StatefulSet, name: web}"))));
  it("a Deployment", () => checkRule(id, etcd(2, id, { kind: "Deployment" })));
  it.each<[string, Scaled]>([
    ["zookeeper:3.9", {}],
    ["rabbitmq:4-management", {}],
    ["bitnami/etcd:3", {}],
    ["hashicorp/consul:1.21", { container: "args: [agent, -server, -bootstrap-expect=4]" }],
    ["nats:2.11", { container: "args: [-js, --cluster_name, nats]" }],
    ["nats:2.11", { container: "args: ['--jetstream']" }],
    ["mongo:8", { container: "command: [mongod, --replSet, rs0]" }],
    ["bitnami/mongodb:8", { container: "env: [{name: MONGODB_REPLICA_SET_MODE, value: primary}]" }],
    ["apache/kafka:4.0", { container: "env: [{name: KAFKA_PROCESS_ROLES, value: 'broker,controller'}]" }],
    ["bitnami/kafka:4", { container: "env: [{name: KAFKA_CFG_PROCESS_ROLES, value: controller}]" }],
  ])("%s", (image, more) => checkRule(id, etcd(2, id, { image, ...more })));
  it("what a kustomization sets", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml]\nreplicas: [{name: web, count: 4}]\n",
        "web.yaml": etcd(3, "", { marker: id }),
      }),
    ));
  it("names the image", () => expect(relatedOf(id, etcd(2))).toEqual(["The image etcd:v3.6.0 decides by majority"]));
});

describe("is silent", () => {
  it.each([0, 1, 3, 5, "${N}", "${N:=2}"])("fp-%s", (replicas) => checkRule(id, etcd(replicas)));
  it("fp-default", () => checkRule(id, scaled({ kind: "StatefulSet", image: "etcd:3" })));
  it.each<[string, string, Scaled]>([
    ["fp-consul-client", "hashicorp/consul:1.21", { container: "args: [agent, -retry-join=consul]" }],
    ["fp-nats-core", "nats:2.11", {}],
    ["fp-nats-cluster-name-alone", "nats:2.11", { container: "args: [--cluster_name, nats]" }],
    ["fp-mongo-alone", "mongo:8", {}],
    ["fp-kafka-broker", "apache/kafka:4.0", { container: "env: [{name: KAFKA_PROCESS_ROLES, value: broker}]" }],
    ["fp-kafka-with-zookeeper", "confluentinc/cp-kafka:7", {}],
    ["fp-exporter", "rabbitmq-exporter:1", {}],
    ["fp-postgres", "postgres:17", {}],
    ["fp-cassandra", "cassandra:5", {}],
  ])("%s", (_, image, more) => checkRule(id, etcd(2, "", { image, ...more })));
  it("fp-daemonset", () => checkRule(id, etcd(2, "", { kind: "DaemonSet" })));
  it("fp-client-in-an-init-container", () =>
    checkRule(id, etcd(2, "", { image: "app:1", pod: "initContainers: [{name: wait, image: etcd:3}]" })));
});

describe("Set replicas to 3, Set replicas to 5", () => {
  it("changes the number", () => {
    checkFix(id, "Set replicas to 3", etcd("2 # two"), etcd("3 # two"));
    checkFix(id, "Set replicas to 5", etcd(2), etcd(5));
  });
  it("only ever to more", () => {
    expect(fixTitles(id, etcd(2))).toEqual(["Set replicas to 3", "Set replicas to 5"]);
    expect(fixTitles(id, etcd(4))).toEqual(["Set replicas to 5"]);
    expect(fixTitles(id, etcd(6))).toEqual([]);
  });
  it("is not offered where there are too few nodes, or where the members are listed", () => {
    const small = files({ ".rightkind.yaml": "cluster: {nodes: 3}\n", "web.yaml": etcd(2) });
    expect(fixTitles(id, small)).toEqual(["Set replicas to 3"]);
    const listed = etcd(2, "", {
      container: "env: [{name: ETCD_INITIAL_CLUSTER, value: 'web-0=http://web-0.web:2380'}]",
    });
    expect(fixTitles(id, listed)).toEqual([]);
  });
  it("is not offered beside an autoscaler", () =>
    expect(fixTitles(id, documents(etcd(2), hpa({ target: set })))).toEqual([]));
  it("in the patch that says it", () => {
    const unit = (count: number) =>
      files({
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": etcd(3),
        "patch.yaml": `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {replicas: ${count}}\n`,
      });
    checkFix(id, "Set replicas to 5", unit(4), unit(5));
  });
});
