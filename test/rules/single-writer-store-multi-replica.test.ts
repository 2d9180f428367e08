// The rule single-writer-store-multi-replica: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, documents } from "./deployment-rwo-claim";

const id = "single-writer-store-multi-replica";
const warning = `${id} warning`;

interface App {
  readonly kind?: string;
  readonly spec?: string;
  readonly value?: string;
  readonly source?: string;
  readonly marker?: string;
  readonly mount?: string;
  readonly name?: string;
}

/** A Deployment `db` with a variable and a volume at `/data`. */
function app({
  kind = "Deployment",
  spec = "replicas: 3",
  value = "sqlite:////data/app.db",
  source = "persistentVolumeClaim: {claimName: data}",
  marker = "",
  mount = "",
  name = "DATABASE",
}: App = {}): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata: {name: db}
spec:
  ${spec}
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
        - name: db
          image: registry.example/app:1
          env:
            - name: ${name}
              value: ${value}
${marker ? `#                    ${"^".repeat(value.length)} ${marker}\n` : ""}          volumeMounts: [{name: store, mountPath: /data${mount}}]
      volumes: [{name: store, ${source}}]
`;
}

describe("warns", () => {
  it("of one file for all", () =>
    checkRule(
      id,
      app({
        marker: `${warning}: SQLite in /data/app.db, one file for 3 Pods: they lock each other out, or damage it. Use one replica, or a database server.`,
      }),
    ));
  it("of a file for each", () =>
    checkRule(
      id,
      app({
        source: "emptyDir: {}",
        marker: `${warning}: SQLite in /data/app.db, a file of its own for each of 3 Pods: each has other data. Use one replica, or a database server.`,
      }),
    ));
  it("of a file in a claim template", () =>
    checkRule(
      id,
      app({
        kind: "StatefulSet",
        spec: "replicas: 2\n  volumeClaimTemplates: [{metadata: {name: store}}]",
        marker: warning,
      }),
    ));
  it("of a scaler that makes more of one", () =>
    checkRule(
      id,
      documents(
        app({
          spec: "minReadySeconds: 1",
          marker: `${warning}: SQLite in /data/app.db, one file for up to 4 Pods: they lock each other out, or damage it. Use one replica, or a database server.`,
        }),
        autoscaler(4),
      ),
    ));
  it.each([
    "sqlite:///data/app.db",
    "sqlite+aiosqlite:////data/app.db",
    "jdbc:sqlite:/data/app.db",
    "/data/app.sqlite3",
    "file:/data/app.db?mode=rwc",
    "jdbc:h2:file:/data/h2;MODE=MySQL",
    "jdbc:h2:/data/h2",
    "/data/boltdb/store.db",
    "/data/rocksdb",
  ])("of %s", (value) => checkRule(id, app({ value, marker: warning })));
  it.each([
    ["/data/app.db", "A database"],
    ["/data/app.mv.db", "H2"],
    ["/data/app.sqlite", "SQLite"],
  ])("by the name of the file %s: %s", (value, product) =>
    checkRule(
      id,
      app({
        value,
        marker: `${warning}: ${product} in ${value}, one file for 3 Pods: they lock each other out, or damage it. Use one replica, or a database server.`,
      }),
    ),
  );
  it("of an argument", () =>
    checkRule(
      id,
      app({ value: "x" }).replace(
        "          env:",
        `          args:\n            - --db=/data/app.db\n#             ^^^^^^^^^^^^^^^^^ ${warning}\n          env:`,
      ),
    ));
  it("of the script of a command", () =>
    checkRule(
      id,
      app({ value: "x" }).replace(
        "          env:",
        `          command:\n            - sh\n            - -c\n            - serve /etc/app.conf /data/app.db\n#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${warning}\n          env:`,
      ),
    ));
  it.each(["ReplicaSet"])("of a %s", (kind) => checkRule(id, app({ kind, marker: warning })));
  it("of two, not of one", () => {
    checkRule(id, app({ spec: "replicas: 2", marker: warning }));
    checkRule(id, app({ spec: "replicas: 1" }));
    checkRule(id, app({ spec: "minReadySeconds: 1" }));
  });
  it("rests on the volume", () => expect(relatedOf(id, app())).toEqual(['/data/app.db lies on volume "store"']));
});

describe("is silent", () => {
  it.each([
    "postgres://db/app",
    "sqlite::memory:",
    "jdbc:h2:mem:test",
    "jdbc:h2:tcp://h2/data",
    "sqlite:///app.db",
    "/database/app.db",
    "/data/app.dbx",
    "https://example.com/data/app.db",
  ])("fp-no-store-on-the-volume: %s", (value) => checkRule(id, app({ value })));
  it("fp-read-only", () => checkRule(id, app({ mount: ", readOnly: true" })));
  it("fp-cache-of-each-pod", () => {
    checkRule(id, app({ value: "/data/cache.db", source: "emptyDir: {}" }));
    checkRule(id, app({ name: "POSITIONS", value: "/data/x.db", source: "emptyDir: {}" }));
    checkRule(id, app({ value: "/data/cache.db", marker: warning }));
  });
  it("fp-unknown-volume", () => {
    checkRule(id, app({ source: "hostPath: {path: /srv}" }));
    checkRule(id, app({ source: "secret: {secretName: s}" }));
  });
  it("fp-variable-number", () => checkRule(id, app({ spec: 'replicas: "${N}"' })));
  it("fp-agents-of-nodes", () => checkRule(id, app({ kind: "DaemonSet", spec: "minReadySeconds: 1" })));
  it("fp-init-container", () =>
    checkRule(
      id,
      app({ value: "x" }).replace(
        "      containers:",
        "      initContainers: [{name: i, image: i, args: [/data/app.db], volumeMounts: [{name: store, mountPath: /data}]}]\n      containers:",
      ),
    ));
});

it("offers one replica where the kind has a strategy", () => {
  expect(fixTitles(id, app())).toEqual(["Run one replica with the strategy Recreate"]);
  expect(fixTitles(id, app({ kind: "ReplicaSet" }))).toEqual([]);
});
