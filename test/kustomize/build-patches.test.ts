// Patches of kustomizations; what is expected was measured with Kustomize 5.5.0.
import { describe, expect, it } from "vitest";
import { build, deployment, expectBuilt, expectPatched, object, patch, replicasPatch } from "./build-files";

describe("strategic merge patches", () => {
  it("by name in the patch, from a file and from text, of both fields", () => {
    const text = (body: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n${body}`;
    expectBuilt(
      {
        "web.yaml": deployment,
        "p.yaml": text("spec: {a: file}\n"),
        "q.yaml": `${replicasPatch.replace("web", "other")}---\n${text("spec: {b: second}\n")}`,
        "kustomization.yaml": `resources: [web.yaml]
patches:
  - path: p.yaml
  - patch: |-
      ${text("spec: {c: inline}").replaceAll("\n", "\n      ")}
patchesStrategicMerge:
  - q.yaml
  - |
    ${text("spec: {a: overridden, d: inline}").replaceAll("\n", "\n    ")}
`,
      },
      {
        ...object,
        spec: {
          replicas: 1,
          strategy: { rollingUpdate: { maxSurge: 1 } },
          a: "file",
          b: "second",
          c: "inline",
          d: "inline",
        },
      },
    );
  });
  it("keep a base's rollingUpdate where they set Recreate", () =>
    expectPatched(patch("{kind: Deployment}", "kind: x\nmetadata: {name: x}\nspec: {strategy: {type: Recreate}}"), {
      ...object,
      spec: { replicas: 1, strategy: { type: "Recreate", rollingUpdate: { maxSurge: 1 } } },
    }));
  it("with a target need a kind and a name of their own, and change neither", () => {
    const changed = { ...object, spec: { ...object.spec, replicas: 3 } };
    expectPatched(patch("{name: web}", "kind: X\nmetadata: {name: other, namespace: z}\nspec: {replicas: 3}"), changed);
    expectPatched(patch("{name: web}", "kind: X\nspec: {replicas: 3}"), object, { failed: 1 });
    expectPatched(patch("{name: web}", "metadata: {name: other}\nspec: {replicas: 3}"), object, { failed: 1 });
  });
  it("may change kind and name where an option allows it", () =>
    expectPatched(
      `${patch("{name: web}", "kind: StatefulSet\nmetadata: {name: db}")}    options: {allowKindChange: true, allowNameChange: true}\n`,
      { ...object, kind: "StatefulSet", metadata: { ...object.metadata, name: "db" } },
    ));
  it("with a target of another kind are skipped silently", () =>
    expectPatched(
      patch("{kind: StatefulSet, name: web}", "kind: X\nmetadata: {name: other}\nspec: {replicas: 3}"),
      object,
    ));
  it("by name mean no other kind, group or namespace", () => {
    for (const other of ["kind: StatefulSet", "apiVersion: other/v1", "metadata: {name: web, namespace: other}"]) {
      const text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}".replace(
        new RegExp(`^${other.slice(0, other.indexOf(":"))}:.*`, "m"),
        other,
      );
      expectPatched(patch(undefined, `${text}\nspec: {replicas: 3}`), object);
    }
  });
  it("take no namespace for `default`", () =>
    expectPatched(
      patch(
        undefined,
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: default}\nspec: {replicas: 3}",
      ),
      { ...object, spec: { ...object.spec, replicas: 3 } },
    ));
  it("that do not fit, or do not parse, fail and change nothing", () => {
    expectPatched(
      patch("{name: web}", "kind: X\nmetadata: {name: other}\nspec: {replicas: 3, strategy: [1]}"),
      object,
      {
        failed: 1,
      },
    );
    expectPatched(patch("{name: web}", "kind: X\nmetadata: {name: other}\nspec: {replicas: [}"), object, { failed: 1 });
  });
  it("in a List", () =>
    expectPatched(
      patch(
        undefined,
        "apiVersion: v1\nkind: List\nitems: [{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3}}]",
      ),
      { ...object, spec: { ...object.spec, replicas: 3 } },
    ));
  it("may delete the object", () => {
    const { whole, given } = build(
      {
        "web.yaml": deployment,
        "kustomization.yaml": `resources: [web.yaml]\npatches:\n${patch("{name: web}", "kind: X\nmetadata: {name: other}\n$patch: delete")}`,
      },
      "web.yaml",
    );
    expect([whole.deleted, whole.changed, whole.resource]).toEqual([true, true, given]);
  });
});

describe("JSON patches", () => {
  const changed = { ...object, spec: { ...object.spec, replicas: 3 } };
  it("from text and files, YAML and JSON, of both fields", () =>
    expectBuilt(
      {
        "web.yaml": deployment,
        "ops.json": '[{"op": "add", "path": "/spec/a", "value": 1}]',
        "ops.yaml": "- {op: add, path: /spec/b, value: 2}\n",
        "kustomization.yaml": `resources: [web.yaml]
patches:
  - {target: {kind: Deployment}, path: ops.json}
  - {target: {kind: Deployment}, patch: '[{"op": "replace", "path": "/spec/replicas", "value": 3}]'}
patchesJson6902:
  - {target: {kind: Deployment, name: web}, path: ops.yaml}
  - {target: {kind: Deployment, name: web}, patch: "- {op: remove, path: /spec/strategy}"}
`,
      },
      { ...object, spec: { replicas: 3, a: 1, b: 2 } },
    ));
  it("need a target", () => expectPatched(patch(undefined, "- {op: replace, path: /spec/replicas, value: 3}"), object));
  it("that cannot be applied fail as a whole", () =>
    expectPatched(
      patch("{name: web}", "- {op: replace, path: /spec/replicas, value: 3}\n- {op: remove, path: /spec/none}"),
      object,
      {
        failed: 1,
      },
    ));
  it("may add an annotation where there is none", () =>
    expectPatched(patch("{name: web}", "- {op: add, path: /metadata/annotations/a, value: b}"), {
      ...object,
      metadata: { ...object.metadata, annotations: { a: "b" } },
    }));
  it("may not take the kind away", () =>
    expectPatched(patch("{name: web}", "- {op: remove, path: /kind}"), object, { failed: 1 }));
  it("see what those before them have done", () =>
    expectPatched(
      patch(
        "{name: web}",
        "- {op: test, path: /spec/replicas, value: 1}\n- {op: replace, path: /spec/replicas, value: 3}",
      ) + patch("{name: web}", "- {op: test, path: /spec/replicas, value: 3}"),
      changed,
    ));
});
