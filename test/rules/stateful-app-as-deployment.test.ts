// The rule stateful-app-as-deployment: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkRule, fixesOf, fixTitles, relatedOf } from "../support/check-rule";
import { claim, deployment, documents, files, type Variation } from "./deployment-rwo-claim";

const id = "stateful-app-as-deployment";
const information = `${id} information`;
const hint = `${id} hint`;
const noSurge = "strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}";
const recreate = "strategy: {type: Recreate}";

/** A Deployment of MySQL; with this surge none of the rules about the claim speaks. */
function mysql({ spec = noSurge, ...more }: Variation = {}, image = "mysql:8.4"): string {
  return deployment({ spec, ...more })
    .replace("registry.example/app:1", image)
    .replace("/store", "/var/lib/mysql");
}

describe("informs", () => {
  it("says what speaks for it and what a StatefulSet gives", () =>
    checkRule(
      id,
      documents(
        mysql({
          marker: `${information}: Its Pods keep data (image mysql:8.4, ReadWriteOnce claim "data" at /var/lib/mysql). A StatefulSet gives each Pod a lasting name and its own volume.`,
        }),
        claim(),
      ),
    ));
  it("of one whose claim is not known, with a port and a variable", () =>
    checkRule(
      id,
      mysql({ marker: information }).replace(
        "          volumeMounts:",
        "          ports: [{containerPort: 3306}]\n          env: [{name: MYSQL_ROOT_PASSWORD, value: x}]\n          volumeMounts:",
      ),
    ));
  it("where the rule about the claim only informs", () =>
    checkRule(
      id,
      documents(mysql({ spec: "strategy: {rollingUpdate: {maxUnavailable: 1}}", marker: information }), claim()),
    ));
});

describe("hints", () => {
  it("where one replica with Recreate is fine as it is, and says so first", () =>
    checkRule(
      id,
      documents(
        mysql({
          spec: recreate,
          marker: `${hint}: image mysql:8.4, ReadWriteOnce claim "data" at /var/lib/mysql: fine as it is. A StatefulSet would give a stable name and a claim per Pod.`,
        }),
        claim(),
      ),
    ));
  it("under paths where losing data is fine", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "developmentPaths: [dev/**]\n",
        "dev/db.yaml": mysql({ marker: hint }),
        "dev/claim.yaml": claim(),
      }),
    ));
  it("in a folder of examples", () =>
    checkRule(id, files({ "examples/db.yaml": mysql({ marker: hint }), "examples/claim.yaml": claim() })));
});

describe("is silent", () => {
  it("fp-warning-of-a-rolling-update", () => checkRule(id, documents(mysql({ spec: "" }), claim())));
  it("fp-warning-of-several-replicas", () => checkRule(id, documents(mysql({ spec: "replicas: 3" }), claim())));
  it("fp-recreate-below-seven", () =>
    checkRule(id, documents(mysql({ spec: recreate }, "registry.example/app:1"), claim())));
  it("fp-recreate-at-six", () => checkRule(id, documents(mysql({ spec: recreate }, "grafana/grafana:11"), claim())));
  it("fp-score-below-seven", () => checkRule(id, documents(mysql({}, "registry.example/app:1"), claim())));
  it("fp-read-only", () => checkRule(id, documents(mysql({ mount: "readOnly: true" }), claim())));
  it("fp-no-claim", () =>
    checkRule(
      id,
      mysql().replace("persistentVolumeClaim:\n            claimName: data", "hostPath:\n            path: /srv"),
    ));
  it("fp-exporter", () => checkRule(id, documents(mysql({}, "prom/mysqld-exporter:v0.15"), claim())));
  it("fp-client", () => checkRule(id, documents(mysql({}, "adminer:4"), claim())));
  it("fp-backup", () => checkRule(id, documents(mysql({}, "databack/mysql-backup:1"), claim())));
  it("fp-stateless-by-configuration", () =>
    checkRule(
      id,
      files({ ".rightkind.yaml": "statelessImages: ['mysql*']\n", "db.yaml": mysql(), "claim.yaml": claim() }),
    ));
  it("fp-stateful-set", () => checkRule(id, documents(mysql({ kind: "StatefulSet", spec: "" }), claim())));
  it("fp-uploads", () =>
    checkRule(id, documents(mysql({ spec: "replicas: 3" }, "wordpress:6"), claim("ReadWriteMany"))));
});

it("knows private images by configuration", () =>
  checkRule(
    id,
    files({
      ".rightkind.yaml": "statefulImages: ['registry.example/ledger*']\n",
      "db.yaml": mysql({ marker: information }, "registry.example/ledger:1"),
      "claim.yaml": claim(),
    }),
  ));

it("rests on each piece of evidence", () =>
  expect(relatedOf(id, documents(mysql(), claim()))).toEqual([
    "image mysql:8.4",
    'ReadWriteOnce claim "data" at /var/lib/mysql',
    "data directory /var/lib/mysql",
  ]));

describe("offers", () => {
  const perPod = "Convert to StatefulSet with a new volume per Pod";
  const keeping = "Convert to StatefulSet keeping claim 'data'";
  it("a volume per Pod, then to keep the claim", () =>
    expect(fixesOf(id, documents(mysql(), claim()))).toEqual([
      { title: perPod, safe: false, conversion: { to: "StatefulSet", storage: "templates" } },
      { title: keeping, safe: false, conversion: { to: "StatefulSet", storage: "keep" } },
    ]));
  it("the same where it is fine as it is", () =>
    expect(fixTitles(id, documents(mysql({ spec: recreate }), claim()))).toEqual([perPod, keeping]));
});
