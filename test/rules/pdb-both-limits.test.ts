// The rule pdb-both-limits: its condition, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { budget, scaled } from "./scaled";

const id = "pdb-both-limits";
const web = scaled({ spec: "replicas: 3" });
const both = (least: number | string, most: number | string) => `minAvailable: ${least}\nmaxUnavailable: ${most}`;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      budget(
        `minAvailable: 1\nmaxUnavailable: 1\n# ^^^^^^^^^^^^^^ ${id} error: minAvailable and maxUnavailable are both set: the API server rejects it. Keep one of them.`,
      ),
    ));
  it("0 and a percentage, in either order", () =>
    checkRule(id, budget(`maxUnavailable: 50%\n# ^^^^^^^^^^^^^^ ${id}\nminAvailable: 0`)));
  it("the build of an overlay that adds the other one", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [pdb.yaml]\npatches: [{path: patch.yaml}]\n",
        "pdb.yaml": budget(`minAvailable: 1\n# ^^^^^^^^^^^^ ${id}`),
        "patch.yaml":
          "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {maxUnavailable: 1}\n",
      }),
    ));
});

describe("is silent", () => {
  it.each([
    ["one", "minAvailable: 1"],
    ["the other", "maxUnavailable: 1"],
    ["neither", ""],
    ["fp-null-beside-it", "minAvailable: null\nmaxUnavailable: 1"],
    ["fp-null-after-it", "minAvailable: 1\nmaxUnavailable:"],
  ])("%s", (_, limits) => checkRule(id, budget(limits)));
  it("fp-patch", () => checkRule(id, budget("minAvailable: 1\nmaxUnavailable: 1", { selector: "" })));
  it("fp-null-in-the-patch", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [pdb.yaml]\npatches: [{path: patch.yaml}]\n",
        "pdb.yaml": budget("minAvailable: 1"),
        "patch.yaml":
          "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {minAvailable: null, maxUnavailable: 1}\n",
      }),
    ));
});

describe("fixes", () => {
  const source = (limits: string) => documents(web, budget(limits));
  it("takes out either", () => {
    checkFix(id, "Remove minAvailable", source(both(1, 1)), source("maxUnavailable: 1"));
    checkFix(id, "Remove maxUnavailable", source(both(1, 1)), source("minAvailable: 1"));
  });
  it("stand in this order, without those that would let no Pod go", () => {
    expect(fixTitles(id, source(both(2, 1)))).toEqual(["Remove minAvailable", "Remove maxUnavailable"]);
    expect(fixTitles(id, source(both(3, 1)))).toEqual(["Remove minAvailable"]);
    expect(fixTitles(id, source(both(1, 0)))).toEqual(["Remove maxUnavailable"]);
    expect(fixTitles(id, source(both(3, 0)))).toEqual([]);
    expect(fixTitles(id, budget(both(3, 0)))).toEqual(["Remove minAvailable", "Remove maxUnavailable"]);
  });
  const unit = (own: string, patch: string) =>
    files({
      "kustomization.yaml": "resources: [pdb.yaml]\npatches: [{path: patch.yaml}]\n",
      "pdb.yaml": budget(own),
      "patch.yaml": `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {${patch}}\n`,
    });
  it("leaves the base alone where a patch adds the other one", () => {
    const before = unit("minAvailable: 1", "maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow");
    expect(fixTitles(id, before)).toEqual(["Remove maxUnavailable"]);
    checkFix(id, "Remove maxUnavailable", before, unit("minAvailable: 1", "unhealthyPodEvictionPolicy: AlwaysAllow"));
  });
  it("is not offered where the base would say it again", () =>
    expect(fixTitles(id, unit("minAvailable: 1\nmaxUnavailable: 1", "maxUnavailable: 2, minAvailable: 2"))).toEqual(
      [],
    ));
});
