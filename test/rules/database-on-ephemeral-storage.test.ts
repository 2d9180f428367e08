// The rule database-on-ephemeral-storage: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";

const id = "database-on-ephemeral-storage";
const information = `${id} information`;
const hint = `${id} hint`;

interface Db {
  readonly kind?: string;
  readonly image?: string;
  readonly metadata?: string;
  readonly spec?: string;
  /** Lines of the container. */
  readonly container?: string;
  readonly path?: string;
  /** What the volume is; undefined for none. */
  readonly source?: string | undefined;
  readonly marker?: string;
  readonly mount?: string;
}

/** Marked on the mount path, or on the image where there is no volume. */
function db({
  kind = "Deployment",
  image = "mysql:8.4",
  metadata = "",
  spec = "",
  container = "",
  path = "/var/lib/mysql",
  source = "emptyDir: {}",
  marker = "",
  mount = "",
}: Db = {}): string {
  const volume = source !== "none";
  const line = (column: number, text: string) => `#${" ".repeat(column - 1)}${"^".repeat(text.length)} ${marker}`;
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    `metadata: {name: db${metadata}}`,
    "spec:",
    ...(spec ? [`  ${spec}`] : []),
    "  selector: {matchLabels: {app: db}}",
    "  template:",
    "    metadata: {labels: {app: db}}",
    "    spec:",
    "      containers:",
    "        - name: db",
    `          image: ${image}`,
    ...(marker && !volume ? [line(17, image)] : []),
    ...(container ? [`          ${container}`] : []),
    ...(volume
      ? [
          "          volumeMounts:",
          "            - name: files",
          `              mountPath: ${path}`,
          ...(marker ? [line(25, path)] : []),
          ...(mount ? [`              ${mount}`] : []),
          "      volumes:",
          "        - name: files",
          `          ${source}`,
        ]
      : []),
    "",
  ].join("\n");
}

describe("informs", () => {
  it("of an emptyDir", () =>
    checkRule(
      id,
      db({
        marker: `${information}: mysql keeps its data in /var/lib/mysql, an emptyDir: they are lost when the Pod is replaced. Give it a claim.`,
      }),
    ));
  it("of no volume", () =>
    checkRule(
      id,
      db({
        source: "none",
        marker: `${information}: mysql keeps its data in the container, on no volume: they are lost when the Pod is replaced. Give it a claim.`,
      }),
    ));
  it.each([
    ["postgres:17", "/var/lib/postgresql/data"],
    ["postgres:18", "/var/lib/postgresql"],
    ["mongo:8", "/data/db"],
    ["quay.io/coreos/etcd:v3.6.0", "/etcd-data"],
    ["bitnami/postgresql:17", "/bitnami/postgresql"],
    ["rabbitmq:4", "/var/lib/rabbitmq/"],
    ["hashicorp/vault:1.20", "/vault/file"],
  ])("of %s at %s", (image, path) => checkRule(id, db({ image, path, marker: information })));
  it.each(["StatefulSet", "ReplicaSet"])("of a %s", (kind) => checkRule(id, db({ kind, marker: information })));
  it("of a bare Pod", () =>
    checkRule(
      id,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: db}\nspec:\n  containers:\n    - name: db\n      image: mysql:8\n#            ^^^^^^^ ${information}\n`,
    ));
  it("of the folder that another image is given", () =>
    checkRule(
      id,
      db({
        image: "quay.io/pires/docker-elasticsearch-kubernetes:5.6.2",
        path: "/data",
        marker: `${information}: docker-elasticsearch-kubernetes keeps its data in /data, an emptyDir: they are lost when the Pod is replaced. Give it a claim.`,
      }),
    ));
  it("of the folder that an argument names", () =>
    checkRule(
      id,
      db({
        image: "quay.io/coreos/etcd:v3.6.0",
        container: "command: [etcd, --data-dir=/files]",
        path: "/files",
        marker: information,
      }),
    ));
  it("of the folder that PGDATA names", () =>
    checkRule(
      id,
      db({
        image: "postgres:17",
        container: "env: [{name: PGDATA, value: /files/pg}]",
        path: "/files",
        marker: information,
      }),
    ));
  it("of the folder that minio is told to serve", () =>
    checkRule(
      id,
      db({ image: "minio/minio:RELEASE", container: "args: [server, /files]", path: "/files", marker: information }),
    ));
  it("of redis that is told to save", () =>
    checkRule(
      id,
      db({ image: "redis:8", container: "args: [--appendonly, 'yes']", path: "/data", marker: information }),
    ));
  it("beside an emptyDir that is for something else", () =>
    checkRule(
      id,
      db({ path: "/tmp" }).replace(
        "image: mysql:8.4\n",
        `image: mysql:8.4\n#                ^^^^^^^^^ ${information}\n`,
      ),
    ));
});

