// The rule selector-template-mismatch: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";

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

const copySelector = "Copy the selector to the Pod labels";
const copyLabels = "Copy the Pod labels to the selector (recreates the object)";
const addSelector = "Add a selector from the Pod labels";
const matchLabels = (pairs: string) => `  selector:\n    matchLabels:\n${pairs.replace(/^/gm, "      ")}`;
const podLabels = (pairs: string) => `      labels:\n${pairs.replace(/^/gm, "        ")}`;
const service = (selector: string) =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: ${selector}}\n`;
const plain = { kind: "ReplicationController", apiVersion: "v1" };

describe(copySelector, () => {
  const fixed = (selector: string, before: string, after: string, options = {}) =>
    checkFix(id, copySelector, workload(selector, before, options), workload(selector, after, options));
  it("replaces values and adds labels, and leaves the others", () =>
    fixed(
      matchLabels("app: web\ntier: 'true'"),
      podLabels('app: "website" # old\nother: x'),
      podLabels('app: "web" # old\nother: x\ntier: "true"'),
    ));
  it("makes labels beside annotations", () =>
    fixed(matchLabels("app: web"), "      annotations: {a: b}", `      annotations: {a: b}\n${podLabels("app: web")}`));
  it("makes metadata", () =>
    checkFix(
      id,
      copySelector,
      workload(matchLabels("app: web"), "      x: y").replace("    metadata:\n      x: y\n", ""),
      workload(matchLabels("app: web"), podLabels("app: web")),
    ));
  it("takes the only value of an expression", () =>
    fixed(
      "  selector:\n    matchExpressions:\n      - {key: app, operator: In, values: [web]}",
      podLabels("app: x"),
      podLabels("app: web"),
    ));
  it("of a ReplicationController", () =>
    fixed("  selector: {app: web}", podLabels("app: x"), podLabels("app: web"), plain));
  it("in an item of a List", () => {
    const list = (label: string) =>
      `apiVersion: v1\nkind: List\nitems:\n${workload(matchLabels("app: web"), podLabels(`app: ${label}`))
        .trimEnd()
        .replace(/^/gm, "    ")
        .replace("    apiVersion", "  - apiVersion")}\n`;
    checkFix(id, copySelector, list("x"), list("web"));
  });
  const offered = (source: string) => fixTitles(id, source).includes(copySelector);
  it("is not offered where nobody can tell which label is meant", () => {
    const expression = (words: string) => `  selector:\n    matchExpressions: [{key: app, ${words}}]`;
    expect(offered(workload(expression("operator: In, values: [a, b]"), podLabels("app: x")))).toBe(false);
    expect(offered(workload(expression("operator: DoesNotExist"), podLabels("app: x")))).toBe(false);
  });
  it("is not offered where a Service or a PodDisruptionBudget would lose the Pods", () => {
    const broken = workload(matchLabels("app: web"), podLabels("app: website"));
    const budget =
      "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {maxUnavailable: 1, selector: {matchLabels: {app: website}}}\n";
    expect(offered(`${broken}${service("{app: website}")}`)).toBe(false);
    expect(offered(`${broken}${budget}`)).toBe(false);
    expect(offered(`${broken}${service("{app: web}")}`)).toBe(true);
  });
  it("is not offered where a kustomization has a say in the labels", () =>
    expect(
      fixTitles(
        id,
        `#- kustomization.yaml\nresources: [web.yaml]\npatches: [{path: patch.yaml}]\n#- web.yaml\n${workload(matchLabels("app: web"), podLabels("app: web"))}#- patch.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: x}}}}\n`,
      ),
    ).toEqual([]));
});

