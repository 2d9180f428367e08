// Strategic merge patches on trees; what is expected was measured with Kustomize 5.5.0.
import { describe, expect, it } from "vitest";
import { merged } from "../../server/src/kustomize/strategic-merge";
import { asMapping, at } from "../../server/src/yaml/navigate";
import { parseDocument } from "../../server/src/yaml/parse";
import type { Mapping, Node } from "../../server/src/yaml/tree";
import { plainValue } from "../../server/src/yaml/value";

describe("mappings", () => {
  it("merge key by key", () =>
    expectMerged("{spec: {a: 1, b: {c: 2}}}", "{spec: {b: {d: 3}, e: 4}}", {
      spec: { a: 1, b: { c: 2, d: 3 }, e: 4 },
    }));
  it("null deletes, also in what is new", () =>
    expectMerged("{spec: {a: 1, b: 2}}", "{spec: {b: null, c: {d: null, e: 1}, f: null}}", {
      spec: { a: 1, c: { e: 1 } },
    }));
  it("an emptied mapping stays", () =>
    expectMerged("{spec: {a: {b: 1}}}", "{spec: {a: {b: null}}}", { spec: { a: {} } }));
  it("$patch: delete", () =>
    expectMerged("{spec: {a: {b: 1}, c: 2}}", "{spec: {a: {$patch: delete}}}", { spec: { c: 2 } }));
  it("$patch: replace", () =>
    expectMerged("{spec: {a: {b: 1}}}", "{spec: {a: {$patch: replace, c: 2}}}", { spec: { a: { c: 2 } } }));
  it("$patch: merge is what happens anyway", () =>
    expectMerged("{spec: {a: {b: 1}}}", "{spec: {a: {$patch: merge, c: 2}}}", { spec: { a: { b: 1, c: 2 } } }));
  it("the patch's values fill what is null", () =>
    expectMerged("{spec: {a: null}}", "{spec: {a: {b: 1}}}", { spec: { a: { b: 1 } } }));
  it("$patch: delete of the whole object", () =>
    expect(merged(object("{spec: {}}"), mapping("{$patch: delete}"), () => {})).toEqual({ state: "deleted" }));
});

describe("a patch that does not fit fails", () => {
  it.each(["{spec: {a: {b: 1}}}", "{spec: {a: [1]}}", "{spec: {c: 1}}", "{spec: {c: {$patch: rename}}}", "{spec: []}"])(
    "%s",
    (patch) =>
      expect(merged(object("{spec: {a: 1, c: {d: 1}}}"), mapping(patch), () => {})).toEqual({ state: "failed" }),
  );
});