describe("hints", () => {
  it.each(["redis:8", "valkey/valkey:8", "eqalpha/keydb:6"])("of %s that may be a cache", (image) => {
    checkRule(id, db({ image, path: "/data", marker: hint }));
    checkRule(id, db({ image, source: "none", marker: hint }));
  });
  it("under developmentPaths", () =>
    checkRule(id, files({ ".rightkind.yaml": "developmentPaths: [dev/**]\n", "dev/db.yaml": db({ marker: hint }) })));
  it("in a namespace for tests", () => checkRule(id, db({ metadata: ", namespace: shop-ci", marker: hint })));
  it("in a folder for tests", () => checkRule(id, files({ "e2e/db.yaml": db({ marker: hint }) })));
});

describe("is silent", () => {
  it("fp-sentinel", () => {
    const at = { image: "redis:8", path: "/data" };
    checkRule(id, db({ ...at, container: "command: [redis-sentinel, /etc/sentinel.conf]" }));
    checkRule(id, db({ ...at, container: "args: [/etc/sentinel.conf, --sentinel]" }));
    checkRule(id, db({ ...at, container: "env: [{name: SENTINEL, value: 'true'}]" }));
  });
  it("fp-told-to-forget-by-a-configmap", () => {
    const redis = (marker = "") =>
      db({ image: "redis:8", path: "/data", marker, container: "envFrom: [{configMapRef: {name: conf}}]" });
    const conf = (line: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata:\n  redis.conf: |\n    dir "/data"\n    ${line}\n`;
    checkRule(id, documents(redis(), conf('save ""')));
    checkRule(id, documents(redis(), conf("appendonly no")));
    checkRule(id, documents(redis(hint), conf("appendonly yes")));
  });
  it("fp-volume-for-a-cache", () => {
    const redis = (name: string, marker = "") =>
      db({ image: "redis:8", path: "/data", marker }).replaceAll("name: files", `name: ${name}`);
    checkRule(id, redis("cache"));
    checkRule(
      id,
      redis(
        "files",
        `${hint}: redis keeps its data in /data, an emptyDir: they are lost when the Pod is replaced. Unless it is a cache, give it a claim.`,
      ),
    );
  });
  it.each([
    ["fp-program-about-a-cluster", { image: "mailgun/kafka-pixy:0.17.0" }],
    ["fp-rest-proxy-of-kafka", { image: "confluentinc/cp-kafka:7", container: "command: [kafka-rest-start, /etc/x]" }],
    [
      "fp-producer-behind-joined-options",
      { image: "kafka:2.4.1", container: "command: [/bin/bash, -cex, './bin/kafka-console-producer.sh --topic a']" },
    ],
    [
      "fp-shows-a-file",
      { image: "kafka:2.4.1", container: "command: [/bin/bash, -ec, 'touch /tmp/a; tail -f /tmp/a']" },
    ],
  ])("%s", (_, given) => checkRule(id, db({ source: "none", ...given })));
  it.each([
    "persistentVolumeClaim: {claimName: data}",
    "hostPath: {path: /srv}",
    "nfs: {server: a, path: /}",
    "ephemeral: {volumeClaimTemplate: {spec: {}}}",
  ])("fp-lasting-volume: %s", (source) => {
    checkRule(id, db({ source }));
    checkRule(id, db({ source, path: "/elsewhere" }));
  });
  it("fp-claim-template", () =>
    checkRule(id, db({ kind: "StatefulSet", spec: "volumeClaimTemplates: [{metadata: {name: files}}]" })));
  it("fp-cache-by-save", () => checkRule(id, db({ image: "redis:8", container: 'args: [--save, ""]', path: "/data" })));
  it("fp-cache-by-appendonly", () =>
    checkRule(id, db({ image: "redis:8", container: "args: [--appendonly, 'no']", source: "none" })));
  it("fp-memcached", () => checkRule(id, db({ image: "memcached:1.6", source: "none" })));
  it("fp-exporter", () => checkRule(id, db({ image: "prom/mysqld-exporter:v0.15", source: "none" })));
  it("fp-client", () =>
    checkRule(id, db({ image: "postgres:17", container: "command: [pg_isready, -h, db]", source: "none" })));
  it("fp-job", () =>
    checkRule(
      id,
      "apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: 'mysql:8'}]}}}\n",
    ));
  it("fp-init-container", () =>
    checkRule(
      id,
      db({ image: "registry.example/app:1", source: "none" }).replace(
        "      containers:",
        "      initContainers: [{name: wait, image: 'postgres:17'}]\n      containers:",
      ),
    ));
  it("fp-vault-with-a-store-elsewhere", () => checkRule(id, db({ image: "hashicorp/vault:1.20", source: "none" })));
  it("fp-nats-in-memory", () => checkRule(id, db({ image: "nats:2", source: "none" })));
  it("fp-tidb-server", () => checkRule(id, db({ image: "pingcap/tidb:v8", source: "none" })));
  it("fp-helm-test", () => checkRule(id, db({ metadata: ", annotations: {helm.sh/hook: test}" })));
  it("fp-owned", () => checkRule(id, db({ metadata: ", ownerReferences: [{kind: Postgres, name: db}]" })));
  it("fp-configuration-in-the-folder", () =>
    checkRule(
      id,
      db({ source: "configMap: {name: c}", path: "/var/lib/mysql/conf.d" }).replace(
        "image: mysql:8.4\n",
        `image: mysql:8.4\n#                ^^^^^^^^^ ${information}\n`,
      ),
    ));
  it("fp-elasticsearch-client-node", () =>
    checkRule(
      id,
      db({
        image: "elasticsearch:8.15.0",
        container: 'env: [{name: NODE_MASTER, value: "false"}, {name: NODE_DATA, value: "false"}]',
        source: "none",
      }),
    ));
  it("fp-block-device", () =>
    checkRule(id, db({ source: "none", container: "volumeDevices: [{name: raw, devicePath: /dev/xvda}]" })));
});

