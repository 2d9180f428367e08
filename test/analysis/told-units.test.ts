// What is true in some units only: the message names them, and the finding the first kustomization.
import { expect, it } from "vitest";
import { defineRule } from "../../server/src/rules/rule";
import { asMapping, asScalar, at, integerAt } from "../../server/src/yaml/navigate";
import { memoryWorkspace, root } from "../support/memory-workspace";

const rule = defineRule({
  id: "few",
  group: "choice",
  severities: ["warning"],
  kinds: ["Deployment"],
  summary: "",
  fixes: [],
  check: ({ resource, report }) => {
    if (integerAt(resource.root, "spec", "replicas") !== 1) report(resource.kindNode, "Several");
  },
});

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
spec:
  replicas: 3
  selector:
    matchLabels:
      app: a
  template:
    metadata:
      labels:
        app: a
    spec:
      containers:
        - name: a
          image: a
`;

/** @param replicas what each overlay makes of the Deployment */
function told(replicas: readonly number[]) {
  const overlays = replicas.map((count, index) => ({
    path: `overlays/${index}/kustomization.yaml`,
    text: `resources: [../../base]\nreplicas: [{ name: a, count: ${count} }]\n`,
  }));
  const { analysis } = memoryWorkspace(
    [
      { path: "base/kustomization.yaml", text: "resources: [a.yaml]\n" },
      { path: "base/a.yaml", text: deployment },
      ...overlays,
    ],
    { rules: [rule] },
  );
  return analysis.findings(`${root}/base/a.yaml`).map(({ message, unit }) => ({ message, unit }));
}

it("is said without a unit where all agree", () => {
  expect(told([3, 3])).toEqual([{ message: "Several", unit: undefined }]);
});

it("is said of the units in which it is true", () => {
  expect(told([1, 3, 1, 3])).toEqual([
    { message: "In overlays/1, overlays/3: Several", unit: `${root}/overlays/1/kustomization.yaml` },
  ]);
});

it("names five units and counts the rest", () => {
  expect(told([3, 1, 3, 3, 3, 3, 3, 3])).toEqual([
    {
      message: "In overlays/0, overlays/2, overlays/3, overlays/4, overlays/5 and 2 more: Several",
      unit: `${root}/overlays/0/kustomization.yaml`,
    },
  ]);
});

it("is said once for each token that patches bring", () => {
  const twice = defineRule({
    ...rule,
    check: ({ resource, report }) => {
      const labels = asMapping(at(resource.root, "metadata", "labels"));
      for (const { value } of labels?.entries ?? []) report(value, `Label ${asScalar(value)?.text}`);
    },
  });
  const patch = (labels: string) =>
    `resources: [../../base]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: a, labels: ${labels}}\n`;
  const { analysis } = memoryWorkspace(
    [
      { path: "base/kustomization.yaml", text: "resources: [a.yaml]\n" },
      { path: "base/a.yaml", text: deployment },
      { path: "overlays/0/kustomization.yaml", text: patch("{x: one, y: two}") },
      { path: "overlays/1/kustomization.yaml", text: patch("{y: two}") },
    ],
    { rules: [twice] },
  );
  expect(analysis.findings(`${root}/base/a.yaml`).map(({ message }) => message)).toEqual([
    "In overlays/0: Label one",
    "Label two",
  ]);
});
