// Many files are taken in piece by piece: what is known at the end, or to whoever asks meanwhile, is the same as at once.
import { describe, expect, it } from "vitest";
import { objectCount } from "../../server/src/analysis/object-count";
import { Workspace } from "../../server/src/workspace/workspace";
import { generatedWorkspace } from "../support/generated-workspace";
import { memoryWorkspace, root } from "../support/memory-workspace";

const files = [
  ...generatedWorkspace(25),
  { path: "team-1/kustomization.yaml", text: "resources: [app-1/deployment.yaml, app-1/claim.yaml]\nnamePrefix: a-\n" },
  { path: "over/kustomization.yaml", text: "resources: [../team-1]\nnamespace: over\n" },
];

/** Says `true` at each so many calls. */
function every(calls: number): () => boolean {
  let count = 0;
  return () => ++count % calls === 0;
}

function filled(): Workspace {
  const workspace = new Workspace();
  workspace.roots = [root];
  for (const { path, text } of files) workspace.setFile(`${root}/${path}`, text, { open: false });
  return workspace;
}

describe("a workspace", () => {
  it("is up to date after as many pieces as it has documents and references", () => {
    const [workspace, whole] = [filled(), filled()];
    let pieces = 0;
    while (!workspace.settleUntil(every(2))) pieces++;
    whole.settle();
    // A piece is one document or one reference; that of a build is taken in again when its builds are made.
    expect(pieces).toBeGreaterThan(100);
    expect(pieces).toBeLessThan(2 * (files.length + whole.objects.links.resolutions));
    expect(workspace.objects.links.resolutions).toBe(whole.objects.links.resolutions);
  });

  it("is up to date for whoever asks in between", () => {
    const memory = memoryWorkspace([]);
    const fresh = memoryWorkspace(files);
    for (const [at, { path, text }] of files.entries()) {
      memory.workspace.setFile(`${root}/${path}`, text, { open: false });
      memory.workspace.settleUntil(every(2));
      if (at % 20 === 0) memory.analysis.findings(`${root}/${path}`);
    }
    memory.workspace.settleUntil(every(50));
    const findingsOf = ({ analysis }: typeof memory) =>
      files.map(({ path }) => analysis.findings(`${root}/${path}`).map(({ rule, message }) => `${rule} ${message}`));
    expect(findingsOf(memory)).toEqual(findingsOf(fresh));
  });

  it("parses nothing to count its objects", () => {
    // More text than trees are kept of.
    const definitions = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\n";
    const { analysis, workspace } = memoryWorkspace([
      {
        path: "big.yaml",
        text: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata: {x: ${"y".repeat(1_900_000)}}\n`,
      },
      { path: "definition.yaml", text: definitions },
      ...generatedWorkspace(200),
    ]);
    workspace.settle();
    const { parsedDocuments } = workspace;
    expect([...workspace.files()].reduce((sum, file) => sum + objectCount(analysis, file), 0)).toBe(802);
    expect(workspace.parsedDocuments).toBe(parsedDocuments);
  });
});
