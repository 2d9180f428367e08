// An object that says the same and has no name for others any more is found by nobody.
import { expect, it } from "vitest";
import { hpa, scaled } from "../rules/scaled";
import { ruleOf } from "../support/check-rule";
import { memoryWorkspace, root } from "../support/memory-workspace";

it("an object that gets items is no longer what its name means", () => {
  const set = scaled({ kind: "StatefulSet" });
  const files = [
    { path: "hpa.yaml", text: hpa() },
    { path: "set.yaml", text: set },
  ];
  const { analysis, workspace } = memoryWorkspace(files, { rules: [ruleOf("hpa-target-kind-mismatch")] });
  const found = () => analysis.findings(`${root}/hpa.yaml`).length;
  expect(found()).toBe(1);
  workspace.setFile(`${root}/set.yaml`, `items: [{apiVersion: v1}]\n${set}`, { open: false });
  expect(found()).toBe(0);
});
