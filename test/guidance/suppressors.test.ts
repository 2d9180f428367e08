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

  it.each([
    ["postgresql.cnpg.io/v1", "Cluster"],
    ["acid.zalan.do/v1", "postgresql"],
    ["kafka.strimzi.io/v1beta2", "Kafka"],
    ["pxc.percona.com/v1", "PerconaXtraDBCluster"],
    ["elasticsearch.k8s.elastic.co/v1", "Elasticsearch"],
    ["redis.redis.opstreelabs.in/v1beta2", "Redis"],
  ])("fp-operator: %s in the unit", (apiVersion, kind) =>
    expect(advice(`${store()}---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n`)).toEqual({
      ...nothing("Deployment"),
      suppressors: ["silent operator"],
    }),
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

  it.each(["mysql-exporter", "mysql-proxy", "mysql-client", "mysql-ui"])("fp-auxiliary: called %s", (name) =>
    expect(advice(store({ name }))).toEqual({ ...nothing("Deployment"), suppressors: ["silent auxiliary"] }),
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
