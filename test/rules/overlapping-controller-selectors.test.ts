// The rule overlapping-controller-selectors: both must match, in one unit and one namespace; the label that parts them.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { type Workload, workload } from "./network-objects";

const id = "overlapping-controller-selectors";
const warning = `${id} warning`;
const one = (name: string, selector = "", given: Workload = {}) =>
  workload({ kind: "Deployment", name, markers: { selector }, ...given });
const narrow = "{matchLabels: {app: db, tier: a}}";

describe("warns", () => {
  it("both: what is here, what will happen and what to do", () => {
    const source = documents(
      one(
        "shop",
        `${warning}: Selector also matches Pods of Deployment "admin", and theirs these Pods: HPAs and PDBs count both. Add a label to tell them apart.`,
      ),
      one(
        "admin",
        `${warning}: Selector also matches Pods of Deployment "shop", and theirs these Pods: HPAs and PDBs count both. Add a label to tell them apart.`,
      ),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual([
      'The selector of Deployment "admin" matches the same Pods',
      'The selector of Deployment "shop" matches the same Pods',
    ]);
  });
  it("of several", () =>
    checkRule(
      id,
      documents(
        one(
          "a",
          `${warning}: Selector also matches Pods of Deployment "b" and 1 more, and theirs these Pods: HPAs and PDBs count both. Add a label to tell them apart.`,
        ),
        one("b", warning),
        one("c", warning),
      ),
    ));
  it.each(["StatefulSet", "DaemonSet", "ReplicaSet"])("of a %s", (kind) =>
    checkRule(id, documents(one("shop", warning), one("agent", warning, { kind }))),
  );
  it("of a ReplicationController", () =>
    checkRule(
      id,
      documents(
        one("shop", warning),
        one("old", warning, { kind: "ReplicationController", apiVersion: "v1", selector: "{app: db}" }),
      ),
    ));
  it("by expressions", () =>
    checkRule(
      id,
      documents(
        one("shop", warning, { selector: "{matchExpressions: [{key: app, operator: In, values: [db, x]}]}" }),
        one("admin", warning),
      ),
    ));
  it("of canaries with one selector", () => checkRule(id, documents(one("web", warning), one("web-canary", warning))));
});

describe("is silent", () => {
  it("fp-only-one-matches", () =>
    checkRule(id, documents(one("shop"), one("admin", "", { labels: "{app: db, tier: a}", selector: narrow }))));
  it("fp-other-labels", () => checkRule(id, documents(one("shop"), one("admin", "", { labels: "{app: x}" }))));
  it("fp-other-unit", () => checkRule(id, files({ "a/shop.yaml": one("shop"), "b/admin.yaml": one("admin") })));
  it("fp-overlays-of-one-base", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [shop.yaml]\n",
        "base/shop.yaml": one("shop"),
        "dev/kustomization.yaml": "namePrefix: dev-\nresources: [../base]\n",
        "prod/kustomization.yaml": "namePrefix: prod-\nresources: [../base]\n",
      }),
    ));
  it("fp-labels-of-the-build", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [shop, admin.yaml]\n",
        "admin.yaml": one("admin"),
        "shop/kustomization.yaml": "commonLabels: {part: shop}\nresources: [shop.yaml]\n",
        "shop/shop.yaml": one("shop"),
      }),
    ));
  it("fp-variants: files that hold one object both, and cases of tests", () => {
    const settings = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";
    checkRule(
      id,
      files({ "k8s/a.yaml": documents(one("shop"), settings), "k8s/b.yaml": documents(one("admin"), settings) }),
    );
    checkRule(id, files({ "a/testdata/one.yaml": one("shop"), "a/testdata/two.yaml": one("admin") }));
    checkRule(id, files({ "examples/one.yaml": one("shop"), "examples/two.yaml": one("admin") }));
    checkRule(
      id,
      files({ "k8s/a.yaml": documents(one("shop", warning), settings), "k8s/b.yaml": one("admin", warning) }),
    );
  });
  it("fp-other-namespace", () =>
    checkRule(
      id,
      documents(one("shop", "", { metadata: "namespace: a" }), one("admin", "", { metadata: "namespace: b" })),
    ));
  it("fp-alternatives-of-one-name", () => {
    checkRule(id, documents(one("web"), one("web", "", { kind: "StatefulSet" })));
    checkRule(id, documents(one("web-deployment"), one("web-statefulset", "", { kind: "StatefulSet" })));
    checkRule(id, documents(one("web"), one("web")));
  });
  it("fp-jobs-have-selectors-of-their-own", () =>
    checkRule(
      id,
      documents(one("web"), workload({ kind: "Job", apiVersion: "batch/v1", name: "task", selector: "" })),
    ));
  it("fp-own-mismatch-is-another-rule", () =>
    checkRule(
      id,
      documents(
        one("shop", "", { selector: "{matchLabels: {app: x}}" }),
        one("admin", "", { labels: "{app: x}", selector: "{matchLabels: {app: db}}" }),
      ),
    ));
});

describe("Add label 'k: v' to selector and Pod labels (recreates the object)", () => {
  it("one that nobody has", () =>
    checkFix(
      id,
      "Add label 'app.kubernetes.io/instance: shop' to selector and Pod labels (recreates the object)",
      documents(one("shop"), one("admin")),
      documents(one("shop", "", { labels: "{app: db, app.kubernetes.io/instance: shop}" }), one("admin")),
    ));
  it("in the selector only, where the Pods have it already", () =>
    checkFix(
      id,
      "Add label 'tier: a' to selector and Pod labels (recreates the object)",
      documents(
        one("shop", "", { labels: "{app: db, tier: a, version: x}", selector: "{matchLabels: {app: db}}" }),
        one("admin"),
      ),
      documents(one("shop", "", { labels: "{app: db, tier: a, version: x}", selector: narrow }), one("admin")),
    ));
  it("in a ReplicationController", () =>
    checkFix(
      id,
      "Add label 'app.kubernetes.io/instance: old' to selector and Pod labels (recreates the object)",
      documents(
        one("old", "", { kind: "ReplicationController", apiVersion: "v1", selector: "{app: db}" }),
        one("shop"),
      ),
      documents(
        one("old", "", {
          kind: "ReplicationController",
          apiVersion: "v1",
          selector: "{app: db, app.kubernetes.io/instance: old}",
          labels: "{app: db, app.kubernetes.io/instance: old}",
        }),
        one("shop"),
      ),
    ));
  it("under another key, where instance is taken", () => {
    const labels = "{app: db, app.kubernetes.io/instance: x}";
    expect(fixTitles(id, documents(one("shop", "", { labels }), one("admin", "", { labels })))).toEqual([
      "Add label 'app.kubernetes.io/component: shop' to selector and Pod labels (recreates the object)",
      "Add label 'app.kubernetes.io/component: admin' to selector and Pod labels (recreates the object)",
    ]);
  });
  it.each([
    [
      "a build has a say in the labels",
      files({
        "kustomization.yaml": "commonLabels: {a: b}\nresources: [a.yaml]\n",
        "a.yaml": documents(one("shop"), one("admin")),
      }),
    ],
    [
      "there are expressions only",
      documents(
        one("shop", "", { selector: "{matchExpressions: [{key: app, operator: Exists}]}" }),
        one("admin", "", { selector: "{matchExpressions: [{key: app, operator: Exists}]}" }),
      ),
    ],
    ["the name is no value of a label", documents(one("a.b"), one("c.d"))],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
