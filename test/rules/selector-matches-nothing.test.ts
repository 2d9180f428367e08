// The rule selector-matches-nothing: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";

const id = "selector-matches-nothing";
const warning = `${id} warning`;
const information = `${id} information`;
const hint = `${id} hint`;

/** @param selector its lines */
function service(selector: string, { name = "web", marker = "", more = "", namespace = "" } = {}): string {
  return [
    "apiVersion: v1",
    "kind: Service",
    `metadata: {name: ${name}${namespace ? `, namespace: ${namespace}` : ""}}`,
    "spec:",
    ...(more ? [`  ${more}`] : []),
    "  selector:",
    ...(marker ? [`# ^^^^^^^^ ${marker}`] : []),
    ...selector.split("\n").map((line) => `    ${line}`),
    "",
  ].join("\n");
}

function budget(selector: string, marker = "", apiVersion = "policy/v1"): string {
  return `apiVersion: ${apiVersion}\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec:\n  maxUnavailable: 1\n  selector:${selector}\n${marker ? `# ^^^^^^^^ ${marker}\n` : ""}`;
}

function pods(labels: string, { name = "web", kind = "Deployment", namespace = "" } = {}): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}${namespace ? `, namespace: ${namespace}` : ""}}\nspec:\n  selector: {matchLabels: {${labels}}}\n  template:\n    metadata: {labels: {${labels}}}\n    spec: {containers: [{name: a, image: a}]}\n`;
}

/** A kustomization that lists all files: a closed unit. */
function closed(...texts: readonly string[]): string {
  const named = Object.fromEntries(texts.map((text, index) => [`f${index}.yaml`, text]));
  return files({ "kustomization.yaml": `resources: [${Object.keys(named).join(", ")}]\n`, ...named });
}

describe("warns in a closed unit", () => {
  it("where another build of the same file adds what is selected", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": service("app: web", {
          marker: `${information}: In b: No Pod template that is applied with it has app: web: nothing answers behind it. Correct the selector.`,
        }),
        "a/kustomization.yaml": "resources: [../base, pods.yaml]\n",
        "a/pods.yaml": pods("app: web"),
        "b/kustomization.yaml": "resources: [../base]\n",
      }),
    ));
  it("where one of several labels differs", () =>
    checkRule(
      id,
      closed(
        service("app: web\ntier: front", {
          marker: `${warning}: It selects tier: front, but Deployment "web" has tier: back: nothing answers behind it. Copy its labels.`,
        }),
        pods("app: web, tier: back"),
      ),
    ));
  it("where one of several labels is not there", () =>
    checkRule(
      id,
      closed(
        service("app: web\ntier: front", {
          marker: `${warning}: It selects tier: front, but Deployment "web" has no label tier: nothing answers behind it. Copy its labels.`,
        }),
        pods("app: web"),
      ),
    ));
  it("where the only label is misspelt", () =>
    checkRule(id, closed(service("app: shpo", { marker: warning }), pods("app: shop", { name: "other" }))));
  it("where the only label has another key", () =>
    checkRule(id, closed(service("name: shop", { marker: warning }), pods("app: shop", { name: "other" }))));
  it("where the only label differs and the names agree", () =>
    checkRule(id, closed(service("app: frontend", { marker: warning }), pods("app: web"))));
  it("of a PodDisruptionBudget", () =>
    checkRule(
      id,
      closed(
        budget(
          " {matchLabels: {app: web, tier: front}}",
          `${warning}: It selects tier: front, but Deployment "web" has tier: back: it protects nothing. Copy its labels.`,
        ),
        pods("app: web, tier: back"),
      ),
    ));
  it("where one overlay changes the labels", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [a.yaml]\n",
        "base/a.yaml": documents(service("app: web\ntier: front", { marker: warning }), pods("app: web, tier: front")),
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml":
          "resources: [../base]\npatches:\n  - target: {kind: Deployment}\n    patch: |-\n      - {op: replace, path: /spec/template/metadata/labels/tier, value: back}\n",
      }),
    ));
  it("rests on the label", () =>
    expect(relatedOf(id, closed(service("app: web\ntier: front"), pods("app: web, tier: back")))).toEqual([
      'Pods of Deployment "web" have tier: back',
    ]));
});

describe("informs in a closed unit", () => {
  it("where nothing is like it", () =>
    checkRule(
      id,
      closed(
        service("app: shop", {
          name: "shop",
          marker: `${information}: No Pod template that is applied with it has app: shop: nothing answers behind it. Correct the selector.`,
        }),
        pods("app: web"),
      ),
    ));
  it("where two of three labels differ", () =>
    checkRule(
      id,
      closed(service("app: web\ntier: front\nzone: a", { marker: information }), pods("app: web, tier: back, zone: b")),
    ));
  it("of a PodDisruptionBudget with expressions", () =>
    checkRule(
      id,
      closed(
        budget(" {matchExpressions: [{key: app, operator: In, values: [shop, cart]}]}").replace(
          "  selector:",
          `  selector:\n# ^^^^^^^^ ${information}\n   `,
        ),
        pods("app: web"),
      ),
    ));
});

