// The rule volatile-label-in-selector: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { marked } from "./job-manifests";

const id = "volatile-label-in-selector";
const title = "Remove label 'k' from the selector (recreates the object)";
const volatile = [
  "app.kubernetes.io/version",
  "helm.sh/chart",
  "chart",
  "version",
  "app.kubernetes.io/managed-by",
  "heritage",
  "pod-template-hash",
];

interface Variation {
  readonly kind?: string;
  readonly name?: string;
  /** Lines of `matchLabels`, which are also the labels of the Pods. */
  readonly pairs?: readonly string[];
  /** Lines of `selector` behind them. */
  readonly more?: readonly string[];
  readonly label?: string;
  readonly metadata?: string;
}

/** The finding is on the last of the pairs. */
function workload({
  kind = "Deployment",
  name = "shop",
  pairs = [],
  more = [],
  label = "",
  metadata = "",
}: Variation): string {
  const lines = pairs.map((pair) => `      ${pair}`);
  const last = lines.at(-1) ?? "";
  const key = last.trim().split(": ")[0] ?? "";
  const shown = label ? [...lines.slice(0, -1), markKey(last, key, label)] : lines;
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    "metadata:",
    `  name: ${name}`,
    ...(metadata ? [`  ${metadata}`] : []),
    "spec:",
    "  selector:",
    "    matchLabels:",
    ...shown,
    ...more.map((line) => (line.startsWith("#") ? line : `    ${line}`)),
    "  template:",
    "    metadata:",
    "      labels:",
    ...pairs.map((pair) => `        ${pair}`),
    "    spec:",
    "      containers: [{name: app, image: registry.example/app:1}]",
    "",
  ].join("\n");
}

function markKey(line: string, key: string, label: string): string {
  const at = line.indexOf(key);
  return `${line}\n#${" ".repeat(at - 1)}${"^".repeat(key.length)} ${label}`;
}

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      workload({
        pairs: ["app: shop", "helm.sh/chart: shop-1.4.2"],
        label: `${id} warning: The selector of Deployment "shop" has "helm.sh/chart", but selectors are immutable: an upgrade that changes it is rejected. Remove it.`,
      }),
    ));
  it.each(volatile)("%s", (key) => checkRule(id, workload({ pairs: ["app: shop", `${key}: "3"`], label: id })));
  it.each(["StatefulSet", "DaemonSet", "ReplicaSet"])("a %s", (kind) =>
    checkRule(id, workload({ kind, pairs: ["app: shop", "chart: a-1"], label: id })),
  );
  it("an expression", () =>
    checkRule(
      id,
      workload({
        pairs: ["app: shop"],
        more: ["matchExpressions:", "- {operator: Exists, key: chart}", `#                             ^^^^^ ${id}`],
      }),
    ));
  it("what a patch brings, at the kind", () => {
    const unit = files({
      "kustomization.yaml": "resources: [shop.yaml]\npatches: [{path: patch.yaml}]\n",
      "shop.yaml": workload({ pairs: ["app: shop"] }).replace(
        "kind: Deployment",
        marked("kind: Deployment", "Deployment", id),
      ),
      "patch.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {selector: {matchLabels: {chart: a-1}}}\n",
    });
    checkRule(id, unit);
    expect(fixTitles(id, unit)).toEqual([]);
  });
  it("one version without another beside it", () =>
    checkRule(id, workload({ pairs: ["app: shop", "version: v1"], label: id })));
});

