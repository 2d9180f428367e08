// Patches of a Deployment that becomes a StatefulSet: merged trees, operations, and patches of which nothing is left.
import { describe, expect, it } from "vitest";
import { base, expectOverlay, kustomized, other } from "./kustomize-cases";

const volumes = `          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: tmp
          emptyDir: {}
        - name: data
          persistentVolumeClaim:
            claimName: web
        - name: cfg
          configMap:
            name: web
`;
const moved = [{ volume: "data", index: 1 }];

function lines(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent);
}

/** An overlay with operations as text. */
function operations(text: string, kind = "Deployment"): string {
  return `resources:
  - ../base
patches:
  - target:
      kind: ${kind}
      name: web
    patch: |-
${lines(text, "      ")}`;
}

/** An overlay with a strategic merge patch as text. */
function merge(text: string, kind = "Deployment"): string {
  return `resources:
  - ../base
patches:
  - patch: |
      apiVersion: apps/v1
      kind: ${kind}
      metadata:
        name: web
${lines(text, "      ")}`;
}

const nothing = "resources:\n  - ../base\n";
const replicas = "- op: replace\n  path: /spec/replicas\n  value: 3\n";
const recreate = "- op: replace\n  path: /spec/strategy/type\n  value: Recreate\n";
const rolling = "  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxUnavailable: 1\n";
const at = (code: string, words: string) => `${code} overlay/kustomization.yaml ${JSON.stringify(words)}`;

