// What `Delete unused claim 'x'` leaves: every file byte for byte, and what Kustomize builds of them.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { type AskOptions, afterDeletion, claim, type Files, offered } from "./claim-deletion";

const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {ports: [{port: 80}]}\n`;
const deletion = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
$patch: delete
`;

describe("a document goes", () => {
  const cases: Readonly<Record<string, readonly [before: string, after: string]>> = {
    "the first one, with the line behind it": [`${claim("data")}---\n${service("a")}`, service("a")],
    "the first one of a file that begins with a marker": [
      `---\n${claim("data")}---\n${service("a")}`,
      `---\n${service("a")}`,
    ],
    "one between others": [
      `${service("a")}---\n${claim("data")}---\n${service("b")}`,
      `${service("a")}---\n${service("b")}`,
    ],
    "the last one": [`${service("a")}---\n${claim("data")}`, service("a")],
    "one without a final line end": [`${service("a")}---\n${claim("data").trimEnd()}`, service("a")],
    "one with its comments": [
      `# About a.\n${service("a")}--- # The data.\n# Old.\n${claim("data", "# Keep it?\n")}---\n# About b.\n${service("b")}`,
      `# About a.\n${service("a")}---\n# About b.\n${service("b")}`,
    ],
    "one below what is about the whole file": [
      `# Licence\n\n# The data.\n${claim("data")}---\n${service("a")}`,
      `# Licence\n\n${service("a")}`,
    ],
    "one below what is about the whole file, with a marker": [
      `# rightkind-ignore-file: generated\n---\n${claim("data")}---\n${service("a")}`,
      `# rightkind-ignore-file: generated\n---\n${service("a")}`,
    ],
    "one with Windows line ends": [
      `${claim("data")}---\n${service("a")}`.replaceAll("\n", "\r\n"),
      service("a").replaceAll("\n", "\r\n"),
    ],
    "one behind an end marker": [`${service("a")}...\n---\n${claim("data")}`, `${service("a")}...\n`],
    "one whose neighbour has something on its marker line": [
      `${claim("data")}--- # b\n${service("a")}`,
      `--- # b\n${service("a")}`,
    ],
  };
  it.each(Object.entries(cases))("%s", (_, [before, after]) =>
    expect(afterDeletion({ "a.yaml": before })).toEqual({ "a.yaml": after }),
  );

  it("though the editor cannot delete files", () =>
    expect(
      afterDeletion({ "a.yaml": `${claim("data")}---\n${service("a")}` }, { client: { deleteFiles: false } }),
    ).toEqual({ "a.yaml": service("a") }));
});

describe("a file goes", () => {
  it("where the claim is alone in it", () =>
    expect(afterDeletion({ "a.yaml": claim("data"), "b.yaml": service("b") })).toEqual({ "b.yaml": service("b") }));
  it("where nothing is beside the claim but comments and markers", () =>
    expect(afterDeletion({ "a.yaml": `# Storage\n---\n${claim("data")}---\n# The end\n` })).toEqual({}));
  it("where it is a list of that claim alone", () =>
    expect(
      afterDeletion(
        {
          "a.json":
            '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1",\n"kind": "PersistentVolumeClaim", "metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"]}}]}\n',
        },
        { on: '"kind": "PersistentVolumeClaim"' },
      ),
    ).toEqual({}));
});

it("an item of a list goes", () =>
  expect(
    afterDeletion({
      "a.yaml": `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: {name: a}
  - apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
  - apiVersion: v1
    kind: Service
    metadata: {name: b}
`,
    }),
  ).toEqual({
    "a.yaml": `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: {name: a}
  - apiVersion: v1
    kind: Service
    metadata: {name: b}
`,
  }));

interface Build {
  readonly before: Files;
  /** Files that differ afterwards; null for those that are gone. */
  readonly changed: Readonly<Record<string, string | null>>;
  /** The kustomizations that are built. */
  readonly roots: readonly string[];
  readonly options?: AskOptions;
}

