// The rule governing-service-selector-mismatch: selectors that match and do not, and whose selector is changed.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { service, set, workload } from "./network-objects";

const id = "governing-service-selector-mismatch";
const warning = `${id} warning`;
const other = (selector = "{app: database}", spec = "clusterIP: None") => service({ selector, spec });

describe("warns", () => {
  it("says what is here, what will happen and what to do", () => {
    const source = documents(
      other(),
      set({
        marker: `${warning}: Service "db" selects app: database, but the Pods have "db": db-0.db never resolves. Make both equal.`,
      }),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['Service "db" selects app: database']);
  });
  it("of a label that the Pods lack", () =>
    checkRule(
      id,
      documents(
        other("{app: db, tier: data}"),
        set({
          marker: `${warning}: Service "db" selects tier: data, but the Pods have no such label: db-0.db never resolves. Make both equal.`,
        }),
      ),
    ));
  it("of a Service that is not headless", () =>
    checkRule(id, documents(other("{app: x}", "type: ClusterIP"), set({ marker: warning }))));
  it("of one in another unit", () =>
    checkRule(id, files({ "a/db.yaml": set({ marker: warning }), "b/db.yaml": other() })));
});

describe("is silent", () => {
  it("fp-fewer-labels", () =>
    checkRule(
      id,
      documents(service(), set({ labels: "{app: db, tier: data}", selector: "{matchLabels: {app: db}}" })),
    ));
  it("fp-no-selector", () => checkRule(id, documents(other(""), set())));
  it("fp-label-that-the-controller-adds", () => {
    checkRule(id, documents(other("{app: db, statefulset.kubernetes.io/pod-name: db-0}"), set()));
    checkRule(id, documents(other("{app: x, apps.kubernetes.io/pod-index: '0'}"), set({ marker: warning })));
  });
  it("fp-external-name: its selector is not looked at", () =>
    checkRule(id, documents(other("{app: x}", "type: ExternalName\nexternalName: db.example.com"), set())));
  it("fp-labels-of-the-build", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "commonLabels: {env: prod}\nresources: [a.yaml]\n",
        "a.yaml": documents(service({ selector: "{app: db, env: prod}" }), set()),
      }),
    ));
  it("fp-variables", () => {
    checkRule(id, documents(other('{app: "${NAME}"}'), set()));
    checkRule(id, documents(other(), set({ labels: '{app: "${NAME}"}' })));
  });
  it("fp-no-service", () => checkRule(id, set()));
  it("fp-two-services-of-that-name", () =>
    checkRule(id, files({ "x/a/db.yaml": other(), "x/b/db.yaml": service(), "db.yaml": set() })));
});

describe("Copy the selector to Service 'x'", () => {
  const title = "Copy the selector to Service 'db'";
  it("in the Service's own file", () =>
    checkFix(
      id,
      title,
      files({ "s.yaml": other(), "db.yaml": set({ labels: '{app: db, tier: "1"}' }) }),
      files({
        "s.yaml": service({ selector: '{app: db, tier: "1"}' }),
        "db.yaml": set({ labels: '{app: db, tier: "1"}' }),
      }),
    ));
  it("in a List", () => {
    const list = (selector: string) =>
      `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: {name: db}\n    spec: {clusterIP: None, selector: ${selector}}\n`;
    checkFix(id, title, documents(list("{app: x}"), set()), documents(list("{app: db}"), set()));
  });
  it.each([
    [
      "the Service leads to other Pods",
      documents(other(), set(), workload({ kind: "Deployment", name: "x", labels: "{app: database}" })),
    ],
    ["the Service is in another unit", files({ "a/db.yaml": set(), "b/db.yaml": other() })],
    [
      "a build has a say in the selector",
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
        "a.yaml": documents(service(), set()),
        "p.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {selector: {app: x}}\n",
      }),
    ],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