describe("operations", () => {
  it("on the strategy go, the others stay", () =>
    expectOverlay(operations(recreate + replicas), operations(replicas, "StatefulSet"), [
      at("W-RECREATE", "Recreate"),
    ]));
  it("of a patch that is nothing else take it along", () =>
    expectOverlay(operations(recreate), nothing, [at("W-RECREATE", "Recreate")]));
  it("lose fields one by one, each with its code", () =>
    expectOverlay(
      operations(`# what this cluster needs
- op: add
  path: /spec/strategy
  value:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 2, maxUnavailable: 0}
${replicas}- {op: add, path: /spec/paused, value: true}
- op: add
  path: /spec/progressDeadlineSeconds
  value: 60
- op: replace   # a word of its own

  path: "/spec/template/spec/containers/0/image"
  value: 'nginx:2'
- op: add
  path: /spec/template/spec/hostname
  value: web
- op: add
  path: /spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt
  value: now
`),
      operations(
        `# what this cluster needs
${replicas}- op: replace   # a word of its own

  path: "/spec/template/spec/containers/0/image"
  value: 'nginx:2'
`,
        "StatefulSet",
      ),
      [
        at("W-SURGE", "2"),
        at("W-MAXUNAVAILABLE", "0"),
        at("W-PAUSED", "true"),
        at("W-PROGRESS", "/spec/progressDeadlineSeconds"),
      ],
    ));
  it("on a whole part lose what goes of it", () =>
    expectOverlay(
      operations(`- op: replace
  path: /spec/template/spec
  value:
    hostname: web
    containers:
      - name: web
        image: nginx:2
`),
      operations(
        `- op: replace
  path: /spec/template/spec
  value:
    containers:
      - name: web
        image: nginx:2
`,
        "StatefulSet",
      ),
    ));
  it("keep maxUnavailable where the version reads it", () =>
    expectOverlay(
      operations("- op: replace\n  path: /spec/strategy/rollingUpdate/maxUnavailable\n  value: 3\n"),
      operations(
        "- op: replace\n  path: /spec/updateStrategy/rollingUpdate/maxUnavailable\n  value: 3\n",
        "StatefulSet",
      ),
      [],
      { version: "1.37", around: base(rolling.replace("maxUnavailable: 1", "maxUnavailable: 2")) },
    ));
  it("add the parents that the object has not any more", () =>
    expectOverlay(
      operations("- op: replace\n  path: /spec/strategy/rollingUpdate/maxUnavailable\n  value: 3\n"),
      operations(
        `- op: add
  path: /spec/updateStrategy
  value:
    rollingUpdate:
      maxUnavailable: 3
`,
        "StatefulSet",
      ),
      [],
      { version: "1.37", around: base(`  replicas: 9\n${rolling}`) },
    ));
  it("remove what the object still has, under its new name", () =>
    expectOverlay(
      operations(`- op: remove\n  path: /spec/strategy/rollingUpdate\n${replicas}`),
      operations(`- op: remove\n  path: /spec/updateStrategy/rollingUpdate\n${replicas}`, "StatefulSet"),
      [],
      { version: "1.37", around: base(rolling.replace("maxUnavailable: 1", "maxUnavailable: 2")) },
    ));
  it("that remove or test what is gone go too, without a word", () =>
    expectOverlay(
      operations(
        `- op: test\n  path: /spec/strategy/type\n  value: RollingUpdate\n- op: remove\n  path: /spec/strategy\n${replicas}`,
      ),
      operations(replicas, "StatefulSet"),
      [],
      { around: base(rolling) },
    ));
  it("follow a choice", () =>
    expectOverlay(
      operations(recreate + replicas),
      operations(`- op: add\n  path: /spec/updateStrategy\n  value:\n    type: OnDelete\n${replicas}`, "StatefulSet"),
      [at("W-RECREATE", "Recreate")],
      { choices: { "update-strategy": "OnDelete" }, around: base(`  replicas: 2\n${rolling}`) },
    ));
  it("may be JSON on one line, which stays so", () =>
    expectOverlay(
      `resources: [../base]
patches:
- target: {kind: Deployment, name: web}
  patch: '[{"op": "add", "path": "/spec/paused", "value": false}, {"op": "replace", "path": "/spec/replicas", "value": 3}]'
`,
      `resources: [../base]
patches:
- target: {kind: StatefulSet, name: web}
  patch: '[{"op": "replace", "path": "/spec/replicas", "value": 3}]'
`,
    ));
  it("in a file", () =>
    expect(
      kustomized(`${base()}#- overlay/kustomization.yaml
resources: [../base]
patches:
- path: patch.yaml
  target: {kind: Deployment, name: web}
#- overlay/patch.yaml
${recreate}${replicas}`),
    ).toEqual({
      files: {
        "overlay/kustomization.yaml":
          "resources: [../base]\npatches:\n- path: patch.yaml\n  target: {kind: StatefulSet, name: web}\n",
        "overlay/patch.yaml": replicas,
      },
      codes: ['W-RECREATE overlay/patch.yaml "Recreate"'],
    }));
  it("in a file that is nothing else: it stays, and is not listed any more", () =>
    expect(
      kustomized(`${base()}#- overlay/kustomization.yaml
resources: [../base]
patches:
- path: patch.yaml
  target: {kind: Deployment, name: web}
- path: other.yaml
#- overlay/patch.yaml
${recreate}`),
    ).toEqual({
      files: { "overlay/kustomization.yaml": "resources: [../base]\npatches:\n- path: other.yaml\n" },
      codes: ['W-RECREATE overlay/patch.yaml "Recreate"'],
    }));
});

describe("operations on volumes", () => {
  const refused = (text: string) => {
    const source = `${base("", volumes)}#- overlay/kustomization.yaml\n${operations(text)}`;
    const outcome = kustomized(source, { moved });
    return "refused" in outcome ? outcome.refused : [];
  };
  const why = (pointer: string, words = "would mean another volume, or none") => [
    `R-PATCH overlay/kustomization.yaml "${pointer}": The conversion cannot carry over overlay/kustomization.yaml: ${pointer} ${words} (keeping the claim helps: --storage keep).`,
  ];

  it("that leave are refused", () =>
    expect(
      refused("- {op: replace, path: /spec/template/spec/volumes/1/persistentVolumeClaim/claimName, value: x}\n"),
    ).toEqual(why("/spec/template/spec/volumes/1/persistentVolumeClaim/claimName")));
  it("that move are refused", () =>
    expect(refused("- {op: remove, path: /spec/template/spec/volumes/2}\n")).toEqual(
      why("/spec/template/spec/volumes/2"),
    ));
  it("before them stay", () => {
    const text =
      "- {op: remove, path: /spec/template/spec/volumes/0/emptyDir}\n- {op: add, path: /spec/template/spec/volumes/-, value: {name: x, emptyDir: {}}}\n";
    expectOverlay(operations(text), operations(text, "StatefulSet"), [], { moved, around: base("", volumes) });
  });
  it("that add to a list that is gone are refused", () => {
    const only = volumes.replace(/ {8}- name: tmp\n.*\n/, "").replace(/ {8}- name: cfg\n.*\n.*\n/, "");
    const text = "- {op: add, path: /spec/template/spec/volumes/-, value: {name: x, emptyDir: {}}}\n";
    const source = `${base("", only)}#- overlay/kustomization.yaml\n${operations(text)}`;
    expect(kustomized(source, { moved: [{ volume: "data", index: 0 }] })).toEqual({
      refused: why("/spec/template/spec/volumes/-", "appends to a list that is gone with its last volume"),
    });
  });
  it("stay where nothing moves", () => {
    const text = "- {op: remove, path: /spec/template/spec/volumes/1}\n";
    expectOverlay(operations(text), operations(text, "StatefulSet"), [], { around: base("", volumes) });
  });
});

