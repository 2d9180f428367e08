// When the advisor holds its tongue about a store, or lowers its voice.
import { describe, expect, it } from "vitest";
import { advice, claimOf, nothing, workloadOf } from "./advice";

/** A MySQL on a claim: recommended as a StatefulSet unless something stands against it. */
function store({ name = "db", metadata = "", image = "mysql:8" } = {}): string {
  return (
    workloadOf(
      `
containers: [{name: ${name}, image: "${image}", volumeMounts: [{name: d, mountPath: /var/lib/mysql}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
`,
      { name, metadata },
    ) + claimOf("data")
  );
}

const evidence = [
  "+3 image mysql:8",
  '+3 ReadWriteOnce claim "data" at /var/lib/mysql',
  "+2 data directory /var/lib/mysql",
];
const recommended = { recommended: "StatefulSet", score: 8, evidence };

describe("advice about a store", () => {
  it("is given", () => expect(advice(store())).toEqual(recommended));

  it("fp-owned: the object belongs to another one", () =>
    expect(advice(store({ metadata: "ownerReferences: [{kind: Cluster, name: db}]" }))).toEqual({
      ...nothing("Deployment"),
      suppressors: ["silent owned"],
    }));

  const custom = (apiVersion: string, kind: string) =>
    `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n`;

  it.each([
    ["postgresql.cnpg.io/v1", "Cluster", "postgres:16"],
    ["acid.zalan.do/v1", "postgresql", "ghcr.io/zalando/spilo-16"],
    ["pgv2.percona.com/v2", "PerconaPGCluster", "percona/percona-postgresql:16"],
    ["kafka.strimzi.io/v1beta2", "Kafka", "quay.io/strimzi/kafka:0.45"],
    ["kafka.strimzi.io/v1beta2", "Kafka", "zookeeper:3.9"],
    ["pxc.percona.com/v1", "PerconaXtraDBCluster", "mysql:8"],
    ["elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "elasticsearch:8.1.0"],
    ["minio.min.io/v2", "Tenant", "minio/minio"],
    ["kubedb.com/v1", "MongoDB", "mongo:7"],
  ])("fp-operator: %s %s in the unit runs %s", (apiVersion, kind, image) =>
    expect(advice(store({ image }) + custom(apiVersion, kind))).toEqual({
      ...nothing("Deployment"),
      suppressors: ["silent operator"],
    }),
  );

  it.each([
    ["postgresql.cnpg.io/v1", "Cluster"],
    ["kafka.strimzi.io/v1beta2", "Kafka"],
    ["redis.redis.opstreelabs.in/v1beta2", "Redis"],
    ["kubedb.com/v1", "MongoDB"],
  ])("an operator silences nothing but what it runs: %s", (apiVersion, kind) =>
    expect(advice(store() + custom(apiVersion, kind))).toEqual(recommended),
  );

  it("an operator's custom resource in another unit says nothing", () =>
    expect(
      advice(`${store()}
#- other/cluster.yaml
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: x}
`),
    ).toEqual(recommended));

  it("fp-stateless-image: by configuration", () =>
    expect(advice(`${store()}\n#- .rightkind.yaml\nstatelessImages: ["mysql*"]\n`)).toEqual({
      ...nothing("Deployment"),
      suppressors: ["silent stateless-image"],
    }));

  it.each(["db", "mysql:*", "docker.io/mysql:8"])("fp-singleton: %s by configuration", (glob) =>
    expect(
      advice(
        `${store({ image: glob.includes("/") ? "docker.io/mysql:8" : "mysql:8" })}\n#- .rightkind.yaml\nsingletons: ["${glob}"]\n`,
      ),
    ).toEqual({ ...nothing("Deployment"), suppressors: ["silent singleton"] }),
  );

  it.each(["mysql-exporter", "mysql-proxy", "mysql-client", "mysql-ui", "mysql-admin"])(
    "fp-auxiliary: called %s",
    (name) => expect(advice(store({ name }))).toEqual({ ...nothing("Deployment"), suppressors: ["silent auxiliary"] }),
  );

  it("fp-development-path: a hint where losing data is fine", () =>
    expect(advice(`#- dev/db.yaml\n${store()}\n#- .rightkind.yaml\ndevelopmentPaths: ["dev/**"]\n`)).toEqual({
      ...recommended,
      recommended: "StatefulSet as a hint",
      suppressors: ["hint development"],
    }));

  it.each(["tests/db.yaml", "deploy/examples/db.yaml", "e2e/a/db.yaml"])("fp-sample-folder: %s", (path) =>
    expect(advice(`#- ${path}\n${store()}`)).toEqual({
      ...recommended,
      recommended: "StatefulSet as a hint",
      suppressors: ["hint sample-folder"],
    }),
  );

  it("a folder above the workspace is no sample folder", () =>
    expect(advice(`#- tests/db.yaml\n${store()}`, { roots: ["/w/tests"] })).toEqual(recommended));
});
