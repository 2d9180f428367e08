// The rule claim-template-access-mode: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files, storageClass } from "./deployment-rwo-claim";
import { mounts, set, template } from "./storage-manifests";

const id = "claim-template-access-mode";
const many = (more = "") => template("data", { modes: "[ReadWriteMany]", more });
const marked = (label: string, more = "") =>
  many(more).replace("[ReadWriteMany]\n", `[ReadWriteMany]\n#                     ^^^^^^^^^^^^^ ${label}\n`);
const db = (behind: string, spec = "") => set({ spec, container: mounts(), behind });
/** A Pod that mounts a claim by its name. */
const browser = (claim: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: browser}\nspec:\n  containers: [{name: b, image: b, volumeMounts: [{name: d, mountPath: /d}]}]\n  volumes: [{name: d, persistentVolumeClaim: {claimName: ${claim}}}]\n`;

describe("hints", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      db(
        marked(
          `${id} hint: Claim template "data" asks for ReadWriteMany, but each Pod has a volume of its own: ReadWriteOnce is enough, and any disk can do it.`,
        ),
      ),
    ));
  it("of a class of disks", () =>
    checkRule(id, documents(db(marked(id, "storageClassName: fast")), storageClass("fast", "ebs.csi.aws.com"))));
  it("where somebody mounts the claim of a Pod that there is not", () => {
    checkRule(id, documents(db(marked(id), "replicas: 2"), browser("data-db-2")));
    checkRule(id, documents(db(marked(id), "replicas: 2\nordinals: {start: 3}"), browser("data-db-2")));
  });
});

describe("is silent", () => {
  it.each([
    "ReadWriteOnce",
    "ReadWriteOncePod",
    "ReadOnlyMany",
    "ReadWriteOnce, ReadWriteMany",
    "ReadWriteMany, ReadOnlyMany",
  ])("fp-%s", (modes) => checkRule(id, db(template("data", { modes: `[${modes}]` }))));
  it.each([
    ["data-db-0", ""],
    ["data-db-1", "replicas: 2"],
    ["data-db-3", "replicas: 1\nordinals: {start: 3}"],
    ["data-db-0", "replicas: 0"],
  ])("fp-external-reader of %s, %s", (claim, spec) => checkRule(id, documents(db(many(), spec), browser(claim))));
  it.each(["nfs-client", "efs-sc", "azurefile-csi", "rook-cephfs"])("fp-shared-file-systems-only: %s", (name) =>
    checkRule(id, db(many(`storageClassName: ${name}`))),
  );
  it("fp-class-of-a-shared-file-system", () => {
    checkRule(id, documents(db(many("storageClassName: shared")), storageClass("shared", "smb.csi.k8s.io")));
    const byDefault = "{storageclass.kubernetes.io/is-default-class: 'true'}";
    checkRule(id, documents(db(many()), storageClass("shared", "nfs.csi.k8s.io", byDefault)));
    checkRule(
      id,
      files({
        ".rightkind.yaml": "storageClasses: {shared: {enforcesReadWriteOnce: false}}\n",
        "db.yaml": db(many("storageClassName: shared")),
      }),
    );
  });
  it("fp-deployment-with-a-field-of-another-kind", () => checkRule(id, set({ kind: "Deployment", behind: many() })));
});

describe("Use ReadWriteOnce (recreates the object)", () => {
  const title = "Use ReadWriteOnce (recreates the object)";
  it("in the place of the other", () =>
    checkFix(id, title, db(many()), db(many().replace("ReadWriteMany", "ReadWriteOnce"))));
  it("is not offered where a patch says it", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
          "db.yaml": db(template()),
          "patch.yaml":
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}}]}\n",
        }),
      ),
    ).toEqual([]));
});