describe("a strategic merge patch", () => {
  const env = `spec:
  template:
    spec:
      containers:
        - name: web
          env: [{name: A, value: "0755"}]
`;

  it("has the new kind, and loses its strategy", () =>
    expectOverlay(
      merge(env.replace("spec:\n", "spec:\n  # one at a time\n  strategy: {type: Recreate}\n")),
      merge(env.replace("spec:\n", "spec:\n  # one at a time\n"), "StatefulSet"),
      [at("W-RECREATE", "Recreate")],
    ));
  it("goes where nothing is left of it", () =>
    expectOverlay(merge("spec:\n  strategy:\n    type: Recreate\n  paused: true\n"), nothing, [
      at("W-RECREATE", "Recreate"),
      at("W-PAUSED", "true"),
    ]));
  it("that says nothing from the start stays", () => expectOverlay(merge(""), merge("", "StatefulSet")));
  it("keeps what the new kind has, under its name", () =>
    expectOverlay(
      merge("spec:\n  strategy:\n    rollingUpdate:\n      maxSurge: 0 # never\n      maxUnavailable: 3\n"),
      merge("spec:\n  updateStrategy:\n    rollingUpdate:\n      # never\n      maxUnavailable: 3\n", "StatefulSet"),
      [at("W-SURGE", "0")],
      { version: "1.37", around: base("  replicas: 9\n") },
    ));
  it("loses the volumes that leave", () =>
    expectOverlay(
      merge(`${env}      volumes:
        - name: data
          persistentVolumeClaim: {claimName: web-prod}
        - name: cfg
          configMap: {name: prod}
`),
      merge(
        `${env}      volumes:
        - name: cfg
          configMap: {name: prod}
`,
        "StatefulSet",
      ),
      [],
      { moved, around: base("", volumes) },
    ));
  it("in a file, alone and beside others", () =>
    expect(
      kustomized(`${base()}#- overlay/kustomization.yaml
resources: [../base]
patchesStrategicMerge:
- web.yaml
- all.yaml
#- overlay/web.yaml
apiVersion: apps/v1
kind: "Deployment"
metadata: {name: web}
${env}#- overlay/all.yaml
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {strategy: {type: Recreate}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web}
`),
    ).toEqual({
      files: {
        "overlay/web.yaml": `apiVersion: apps/v1\nkind: "StatefulSet"\nmetadata: {name: web}\n${env}`,
        "overlay/all.yaml": `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web}
`,
      },
      codes: ['W-RECREATE overlay/all.yaml "Recreate"'],
    }));
  it("among several in one text", () =>
    expectOverlay(
      `resources: [../base]
patchesStrategicMerge:
- |
  kind: Service
  apiVersion: v1
  metadata: {name: web}
  ---
  kind: Deployment
  apiVersion: apps/v1
  metadata: {name: web}
  spec: {replicas: 3, paused: false}
`,
      `resources: [../base]
patchesStrategicMerge:
- |
  kind: Service
  apiVersion: v1
  metadata: {name: web}
  ---
  kind: StatefulSet
  apiVersion: apps/v1
  metadata: {name: web}
  spec: {replicas: 3}
`,
    ));
  it("under a name that an inner kustomization gave", () =>
    expect(
      kustomized(`${base().replace("resources:", "namePrefix: dev-\nresources:")}#- overlay/kustomization.yaml
resources: [../base]
patches: [{path: p.yaml}]
#- overlay/p.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: dev-web}
spec: {replicas: 2}
`),
    ).toEqual({
      files: {
        "overlay/p.yaml": "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: dev-web}\nspec: {replicas: 2}\n",
      },
      codes: [],
    }));
  it("in double quotes becomes a block where it changes", () =>
    expectOverlay(
      `resources: [../base]
patches:
- patch: "apiVersion: apps/v1\\nkind: Deployment\\nmetadata:\\n  name: web\\nspec:\\n  replicas: 2\\n"
`,
      `resources: [../base]
patches:
- patch: |
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: web
    spec:
      replicas: 2
`,
    ));
  it("in two overlays is said once for each", () => {
    const overlay = (folder: string) =>
      `#- ${folder}/kustomization.yaml\n${merge("spec:\n  paused: true\n  replicas: 2\n")}`;
    const after = merge("spec:\n  replicas: 2\n", "StatefulSet");
    expect(kustomized(base() + overlay("a") + overlay("b"))).toEqual({
      files: { "a/kustomization.yaml": after, "b/kustomization.yaml": after },
      codes: ['W-PAUSED a/kustomization.yaml "true"', 'W-PAUSED b/kustomization.yaml "true"'],
    });
  });
});