const template = "Add a volume claim template for 'x' (recreates the object)";
const claim = "Add a claim for 'x'";
const templates = (name: string) =>
  `  volumeClaimTemplates:\n    - metadata:\n        name: ${name}\n      spec:\n        accessModes: [ReadWriteOnce]\n        resources:\n          requests:\n            storage: 10Gi\n`;
const claimText = (name: string) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: 10Gi\n---\n`;

describe(template, () => {
  it("takes the place of the emptyDir", () =>
    checkFix(
      id,
      template,
      db({ kind: "StatefulSet" }),
      db({ kind: "StatefulSet" }).replace(/ {6}volumes:[\s\S]*/, templates("files")),
    ));
  it("comes with a mount where there is none", () =>
    checkFix(
      id,
      template,
      db({ kind: "StatefulSet", source: "none" }),
      `${db({ kind: "StatefulSet", source: "none" })}          volumeMounts:\n            - name: data\n              mountPath: /var/lib/mysql\n${templates("data")}`,
    ));
  it("gives PostgreSQL up to 17 a folder of its own", () => {
    const at = { kind: "StatefulSet", image: "postgres:17", path: "/var/lib/postgresql/data" };
    checkFix(
      id,
      template,
      db(at),
      db({ ...at, mount: "subPath: pgdata" }).replace(/ {6}volumes:[\s\S]*/, templates("files")),
    );
  });
  it.each([
    ["/var/lib/postgresql/data/pgdata", ""],
    ["/var/lib/postgresql/data", "subPath: pgdata"],
  ])("leaves PostgreSQL the folder that PGDATA names: %s", (folder, mount) => {
    const container = `env: [{name: POSTGRES_DB, value: shop}, {name: PGDATA, value: ${folder}}]`;
    const at = { kind: "StatefulSet", image: "postgres:17", container, path: "/var/lib/postgresql/data" };
    checkFix(id, template, db(at), db({ ...at, mount }).replace(/ {6}volumes:[\s\S]*/, templates("files")));
  });
  it("is not offered where another volume has the name", () => {
    const beside = (name: string) =>
      fixTitles(id, `${db({ kind: "StatefulSet", source: "none" })}      volumes: [{name: ${name}, emptyDir: {}}]\n`);
    expect(beside("data")).toEqual([]);
    expect(beside("other")).toEqual(["Add a volume claim template for 'data' (recreates the object)"]);
  });
  it("is not offered where a template is there: nobody mounts it yet, or it has the name", () => {
    const beside = (name: string, sidecar = "") =>
      fixTitles(
        id,
        `${db({ kind: "StatefulSet", source: "none" })}${sidecar}  volumeClaimTemplates: [{metadata: {name: ${name}}}]\n`,
      );
    const mounting = (name: string) =>
      `        - {name: logs, image: registry.example/logs:1, volumeMounts: [{name: ${name}, mountPath: /logs}]}\n`;
    expect(beside("data")).toEqual([]);
    expect(beside("other")).toEqual([]);
    expect(beside("data", mounting("data"))).toEqual([]);
    expect(beside("other", mounting("other"))).toHaveLength(1);
  });
  it("mounts PostgreSQL 18 one folder higher", () => {
    const at = { kind: "StatefulSet", image: "postgres:18", source: "none" };
    checkFix(
      id,
      template,
      db(at),
      `${db(at)}          volumeMounts:\n            - name: data\n              mountPath: /var/lib/postgresql\n${templates("data")}`,
    );
  });
  it("is not offered where it is not known which PostgreSQL it is", () =>
    expect(fixTitles(id, db({ kind: "StatefulSet", image: "postgres", source: "none" }))).toEqual([]));
  it("is not offered where the folder is not known", () =>
    expect(fixTitles(id, db({ kind: "StatefulSet", image: "apache/kafka:4", source: "none" }))).toEqual([]));
  it("is not offered where a patch brings the volume", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
          "a.yaml": db({ kind: "StatefulSet", source: "hostPath: {path: /srv}" }),
          "patch.yaml":
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {volumes: [{name: files, hostPath: null, emptyDir: {}}]}}}\n",
        }),
      ),
    ).toEqual([]));
});

describe(claim, () => {
  it("makes a claim, and stops the old Pod first", () =>
    checkFix(
      id,
      claim,
      db(),
      claimText("db-files") +
        db({ source: "persistentVolumeClaim:\n            claimName: db-files" }).replace(
          "  template:",
          "  strategy:\n    type: Recreate\n  template:",
        ),
    ));
  it("leaves a ReplicaSet as it is, which has no strategy", () =>
    checkFix(
      id,
      claim,
      db({ kind: "ReplicaSet" }),
      claimText("db-files") +
        db({ kind: "ReplicaSet", source: "persistentVolumeClaim:\n            claimName: db-files" }),
    ));
  it("keeps a strategy that is right", () =>
    checkFix(
      id,
      claim,
      db({ spec: "strategy: {type: Recreate}", source: "none" }),
      claimText("db-data") +
        `${db({ spec: "strategy: {type: Recreate}", source: "none" })}          volumeMounts:\n            - name: data\n              mountPath: /var/lib/mysql\n      volumes:\n        - name: data\n          persistentVolumeClaim:\n            claimName: db-data\n`,
    ));
  it("keeps the namespace", () =>
    checkFix(
      id,
      claim,
      db({ metadata: ", namespace: shop", spec: "strategy: {type: Recreate}" }),
      claimText("db-files\n  namespace: shop") +
        db({
          metadata: ", namespace: shop",
          spec: "strategy: {type: Recreate}",
          source: "persistentVolumeClaim:\n            claimName: db-files",
        }),
    ));
  it("is not offered to two Pods", () => {
    expect(fixTitles(id, db({ spec: "replicas: 2" }))).toEqual([]);
    expect(fixTitles(id, db({ spec: "replicas: 1" }))).toEqual(["Add a claim for 'files'"]);
  });
  it("is not offered where there is a claim of that name", () =>
    expect(fixTitles(id, `${claimText("db-files")}${db()}`)).toEqual([]));
});
