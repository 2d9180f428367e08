// Rules about kustomizations: what is said follows every edit of their file, and of what applies their builds.
import { describe, expect, it } from "vitest";
import { memoryWorkspace, root } from "../support/memory-workspace";

const path = `${root}/kustomization.yaml`;
const web =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: registry.example/a:1}]}}}\n";
const job =
  "apiVersion: batch/v1\nkind: Job\nmetadata: {name: work}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: registry.example/a:1}]}}}\n";

/** A kustomization that builds a workload, and one that may use it where it is a component. */
function found(kustomization: string) {
  const memory = memoryWorkspace([
    { path: "kustomization.yaml", text: kustomization },
    { path: "web.yaml", text: web },
    { path: "whole/kustomization.yaml", text: "resources: [web.yaml]\ncomponents: [../]\n" },
    { path: "whole/web.yaml", text: web },
  ]);
  const told = () => memory.analysis.findings(path).map(({ rule, object }) => [rule, object?.kind]);
  return { ...memory, told };
}

describe("a kustomization", () => {
  it("is told of as soon as it says so, and no longer", () => {
    const { workspace, told } = found("resources: [web.yaml]\ncommonLabels: {app: web}\n");
    expect(told()).toEqual([]);
    workspace.setFile(path, "resources: [web.yaml]\ncommonLabels: {version: v1}\n", { open: true });
    expect(told()).toEqual([["kustomize-labels-touch-selectors", "Kustomization"]]);
    workspace.setFile(path, "commonLabels: {version: v1\n", { open: true });
    expect(told()).toEqual([]);
    workspace.setFile(path, "resources: [web.yaml]\nlabels: [{pairs: {version: v1}}]\n", { open: true });
    expect(told()).toEqual([]);
  });

  it("is named by the kind that it has", () =>
    expect(found("kind: Component\ncommonLabels: {version: v1}\n").told()).toEqual([
      ["kustomize-labels-touch-selectors", "Component"],
    ]));

  it("is none in a chart", () => {
    const { analysis } = memoryWorkspace([
      { path: "chart/Chart.yaml", text: "apiVersion: v2\nname: chart\n" },
      { path: "chart/templates/kustomization.yaml", text: "commonLabels: {version: v1}\n" },
    ]);
    expect(analysis.findings(`${root}/chart/templates/kustomization.yaml`)).toEqual([]);
  });
});

describe("what applies a folder", () => {
  it("is asked again when it names another one, and nobody else is", () => {
    const application = (folder: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec: {source: {path: ${folder}}}\n`;
    const { analysis, workspace } = memoryWorkspace([
      { path: "apps.yaml", text: application("other") },
      { path: "shop/job.yaml", text: job },
      { path: "docs/job.yaml", text: job },
    ]);
    const told = (file: string) => analysis.findings(`${root}/${file}`).map(({ rule }) => rule);
    expect([told("shop/job.yaml"), told("docs/job.yaml"), told("apps.yaml")]).toEqual([[], [], []]);
    const before = analysis.checkedResources;
    workspace.setFile(`${root}/apps.yaml`, application("shop"), { open: true });
    expect([told("shop/job.yaml"), told("docs/job.yaml")]).toEqual([["job-immutable-reapply"], []]);
    expect(analysis.checkedResources - before).toBe(1);
    workspace.removeFile(`${root}/apps.yaml`);
    expect(told("shop/job.yaml")).toEqual([]);
  });
});
