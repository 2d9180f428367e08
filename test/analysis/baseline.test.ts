// A baseline counts as it stands now: written, changed, taken away, in the disk or in a buffer.
import { describe, expect, it } from "vitest";
import { type BaselineFinding, baselineText } from "../../server/src/config/baseline";
import { memoryWorkspace, root } from "../support/memory-workspace";

const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: nginx:1.29}]\n";
const known: BaselineFinding = { path: "a/web.yaml", rule: "bare-pod", kind: "Pod", name: "web", namespace: undefined };

function told(more: Readonly<Record<string, string>> = {}) {
  const files = { ".rightkind.yaml": "baseline: lists/known.yaml\n", "a/web.yaml": pod, ...more };
  const memory = memoryWorkspace(Object.entries(files).map(([path, text]) => ({ path, text })));
  const paths = Object.keys(files);
  const rules = () => paths.flatMap((path) => memory.analysis.findings(`${root}/${path}`).map(({ rule }) => rule));
  const write = (text: string) => memory.workspace.setFile(`${root}/lists/known.yaml`, text, { open: true });
  return { rules, write, remove: () => memory.workspace.removeFile(`${root}/lists/known.yaml`) };
}

describe("a baseline", () => {
  it("counts as soon as it is written, and no longer than it is there", () => {
    const { rules, write, remove } = told();
    expect(rules()).toEqual(["invalid-configuration", "bare-pod"]);
    write(baselineText([known]));
    expect(rules()).toEqual([]);
    write(baselineText([{ ...known, name: "other" }]));
    expect(rules()).toEqual(["bare-pod"]);
    write(baselineText([known]));
    expect(rules()).toEqual([]);
    remove();
    expect(rules()).toEqual(["invalid-configuration", "bare-pod"]);
  });

  it("lists names as they are written, whatever a build makes of them", () => {
    const kustomization = "namePrefix: dev-\nnamespace: shop\nresources: [a/web.yaml]\n";
    const { rules, write } = told({ "kustomization.yaml": kustomization });
    expect(rules()).toEqual(["invalid-configuration", "bare-pod"]);
    write(baselineText([known]));
    expect(rules()).toEqual([]);
  });
});
