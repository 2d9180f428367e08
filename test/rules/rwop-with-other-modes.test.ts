// The rule rwop-with-other-modes: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { claim, deployment, documents, files } from "./deployment-rwo-claim";
import { mounts, set, template } from "./storage-manifests";

const id = "rwop-with-other-modes";
const others = "Remove the other access modes";
const itself = "Remove ReadWriteOncePod";
const list = (...modes: readonly string[]) =>
  claim("X").replace("[X]", modes.length === 0 ? "[]" : `\n${modes.map((mode) => `    - ${mode}`).join("\n")}`);
const marked = (label: string) => `ReadWriteOncePod\n#     ^^^^^^^^^^^^^^^^ ${label}`;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      list(
        "ReadWriteOnce",
        marked(
          `${id} error: Claim "data" has ReadWriteOncePod beside ReadWriteOnce: the API server rejects it. Keep one of the two.`,
        ),
      ),
    ));
  it("whichever stands first", () => checkRule(id, list(marked(id), "ReadWriteMany", "ReadOnlyMany")));
  it("a claim template", () =>
    checkRule(
      id,
      set({
        container: mounts(),
        behind: template("data", { modes: "[ReadWriteOncePod, ReadWriteOnce]" }).replace("    spec:\n", "    spec:\n"),
      }).replace(
        "accessModes: [ReadWriteOncePod, ReadWriteOnce]\n",
        `accessModes: [ReadWriteOncePod, ReadWriteOnce]\n#                     ^^^^^^^^^^^^^^^^ ${id} error: Claim template "data" has ReadWriteOncePod beside ReadWriteOnce: the API server rejects it. Keep one of the two.\n`,
      ),
    ));
  it("a claim template below 1.34, which is accepted", () =>
    checkRule(
      id,
      set({
        container: mounts(),
        behind: template("data", { modes: "[ReadWriteOncePod, ReadWriteOnce]" }),
      }).replace(
        "accessModes: [ReadWriteOncePod, ReadWriteOnce]\n",
        `accessModes: [ReadWriteOncePod, ReadWriteOnce]\n#                     ^^^^^^^^^^^^^^^^ ${id} error: Claim template "data" has ReadWriteOncePod beside ReadWriteOnce: no claim can be made, and no Pod starts. Keep one of the two.\n`,
      ),
      { settings: { kubernetesVersion: "1.33" } },
    ));
  it("a claim below 1.34, which is rejected", () =>
    checkRule(
      id,
      list(
        "ReadWriteOnce",
        marked(
          `${id} error: Claim "data" has ReadWriteOncePod beside ReadWriteOnce: the API server rejects it. Keep one of the two.`,
        ),
      ),
      { settings: { kubernetesVersion: "1.33" } },
    ));
});

describe("reports the template of a generic ephemeral volume", () => {
  const scratch = (kind: string, modes: string, marker = "") =>
    set({
      kind,
      container: mounts("scratch"),
      pod: `volumes:\n  - name: scratch\n    ephemeral:\n      volumeClaimTemplate:\n        spec:\n          accessModes: ${modes}\n${marker}          resources: {requests: {storage: 1Gi}}`,
    }).replace(/^ +#/m, "#");
  const at = `#${" ".repeat(29)}${"^".repeat(16)} ${id} error`;
  it.each(["Deployment", "DaemonSet", "StatefulSet"])("of a %s", (kind) =>
    checkRule(
      id,
      scratch(
        kind,
        "[ReadWriteOncePod, ReadWriteOnce]",
        `${at}: Claim template "scratch" has ReadWriteOncePod beside ReadWriteOnce: the API server rejects it. Keep one of the two.\n`,
      ),
    ),
  );
  it("and leaves it one of them", () =>
    checkFix(
      id,
      others,
      scratch("Deployment", "[ReadWriteOncePod, ReadWriteOnce]"),
      scratch("Deployment", "[ReadWriteOncePod]"),
    ));
  it("fp-alone", () => checkRule(id, scratch("Deployment", "[ReadWriteOncePod]")));
});

describe("is silent", () => {
  it.each([["ReadWriteOncePod"], ["ReadWriteOnce", "ReadWriteMany"], [], ["ReadWriteOncePod", "ReadWriteOncePod"]])(
    "fp-%s",
    (...modes) => checkRule(id, list(...modes.filter((mode) => typeof mode === "string"))),
  );
  it("fp-claim-template-of-another-kind", () =>
    checkRule(
      id,
      set({ kind: "Deployment", behind: template("data", { modes: "[ReadWriteOncePod, ReadWriteOnce]" }) }),
    ));
});

describe("fixes", () => {
  it("removes the others", () =>
    checkFix(
      id,
      others,
      list("ReadWriteOnce", "ReadWriteOncePod # one", "ReadWriteMany"),
      list("ReadWriteOncePod # one"),
    ));
  it("removes it", () => checkFix(id, itself, claim("ReadWriteOncePod, ReadWriteOnce"), claim("ReadWriteOnce")));
  it("in a claim template", () => {
    const db = (modes: string) => set({ container: mounts(), behind: template("data", { modes }) });
    checkFix(id, itself, db("[ReadWriteOncePod, ReadWriteOnce]"), db("[ReadWriteOnce]"));
    checkFix(id, others, db("[ReadWriteOncePod, ReadWriteOnce]"), db("[ReadWriteOncePod]"));
  });
  const both = claim("ReadWriteOncePod, ReadWriteMany");
  it.each([
    ["by one Pod of a set", { kind: "StatefulSet" }, true],
    ["by two Pods of a set", { kind: "StatefulSet", spec: "replicas: 2" }, false],
    ["by a Deployment, of which two Pods run during an update", {}, false],
    ["by a DaemonSet", { kind: "DaemonSet" }, false],
  ])("leaves it alone only where one Pod has it: %s", (_, variation, offered) =>
    expect(fixTitles(id, documents(deployment(variation), both)).includes(others)).toBe(offered),
  );
  it("does not leave it alone where two workloads have it", () => {
    const one = deployment({ kind: "StatefulSet" });
    expect(fixTitles(id, documents(one, one.replace("name: db", "name: web"), both))).toEqual([itself]);
    expect(
      fixTitles(
        id,
        files({ "a/claim.yaml": both, "b/db.yaml": one, "b/web.yaml": one.replace("name: db", "name: web") }),
      ),
    ).toEqual([itself]);
  });
  it("nothing where a patch has the list", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [claim.yaml]\npatches: [{path: patch.yaml}]\n",
          "claim.yaml": claim(),
          "patch.yaml":
            "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOncePod, ReadWriteOnce]}\n",
        }),
      ),
    ).toEqual([]));
});
