// The rule missing-pdb: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { budget, hpa, type Scaled, scaled, scaledObject } from "./scaled";

const id = "missing-pdb";
const strict = { settings: { profile: "strict" } };
const two = (more: Scaled = {}) => scaled({ spec: "replicas: 2", ...more });
const check = (source: string) => checkRule(id, source, strict);

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    check(
      two({
        spec: "replicas: 3",
        marker: `${id} hint: No PodDisruptionBudget selects these Pods: draining nodes may take all 3 at once. Add one that keeps some of them.`,
      }),
    ));
  it("two of a StatefulSet", () => check(two({ kind: "StatefulSet", marker: id })));
  it("the least of an autoscaler", () => check(documents(scaled({ marker: id }), hpa())));
  it("a budget for others", () =>
    check(documents(two({ marker: id }), budget("maxUnavailable: 1", { selector: "{matchLabels: {app: api}}" }))));
  it("a budget in another unit", () => check(files({ "a/web.yaml": two({ marker: id }), "b/pdb.yaml": budget() })));
  it("a budget of nothing", () =>
    check(
      documents(two({ marker: id }), budget("maxUnavailable: 1", { selector: "{}", apiVersion: "policy/v1beta1" })),
    ));
});

describe("is silent", () => {
  it("below the profile strict", () => checkRule(id, two()));
  it.each([
    ["fp-budget", documents(two(), budget())],
    ["fp-budget-for-all", documents(two(), budget("maxUnavailable: 1", { selector: "{}" }))],
    ["fp-one-replica", scaled()],
    ["fp-one-replica-at-least", documents(scaled(), hpa({ spec: "maxReplicas: 9" }))],
    ["fp-none-at-least", documents(scaled({ spec: "replicas: 3" }), scaledObject())],
    ["fp-daemonset", two({ kind: "DaemonSet" })],
    ["fp-variable", scaled({ spec: "replicas: ${N}" })],
    ["fp-variable-with-default", scaled({ spec: "replicas: ${N:=3}" })],
    ["fp-owned", two().replace("{name: web}", "{name: web, ownerReferences: [{kind: Web, name: web}]}")],
    [
      "fp-document-that-does-not-parse",
      files({
        "web.yaml": two(),
        "pdb.yaml": "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web\n",
      }),
    ],
  ])("%s", (_, source) => check(source));
  it("while it reads", () => checkRule(id, two(), { ...strict, ready: false }));
});

describe("Create PodDisruptionBudget 'x'", () => {
  const title = "Create PodDisruptionBudget 'x'";
  const made = (name = "web", labels = "app: web", more = "") =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${name}\n${more}spec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      ${labels}\n`;
  const fix = (before: string, after: string) => checkFix(id, title, before, after, strict);
  it("before the workload", () => fix(two(), documents(made(), two())));
  it("in its namespace, by the labels that it selects by itself", () => {
    const web = two({ labels: "{app: web, version: a}" })
      .replace("{matchLabels: {app: web, version: a}}", "{matchLabels: {app: web}}")
      .replace("{name: web}", "{name: web, namespace: shop}");
    fix(web, documents(made("web", "app: web", "  namespace: shop\n"), web));
  });
  it("under another name where its own is taken", () => {
    const other = budget("maxUnavailable: 1", { selector: "{matchLabels: {app: api}}" });
    fix(documents(other, two()), documents(other, made("web-pdb"), two()));
  });
  const titles = (source: string) => fixTitles(id, source, strict);
  it("is not offered where it would be one for others as well, or where a patch changes the labels", () => {
    expect(titles(documents(two(), scaled({ name: "b", labels: "{app: web, b: b}" })))).toEqual([]);
    expect(
      titles(
        files({
          "kustomization.yaml": "resources: [web.yaml]\nlabels: [{pairs: {app: shop}, includeSelectors: true}]\n",
          "web.yaml": two(),
        }),
      ),
    ).toEqual([]);
  });
  it("is not offered in JSON", () =>
    expect(
      titles(
        '#- web.json\n{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 2, "selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "a", "image": "a"}]}}}}\n',
      ),
    ).toEqual([]));
});
