// The rule spread-selector-mismatch: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { type Scaled, scaled } from "./scaled";

const id = "spread-selector-mismatch";
const zone = "topology.kubernetes.io/zone";

/** Pods with one constraint. */
function spread(
  selector: string,
  label = "",
  { key = zone, ...more }: Scaled & { readonly key?: string } = {},
): string {
  const marker = label === "" ? "" : `\n#   ^^^^^^^^^^^^^ ${label}`.replace("#   ", `#${" ".repeat(9)}`);
  return scaled({
    pod: `topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: ${key}\n    whenUnsatisfiable: DoNotSchedule\n    labelSelector: ${selector}${marker}`,
    ...more,
  });
}

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      spread(
        "{matchLabels: {app: website}}",
        `${id} information: The selector does not match the labels of these Pods: they are spread by where others are, not by where they are. Select their labels.`,
      ),
    ));
  it.each([
    "{matchLabels: {app: web, tier: front}}",
    "{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}",
    "{matchExpressions: [{key: tier, operator: Exists}]}",
  ])("%s", (selector) => checkRule(id, spread(selector, id)));
  it.each([
    ["StatefulSet", "apps/v1"],
    ["ReplicaSet", "apps/v1"],
    ["DaemonSet", "apps/v1"],
    ["Job", "batch/v1"],
  ])("%s", (kind, apiVersion) => checkRule(id, spread("{matchLabels: {app: x}}", id, { kind, apiVersion })));
  it("each constraint", () =>
    checkRule(
      id,
      scaled({
        pod: `topologySpreadConstraints:\n  - labelSelector: {matchLabels: {app: a}}\n#         ^^^^^^^^^^^^^ ${id}\n  - labelSelector: {matchLabels: {app: web}}\n  - labelSelector: {matchLabels: {app: b}}\n#         ^^^^^^^^^^^^^ ${id}`,
      }),
    ));
  it("the build, not the base", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": spread("{matchLabels: {app: web}}", id),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: shop}}}}\n",
      }),
    ));
});

describe("is silent", () => {
  it.each([
    ["fp-match", "{matchLabels: {app: web}}"],
    ["fp-match-by-expression", "{matchExpressions: [{key: app, operator: In, values: [web, api]}]}"],
    ["fp-all-pods", "{}"],
    ["fp-nothing-said", "null"],
    ["fp-variable", "{matchLabels: {app: '${APP}'}}"],
    ["fp-variable-in-expression", "{matchExpressions: [{key: app, operator: In, values: ['${APP}']}]}"],
  ])("%s", (_, selector) => checkRule(id, spread(selector)));
  it("fp-variable-label", () => checkRule(id, spread("{matchLabels: {app: web}}", "", { labels: "{app: '${APP}'}" })));
  it("fp-labels-of-the-kustomization", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml]\nlabels: [{pairs: {tier: front}, includeTemplates: true}]\n",
        "web.yaml": spread("{matchLabels: {tier: front}}"),
      }),
    ));
  it("fp-anti-affinity-to-others", () =>
    checkRule(
      id,
      scaled({
        pod: `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: ${zone}, labelSelector: {matchLabels: {app: db}}}]}}`,
      }),
    ));
});

describe("Copy the Pod labels to the selector", () => {
  const title = "Copy the Pod labels to the selector";
  const block = (more: Scaled & { readonly key?: string } = {}, labels = ["app: web"]) =>
    spread("@", "", more).replace(
      " @",
      `\n            matchLabels:${labels.map((label) => `\n              ${label}`).join("")}`,
    );
  it("those that the workload selects by", () => {
    const more = { labels: "{app: web, version: a}" };
    const narrowed = (text: string) =>
      text.replace("selector: {matchLabels: {app: web, version: a}}", "selector: {matchLabels: {app: web}}");
    checkFix(id, title, narrowed(spread("{matchLabels: {app: x}}", "", more)), narrowed(block(more)));
  });
  it("all of them where it selects by none", () => {
    const job = { kind: "Job", apiVersion: "batch/v1", labels: "{a: a, b: b}" };
    checkFix(id, title, spread("{matchLabels: {app: x}}", "", job), block(job, ["a: a", "b: b"]));
  });
  it("is not offered where a patch changes the labels", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
          "web.yaml": spread("{matchLabels: {app: x}}"),
          "patch.yaml":
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: shop}}}}\n",
        }),
      ),
    ).toEqual([]));
  const host = "kubernetes.io/hostname";
  it("is not offered where each update would wait for an empty node then", () => {
    const offered = (more: Scaled & { readonly key?: string }) =>
      fixTitles(id, spread("{matchLabels: {app: x}}", "", more)).length === 1;
    expect(offered({ key: host })).toBe(false);
    expect(offered({ key: zone })).toBe(true);
    expect(offered({ key: host, kind: "StatefulSet" })).toBe(true);
    expect(offered({ key: host, spec: "strategy: {type: Recreate}" })).toBe(true);
  });
});
