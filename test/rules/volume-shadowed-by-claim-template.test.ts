// The rule volume-shadowed-by-claim-template: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { mounts, set, template } from "./storage-manifests";

const id = "volume-shadowed-by-claim-template";
const volume = (name: string, marker = "", source = "emptyDir: {}") =>
  `volumes:\n  - name: ${name}\n${marker === "" ? "" : `#               ${"^".repeat(name.length)} ${marker}\n`}    ${source}`;
const db = (pod: string, more = {}) => set({ container: mounts(), pod, behind: template(), ...more });

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      db(
        volume(
          "data",
          `${id} warning: Volume "data" is never used: the claim template of that name takes its place in every Pod. Remove it, or rename one.`,
        ),
      ),
    ));
  it("a claim by name", () => checkRule(id, db(volume("data", id, "persistentVolumeClaim: {claimName: x}"))));
  it("whatever the version", () => checkRule(id, db(volume("data", id)), { settings: { kubernetesVersion: "1.25" } }));
  it("a volume that an overlay brings", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
        "db.yaml": db("").replace("kind: StatefulSet\n", `kind: StatefulSet\n#     ^^^^^^^^^^^ ${id}\n`),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {volumes: [{name: data, emptyDir: {}}]}}}\n",
      }),
    ));
  it("rests on the template", () => expect(relatedOf(id, db(volume("data")))).toEqual(['The claim template "data"']));
});

describe("is silent", () => {
  it("fp-other-names", () => checkRule(id, db(volume("data-2"))));
  it("fp-deployment-with-a-field-of-another-kind", () => checkRule(id, db(volume("data"), { kind: "Deployment" })));
  it("fp-no-names", () =>
    checkRule(id, set({ pod: "volumes: [{emptyDir: {}}]", behind: template().replace("name: data", "labels: {}") })));
});

describe("Remove volume 'x'", () => {
  it("with the list, where it is the only one", () => checkFix(id, "Remove volume 'data'", db(volume("data")), db("")));
  it("beside others", () =>
    checkFix(
      id,
      "Remove volume 'data'",
      db(`${volume("data")}\n  - name: tmp\n    emptyDir: {}`, {
        container: `${mounts()}\n  - {name: tmp, mountPath: /tmp}`,
      }),
      db("volumes:\n  - name: tmp\n    emptyDir: {}", { container: `${mounts()}\n  - {name: tmp, mountPath: /tmp}` }),
    ));
  it("in a List", () => {
    const list = (pod: string) =>
      `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: StatefulSet\n    metadata: {name: db}\n    spec:\n      selector: {matchLabels: {app: db}}\n      template:\n        metadata: {labels: {app: db}}\n        spec:\n          containers: [{name: db, image: db, volumeMounts: [{name: data, mountPath: /d}]}]\n${pod}      volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]\n`;
    checkFix(id, "Remove volume 'data'", list("          volumes: [{name: data, emptyDir: {}}]\n"), list(""));
  });
  it("is not offered where a patch has the volume", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
          "db.yaml": db(volume("data")),
          "patch.yaml":
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {volumes: [{name: data, emptyDir: {sizeLimit: 1Gi}}]}}}\n",
        }),
      ),
    ).toEqual([]));
});