const base = { "base/claim.yaml": claim("data"), "base/web.yaml": service("web") };
const both = { ...base, "base/kustomization.yaml": "resources: [claim.yaml, web.yaml]\n" };
const without = { "base/claim.yaml": null, "base/kustomization.yaml": "resources: [web.yaml]\n" };

const builds: Readonly<Record<string, Build>> = {
  "a list in block style": {
    before: {
      ...base,
      "base/kustomization.yaml": "# Ours.\nresources:\n- web.yaml\n- ./claim.yaml\nlabels:\n- pairs: {a: b}\n",
    },
    changed: {
      "base/claim.yaml": null,
      "base/kustomization.yaml": "# Ours.\nresources:\n- web.yaml\nlabels:\n- pairs: {a: b}\n",
    },
    roots: ["base"],
  },
  "a list in flow style": { before: both, changed: without, roots: ["base"] },
  "the only entry of a list": {
    before: { "base/claim.yaml": claim("data"), "base/kustomization.yaml": "resources:\n  - claim.yaml\n" },
    changed: { "base/claim.yaml": null, "base/kustomization.yaml": "resources: []\n" },
    roots: ["base"],
  },
  "the only entry of a base that something is built on": {
    before: {
      "base/claim.yaml": claim("data"),
      "base/kustomization.yaml": "kind: Kustomization\nresources:\n- claim.yaml\n",
      "over/kustomization.yaml": "resources: [../base, web.yaml]\n",
      "over/web.yaml": service("web"),
    },
    changed: { "base/claim.yaml": null, "base/kustomization.yaml": "kind: Kustomization\nresources: []\n" },
    roots: ["base", "over"],
  },
  "a file that stays": {
    before: {
      "base/all.yaml": `${service("web")}---\n${claim("data")}`,
      "base/kustomization.yaml": "resources: [all.yaml]\n",
    },
    changed: { "base/all.yaml": service("web") },
    roots: ["base"],
  },
  "two kustomizations that list it": {
    before: {
      ...both,
      "other/kustomization.yaml":
        "namePrefix: other-\nresources:\n  - ../base/web.yaml\n  - ../base/claim.yaml # The data.\n",
    },
    changed: {
      ...without,
      "other/kustomization.yaml": "namePrefix: other-\nresources:\n  - ../base/web.yaml\n  # The data.\n",
    },
    roots: ["base"],
  },
  "a patch file that takes it out": {
    before: {
      ...both,
      "over/kustomization.yaml": "resources:\n  - ../base\npatches:\n  - path: no-claim.yaml\n",
      "over/no-claim.yaml": deletion,
    },
    changed: { ...without, "over/kustomization.yaml": "resources:\n  - ../base\n", "over/no-claim.yaml": null },
    roots: ["base", "over"],
  },
  "a patch file of the older kind, under a prefix": {
    before: {
      ...both,
      "over/kustomization.yaml":
        "namePrefix: over-\nresources:\n  - ../base\npatchesStrategicMerge:\n  - no-claim.yaml\n  - web.yaml\n",
      "over/no-claim.yaml": deletion,
      "over/web.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {a: b}}\n",
    },
    changed: {
      ...without,
      "over/kustomization.yaml": "namePrefix: over-\nresources:\n  - ../base\npatchesStrategicMerge:\n  - web.yaml\n",
      "over/no-claim.yaml": null,
    },
    roots: ["base", "over"],
  },
  "a patch with a target that means the claim alone": {
    before: {
      ...both,
      "over/kustomization.yaml":
        "resources: [../base]\npatches:\n  - {path: no-claim.yaml, target: {kind: PersistentVolumeClaim, name: data}}\n  - {path: web.yaml}\n",
      "over/no-claim.yaml": deletion.replace("name: data", "name: any"),
      "over/web.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {a: b}}\n",
    },
    changed: {
      ...without,
      "over/kustomization.yaml": "resources: [../base]\npatches:\n  - {path: web.yaml}\n",
      "over/no-claim.yaml": null,
    },
    roots: ["base", "over"],
  },
  "a patch with a target that means any claim": {
    before: {
      ...both,
      "over/kustomization.yaml":
        "resources: [../base]\npatches: [{path: none.yaml, target: {kind: PersistentVolumeClaim}}]\n",
      "over/none.yaml": deletion.replace("name: data", "name: any"),
    },
    changed: without,
    roots: ["base", "over"],
  },
  "a patch that stands in the kustomization": {
    before: {
      ...both,
      "over/kustomization.yaml": `resources:
  - ../base
patches:
  # Not here.
  - patch: |
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data}
      $patch: delete
  - path: web.yaml
`,
      "over/web.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {a: b}}\n",
    },
    changed: {
      ...without,
      "over/kustomization.yaml": "resources:\n  - ../base\npatches:\n  # Not here.\n  - path: web.yaml\n",
    },
    roots: ["base", "over"],
  },
  "a document among other patches": {
    before: {
      ...both,
      "over/kustomization.yaml": "resources: [../base]\npatches: [{path: patches.yaml}]\n",
      "over/patches.yaml": `apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {a: b}}\n---\n${deletion}`,
    },
    changed: {
      ...without,
      "over/patches.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {a: b}}\n",
    },
    roots: ["base", "over"],
  },
  "a component that holds nothing but the patch": {
    before: {
      ...both,
      "parts/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - path: no-claim.yaml\n",
      "parts/no-claim.yaml": deletion,
      "over/kustomization.yaml": "resources: [../base]\ncomponents: [../parts]\n",
    },
    changed: {
      ...without,
      "parts/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: []\n",
      "parts/no-claim.yaml": null,
    },
    roots: ["base", "over"],
  },
  "a patch file that another build uses for a claim of its own": {
    before: {
      ...both,
      "a/kustomization.yaml": "resources: [../base]\npatches: [{path: ../shared/no-claim.yaml}]\n",
      "b/claim.yaml": claim("data").replace("1Gi", "2Gi"),
      "b/kustomization.yaml": "resources: [claim.yaml]\npatches: [{path: ../shared/no-claim.yaml}]\n",
      "shared/no-claim.yaml": deletion,
    },
    changed: { ...without, "a/kustomization.yaml": "resources: [../base]\n" },
    roots: ["base"],
    options: { on: "kind: PersistentVolumeClaim" },
  },
};