describe("Set the Pod label 'x' to 'y'", () => {
  it("is offered first where one label is all that differs", () => {
    const one = (label: string) =>
      workload(matchLabels("app: web\ntier: front"), podLabels(`app: ${label}\ntier: front`));
    expect(fixTitles(id, one("website"))).toEqual(["Set the Pod label 'app' to 'web'", copySelector, copyLabels]);
    checkFix(id, "Set the Pod label 'x' to 'y'", one("website # old"), one("web # old"));
  });
  it("is not offered where two differ", () =>
    expect(fixTitles(id, workload(matchLabels("app: web\ntier: front"), podLabels("app: x\ntier: y")))).toEqual([
      copySelector,
      copyLabels,
    ]));
});

describe(copyLabels, () => {
  const fixed = (before: string, after: string, labels: string, options = {}) =>
    checkFix(id, copyLabels, workload(before, podLabels(labels), options), workload(after, podLabels(labels), options));
  it("takes the values of the Pods and drops what they do not have", () =>
    fixed(
      matchLabels("app: web # mine\nkept: k\ntier: front"),
      matchLabels("app: website # mine\nkept: k"),
      "app: website\nkept: k\nother: x",
    ));
  it("drops expressions that do not hold", () =>
    fixed(
      `${matchLabels("app: web")}\n    matchExpressions:\n      - {key: a, operator: Exists}\n      - {key: app, operator: Exists}`,
      `${matchLabels("app: x")}\n    matchExpressions:\n      - {key: app, operator: Exists}`,
      "app: x",
    ));
  it("takes all labels where none of its own is left, but none that changes with every release", () =>
    fixed(matchLabels("name: web"), matchLabels("app: x\ntier: front"), "app: x\ntier: front\nversion: v1"));
  it("of a ReplicationController", () =>
    fixed("  selector:\n    app: web", "  selector:\n    app: x", "app: x", plain));
  it("is not offered where the Pods have no labels", () =>
    expect(fixTitles(id, workload(matchLabels("app: web"), "      annotations: {a: b}"))).toEqual([
      "Set the Pod label 'app' to 'web'",
      copySelector,
    ]));
  it("is not offered where another workload would select the same Pods", () => {
    const other = workload(matchLabels("app: web"), podLabels("app: web")).replace("{name: web}", "{name: other}");
    expect(fixTitles(id, `${workload(matchLabels("app: new"), podLabels("app: web"))}---\n${other}`)).toEqual([
      "Set the Pod label 'app' to 'new'",
      copySelector,
    ]);
  });
});

describe(addSelector, () => {
  const fixed = (before: string, after: string, labels = "app: web") =>
    checkFix(id, addSelector, workload(before, podLabels(labels)), workload(after, podLabels(labels)));
  it("before the template", () => fixed("  replicas: 1", `  replicas: 1\n${matchLabels("app: web")}`));
  it("in the place of an empty one", () => {
    fixed("  selector: {}", matchLabels("app: web"));
    fixed("  selector:", matchLabels("app: web"));
    fixed("  selector:\n    matchLabels: {}", matchLabels("app: web"));
  });
  it("without labels that change with every release, and with quotes where they are needed", () =>
    fixed(
      "  replicas: 1",
      `  replicas: 1\n${matchLabels('app: "1"')}`,
      "app: '1'\nhelm.sh/chart: web-1.2.3\napp.kubernetes.io/version: '1'",
    ));
  it("is not offered without labels, or where another workload would select the same Pods", () => {
    expect(fixTitles(id, workload("", "      annotations: {a: b}"))).toEqual([]);
    expect(fixTitles(id, workload("", podLabels("version: v1")))).toEqual([]);
    const other = workload(matchLabels("app: web"), podLabels("app: web")).replace("{name: web}", "{name: other}");
    expect(fixTitles(id, `${workload("", podLabels("app: web"))}---\n${other}`)).toEqual([]);
  });
  it("is not offered where a kustomization changes the labels", () =>
    expect(
      fixTitles(
        id,
        `#- kustomization.yaml\nresources: [web.yaml]\npatches: [{path: patch.yaml}]\n#- web.yaml\n${workload("", podLabels("app: web"))}#- patch.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: x}}}}\n`,
      ),
    ).toEqual([]));
});
