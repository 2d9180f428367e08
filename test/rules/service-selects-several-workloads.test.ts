// The rule service-selects-several-workloads: which workloads are several, which are one thing, and which one is meant.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { service as anyService, set, type Workload, workload } from "./network-objects";

const id = "service-selects-several-workloads";
const warning = `${id} warning`;
const information = `${id} information`;
const service = (marker = "", given: Parameters<typeof anyService>[0] = {}) =>
  anyService({ name: "web", spec: "type: ClusterIP", marker, ...given });
const one = (name: string, labels = "{app: db}", given: Workload = {}) =>
  workload({ kind: "Deployment", name, labels, ...given });
const cron = (name: string, labels = "{app: db}") =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: ${name}}\nspec:\n  schedule: "@daily"\n  jobTemplate: {spec: {template: {metadata: {labels: ${labels}}, spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}}\n`;
const job = (name: string) => workload({ kind: "Job", apiVersion: "batch/v1", name, selector: "" });
const component = (value: string) => `{app: db, app.kubernetes.io/component: ${value}}`;

describe("warns", () => {
  it("of a CronJob: what is here, what will happen and what to do", () => {
    const source = documents(
      service(
        `${warning}: Service "web" also selects Pods of CronJob "backup": while they run they get requests. Select a label that they lack.`,
      ),
      one("web"),
      cron("backup"),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual([
      'Deployment "web" has Pods with these labels',
      'CronJob "backup" has Pods with these labels',
    ]);
  });
  it("of a Job", () => checkRule(id, documents(service(warning), one("web"), job("migrate"))));
  it("of different components", () =>
    checkRule(
      id,
      documents(
        service(
          `${warning}: Service "web" selects Pods of Deployment "web" and Deployment "metrics": requests go to any. Select a label that only one has.`,
        ),
        one("web", component("server")),
        one("metrics", component("metrics")),
      ),
    ));
});

describe("informs", () => {
  it("of others", () =>
    checkRule(
      id,
      documents(
        service(
          `${information}: Service "web" selects Pods of Deployment "web" and StatefulSet "store": requests go to any. Select a label that only one has.`,
        ),
        one("web"),
        one("store", "{app: db}", { kind: "StatefulSet" }),
      ),
    ));
  it("of more than two", () =>
    checkRule(
      id,
      documents(
        service(
          `${information}: Service "web" selects Pods of Deployment "web" and Deployment "shop" and 1 more: requests go to any. Select a label that only one has.`,
        ),
        one("web"),
        one("shop"),
        one("admin"),
      ),
    ));
  it("of the same component, or where only one has one", () => {
    checkRule(id, documents(service(information), one("web", component("a")), one("shop", component("a"))));
    checkRule(id, documents(service(information), one("web", component("a")), one("shop")));
  });
});

describe("is silent", () => {
  it("fp-one-workload", () => checkRule(id, documents(service(), one("web"))));
  it("fp-other-labels", () => checkRule(id, documents(service(), one("web"), one("shop", "{app: x}"))));
  it("fp-other-unit", () =>
    checkRule(id, files({ "a/web.yaml": documents(service(), one("web")), "b/shop.yaml": one("shop") })));
  it("fp-other-namespace", () =>
    checkRule(
      id,
      documents(
        service("", { metadata: "namespace: a" }),
        one("web", "{app: db}", { metadata: "namespace: a" }),
        one("shop", "{app: db}", { metadata: "namespace: b" }),
      ),
    ));
  it.each([
    ["fp-canary", "web", "web-canary"],
    ["fp-blue-green", "web-blue", "web-green"],
    ["fp-flagger", "web", "web-primary"],
    ["fp-versions", "web-v1", "web-v2"],
    ["fp-sharded-sets", "store-0", "store-1"],
    ["fp-sets-of-zones", "store-zone-a", "store-zone-b"],
    ["fp-writer-and-readers", "db-master", "db-replica"],
    ["fp-alternatives", "web", "web"],
  ])("%s", (_, a, b) => checkRule(id, documents(service(), one(a), one(b))));
  it("fp-alternatives-of-two-kinds", () =>
    checkRule(id, documents(service(), one("web"), one("web-statefulset", "{app: db}", { kind: "StatefulSet" }))));
  it.each(["track", "version"])("fp-told-apart-by-%s", (key) =>
    checkRule(id, documents(service(), one("web", `{app: db, ${key}: a}`), one("shop", `{app: db, ${key}: b}`))),
  );
  it("fp-variants: each file has the Service and a workload for it", () => {
    checkRule(
      id,
      files({ "k8s/a.yaml": documents(service(), one("shop")), "k8s/b.yaml": documents(service(), one("web")) }),
    );
    checkRule(id, files({ "tests/a.yaml": documents(service(), one("shop")), "tests/b.yaml": one("web") }));
  });
  it("fp-bare-pods", () => {
    const pod = (name: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {app: db}}\nspec: {containers: [{name: a, image: a}]}\n`;
    checkRule(id, documents(service(), pod("one"), pod("two")));
  });
  it("fp-peers-of-several-workloads", () =>
    checkRule(
      id,
      documents(
        service("", { spec: "clusterIP: None\npublishNotReadyAddresses: true" }),
        one("ingester", component("ingester")),
        one("querier", component("querier")),
      ),
    ));
  it("fp-members-of-one-cluster: a headless Service by which they find each other sends requests nowhere", () => {
    const workloads = [one("ingester", component("ingester")), one("querier", component("querier"))];
    const of = (given: Parameters<typeof anyService>[0], marker = "") =>
      checkRule(id, documents(service(marker, given), ...workloads));
    of({ name: "loki-memberlist", spec: "clusterIP: None" });
    of({ spec: "clusterIP: None\nports: [{name: gossip, port: 7946}]" });
    of({ spec: "clusterIP: None" }, warning);
    of({ name: "loki-memberlist" }, warning);
  });
  it("fp-governing-service-of-several-sets", () => {
    const of = (spec: string, marker = "") =>
      documents(
        service(marker, { spec }),
        set({ name: "es-master", service: "web", labels: component("master") }),
        set({ name: "es-data", service: "web", labels: component("data") }),
      );
    checkRule(id, of("clusterIP: None"));
    checkRule(id, of("type: ClusterIP", warning));
  });
  it("fp-headless-and-ordinary-pair", () =>
    checkRule(
      id,
      documents(service(), anyService({ name: "web-headless" }), one("web", "{app: db}", { kind: "StatefulSet" })),
    ));
  it("fp-no-selector", () => checkRule(id, documents(service("", { selector: "" }), one("web"), one("shop"))));
});

