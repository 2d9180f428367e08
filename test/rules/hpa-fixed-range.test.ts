// The rule hpa-fixed-range: its condition and its traps.
import { describe, it } from "vitest";
import { checkRule } from "../support/check-rule";
import { hpa, scaledObject } from "./scaled";

const id = "hpa-fixed-range";
const max = (value: number, label = id) => `maxReplicas: ${value}\n#              ^ ${label}`;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      hpa({
        spec: `minReplicas: 3\n${max(3, `${id} information: maxReplicas and minReplicas are both 3: it never scales. Raise maxReplicas, or write replicas and remove it.`)}`,
      }),
    ));
  it("one, by default", () =>
    checkRule(
      id,
      hpa({
        spec: max(
          1,
          `${id} information: maxReplicas and minReplicas are both 1 (minReplicas by default): it never scales. Raise maxReplicas, or write replicas and remove it.`,
        ),
      }),
    ));
});

describe("is silent", () => {
  it.each([
    ["one more", "minReplicas: 3\nmaxReplicas: 4"],
    ["one less, which is an error", "minReplicas: 3\nmaxReplicas: 2"],
    ["two, with the default", "maxReplicas: 2"],
    ["fp-variable-max", "minReplicas: 3\nmaxReplicas: ${MAX:=3}"],
    ["fp-variable-min", "minReplicas: ${MIN:=3}\nmaxReplicas: 3"],
    ["no maximum", "minReplicas: 1"],
  ])("%s", (_, spec) => checkRule(id, hpa({ spec })));
  it("fp-paused-by-keda", () => checkRule(id, scaledObject("{name: web}", "minReplicaCount: 1\nmaxReplicaCount: 1")));
});