it("fp-another-component", () =>
  checkRule(
    id,
    closed(
      service("app: shop\ncomponent: cache", { name: "cache", marker: information }),
      pods("app: shop, component: web"),
    ),
  ));

describe("hints in an open unit", () => {
  it("with a near miss or without", () => {
    checkRule(
      id,
      documents(
        service("app: web\ntier: front", {
          marker: `${hint}: It selects tier: front, but Deployment "web" has tier: back: unless others are meant, nothing answers behind it. Copy its labels.`,
        }),
        pods("app: web, tier: back"),
      ),
    );
    checkRule(
      id,
      documents(
        service("app: shop", {
          name: "shop",
          marker: `${hint}: No Pod template here has app: shop: unless they come from elsewhere, nothing answers behind it. Check the selector.`,
        }),
        pods("app: web"),
      ),
    );
  });
});

describe("is silent", () => {
  it("fp-pods-of-a-custom-resource: controllers label them with its name", () => {
    const cluster = "apiVersion: ceph.rook.io/v1\nkind: CephCluster\nmetadata: {name: rook-ceph}\n";
    checkRule(id, closed(service("app: rook-ceph-mgr\nrook_cluster: rook-ceph"), cluster));
    checkRule(id, closed(service("app: other", { marker: information }), cluster));
    const monitor = "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: web}\n";
    checkRule(id, closed(service("app: web", { marker: information }), monitor));
  });
  it("fp-labels-of-run-time: the program says by them which Pod leads", () => {
    for (const label of [
      'vault-active: "true"',
      "spilo-role: master",
      "role: primary",
      "acme.io/cluster-role: standby",
      "operator: leader",
    ])
      checkRule(id, closed(service(`app: db\n${label}`), pods("app: db", { kind: "StatefulSet" })));
    checkRule(id, closed(service("app: db\nrole: primary", { marker: warning }), pods("app: db, role: main")));
    checkRule(id, closed(service("app: db\ntier: primary", { marker: warning }), pods("app: db")));
    checkRule(id, closed(service("app: db\nrole: primary", { marker: information }), pods("app: web")));
  });
  it("fp-exported: an export from a cluster is rarely all that is there", () =>
    checkRule(id, service("app: web").replace("{name: web}", "{name: web, uid: 0c1}")));
  it("fp-matches", () => {
    checkRule(id, closed(service("app: web"), pods("app: web, tier: back")));
    checkRule(id, closed(budget(" {matchExpressions: [{key: app, operator: Exists}]}"), pods("app: web")));
    checkRule(
      id,
      closed(
        service("app: web"),
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: web}}\nspec: {containers: [{name: a, image: a}]}\n",
      ),
    );
  });
  it("fp-no-selector", () => {
    checkRule(
      id,
      closed("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n", pods("a: b")),
    );
    checkRule(id, closed(service("{}"), pods("a: b")));
  });
  it("fp-external-name", () =>
    checkRule(id, closed(service("app: shop", { more: "type: ExternalName" }), pods("app: web"))));
  it("fp-pod-name", () =>
    checkRule(
      id,
      closed(service("statefulset.kubernetes.io/pod-name: db-0"), pods("app: db", { kind: "StatefulSet" })),
    ));
  it("fp-job-name", () => checkRule(id, closed(service("job-name: work"), pods("app: web"))));
  it("fp-operator-label", () => {
    checkRule(id, closed(service("cnpg.io/cluster: db"), pods("app: web")));
    checkRule(id, closed(service("app.kubernetes.io/name: db", { marker: information }), pods("app: web")));
  });
  it("fp-operator-in-the-unit", () =>
    checkRule(
      id,
      closed(
        service("app: db"),
        "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db}\nspec: {instances: 3}\n",
        pods("app: web"),
      ),
    ));
  it("fp-argo-rollout", () =>
    checkRule(
      id,
      closed(
        service("app: web"),
        "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: nginx}]}}}\n",
      ),
    ));
  it("fp-pods-in-another-folder", () =>
    checkRule(id, files({ "services/web.yaml": service("app: web"), "apps/web.yaml": pods("app: web") })));
  it("fp-pods-of-another-namespace-are-no-match", () =>
    checkRule(
      id,
      files({
        "a/web.yaml": service("app: web", { namespace: "one", marker: hint }),
        "b/web.yaml": pods("app: web", { namespace: "two" }),
      }),
    ));
  it("fp-control-plane", () =>
    checkRule(id, closed(service("component: kube-scheduler", { namespace: "kube-system" }), pods("app: web"))));
  it("fp-control-plane-in-no-written-namespace", () => {
    checkRule(id, closed(service("k8s-app: kube-apiserver"), pods("app: web")));
    checkRule(id, closed(service("component: kube-scheduler"), pods("app: web")));
    checkRule(id, closed(service("tier: control-plane"), pods("app: web")));
  });
  it("fp-variable", () => checkRule(id, closed(service('app: "${APP}"'), pods("app: web"))));
  it("fp-document-that-does-not-parse", () =>
    checkRule(id, files({ "web.yaml": service("app: web"), "pods.yaml": `${pods("app: web")}  broken: [` })));
  it("fp-while-reading", () => checkRule(id, documents(service("app: web"), pods("app: shop")), { ready: false }));
  it("fp-labels-by-the-kustomization", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml]\ncommonLabels: {team: x}\n",
        "a.yaml": documents(service("app: web"), pods("app: web")),
      }),
    ));
});

