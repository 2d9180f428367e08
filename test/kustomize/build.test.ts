// Objects in builds: what stays the same, and where what is new comes from.
import { describe, expect, it } from "vitest";
import { at } from "../../server/src/yaml/navigate";
import { build, deployment, replicasPatch } from "./build-files";

describe("an object that nothing changes is the very same", () => {
  it("outside kustomizations", () => {
    const { whole, given } = build({ "web.yaml": deployment }, "web.yaml");
    expect(whole.resource).toBe(given);
    expect([whole.changed, whole.deleted, whole.patches]).toEqual([false, false, []]);
  });
  it("where patches mean others", () => {
    const patch = replicasPatch.replace("name: web", "name: other");
    const { whole, given } = build(
      {
        "web.yaml": deployment,
        "p.yaml": patch,
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: p.yaml}]\n",
      },
      "web.yaml",
    );
    expect(whole.resource).toBe(given);
    expect([whole.changed, whole.patches]).toEqual([false, []]);
  });
  it("where a patch names it and says no more", () => {
    const { whole, given } = build(
      {
        "web.yaml": deployment,
        "p.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n",
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: p.yaml}]\n",
      },
      "web.yaml",
    );
    expect(whole.resource).toBe(given);
    expect(whole.patches.map(({ failed }) => failed)).toEqual([false]);
  });
  it("where the file of a patch is missing", () => {
    const { whole, given } = build(
      { "web.yaml": deployment, "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: p.yaml}]\n" },
      "web.yaml",
    );
    expect(whole.resource).toBe(given);
  });
  it("where a file is listed as a patch of itself", () => {
    const { whole, given } = build(
      { "web.yaml": deployment, "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: web.yaml}]\n" },
      "web.yaml",
    );
    expect(whole.resource).toBe(given);
  });
});

describe("origins", () => {
  const files = {
    "web.yaml": deployment,
    "p.yaml": replicasPatch,
    "kustomization.yaml": `resources: [web.yaml]
namespace: prod
patches:
  - path: p.yaml
  - patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web

      spec:
        strategy:
          type: Recreate
  - target: {kind: Deployment}
    patch: '[{"op": "add", "path": "/spec/paused", "value": true}]'
`,
  };

  it("nodes of the object itself have none, and are the same", () => {
    const { whole, given } = build(files, "web.yaml");
    for (const path of [["kind"], ["metadata", "name"], ["spec", "strategy", "rollingUpdate"]]) {
      expect(at(whole.resource.root, ...path)).toBe(at(given.root, ...path));
    }
    for (const path of [[], ["kind"], ["spec"], ["spec", "strategy"]]) {
      const node = at(whole.resource.root, ...path);
      expect(node && whole.origin(node)).toBeUndefined();
    }
    expect(at(whole.resource.root, "spec")).toMatchObject({
      start: at(given.root, "spec")?.start,
      end: at(given.root, "spec")?.end,
    });
  });
  it.each([
    [["spec", "replicas"], "/w/p.yaml", "5", undefined],
    [["metadata", "namespace"], "/w/kustomization.yaml", "prod", undefined],
    [
      ["spec", "strategy", "type"],
      "/w/kustomization.yaml",
      "Recreate",
      { field: "patches", index: 1, layer: "/w/kustomization.yaml" },
    ],
    [
      ["spec", "paused"],
      "/w/kustomization.yaml",
      "true",
      { field: "patches", index: 2, layer: "/w/kustomization.yaml" },
    ],
  ])("%s stands in %s", (path, file, text, inline) => {
    const { whole } = build(files, "web.yaml");
    const node = at(whole.resource.root, ...path);
    const origin = node && whole.origin(node);
    expect([origin?.path, origin?.inline]).toEqual([file, inline]);
    expect(origin?.document.text.slice(node?.start, node?.end)).toBe(text);
  });
  it("a patch whose text is folded stands where the whole text stands", () => {
    const { whole } = build(
      {
        "web.yaml": deployment,
        "kustomization.yaml": `resources: [web.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: "- {op: add, path: /spec/a,\\n  value: 1}"\n`,
      },
      "web.yaml",
    );
    const node = at(whole.resource.root, "spec", "a");
    const origin = node && whole.origin(node);
    expect(origin?.document.text.slice(node?.start, node?.end)).toBe('"- {op: add, path: /spec/a,\\n  value: 1}"');
  });
  it("says of each patch what became of it", () => {
    const { whole } = build(
      {
        ...files,
        "kustomization.yaml": `${files["kustomization.yaml"]}  - target: {kind: Deployment}\n    patch: "- {op: remove, path: /x}"\n`,
      },
      "web.yaml",
    );
    expect(
      whole.patches.map(({ kind, failed, entry, origin, layer }) => [
        kind,
        failed,
        entry.index,
        origin.path,
        layer.folder,
      ]),
    ).toEqual([
      ["strategic-merge", false, 0, "/w/p.yaml", "/w"],
      ["strategic-merge", false, 1, "/w/kustomization.yaml", "/w"],
      ["json-patch", false, 2, "/w/kustomization.yaml", "/w"],
      ["json-patch", true, 3, "/w/kustomization.yaml", "/w"],
    ]);
  });
});

it("an item of a List stays one", () => {
  const { whole } = build(
    {
      "web.yaml":
        "apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}\n",
      "kustomization.yaml": "resources: [web.yaml]\nnamePrefix: a-\n",
    },
    "web.yaml",
  );
  expect([whole.resource.name, whole.resource.item]).toEqual(["a-web", 0]);
});
