// The rule hpa-range: its condition, its traps and its fix.
import { describe, it } from "vitest";
import { checkFix, checkRule } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { hpa, scaledObject } from "./scaled";

const id = "hpa-range";
const max = (value: string | number, label = id) =>
  `maxReplicas: ${value}\n#              ${"^".repeat(`${value}`.length)} ${label}`;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      hpa({
        spec: `minReplicas: 5\n${max(4, `${id} error: maxReplicas 4 is less than minReplicas 5: the API server rejects it. Raise maxReplicas.`)}`,
      }),
    ));
  it("against the default", () =>
    checkRule(
      id,
      hpa({
        spec: max(
          0,
          `${id} error: maxReplicas 0 is less than minReplicas 1, the default: the API server rejects it. Raise maxReplicas.`,
        ),
      }),
    ));
  it.each(["autoscaling/v1", "autoscaling/v2beta2"])("%s", (apiVersion) =>
    checkRule(id, hpa({ apiVersion, spec: `minReplicas: 3\n${max(2)}` })),
  );
  it("the build of an overlay that raises the other one", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [hpa.yaml]\n",
        "base/hpa.yaml": hpa({ spec: `minReplicas: 2\n${max(5)}` }),
        "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: hpa.yaml}]\n",
        "prod/hpa.yaml":
          "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {minReplicas: 6}\n",
      }),
    ));
});

describe("is silent", () => {
  it.each([
    ["the same number", "minReplicas: 5\nmaxReplicas: 5"],
    ["one more", "minReplicas: 5\nmaxReplicas: 6"],
    ["one, by default", "maxReplicas: 1"],
    ["none at least", "minReplicas: 0\nmaxReplicas: 0"],
    ["fp-variable-max", "minReplicas: 5\nmaxReplicas: ${MAX:=2}"],
    ["fp-variable-min", "minReplicas: ${MIN:=5}\nmaxReplicas: 2"],
    ["no maximum", "minReplicas: 5"],
  ])("%s", (_, spec) => checkRule(id, hpa({ spec })));
  it("fp-keda-counts-from-zero", () => checkRule(id, scaledObject("{name: web}", "maxReplicaCount: 0")));
});

describe("Set maxReplicas to minReplicas", () => {
  const title = "Set maxReplicas to minReplicas";
  it("keeps what stands behind it", () =>
    checkFix(
      id,
      title,
      hpa({ spec: "minReplicas: 5\nmaxReplicas: 4 # peak" }),
      hpa({ spec: "minReplicas: 5\nmaxReplicas: 5 # peak" }),
    ));
  it("in the patch that says it", () => {
    const unit = (value: number) =>
      files({
        "kustomization.yaml": "resources: [hpa.yaml]\npatches: [{path: patch.yaml}]\n",
        "hpa.yaml": hpa(),
        "patch.yaml": `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {maxReplicas: ${value}}\n`,
      });
    checkFix(id, title, unit(1), unit(2));
  });
});