const copy = "Copy the Pod labels of 'x'";

describe(copy, () => {
  it("replaces the value that differs", () =>
    checkFix(
      id,
      copy,
      closed(service("app: web # it\ntier: front"), pods("app: web, tier: back")),
      closed(service("app: web # it\ntier: back"), pods("app: web, tier: back")),
    ));
  it("takes out a label that the Pods have not", () =>
    checkFix(
      id,
      copy,
      documents(service("app: web\ntier: front"), pods("app: web")),
      documents(service("app: web"), pods("app: web")),
    ));
  it("takes out a label that changes with each release", () =>
    checkFix(
      id,
      copy,
      documents(service("app: web\nversion: v1"), pods("app: web, version: v2")),
      documents(service("app: web"), pods("app: web, version: v2")),
    ));
  it("takes the selector of the workload where no label fits", () =>
    checkFix(
      id,
      copy,
      documents(service("name: web"), pods("app: web")),
      documents(service("app: web"), pods("app: web")),
    ));
  it("of a PodDisruptionBudget", () =>
    checkFix(
      id,
      copy,
      documents(budget(" {matchLabels: {app: web, tier: front}}"), pods("app: web, tier: back")),
      documents(budget(" {matchLabels: {app: web, tier: back}}"), pods("app: web, tier: back")),
    ));
  it("is not offered where it would select others too", () =>
    expect(
      fixTitles(
        id,
        documents(
          service("app: web\ntier: front"),
          pods("app: web, tier: back"),
          pods("app: web, tier: back", { name: "web-2" }),
        ),
      ),
    ).toEqual([]));
});