describe("Add label 'k: v' to the selector", () => {
  it("of the only workload that serves", () =>
    checkFix(
      id,
      "Add label 'role: server' to the selector",
      documents(
        service("", { selector: "{app: db} # all" }),
        one("any", "{app: db, version: x, role: server}"),
        cron("backup"),
      ),
      documents(
        service("", { selector: "{app: db, role: server} # all" }),
        one("any", "{app: db, version: x, role: server}"),
        cron("backup"),
      ),
    ));
  it("of the workload with the Service's name", () =>
    checkFix(
      id,
      "Add label 'app.kubernetes.io/component: server' to the selector",
      documents(service(), one("web", component("server")), one("metrics", component("metrics"))),
      documents(
        service("", { selector: component("server") }),
        one("web", component("server")),
        one("metrics", component("metrics")),
      ),
    ));
  it.each([
    ["no label tells them apart", documents(service(), one("web"), cron("backup"))],
    ["only a label of releases does", documents(service(), one("web", "{app: db, version: a}"), cron("backup"))],
    [
      "nobody knows which one is meant",
      documents(service(), one("shop", component("a")), one("admin", component("b"))),
    ],
    [
      "the label comes from the build",
      files({
        "kustomization.yaml": "resources: [a.yaml, web]\n",
        "a.yaml": documents(service(), cron("backup")),
        "web/kustomization.yaml": "labels: [{pairs: {role: server}, includeTemplates: true}]\nresources: [web.yaml]\n",
        "web/web.yaml": one("web"),
      }),
    ],
    [
      "a StatefulSet would lose its Service",
      documents(service(), one("web", component("a")), set({ name: "store", service: "web", labels: component("b") })),
    ],
    [
      "a Pod by itself is among them",
      documents(
        service(),
        one("web", "{app: db, role: a}"),
        "apiVersion: v1\nkind: Pod\nmetadata: {name: first, labels: {app: db}}\nspec: {containers: [{name: a, image: a}]}\n",
      ),
    ],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
