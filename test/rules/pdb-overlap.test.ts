// The rule pdb-overlap: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { budget, scaled } from "./scaled";

const id = "pdb-overlap";
const web = scaled({ spec: "replicas: 3", labels: "{app: web, team: shop}" });
const api = scaled({ spec: "replicas: 3", name: "api", labels: "{app: api, team: shop}" });
const team = "{matchLabels: {team: shop}}";

/** A budget that is reported. */
function wrong(name: string, selector: string, label = `${id} warning`): string {
  return budget("maxUnavailable: 1", { name, selector }).replace(/( {2}selector: .*\n)/, `$1# ^^^^^^^^ ${label}\n`);
}

describe("reports", () => {
  it("both: what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        web,
        wrong(
          "web",
          "{matchLabels: {app: web}}",
          `${id} warning: PodDisruptionBudget "shop" selects the Pods of Deployment "web" too: the API evicts none that two budgets select. Keep one of them.`,
        ),
        wrong(
          "shop",
          team,
          `${id} warning: PodDisruptionBudget "web" selects the Pods of Deployment "web" too: the API evicts none that two budgets select. Keep one of them.`,
        ),
      ),
    ));
  it("counts the workloads", () =>
    checkRule(
      id,
      documents(
        web,
        api,
        wrong(
          "a",
          team,
          `${id} warning: PodDisruptionBudget "b" selects the Pods of Deployment "web" and 1 more too: the API evicts none that two budgets select. Keep one of them.`,
        ),
        wrong("b", team),
      ),
    ));
  it("an empty selector in policy/v1", () =>
    checkRule(id, documents(web, wrong("web", "{matchLabels: {app: web}}"), wrong("all", "{}"))));
  it("in another file", () =>
    checkRule(id, files({ "web.yaml": documents(web, wrong("web", team)), "pdb.yaml": wrong("other", team) })));
  it("Pods of any kind", () =>
    checkRule(id, documents(scaled({ kind: "DaemonSet" }), wrong("a", "{matchLabels: {app: web}}"), wrong("b", "{}"))));
  it("names the other", () =>
    expect(relatedOf(id, documents(web, budget(), budget("maxUnavailable: 1", { name: "b" })))).toEqual([
      'PodDisruptionBudget "b" selects them here',
      'PodDisruptionBudget "web" selects them here',
    ]));
});

describe("is silent", () => {
  it("fp-two-that-part", () =>
    checkRule(
      id,
      documents(
        web,
        api,
        budget(),
        budget("maxUnavailable: 1", { name: "api", selector: "{matchLabels: {app: api}}" }),
      ),
    ));
  it("fp-same-name-twice", () => checkRule(id, documents(web, budget(), budget("minAvailable: 1"))));
  it("fp-alike-but-no-pods", () => checkRule(id, documents(budget(), budget("minAvailable: 1", { name: "b" }))));
  it("fp-v1beta1-empty-selector-is-nothing", () =>
    checkRule(
      id,
      documents(
        web,
        budget(),
        budget("maxUnavailable: 1", { name: "b", selector: "{}", apiVersion: "policy/v1beta1" }),
      ),
    ));
  it("fp-other-directory", () =>
    checkRule(
      id,
      files({
        "a/web.yaml": documents(web, budget()),
        "b/web.yaml": documents(web, budget("maxUnavailable: 1", { name: "b" })),
      }),
    ));
  it("fp-other-namespace", () =>
    checkRule(
      id,
      documents(
        web.replace("{name: web}", "{name: web, namespace: a}"),
        budget().replace("{name: web}", "{name: web, namespace: a}"),
        budget("maxUnavailable: 1", { name: "b" }).replace("{name: b}", "{name: b, namespace: b}"),
      ),
    ));
});

describe("Add label 'k: v' to the selector", () => {
  const title = "Add label 'k: v' to the selector";
  const both = (selector: string, limit = "maxUnavailable: 1") =>
    documents(web, api, budget(), budget(limit, { name: "shop", selector }));
  it("of the budget that selects more: the label of the others", () => {
    expect(fixTitles(id, both(team))).toEqual(["Add label 'app: api' to the selector"]);
    checkFix(id, title, both(team), both("{matchLabels: {team: shop, app: api}}"));
  });
  it("of an empty selector", () =>
    checkFix(id, title, both("{}"), both("@").replace(" @", "\n    matchLabels:\n      app: api")));
  it("beside expressions", () =>
    checkFix(
      id,
      title,
      both("{matchExpressions: [{key: team, operator: Exists}]}"),
      both("{matchLabels: {app: api}, matchExpressions: [{key: team, operator: Exists}]}"),
    ));
  it("is not offered where none of the others' Pods might go then", () =>
    expect(fixTitles(id, both(team, "minAvailable: 3"))).toEqual([]));
  it("is offered where one might", () =>
    expect(fixTitles(id, both(team, "minAvailable: 2"))).toEqual(["Add label 'app: api' to the selector"]));
  it("is not offered where both select the same, or no label tells them apart", () => {
    expect(fixTitles(id, documents(web, budget(), budget("maxUnavailable: 1", { name: "b" })))).toEqual([]);
    const volatile = documents(
      scaled({ labels: "{team: shop, version: a}" }),
      scaled({ name: "b", labels: "{team: shop, version: b}" }),
      budget("maxUnavailable: 1", { selector: "{matchLabels: {version: a}}" }),
      budget("maxUnavailable: 1", { name: "shop", selector: team }),
    );
    expect(fixTitles(id, volatile)).toEqual([]);
  });
  it("is not offered where a patch has a say in the selector", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [all.yaml]\npatches: [{path: patch.yaml}]\n",
          "all.yaml": both("{matchLabels: {x: y}}"),
          "patch.yaml":
            "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: shop}\nspec: {selector: {matchLabels: {x: null, team: shop}}}\n",
        }),
      ),
    ).toEqual([]));
});
