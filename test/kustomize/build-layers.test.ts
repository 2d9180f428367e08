// Objects that several kustomizations change; what is expected was measured with Kustomize 5.5.0.
import { describe, expect, it } from "vitest";
import { built } from "../../server/src/workspace/build";
import { deployment, expectBuilt, memory, object, patch, replicasPatch } from "./build-files";

describe("several kustomizations", () => {
  it("change an object from the inside outwards", () =>
    expectBuilt(
      {
        "base/web.yaml": deployment,
        "base/kustomization.yaml": "resources: [web.yaml]\nnamePrefix: a-\nnamespace: inner\n",
        "kustomization.yaml": "resources: [base]\nnamePrefix: b-\nnamespace: outer\n",
      },
      { ...object, metadata: { ...object.metadata, name: "b-a-web", namespace: "outer" } },
    ));
  it.each([
    ["{name: web}", true],
    ["{name: b-a-web}", true],
    ["{name: a-web}", false],
    ["{namespace: default}", true],
    ["{namespace: outer}", true],
    ["{namespace: inner}", false],
  ])("a target %s means the first name and the present one: %s", (target, selected) =>
    expectBuilt(
      {
        "base/web.yaml": deployment,
        "base/kustomization.yaml": "resources: [web.yaml]\nnamePrefix: a-\nnamespace: inner\n",
        "mid/kustomization.yaml": "resources: [../base]\nnamePrefix: b-\nnamespace: outer\n",
        "kustomization.yaml": `resources: [mid]\npatches:\n${patch(target, "- {op: replace, path: /spec/replicas, value: 3}")}`,
      },
      {
        ...object,
        metadata: { ...object.metadata, name: "b-a-web", namespace: "outer" },
        spec: { ...object.spec, replicas: selected ? 3 : 1 },
      },
    ),
  );
  it.each(["web", "a-web", "b-a-web"])("a patch that says %s means any of its names", (name) =>
    expectBuilt(
      {
        "base/web.yaml": deployment,
        "base/kustomization.yaml": "resources: [web.yaml]\nnamePrefix: a-\n",
        "mid/kustomization.yaml": "resources: [../base]\nnamePrefix: b-\n",
        "p.yaml": replicasPatch.replace("web", name),
        "kustomization.yaml": "resources: [mid]\npatches: [{path: p.yaml}]\n",
      },
      { ...object, metadata: { ...object.metadata, name: "b-a-web" }, spec: { ...object.spec, replicas: 5 } },
    ),
  );
  it("a component changes the objects of its user, before the user does", () =>
    expectBuilt(
      {
        "web.yaml": deployment,
        "component/p.yaml": replicasPatch,
        "component/kustomization.yaml": "kind: Component\npatches: [{path: p.yaml}]\nnamePrefix: c-\n",
        "kustomization.yaml": "resources: [web.yaml]\ncomponents: [component]\nnamePrefix: k-\n",
      },
      { ...object, metadata: { ...object.metadata, name: "k-c-web" }, spec: { ...object.spec, replicas: 5 } },
    ));
  it("an object of a component is changed by those behind it, not by those before it", () => {
    const component = (prefix: string, more = "") => `kind: Component\n${more}namePrefix: ${prefix}-\n`;
    expectBuilt(
      {
        "b/web.yaml": deployment,
        "a/kustomization.yaml": component("a"),
        "b/kustomization.yaml": component("b", "resources: [web.yaml]\n"),
        "c/kustomization.yaml": component("c"),
        "kustomization.yaml": "components: [a, b, c]\n",
      },
      { ...object, metadata: { ...object.metadata, name: "c-b-web" } },
      "b/web.yaml",
    );
  });
  it("a base under two of them is built for each", () => {
    const { workspace } = memory({
      "base/web.yaml": deployment,
      "base/kustomization.yaml": "resources: [web.yaml]\n",
      "one/kustomization.yaml": "resources: [../base]\nnamePrefix: one-\n",
      "two/kustomization.yaml": "resources: [../base]\nnamePrefix: two-\n",
    });
    const [document] = workspace.file("/w/base/web.yaml")?.documents ?? [];
    const resource = document?.resource(0);
    const names = workspace.units
      .membershipsOf("/w/base/web.yaml")
      .map((membership) =>
        document && resource
          ? built(resource, { document, index: 0, ...membership }, workspace.builds).resource.name
          : undefined,
      );
    expect(names).toEqual(["one-web", "two-web"]);
  });
});