describe("is silent", () => {
  it("fp-lasting-labels", () =>
    checkRule(
      id,
      workload({ pairs: ["app.kubernetes.io/name: shop", "app.kubernetes.io/instance: shop", "tier: web"] }),
    ));
  it("fp-label-of-the-pods-alone", () =>
    checkRule(
      id,
      workload({ pairs: ["app: shop"] }).replace("        app: shop\n", "        app: shop\n        chart: a-1\n"),
    ));
  it.each([
    ["reviews-v1", "v1"],
    ["reviews-v2-canary", "v2"],
    ["reviews-2", "v2"],
    ["reviews-1-4-2", "1.4.2"],
  ])("fp-version-in-the-name: %s", (name, version) =>
    checkRule(id, workload({ name, pairs: ["app: reviews", `version: "${version}"`] })),
  );
  it("fp-version-subsets: another version beside it", () => {
    const both = (key: string) => [
      workload({ name: "stable", pairs: ["app: reviews", `${key}: "1"`] }),
      workload({ name: "canary", pairs: ["app: reviews", `${key}: "2"`] }),
    ];
    checkRule(id, documents(...both("version")));
    checkRule(id, documents(...both("app.kubernetes.io/version")));
  });
  it("two of the same version are no subsets", () =>
    checkRule(
      id,
      documents(
        workload({ name: "web", pairs: ["app: reviews", "version: v1"], label: id }),
        workload({ name: "api", pairs: ["app: reviews", "version: v1"], label: id }),
      ),
    ));
  it.each(["blue", "stable"])("fp-no-number: %s", (version) =>
    checkRule(id, workload({ pairs: ["app: shop", `version: ${version}`] })),
  );
  it("fp-mesh: Istio routes by the label", () => {
    const gateway = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: v}\n";
    checkRule(id, documents(workload({ pairs: ["app: shop", "version: v1"] }), gateway));
    checkRule(id, documents(workload({ pairs: ["app: shop", "chart: a-1"], label: id }), gateway));
  });
  it("other labels tell no versions apart", () =>
    checkRule(
      id,
      documents(
        workload({ name: "web-1", pairs: ["app: reviews", 'chart: "1"'], label: id }),
        workload({ name: "web-2", pairs: ["app: reviews", 'chart: "2"'], label: id }),
      ),
    ));
  it("fp-replica-set-of-a-deployment", () =>
    checkRule(
      id,
      workload({
        kind: "ReplicaSet",
        pairs: ["app: shop", "pod-template-hash: 58d5fbb889"],
        metadata: "ownerReferences: [{kind: Deployment, name: shop}]",
      }),
    ));
  it("fp-said-at-the-kustomization", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [shop.yaml]\ncommonLabels: {chart: a-1}\n",
        "shop.yaml": workload({ pairs: ["app: shop"] }),
      }),
    ));
  it("fp-service: its selector may change", () =>
    checkRule(id, "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {version: v1}}\n"));
});

describe("the fix", () => {
  it("takes the label out of the selector, and leaves it on the Pods", () =>
    checkFix(
      id,
      title,
      workload({ pairs: ["app: shop", "chart: a-1 # of Helm"] }),
      workload({ pairs: ["app: shop", "chart: a-1 # of Helm"] }).replace(
        "      chart: a-1 # of Helm\n",
        "      # of Helm\n",
      ),
    ));
  it("takes the expression out", () =>
    checkFix(
      id,
      title,
      workload({ pairs: ["app: shop"], more: ["matchExpressions:", "  - {key: chart, operator: Exists}"] }),
      workload({ pairs: ["app: shop"] }),
    ));
  it("takes the expression out, where another one names the Pods", () =>
    checkFix(
      id,
      title,
      workload({
        more: [
          "matchExpressions:",
          "  - {key: app, operator: In, values: [shop]}",
          "  - {key: chart, operator: Exists}",
        ],
      }),
      workload({ more: ["matchExpressions:", "  - {key: app, operator: In, values: [shop]}"] }),
    ));
  it("is none where no label would be left", () => {
    expect(fixTitles(id, workload({ pairs: ["chart: a-1"] }))).toEqual([]);
    expect(fixTitles(id, workload({ pairs: ["app: shop", "chart: a-1"] }))).toHaveLength(1);
  });
  it("is none where others would be selected", () =>
    expect(
      fixTitles(
        id,
        documents(
          workload({ name: "web", pairs: ["app: reviews", "chart: a-1"] }),
          workload({ name: "api", pairs: ["app: reviews", "tier: api"] }),
        ),
      ),
    ).toEqual([]));
  it("changes an item of a List", () => {
    const list = (labels: string) =>
      `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: a}\n    spec:\n      selector: {matchLabels: ${labels}}\n      template:\n        metadata: {labels: {app: a, chart: a-1}}\n        spec: {containers: [{name: a, image: registry.example/a:1}]}\n`;
    checkFix(id, title, list("{app: a, chart: a-1}"), list("{app: a}"));
  });
});
