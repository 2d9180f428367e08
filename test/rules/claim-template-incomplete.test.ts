// The rule claim-template-incomplete: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { mounts, set, template } from "./storage-manifests";

const id = "claim-template-incomplete";
const older = { settings: { kubernetesVersion: "1.33" } };
const db = (behind: string, container = mounts()) => set({ container, behind });
const marked = (behind: string, ...labels: readonly string[]) =>
  behind.replace("name: data\n", `name: data\n${labels.map((label) => `#             ^^^^ ${label}\n`).join("")}`);
const noSize = template("data", { storage: "" });
const noMode = template("data", { modes: "" });
const noName = template().replace("metadata:\n      name: data", "metadata:\n      labels: {a: b}");

describe("reports", () => {
  it("a size that is missing", () =>
    checkRule(
      id,
      db(
        marked(
          noSize,
          `${id} error: Claim template "data" has no storage request: the API server rejects it. Add a storage request.`,
        ),
      ),
    ));
  it("an access mode that is missing", () =>
    checkRule(
      id,
      db(
        marked(
          noMode,
          `${id} error: Claim template "data" has no access mode: the API server rejects it. Add access mode ReadWriteOnce.`,
        ),
      ),
    ));
  it("a name that is missing, on the key", () =>
    checkRule(
      id,
      db(
        noName.replace(
          "volumeClaimTemplates:\n",
          `volumeClaimTemplates:\n# ^^^^^^^^^^^^^^^^^^^^ ${id} error: A claim template has no name: the API server rejects it. Add a name.\n`,
        ),
      ),
    ));
  it("below 1.34, where it is accepted", () =>
    checkRule(
      id,
      db(
        marked(
          noSize,
          `${id} error: Claim template "data" has no storage request: its claims cannot be made, and no Pod starts. Add a storage request.`,
        ),
      ),
      older,
    ));
  it("both", () => checkRule(id, db(marked(template("data", { storage: "", modes: "" }), id, id))));
  it.each(["[]", "null", '""'])("what says nothing: %s", (nothing) =>
    checkRule(id, db(marked(template("data", { modes: nothing.replace('""', "~") }), id))),
  );
  it.each(["null", "~"])("a size of %s", (storage) => checkRule(id, db(marked(template("data", { storage }), id))));
  it("a patch of the list that only sets the class", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
        "db.yaml": db(template()).replace(
          "kind: StatefulSet\n",
          `kind: StatefulSet\n#     ^^^^^^^^^^^ ${id}\n#     ^^^^^^^^^^^ ${id}\n`,
        ),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: fast}}]}\n",
      }),
    ));
});

describe("is silent", () => {
  it("fp-whole", () => checkRule(id, db(template())));
  it("fp-placeholders", () => {
    checkRule(id, db(template("data", { modes: "${MODES}", storage: "${SIZE}" })));
    checkRule(id, db(template("${NAME}")));
  });
  it("fp-class-and-annotation-are-optional", () =>
    checkRule(id, db(template("data", { more: 'storageClassName: ""' }))));
  it("fp-deployment-with-a-field-of-another-kind", () => checkRule(id, set({ kind: "Deployment", behind: noSize })));
  it("fp-patch-is-no-object", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
        "db.yaml": db(template()),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {priorityClassName: x}}}\n",
      }),
    ));
});

describe("fixes", () => {
  const size = "Add a storage request";
  const size_ = "\n      resources:\n        requests:\n          storage: 1Gi";
  it("a size", () => checkFix(id, size, db(noSize), db(`${noSize}${size_}`)));
  it("a size below limits", () =>
    checkFix(
      id,
      size,
      db(`${noSize}\n      resources:\n        limits: {storage: 2Gi}`),
      db(`${noSize}\n      resources:\n        limits: {storage: 2Gi}\n        requests:\n          storage: 1Gi`),
    ));
  it("a mode", () =>
    checkFix(
      id,
      "Add access mode ReadWriteOnce",
      db(noMode),
      db(`${noMode}\n      accessModes:\n        - ReadWriteOnce`),
    ));
  it("a mode in a list that is empty", () =>
    checkFix(
      id,
      "Add access mode ReadWriteOnce",
      db(template("data", { modes: "[]" })),
      db(template("data", { modes: "\n        - ReadWriteOnce" }).replace("accessModes: \n", "accessModes:\n")),
    ));
  it("the name that a container mounts", () =>
    checkFix(id, "Add a name", db(noName), db(noName.replace("labels: {a: b}", "labels: {a: b}\n      name: data"))));
  it("the name where there is no metadata", () => {
    const bare =
      "volumeClaimTemplates:\n  - spec:\n      accessModes: [ReadWriteOnce]\n      resources: {requests: {storage: 1Gi}}";
    checkFix(id, "Add a name", db(bare), db(`${bare}\n    metadata:\n      name: data`));
  });
  it.each([
    ["a word for the spec", "volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: a"],
    [
      "a list for the requests",
      template("data", { storage: "" }).replace(
        /spec:[\s\S]*/,
        "spec: {accessModes: [ReadWriteOnce], resources: {requests: []}}",
      ),
    ],
  ])("is not offered where there is %s", (_, behind) => expect(fixTitles(id, db(behind))).toEqual([]));
  it("no name that no container mounts, or that may be one of two", () => {
    expect(fixTitles(id, set({ behind: noName }))).toEqual([]);
    expect(fixTitles(id, db(noName, `${mounts()}\n  - {name: log, mountPath: /log}`))).toEqual([]);
    const known = set({ container: mounts(), pod: "volumes: [{name: data, emptyDir: {}}]", behind: noName });
    expect(fixTitles(id, known)).toEqual([]);
  });
});