describe("a patch of several objects", () => {
  const beside = `${base().replace("- web.yaml\n", "- web.yaml\n  - api.yaml\n")}#- base/api.yaml\n${other("Deployment", "api")}`;
  const all = (text: string, kind = "Deployment") => operations(text, kind).replace("      name: web\n", "");

  it("that only says what goes is left to the others", () =>
    expectOverlay(all(recreate), all(recreate), [at("W-RECREATE", "Recreate")], { around: beside }));
  it("of which a part goes is refused", () =>
    expect(kustomized(`${beside}#- overlay/kustomization.yaml\n${all(recreate + replicas)}`)).toEqual({
      refused: [
        expect.stringMatching(
          /^R-PATCH .*: The conversion cannot carry over overlay\/kustomization.yaml: it patches other objects too\.$/s,
        ),
      ],
    }));
  it("in a file that others use too is refused where a part goes", () =>
    expect(
      kustomized(`${beside}#- overlay/kustomization.yaml
resources: [../base]
patches:
- {path: p.yaml, target: {kind: Deployment, name: web}}
- {path: p.yaml, target: {kind: Deployment, name: api}}
#- overlay/p.yaml
${recreate}${replicas}`),
    ).toEqual({ refused: [expect.stringMatching(/overlay\/p.yaml: it patches other objects too\.$/s)] }));
  it("in a file that others use too is unlisted where nothing is left", () =>
    expect(
      kustomized(`${beside}#- overlay/kustomization.yaml
resources: [../base]
patches:
- {path: p.yaml, target: {kind: Deployment, name: web}}
- {path: p.yaml, target: {kind: Deployment, name: api}}
#- overlay/p.yaml
${recreate}`),
    ).toEqual({
      files: {
        "overlay/kustomization.yaml":
          "resources: [../base]\npatches:\n- {path: p.yaml, target: {kind: Deployment, name: api}}\n",
      },
      codes: ['W-RECREATE overlay/p.yaml "Recreate"'],
    }));
});

describe("a patch that cannot be edited", () => {
  it("is refused", () =>
    expect(
      kustomized(`${base()}#- overlay/kustomization.yaml
resources: [../base]
patches: [{path: p.yaml}]
#- overlay/p.yaml
x: &strategy {strategy: {type: Recreate}}
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  <<: *strategy
  replicas: 2
`),
    ).toEqual({ refused: [expect.stringMatching(/^R-PATCH overlay\/p.yaml .*overlay\/p.yaml: .*merge key/s)] }));
});
