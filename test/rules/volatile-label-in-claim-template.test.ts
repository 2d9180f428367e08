// The rule volatile-label-in-claim-template: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { marked } from "./job-manifests";

const id = "volatile-label-in-claim-template";
const title = "Remove label 'k' (recreates the object)";

/** A StatefulSet whose claim template has more metadata. */
function set(metadata: string, label = "", kind = "StatefulSet"): string {
  return [
    "apiVersion: apps/v1",
    label ? marked(`kind: ${kind}`, kind, label) : `kind: ${kind}`,
    "metadata: {name: db}",
    "spec:",
    '  serviceName: ""',
    "  selector: {matchLabels: {app: db}}",
    "  template:",
    "    metadata: {labels: {app: db}}",
    "    spec:",
    "      containers: [{name: db, image: registry.example/db:1, volumeMounts: [{name: data, mountPath: /data}]}]",
    "  volumeClaimTemplates:",
    "    - metadata:",
    "        name: data",
    ...(metadata === "" ? [] : [metadata.replace(/^(?!#)/gm, "        ")]),
    "      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}",
    "",
  ].join("\n");
}

const message = (key: string) =>
  `${id} warning: Claim template "data" of StatefulSet "db" has "${key}", but templates are immutable: an upgrade that changes it is rejected. Remove it.`;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(id, set(`labels:\n  chart: db-1\n#         ^^^^^ ${message("chart")}`)));
  it.each([
    "helm.sh/chart",
    "app.kubernetes.io/version",
    "version",
    "heritage",
    "pod-template-hash",
    "app.kubernetes.io/managed-by",
  ])("%s", (key) => {
    const marker = `#         ${"^".repeat(key.length)} ${id}`;
    checkRule(id, set(`labels:\n  app: db\n  ${key}: x\n${marker}`));
    checkRule(id, set(`annotations:\n  ${key}: x\n${marker}`));
  });
  it("each of several", () =>
    checkRule(
      id,
      set(`labels:\n  chart: x\n#         ^^^^^ ${id}\nannotations:\n  version: x\n#         ^^^^^^^ ${id}`),
    ));
  it.each([
    ["commonLabels", "commonLabels: {chart: a-1}"],
    ["labels with includeTemplates", "labels: [{pairs: {chart: a-1}, includeTemplates: true}]"],
  ])("what a kustomization puts there by %s", (_, labels) => {
    const unit = files({
      "kustomization.yaml": `resources: [db.yaml]\n${labels}\n`,
      "db.yaml": set("", id),
    });
    checkRule(id, unit);
    expect(fixTitles(id, unit)).toEqual([]);
    expect(relatedOf(id, unit)).toEqual(['The value of StatefulSet "db" comes from here']);
  });
});

describe("is silent", () => {
  it("fp-lasting-labels", () => checkRule(id, set("labels:\n  app: db\n  app.kubernetes.io/name: db")));
  it("fp-labels-of-a-kustomization-on-objects-alone", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml]\nlabels: [{pairs: {chart: a-1}}]\n",
        "db.yaml": set(""),
      }),
    ));
  it("fp-label-of-the-Pods", () =>
    checkRule(id, set("").replace("metadata: {labels: {app: db}}", "metadata: {labels: {app: db, chart: db-1}}")));
  it("fp-value-and-not-key", () => checkRule(id, set("labels:\n  kind: version")));
});

describe("the fix", () => {
  it("takes the label out", () =>
    checkFix(id, title, set("labels:\n  app: db\n  chart: db-1"), set("labels:\n  app: db")));
  it("leaves no empty labels behind", () => checkFix(id, title, set("labels:\n  chart: db-1"), set("")));
  it("takes an annotation out", () =>
    checkFix(id, title, set("annotations: {a: b, version: x}"), set("annotations: {a: b}")));
  it("is none where a patch says the list", () => {
    const templates =
      "[{metadata: {name: data, labels: {chart: a}}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]";
    const unit = files({
      "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
      "db.yaml": set("labels:\n  chart: a"),
      "patch.yaml": `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {volumeClaimTemplates: ${templates}}\n`,
    });
    expect(fixTitles(id, unit)).toEqual([]);
  });
});