describe("lists of a Pod", () => {
  it("containers merge by name, the patch's order first", () =>
    expectPodSpec(
      "{containers: [{name: a, image: a:1, args: [x]}, {name: b, image: b:1}, {name: z, image: z:1}]}",
      "{containers: [{name: new, image: new:1}, {name: b, image: b:2}, {name: a, args: [n2]}]}",
      {
        containers: [
          { name: "new", image: "new:1" },
          { name: "b", image: "b:2" },
          { name: "a", image: "a:1", args: ["n2"] },
          { name: "z", image: "z:1" },
        ],
      },
    ));
  it("env by name, with one deleted", () =>
    expectContainer(
      "{name: a, env: [{name: A, value: '1'}, {name: B, value: '2'}]}",
      "{name: a, env: [{name: C, value: '3'}, {name: A, $patch: delete}]}",
      {
        name: "a",
        env: [
          { name: "C", value: "3" },
          { name: "B", value: "2" },
        ],
      },
    ));
  it("the last one deleted leaves an empty list", () =>
    expectContainer("{name: a, env: [{name: A}]}", "{name: a, env: [{name: A, $patch: delete}]}", {
      name: "a",
      env: [],
    }));
  it("volumeMounts by path", () =>
    expectContainer(
      "{name: a, volumeMounts: [{mountPath: /a, name: v}]}",
      "{name: a, volumeMounts: [{mountPath: /a, readOnly: true}, {mountPath: /b, name: v}]}",
      {
        name: "a",
        volumeMounts: [
          { mountPath: "/a", name: "v", readOnly: true },
          { mountPath: "/b", name: "v" },
        ],
      },
    ));
  it("volumes, imagePullSecrets and hostAliases by their keys; tolerations and args as a whole", () =>
    expectPodSpec(
      "{volumes: [{name: v, emptyDir: {}}], imagePullSecrets: [{name: s}], hostAliases: [{ip: 1.1.1.1, hostnames: [a]}], tolerations: [{key: a}]}",
      "{volumes: [{name: w, emptyDir: {}}], imagePullSecrets: [{name: t}], hostAliases: [{ip: 1.1.1.1, hostnames: [b]}], tolerations: [{key: b}]}",
      {
        volumes: [
          { name: "w", emptyDir: {} },
          { name: "v", emptyDir: {} },
        ],
        imagePullSecrets: [{ name: "t" }, { name: "s" }],
        hostAliases: [{ ip: "1.1.1.1", hostnames: ["b"] }],
        tolerations: [{ key: "b" }],
      },
    ));
  it("a volume keeps its former source beside the new one", () =>
    expectPodSpec("{volumes: [{name: v, emptyDir: {}}]}", "{volumes: [{name: v, hostPath: {path: /x}}]}", {
      volumes: [{ name: "v", emptyDir: {}, hostPath: { path: "/x" } }],
    }));
  it("$patch: replace in an element changes nothing", () =>
    expectPodSpec(
      "{volumes: [{name: v, emptyDir: {}}]}",
      "{volumes: [{name: v, $patch: replace, hostPath: {path: /x}}]}",
      {
        volumes: [{ name: "v", emptyDir: {} }],
      },
    ));
  it("$patch: replace as an element replaces the list", () =>
    expectPodSpec(
      "{volumes: [{name: v, emptyDir: {}}]}",
      "{volumes: [{name: w, hostPath: {path: /x}}, {$patch: replace}]}",
      {
        volumes: [{ name: "w", hostPath: { path: "/x" } }],
      },
    ));
  it("ports by port, and by protocol where both have it", () =>
    expectContainer(
      "{name: a, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53, protocol: TCP}]}",
      "{name: a, ports: [{containerPort: 53, protocol: TCP, name: dns}]}",
      {
        name: "a",
        ports: [
          { containerPort: 53, protocol: "UDP" },
          { containerPort: 53, protocol: "TCP", name: "dns" },
        ],
      },
    ));
  it("of ports that differ in an absent protocol the base's is kept", () =>
    expectContainer(
      "{name: a, ports: [{containerPort: 80}]}",
      "{name: a, ports: [{containerPort: 80, protocol: TCP, name: web}]}",
      {
        name: "a",
        ports: [{ containerPort: 80 }],
      },
    ));
  it("topologySpreadConstraints by topologyKey and whenUnsatisfiable", () =>
    expectPodSpec(
      "{topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 1}]}",
      "{topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 2}]}",
      { topologySpreadConstraints: [{ topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule", maxSkew: 2 }] },
    ));
  it("elements that are no mappings fail", () =>
    expect(
      merged(
        object("{spec: {template: {spec: {containers: [x]}}}}"),
        mapping("{spec: {template: {spec: {containers: [{name: a}]}}}}"),
        () => {},
      ),
    ).toEqual({ state: "failed" }));
});

describe("other lists", () => {
  it("ports of a Service by port", () =>
    expectMerged(
      "{spec: {ports: [{port: 80, targetPort: 8080}]}}",
      "{spec: {ports: [{port: 80, name: http}, {port: 443}]}}",
      { spec: { ports: [{ port: 80, targetPort: 8080, name: "http" }, { port: 443 }] } },
      "v1/Service",
    ));
  it("finalizers are put together", () =>
    expectMerged("{metadata: {finalizers: [a, b]}}", "{metadata: {finalizers: [c, a]}}", {
      metadata: { finalizers: ["c", "a", "b"] },
    }));
  it("volumeClaimTemplates are replaced", () =>
    expectMerged(
      "{spec: {volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}, {metadata: {name: logs}}]}}",
      "{spec: {volumeClaimTemplates: [{metadata: {name: data}}]}}",
      { spec: { volumeClaimTemplates: [{ metadata: { name: "data" } }] } },
      "apps/v1/StatefulSet",
    ));
  it.each(["example.com/v1/Deployment", "argoproj.io/v1alpha1/Rollout", "extensions/v1beta1/Deployment"])(
    "those of %s are replaced",
    (type) =>
      expectMerged(
        "{spec: {template: {spec: {containers: [{name: a}, {name: b}]}}}}",
        "{spec: {template: {spec: {containers: [{name: b, image: b}]}}}}",
        { spec: { template: { spec: { containers: [{ name: "b", image: "b" }] } } } },
        type,
      ),
  );
  it.each([
    ["v1/Pod", "{spec: ", "}"],
    ["v1/ReplicationController", "{spec: {template: {spec: ", "}}}"],
    ["batch/v1/Job", "{spec: {template: {spec: ", "}}}"],
    ["batch/v1/CronJob", "{spec: {jobTemplate: {spec: {template: {spec: ", "}}}}}"],
    ["apps/v1/DaemonSet", "{spec: {template: {spec: ", "}}}"],
  ])("those of a %s merge", (type, before, after) => {
    const wrap = (spec: string) => `${before}${spec}${after}`;
    expectMerged(
      wrap("{containers: [{name: a}, {name: b}]}"),
      wrap("{containers: [{name: b, image: b}]}"),
      plainValue(mapping(wrap("{containers: [{name: b, image: b}, {name: a}]}"))),
      type,
    );
  });
});

describe("what only kubectl obeys stays in the object", () => {
  it("a base's rollingUpdate is kept where a patch sets Recreate", () =>
    expectMerged(
      "{spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}}",
      "{spec: {strategy: {type: Recreate}}}",
      { spec: { strategy: { type: "Recreate", rollingUpdate: { maxSurge: 1 } } } },
    ));
  it("with $retainKeys as well", () =>
    expectMerged(
      "{spec: {strategy: {rollingUpdate: {maxSurge: 1}}}}",
      "{spec: {strategy: {$retainKeys: [type], type: Recreate}}}",
      {
        spec: { strategy: { rollingUpdate: { maxSurge: 1 }, $retainKeys: ["type"], type: "Recreate" } },
      },
    ));
  it("but not with null or $patch: replace", () => {
    const base = "{spec: {strategy: {rollingUpdate: {maxSurge: 1}}}}";
    const recreate = { spec: { strategy: { type: "Recreate" } } };
    expectMerged(base, "{spec: {strategy: {type: Recreate, rollingUpdate: null}}}", recreate);
    expectMerged(base, "{spec: {strategy: {type: Recreate, $patch: replace}}}", recreate);
  });
  it("$setElementOrder and $deleteFromPrimitiveList", () =>
    expectMerged(
      "{metadata: {finalizers: [a]}}",
      "{metadata: {$deleteFromPrimitiveList/finalizers: [a], $setElementOrder/finalizers: [b]}}",
      {
        metadata: {
          finalizers: ["a"],
          "$deleteFromPrimitiveList/finalizers": ["a"],
          "$setElementOrder/finalizers": ["b"],
        },
      },
    ));
});

describe("aliases and merge keys", () => {
  it("a change reaches only the place that the patch names", () =>
    expectMerged("{spec: {a: &x {c: 1}, b: *x}}", "{spec: {b: {d: 2}}}", { spec: { a: { c: 1 }, b: { c: 1, d: 2 } } }));
  it("merge keys of both sides are written out", () =>
    expectMerged("{spec: {a: &x {c: 1, e: 2}, b: {<<: *x, f: 3}}}", "{spec: {b: {<<: {c: 9, g: 4}, f: 5}}}", {
      spec: { a: { c: 1, e: 2 }, b: { f: 5, c: 9, e: 2, g: 4 } },
    }));
  it("a patch whose aliases unfold without end fails", () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `l${level + 1}: &l${level + 1} {a: *l${level}, b: *l${level}}`,
    );
    const bomb = `{spec: {l0: &l0 {x: null}, ${levels.join(", ")}}}`;
    expect(merged(object("{spec: {}}"), mapping(bomb), () => {})).toEqual({ state: "failed" });
  });
});

it("leaves what it does not touch as it is, and names where new nodes come from", () => {
  const base = object("{spec: {a: {b: 1}, c: {d: 2}}}");
  const patch = mapping("{spec: {c: {e: 3}, f: {g: 4}}}");
  const made: [Node, Node][] = [];
  const result = merged(base, patch, (node, like) => made.push([node, like]));
  const root = result.state === "merged" ? result.root : undefined;
  expect(at(root, "spec", "a")).toBe(at(base, "spec", "a"));
  expect(at(root, "spec", "c", "d")).toBe(at(base, "spec", "c", "d"));
  expect(at(root, "spec", "c", "e")).toBe(at(patch, "spec", "c", "e"));
  expect(at(root, "spec", "f")).toBe(at(patch, "spec", "f"));
  expect(made).toEqual([
    [at(root, "spec", "c"), at(base, "spec", "c")],
    [at(root, "spec"), at(base, "spec")],
    [root, base],
  ]);
  expect(made.every(([node, like]) => node.start === like.start && node.end === like.end)).toBe(true);
  expect(plainValue(base)).toEqual({ apiVersion: "apps/v1", kind: "Deployment", spec: { a: { b: 1 }, c: { d: 2 } } });
});

it("an empty patch changes nothing", () => {
  const base = object("{spec: {a: 1}}");
  expect(merged(base, mapping("{}"), () => {})).toEqual({ state: "merged", root: base });
});

function expectPodSpec(base: string, patch: string, value: unknown): void {
  expectMerged(`{spec: {template: {spec: ${base}}}}`, `{spec: {template: {spec: ${patch}}}}`, {
    spec: { template: { spec: value } },
  });
}

function expectContainer(base: string, patch: string, value: unknown): void {
  expectPodSpec(`{containers: [${base}]}`, `{containers: [${patch}]}`, { containers: [value] });
}

/** @param type apiVersion and kind of the object */
function expectMerged(base: string, patch: string, value: unknown, type = "apps/v1/Deployment"): void {
  const result = merged(object(base, type), mapping(patch), () => {});
  const [kind, apiVersion] = typeParts(type);
  expect(result.state === "merged" ? plainValue(result.root) : result.state).toEqual({
    apiVersion,
    kind,
    ...(value as object),
  });
}

/** @param text a flow mapping with the rest of the object */
function object(text: string, type = "apps/v1/Deployment"): Mapping {
  const [kind, apiVersion] = typeParts(type);
  return mapping(text.replace("{", `{apiVersion: ${apiVersion}, kind: ${kind}, `));
}

function typeParts(type: string): [kind: string, apiVersion: string] {
  const slash = type.lastIndexOf("/");
  return [type.slice(slash + 1), type.slice(0, slash)];
}

function mapping(text: string): Mapping {
  const { root, errors } = parseDocument(text);
  const parsed = asMapping(root);
  if (!parsed || errors.length > 0) throw new Error(`no mapping was parsed: ${JSON.stringify(errors)}`);
  return parsed;
}
