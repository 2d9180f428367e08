// What turns a rule off in a long configuration is composed once, and again when that has changed.
import { expect, it } from "vitest";
import { turnedOff } from "../../server/src/analysis/turning-off";
import { memoryWorkspace, root } from "../support/memory-workspace";

const rule = "bare-pod";

it("is the same as long as the configuration is", () => {
  const files = [
    { path: ".rightkind.yaml", text: "profile: strict\n" },
    {
      path: "a.yaml",
      text: "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n",
    },
  ];
  const { analysis, workspace } = memoryWorkspace(files);
  const edits = () => turnedOff(analysis, `${root}/a.yaml`, rule)?.files;
  const first = edits();
  expect(first?.[0]?.edits).toEqual([{ start: 16, end: 16, newText: "rules:\n  bare-pod: off\n" }]);
  expect(edits()).toBe(first);
  expect(turnedOff(analysis, `${root}/a.yaml`, "bare-replicaset")?.files).not.toEqual(first);
  workspace.setFile(`${root}/.rightkind.yaml`, "profile: strict\nrules:\n  bare-pod: hint\n", { open: false });
  expect(edits()?.[0]?.edits).toEqual([{ start: 35, end: 39, newText: "off" }]);
});
