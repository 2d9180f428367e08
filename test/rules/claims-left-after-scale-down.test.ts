// The rule claims-left-after-scale-down: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, documents, files } from "./deployment-rwo-claim";
import { mounts, set, template } from "./storage-manifests";

const id = "claims-left-after-scale-down";
const hpa = (max = 4, min = 1) => autoscaler(max, min, "StatefulSet");
const db = (spec = "", behind = template()) => set({ spec, container: mounts(), behind });
const marked = (label: string) =>
  template().replace("volumeClaimTemplates:\n", `volumeClaimTemplates:\n# ^^^^^^^^^^^^^^^^^^^^ ${label}\n`);
const written = "persistentVolumeClaimRetentionPolicy:\n  whenDeleted: Retain\n  whenScaled: Retain";

describe("hints", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        db(
          "",
          marked(
            `${id} hint: HorizontalPodAutoscaler "db" removes Pods, and their claims stay and cost. Write persistentVolumeClaimRetentionPolicy to say that it is meant.`,
          ),
        ),
        hpa(),
      ),
    ));
  it("of a ScaledObject", () =>
    checkRule(
      id,
      documents(
        db("", marked(id)),
        "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: db}\nspec: {scaleTargetRef: {kind: StatefulSet, name: db}}\n",
      ),
    ));
  it("from one Pod to two", () => checkRule(id, documents(db("", marked(id)), hpa(2, 1))));
  it("where null is written", () =>
    checkRule(id, documents(db("persistentVolumeClaimRetentionPolicy:", marked(id)), hpa())));
  it("rests on the scaler", () =>
    expect(relatedOf(id, documents(db(), hpa()))).toEqual(['HorizontalPodAutoscaler "db" scales it from 1 to 4']));
});

describe("is silent", () => {
  it("fp-written", () => {
    checkRule(id, documents(db(written), hpa()));
    checkRule(id, documents(db("persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}"), hpa()));
  });
  it("fp-no-scaler", () => checkRule(id, db("replicas: 3")));
  it("fp-scaler-that-never-scales", () => checkRule(id, documents(db(), hpa(3, 3))));
  it("fp-no-templates", () => {
    checkRule(id, documents(set({}), hpa()));
    checkRule(id, documents(set({ behind: "volumeClaimTemplates: []" }), hpa()));
  });
  it("fp-scaler-of-another-kind", () => checkRule(id, documents(db(), autoscaler(4, 1, "Deployment"))));
  it("fp-policy-by-a-patch", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml, hpa.yaml]\npatches: [{path: patch.yaml}]\n",
        "db.yaml": db(),
        "hpa.yaml": hpa(),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {persistentVolumeClaimRetentionPolicy: {whenScaled: Retain}}\n",
      }),
    ));
});

describe("Write persistentVolumeClaimRetentionPolicy: Retain", () => {
  const title = "Write persistentVolumeClaimRetentionPolicy: Retain";
  it("before the templates", () =>
    checkFix(id, title, documents(db(), hpa()), documents(db("", `${written}\n${template()}`), hpa())));
  it("is not offered below 1.27, where the field is dropped", () => {
    const at = (kubernetesVersion: string) =>
      fixTitles(id, documents(db(), hpa()), { settings: { kubernetesVersion } });
    expect(at("1.26")).toEqual([]);
    expect(at("1.27")).toEqual([title]);
  });
  it("is not offered where null is written, or a patch has the templates", () => {
    expect(fixTitles(id, documents(db("persistentVolumeClaimRetentionPolicy:"), hpa()))).toEqual([]);
    const patched = files({
      "kustomization.yaml": "resources: [db.yaml, hpa.yaml]\npatches: [{path: patch.yaml}]\n",
      "db.yaml": set({ container: mounts() }),
      "hpa.yaml": hpa(),
      "patch.yaml":
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]}\n",
    });
    expect(fixTitles(id, patched)).toEqual([]);
  });
});
