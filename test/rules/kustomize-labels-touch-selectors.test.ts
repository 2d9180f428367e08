// The rule kustomize-labels-touch-selectors: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { fixture } from "../support/fixture";
import { memoryWorkspace, root } from "../support/memory-workspace";
import { files } from "./deployment-rwo-claim";

const id = "kustomize-labels-touch-selectors";
const title = "Rewrite to labels with includeTemplates (recreates the object)";
const web =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: registry.example/web:1}]}\n";
const message = (field: string, key: string) =>
  `${field} puts "${key}" into selectors, which are immutable: once its value changes, the apply is rejected. Use includeTemplates.`;

function unit(kustomization: string): string {
  return files({ "kustomization.yaml": `resources: [web.yaml]\n${kustomization}\n`, "web.yaml": web });
}

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      unit(`commonLabels:\n  app: web\n  version: v1\n# ^^^^^^^ ${id} warning: ${message("commonLabels", "version")}`),
    ));
  it.each([
    "app.kubernetes.io/version",
    "helm.sh/chart",
    "chart",
    "app.kubernetes.io/managed-by",
    "heritage",
    "pod-template-hash",
  ])("%s", (key) => checkRule(id, unit(`commonLabels:\n  ${key}: x\n# ${"^".repeat(key.length)} ${id}`)));
  it("labels that go into selectors", () => {
    const key = "app.kubernetes.io/managed-by";
    const label = `${id} warning: ${message("includeSelectors", key)}`;
    checkRule(
      id,
      unit(
        `labels:\n  - includeSelectors: true\n    pairs:\n      ${key}: x\n#     ${"^".repeat(key.length)} ${label}`,
      ),
    );
  });
  it("each of several entries", () =>
    checkRule(
      id,
      unit(
        `labels:\n  - includeSelectors: true\n    pairs:\n      chart: x\n#     ^^^^^ ${id}\n  - pairs: {version: x}\n  - pairs:\n      heritage: x\n#     ^^^^^^^^ ${id}\n    includeSelectors: true`,
      ),
    ));
  it("with or without apiVersion and kind, and components", () => {
    const labels = `commonLabels:\n  chart: x\n# ^^^^^ ${id}`;
    checkRule(id, unit(`apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${labels}`));
    checkRule(id, unit(`apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${labels}`));
  });
});

describe("is silent", () => {
  it.each([
    ["fp-lasting-labels", "commonLabels: {app: web, app.kubernetes.io/name: web}"],
    ["fp-objects-alone", "labels: [{pairs: {version: v1}}]"],
    ["fp-templates", "labels: [{pairs: {version: v1}, includeTemplates: true}]"],
    ["fp-selectors-false", "labels: [{pairs: {version: v1}, includeSelectors: false}]"],
    ["fp-annotations", "commonAnnotations: {version: v1}"],
    ["fp-version-in-the-suffix", "nameSuffix: -v2\ncommonLabels: {version: v2}"],
    ["fp-version-in-the-prefix", "namePrefix: v2-\nlabels: [{pairs: {version: v2}, includeSelectors: true}]"],
  ])("%s", (_, kustomization) => checkRule(id, unit(kustomization)));
  it("a suffix that says something else does not help", () => {
    checkRule(id, unit(`nameSuffix: -v1\ncommonLabels:\n  version: v2\n# ^^^^^^^ ${id}`));
    checkRule(id, unit(`nameSuffix: -a\ncommonLabels:\n  chart: a\n# ^^^^^ ${id}`));
  });
  it("fp-kustomization-of-flux", () =>
    checkRule(
      id,
      files({
        "flux.yaml":
          "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {commonMetadata: {labels: {version: v1}}}\ncommonLabels: {version: v1}\n",
      }),
    ));
  it("fp-no-workload-has-a-selector", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml":
          "resources: [settings.yaml, job.yaml]\nlabels:\n  - includeSelectors: true\n    pairs: {app.kubernetes.io/managed-by: argocd}\n",
        "settings.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n",
        "job.yaml":
          "apiVersion: batch/v1\nkind: Job\nmetadata: {name: seed}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: seed, image: registry.example/seed:1}]}}}\n",
      }),
    ));
  it("fp-broken", () => checkRule(id, unit("commonLabels: {version: v1")));
  it("fp-file-of-another-name", () => checkRule(id, files({ "values.yaml": "commonLabels: {version: v1}\n" })));
});

describe("a comment keeps it on purpose", () => {
  const commented = (comment: string) => {
    const { files: parsed } = fixture(unit(`commonLabels:\n  # ${comment}\n  version: v1`));
    const { analysis } = memoryWorkspace(parsed);
    return analysis.judgedFindings(`${root}/kustomization.yaml`);
  };
  it("with its reason", () => {
    const { findings, suppressed } = commented(`rightkind-ignore-next-line ${id}: it never changes`);
    expect(findings).toEqual([]);
    expect(suppressed.map(({ finding, reason }) => [finding.rule, reason])).toEqual([[id, "it never changes"]]);
  });
  it("and is told of where it silences nothing", () =>
    expect(
      commented("rightkind-ignore-next-line job-history: no")
        .findings.map(({ rule }) => rule)
        .sort(),
    ).toEqual([id, "unused-suppression"]));
});

describe("the fix", () => {
  it("moves the labels that change, and leaves the others where selectors get them", () =>
    checkFix(
      id,
      title,
      unit("commonLabels:\n  app: web # for selectors\n  version: v1 # of the program\n"),
      unit(
        "labels:\n  - pairs:\n      version: v1 # of the program\n    includeTemplates: true\ncommonLabels:\n  app: web # for selectors\n",
      ),
    ));
  it("leaves no empty commonLabels behind", () =>
    checkFix(
      id,
      title,
      unit("commonLabels:\n  version: v1"),
      unit("labels:\n  - pairs:\n      version: v1\n    includeTemplates: true"),
    ));
  it("joins the labels that are there", () =>
    checkFix(
      id,
      title,
      unit("labels:\n- pairs:\n    a: b\ncommonLabels:\n  version: v1\n  c: d"),
      unit("labels:\n- pairs:\n    a: b\n- pairs:\n    version: v1\n  includeTemplates: true\ncommonLabels:\n  c: d"),
    ));
  it("turns the flag of an entry where all of it changes", () =>
    checkFix(
      id,
      title,
      unit("labels:\n  - includeSelectors: true # all of it\n    pairs: {version: v1}"),
      unit("labels:\n  - includeTemplates: true # all of it\n    pairs: {version: v1}"),
    ));
  it("takes the flag out where the other is there", () =>
    checkFix(
      id,
      title,
      unit("labels:\n  - includeSelectors: true\n    includeTemplates: true\n    pairs: {version: v1}"),
      unit("labels:\n  - includeTemplates: true\n    pairs: {version: v1}"),
    ));
  it("takes an entry apart where some of it lasts", () =>
    checkFix(
      id,
      title,
      unit("labels:\n  - includeSelectors: true\n    pairs:\n      app: web\n      version: v1"),
      unit(
        "labels:\n  - includeSelectors: true\n    pairs:\n      app: web\n  - pairs:\n      version: v1\n    includeTemplates: true",
      ),
    ));
  it("is the same for each label of an entry", () => {
    const both = unit("commonLabels:\n  version: v1\n  chart: a\n  app: web");
    expect(fixTitles(id, both)).toEqual([title, title]);
  });
});
