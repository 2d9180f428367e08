// The rule selector-template-mismatch: its conditions and its traps.
import { describe, it } from "vitest";
import { checkRule } from "../support/check-rule";

const id = "selector-template-mismatch";

/** A workload with these lines for its selector and its Pod labels. */
function workload(
  selector: string,
  podLabels: string,
  { kind = "Deployment", apiVersion = "apps/v1", marker = "" } = {},
): string {
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    marker && `#     ${"^".repeat(kind.length)} ${marker}`,
    "metadata: {name: web}",
    "spec:",
    selector,
    "  template:",
    "    metadata:",
    podLabels,
    "    spec:",
    "      containers: [{name: web, image: nginx}]",
    "",
  ]
    .filter((line, index, all) => line !== "" || index === all.length - 1)
    .join("\n");
}

describe("reports", () => {
  it("says what the selector wants and what the Pods have", () =>
    checkRule(
      id,
      workload(
        `  selector:\n    matchLabels:\n      app: a\n#          ^ ${id} error: The selector of Deployment "web" wants app: a, its Pods have "b": the API server rejects it. Make both equal.`,
        "      labels: {app: b}",
      ),
    ));
  it("a label that the Pods do not have", () =>
    checkRule(
      id,
      workload(
        `  selector:\n    matchLabels:\n      app: web\n      tier: front\n#           ^^^^^ ${id} error: The selector of Deployment "web" wants tier: front, its Pods do not have that label: the API server rejects it. Make both equal.`,
        "      labels: {app: web}",
      ),
    ));
  it.each(["ReplicaSet", "StatefulSet", "DaemonSet"])("%s", (kind) =>
    checkRule(
      id,
      workload(`  selector:\n    matchLabels:\n      app: a\n#          ^ ${id}`, "      labels: {app: b}", { kind }),
    ),
  );
  it("ReplicationController with a plain map", () =>
    checkRule(
      id,
      workload(`  selector:\n    app: a\n#        ^ ${id}`, "      labels: {app: b}", {
        kind: "ReplicationController",
        apiVersion: "v1",
      }),
    ));
  it("an expression that the Pods do not meet", () =>
    checkRule(
      id,
      workload(
        `  selector:\n    matchExpressions:\n      - {key: app, operator: In, values: [a]}\n#                                         ^ ${id}`,
        "      labels: {app: b}",
      ),
    ));
  it("a label that must not be there and is", () =>
    checkRule(
      id,
      workload(
        `  selector:\n    matchExpressions:\n      - key: app\n        operator: DoesNotExist\n#                 ^^^^^^^^^^^^ ${id}`,
        "      labels: {app: b}",
      ),
    ));
  it("no selector, on the kind", () =>
    checkRule(
      id,
      workload("", "      labels: {app: web}", {
        marker: `${id} error: Deployment "web" has no selector: the API server rejects it. Select the labels of its Pods.`,
      }),
    ));
  it("an empty selector, on its key", () =>
    checkRule(id, workload(`  selector: {}\n# ^^^^^^^^ ${id}`, "      labels: {app: web}")));
  it("empty matchLabels", () =>
    checkRule(id, workload(`  selector:\n# ^^^^^^^^ ${id}\n    matchLabels: {}`, "      labels: {app: web}")));
  it("a selector of null", () => checkRule(id, workload(`  selector:\n# ^^^^^^^^ ${id}`, "      labels: {app: web}")));
  it("a template without labels", () =>
    checkRule(
      id,
      workload(`  selector:\n    matchLabels:\n      app: a\n#          ^ ${id}`, "      annotations: {a: b}"),
    ));
  it("one finding only, the first", () =>
    checkRule(
      id,
      workload(
        `  selector:\n    matchLabels:\n      app: a\n#          ^ ${id}\n      tier: c`,
        "      labels: {app: b, tier: d}",
      ),
    ));
});

describe("is silent", () => {
  it("fp-more-labels-than-selected", () =>
    checkRule(id, workload("  selector:\n    matchLabels:\n      app: web", "      labels: {app: web, tier: front}")));
  it("fp-expressions-that-hold", () =>
    checkRule(
      id,
      workload(
        "  selector:\n    matchExpressions:\n      - {key: app, operator: In, values: [a, b]}\n      - {key: x, operator: DoesNotExist}\n      - {key: y, operator: NotIn, values: [z]}\n      - {key: app, operator: Exists}",
        "      labels: {app: b}",
      ),
    ));
  it("fp-old-api-fills-the-selector-in", () =>
    checkRule(id, workload("", "      labels: {app: web}", { apiVersion: "extensions/v1beta1" })));
  it("fp-replication-controller-without-selector", () =>
    checkRule(id, workload("", "      labels: {app: web}", { kind: "ReplicationController", apiVersion: "v1" })));
  it("fp-job-makes-its-own-selector", () =>
    checkRule(id, workload("", "      labels: {app: web}", { kind: "Job", apiVersion: "batch/v1" })));
  it("fp-labels-through-an-alias", () =>
    checkRule(id, workload("  selector:\n    matchLabels: &labels\n      app: web", "      labels: *labels")));
  it("fp-labels-through-a-merge-key", () =>
    checkRule(
      id,
      workload(
        "  selector:\n    matchLabels: &labels\n      app: web",
        "      labels:\n        <<: *labels\n        tier: front",
      ),
    ));
  it("fp-placeholder", () =>
    checkRule(id, workload("  selector:\n    matchLabels:\n      app: ${NAME}", "      labels: {app: web}")));
  it("fp-quoted-differently", () =>
    checkRule(id, workload('  selector:\n    matchLabels:\n      app: "web"', "      labels: {app: 'web'}")));
  it("fp-patch-like-object", () =>
    checkRule(
      id,
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers: [{name: web, resources: {}}]\n",
    ));
  it("fp-custom-resource", () =>
    checkRule(
      id,
      workload("", "      labels: {app: web}", { kind: "StatefulSet", apiVersion: "apps.kruise.io/v1beta1" }),
    ));
  it("fp-kustomize-labels-on-both", () =>
    checkRule(
      id,
      `#- kustomization.yaml\nresources: [web.yaml]\ncommonLabels: {team: a}\n#- web.yaml\n${workload("  selector:\n    matchLabels:\n      app: web", "      labels: {app: web}")}`,
    ));
});

describe("judges what a kustomization builds", () => {
  it("a label that only the selector has gets into the template", () =>
    checkRule(
      id,
      `#- kustomization.yaml\nresources: [web.yaml]\ncommonLabels: {team: a}\n#- web.yaml\n${workload("  selector:\n    matchLabels:\n      team: a", "      labels: {app: web}")}`,
    ));
});
