// What patches take out of a build: it was there when they had their turn, and not behind them.
import { describe, expect, it } from "vitest";
import { memoryWorkspace, root } from "../support/memory-workspace";

const web = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n";
const removal = "$patch: delete\nkind: Service\nmetadata: {name: web}\n";
const byTarget = "patches: [{path: gone.yaml, target: {kind: Service, name: web}}]\n";

function findingsOf(files: Readonly<Record<string, string>>, path: string): string[] {
  const { analysis } = memoryWorkspace(Object.entries(files).map(([file, text]) => ({ path: file, text })));
  return analysis.findings(`${root}/${path}`).map(({ message }) => message);
}

describe("the target of a patch", () => {
  it("names what the patch takes out", () => {
    const files = {
      "base/web.yaml": web,
      "base/kustomization.yaml": "resources: [web.yaml]\n",
      "overlay/gone.yaml": removal,
      "overlay/kustomization.yaml": `resources: [../base]\n${byTarget}`,
    };
    expect(findingsOf(files, "overlay/kustomization.yaml")).toEqual([]);
  });

  it("names nothing that an inner kustomization has taken out", () => {
    const files = {
      "base/web.yaml": web,
      "base/gone.yaml": removal,
      "base/kustomization.yaml": `resources: [web.yaml]\n${byTarget}`,
      "overlay/other.yaml": "kind: Service\nmetadata: {name: web}\nspec: {type: NodePort}\n",
      "overlay/kustomization.yaml": `resources: [../base]\n${byTarget.replace("gone", "other")}`,
    };
    expect(findingsOf(files, "base/kustomization.yaml")).toEqual([]);
    expect(findingsOf(files, "overlay/kustomization.yaml")).toEqual([
      'Target "web" names no Service of this build: Kustomize skips the patch without a word. Correct or remove it.',
    ]);
  });
});