const hasKustomize = spawnSync("kubectl", ["kustomize", "--help"]).status === 0;

describe("a kustomization follows", () => {
  it.each(Object.entries(builds))("%s", (_, { before, changed, options }) => {
    const after = Object.entries({ ...before, ...changed }).filter(([, text]) => text !== null);
    expect(afterDeletion(before, options)).toEqual(Object.fromEntries(after));
  });

  it.skipIf(!hasKustomize).each(Object.entries(builds))("%s: Kustomize builds all but the claim", (_, one) => {
    const { before, roots, options } = one;
    const after = afterDeletion(before, options);
    for (const root of roots) {
      const gone = built(after, root);
      expect(gone).toEqual(built(before, root).filter((object) => !/^kind: PersistentVolumeClaim$/m.test(object)));
    }
  });

  it("and is not touched where it could not", () => {
    const entangled = {
      ...both,
      "over/kustomization.yaml": "resources: [../base]\npatches: [{path: ../shared/patches.yaml}]\n",
      "b/claim.yaml": claim("data"),
      "b/web.yaml": service("web"),
      "b/kustomization.yaml": "resources: [claim.yaml, web.yaml]\npatches: [{path: ../shared/patches.yaml}]\n",
      "shared/patches.yaml": `${deletion}---\napiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {a: b}}\n`,
    };
    expect(offered(entangled)).toEqual([]);
  });
});

/** The objects that Kustomize builds, in its order. */
function built(files: Files, root: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "rightkind-kustomize-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const text = execFileSync("kubectl", ["kustomize", path.join(folder, root)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return text.split(/^---\n/m).filter((object) => object !== "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
