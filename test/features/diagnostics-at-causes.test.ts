// Who causes a finding sees it: a value in a patch that makes one has the same finding in the patch, while that is open.
import { describe, expect, it } from "vitest";
import { findingsCausedIn } from "../../server/src/analysis/causes";
import { diagnostics, diagnosticsAtCauses } from "../../server/src/features/diagnostics";
import { Uris } from "../../server/src/features/uris";
import { memoryWorkspace, root } from "../support/memory-workspace";

const rule = "job-restart-policy";
const job = `apiVersion: batch/v1
kind: Job
metadata: {name: a}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: a, image: registry.example/a:1}]
`;
const patch = `apiVersion: batch/v1
kind: Job
metadata: {name: a}
spec:
  template:
    spec:
      restartPolicy: Always
`;
const operation = `- op: replace
  path: /spec/template/spec/restartPolicy
  value: Always
`;
const base = { "base/kustomization.yaml": "resources: [job.yaml]\n", "base/job.yaml": job };

/** Rule, line and related places of what is shown in a file. */
function shown(files: Readonly<Record<string, string>>, path: string, { open = true } = {}): unknown[] {
  const memory = memoryWorkspace(Object.entries(files).map(([name, text]) => ({ path: name, text })));
  memory.workspace.setFile(`${root}/${path}`, files[path] ?? "", { open });
  const client = {
    documentChanges: true,
    changeAnnotations: true,
    createFiles: true,
    resolvesEdits: true,
    markdown: true,
  };
  const snapshot = { analysis: memory.analysis, uris: new Uris(), client };
  return [...diagnostics(snapshot, `${root}/${path}`), ...diagnosticsAtCauses(snapshot, `${root}/${path}`)]
    .filter(({ code }) => code === rule)
    .map(({ range, relatedInformation = [] }) => [
      `${range.start.line}:${range.start.character}-${range.end.character}`,
      ...relatedInformation.map(({ location, message }) => `${message} ${location.uri.split("/w/")[1]}`),
    ]);
}

describe("a finding that a patch makes", () => {
  const overlay = "resources: [../base]\npatches: [{path: patch.yaml}]\n";
  const files = { ...base, "top/kustomization.yaml": overlay, "top/patch.yaml": patch };

  it("stands at its value in the open patch, and leads to the object", () =>
    expect(shown(files, "top/patch.yaml")).toEqual([["6:21-27", 'Of Job "a" base/job.yaml']]));

  it("stands on the object's kind, whatever is open", () => {
    const own = [["1:6-9", 'The value of Job "a" comes from here top/patch.yaml']];
    expect(shown(files, "base/job.yaml")).toEqual(own);
    expect(shown(files, "base/job.yaml", { open: false })).toEqual(own);
  });

  it("is not shown in a patch that is closed, nor in one that makes none", () => {
    expect(shown(files, "top/patch.yaml", { open: false })).toEqual([]);
    const fine = { ...files, "top/patch.yaml": patch.replace("Always", "OnFailure") };
    expect(shown(fine, "top/patch.yaml")).toEqual([]);
  });

  it("stands in a JSON patch, and in a patch inside the kustomization", () => {
    const target = "resources: [../base]\npatches:\n- target: {kind: Job}\n  path: patch.yaml\n";
    const json = { ...base, "top/kustomization.yaml": target, "top/patch.yaml": operation };
    expect(shown(json, "top/patch.yaml")).toEqual([["2:9-15", 'Of Job "a" base/job.yaml']]);
    const inline = `resources: [../base]\npatches:\n- patch: |\n${patch.replace(/^/gm, "    ").trimEnd()}\n`;
    const kustomization = { ...base, "top/kustomization.yaml": inline };
    expect(shown(kustomization, "top/kustomization.yaml")).toHaveLength(1);
  });

  it.each(["top/patch.yaml", "top/kustomization.yaml"])("costs the same in %s, however much is built", (path) => {
    const judged = (count: number): number => {
      const names = Array.from({ length: count }, (_, index) => `job-${index}`);
      const { workspace, analysis } = memoryWorkspace([
        { path: "base/kustomization.yaml", text: `resources: [${names.map((name) => `${name}.yaml`).join(", ")}]\n` },
        ...names.map((name) => ({ path: `base/${name}.yaml`, text: job.replace("name: a", `name: ${name}`) })),
        { path: "top/kustomization.yaml", text: `${overlay}namePrefix: my-\n` },
        { path: "top/patch.yaml", text: patch.replace("name: a", "name: job-1") },
      ]);
      analysis.keepsAll = false;
      const text = workspace.file(`${root}/${path}`)?.text ?? "";
      workspace.setFile(`${root}/${path}`, `${text}# typed\n`, { open: true });
      const before = analysis.checkedResources;
      const caused = findingsCausedIn(analysis, `${root}/${path}`);
      expect(caused).toHaveLength(path.endsWith("patch.yaml") ? 1 : 0);
      return analysis.checkedResources - before;
    };
    expect(judged(40)).toBe(judged(20));
  });
});
