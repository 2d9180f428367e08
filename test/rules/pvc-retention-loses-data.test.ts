// The rule pvc-retention-loses-data: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, documents, files } from "./deployment-rwo-claim";
import { mounts, set, template } from "./storage-manifests";

const id = "pvc-retention-loses-data";
const mysql = "mysql:8.4";
const policy = (deleted: string, scaled: string, marks: { deleted?: string; scaled?: string } = {}) =>
  [
    "persistentVolumeClaimRetentionPolicy:",
    `  whenDeleted: ${deleted}`,
    ...(marks.deleted === undefined ? [] : [`#                ${"^".repeat(deleted.length)} ${marks.deleted}`]),
    `  whenScaled: ${scaled}`,
    ...(marks.scaled === undefined ? [] : [`#               ${"^".repeat(scaled.length)} ${marks.scaled}`]),
  ].join("\n");
const db = (spec: string, image = "registry.example/app:1", more = {}) =>
  set({ spec, image, container: mounts(), behind: template(), ...more });
const hpa = (max = 4, min = 1) => autoscaler(max, min, "StatefulSet");
const keda = (lines: string) =>
  `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: db}\nspec:\n  scaleTargetRef: {kind: StatefulSet, name: db}\n${lines}`;

describe("warns of a scaler", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        db(
          policy("Retain", "Delete", {
            scaled: `${id} warning: whenScaled is Delete and HorizontalPodAutoscaler "db" scales it: each scale-down deletes volumes with their data. Set it to Retain.`,
          }),
        ),
        hpa(),
      ),
    ));
  it("a ScaledObject", () =>
    checkRule(id, documents(db(policy("Retain", "Delete", { scaled: `${id} warning` })), keda(""))));
  it("from one Pod to two", () =>
    checkRule(id, documents(db(policy("Retain", "Delete", { scaled: `${id} warning` })), hpa(2, 1))));
  it("of a variable number", () =>
    checkRule(
      id,
      documents(
        db(policy("Retain", "Delete", { scaled: `${id} warning` })),
        hpa(2, 1).replace("maxReplicas: 2", "maxReplicas: ${most}"),
      ),
    ));
  it("once, of a store", () =>
    checkRule(id, documents(db(policy("Retain", "Delete", { scaled: `${id} warning` }), mysql), hpa())));
  it("rests on the scaler", () =>
    expect(relatedOf(id, documents(db(policy("Retain", "Delete")), hpa()))).toEqual([
      'HorizontalPodAutoscaler "db" scales it from 1 to 4',
    ]));
});

describe("informs of a store", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      db(
        policy("Delete", "Delete", {
          deleted: `${id} information: Deleting the StatefulSet deletes all data of it (image mysql:8.4), as whenDeleted is Delete. Set it to Retain if they matter.`,
          scaled: `${id} information: Scaling down deletes the data of the Pods that go (image mysql:8.4), as whenScaled is Delete. Set it to Retain if they matter.`,
        }),
        mysql,
      ),
    ));
  it("beside a scaler", () =>
    checkRule(
      id,
      documents(
        db(policy("Delete", "Delete", { deleted: `${id} information`, scaled: `${id} warning` }), mysql),
        hpa(),
      ),
    ));
  it("where a scaler never changes the number", () =>
    checkRule(id, documents(db(policy("Retain", "Delete", { scaled: `${id} information` }), mysql), hpa(3, 3))));
  it("a quorum", () =>
    checkRule(id, db(policy("Delete", "Retain", { deleted: `${id} information` }), "quay.io/coreos/etcd:v3.6.0")));
  it("an image that the configuration calls stateful", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": 'statefulImages: ["registry.example/app*"]\n',
        "db.yaml": db(policy("Delete", "Retain", { deleted: `${id} information` })),
      }),
    ));
});

describe("is silent", () => {
  it("fp-retain", () => checkRule(id, documents(db(policy("Retain", "Retain"), mysql), hpa())));
  it("fp-no-policy", () => checkRule(id, documents(db("", mysql), hpa())));
  it("fp-no-scaler", () => checkRule(id, db(policy("Delete", "Delete"))));
  it("fp-scaler-that-never-scales", () => checkRule(id, documents(db(policy("Retain", "Delete")), hpa(1, 1))));
  it("fp-scaler-of-another-kind", () =>
    checkRule(id, documents(db(policy("Retain", "Delete")), autoscaler(4, 1, "Deployment"))));
  it("fp-scaler-of-another-unit", () =>
    checkRule(
      id,
      files({
        "a/db.yaml": db(policy("Retain", "Delete")),
        "b/db.yaml": documents(db(""), hpa()),
      }),
    ));
  it("fp-scaler-and-whenDeleted-only", () => checkRule(id, documents(db(policy("Delete", "Retain")), hpa())));
  it("fp-no-templates", () =>
    checkRule(id, documents(db(policy("Delete", "Delete"), mysql, { behind: "", container: "" }), hpa())));
  it.each(["redis:8", "memcached:1", "prom/prometheus:v3.0.0", "grafana/loki:3"])("fp-cache-or-buffer: %s", (image) =>
    checkRule(id, db(policy("Delete", "Delete"), image)),
  );
  it("fp-told-to-be-a-cache", () =>
    checkRule(
      id,
      documents(db(policy("Delete", "Delete"), "redis:8", { container: `args: ["--save", ""]\n${mounts()}` }), hpa()),
    ));
  it("fp-below-1.27-where-the-field-is-dropped", () => {
    const source = documents(db(policy("Retain", "Delete")), hpa());
    checkRule(id, source, { settings: { kubernetesVersion: "1.26" } });
    expect(fixTitles(id, source, { settings: { kubernetesVersion: "1.27" } })).toEqual(["Set whenScaled to Retain"]);
  });
  it("fp-development", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "developmentPaths: [dev/**]\n",
        "dev/db.yaml": documents(db(policy("Delete", "Delete"), mysql), hpa()),
      }),
    ));
  it("fp-deployment-with-a-field-of-another-kind", () =>
    checkRule(id, db(policy("Delete", "Delete"), mysql, { kind: "Deployment" })));
});

describe("fixes", () => {
  it("whenScaled, of a scaler", () =>
    checkFix(
      id,
      "Set whenScaled to Retain",
      documents(db(policy("Retain", "Delete # save space")), hpa()),
      documents(db(policy("Retain", "Retain # save space")), hpa()),
    ));
  it("each field of a store", () => {
    checkFix(
      id,
      "Set 'whenDeleted' to Retain",
      db(policy("Delete", "Delete"), mysql),
      db(policy("Retain", "Delete"), mysql),
    );
    checkFix(
      id,
      "Set 'whenScaled' to Retain",
      db(policy("Delete", '"Delete"'), mysql),
      db(policy("Delete", '"Retain"'), mysql),
    );
  });
  it("in the patch that says it", () => {
    const unit = (value: string) =>
      files({
        "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
        "db.yaml": db("", mysql),
        "patch.yaml": `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {persistentVolumeClaimRetentionPolicy: {whenDeleted: ${value}}}\n`,
      });
    checkFix(id, "Set 'whenDeleted' to Retain", unit("Delete"), unit("Retain"));
  });
  it("nothing in an operation of a kustomization", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [db.yaml]\npatches:\n  - target: {kind: StatefulSet}\n    patch: |\n      - {op: add, path: /spec/persistentVolumeClaimRetentionPolicy, value: {whenDeleted: Delete}}\n",
          "db.yaml": db("", mysql),
        }),
      ),
    ).toEqual([]));
});
