// All safe fixes of a document as one action: asked for by its kind alone, in one edit, with what is safe here and nothing else.
import { describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver-types";
import { codeActions, codeActionWithEdit } from "../../server/src/features/code-actions";
import type { ClientAbilities, Snapshot } from "../../server/src/features/snapshot";
import { Uris } from "../../server/src/features/uris";
import { rules } from "../../server/src/rules/registry";
import { defineRule } from "../../server/src/rules/rule";
import { ownFix, ownPath } from "../../server/src/rules/shared/written";
import { replace } from "../../server/src/yaml/edit-script";
import { asScalar, at } from "../../server/src/yaml/navigate";
import { appliedEdit } from "../protocol/applied-edit";
import { type MemoryOptions, memoryWorkspace, root } from "../support/memory-workspace";

type Files = Readonly<Record<string, string>>;

const able: ClientAbilities = {
  documentChanges: true,
  changeAnnotations: true,
  createFiles: true,
  resolvesEdits: true,
  markdown: true,
};

interface Asked extends MemoryOptions {
  readonly only?: string[];
  readonly client?: Partial<ClientAbilities>;
}

const deployment = (name: string, strategy = "{rollingUpdate: {maxSurge: 1}, type: Recreate}") => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  strategy: ${strategy}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: registry.example/main:1}]}
`;
const mended = (name: string) => deployment(name, "{type: Recreate}");
const cronJob = (schedule: string) => `apiVersion: batch/v1
kind: CronJob
metadata: {name: c}
spec:
  ${schedule}
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: registry.example/m:1}]}}}}
`;

function asked(
  files: Files,
  path: string,
  { only = ["source.fixAll.rightkind"], client = {}, ...options }: Asked = {},
) {
  const { analysis } = memoryWorkspace(
    Object.entries(files).map(([name, text]) => ({ path: name, text })),
    options,
  );
  const snapshot: Snapshot = { analysis, uris: new Uris(), client: { ...able, ...client } };
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const versionOf = () => 7;
  const context = { diagnostics: [], ...(only.length > 0 ? { only } : {}) };
  const actions = codeActions(snapshot, { path: `${root}/${path}`, range: everywhere, context, versionOf });
  const resolved = actions.map((action): CodeAction => {
    const whole = codeActionWithEdit(snapshot, action, versionOf);
    if ("refused" in whole) throw new Error(whole.message);
    return whole;
  });
  return { actions, resolved };
}

/** The files after the action on one of them; those that it changes. */
function fixed(files: Files, path: string, options: Asked = {}): Files {
  const [action] = asked(files, path, options).resolved;
  if (!action?.edit) return {};
  const before = new Map(Object.entries(files).map(([name, text]) => [`file://${root}/${name}`, text]));
  const after = [...appliedEdit(before, action.edit)].filter(([uri, text]) => before.get(uri) !== text);
  return Object.fromEntries(after.map(([uri, text]) => [uri.slice(`file://${root}/`.length), text]));
}

describe("the action is offered", () => {
  const files = { "a.yaml": deployment("a") };

  it.each([["source.fixAll.rightkind"], ["source.fixAll"], ["source"]])("to who asks for %s", (kind) => {
    const { actions } = asked(files, "a.yaml", { only: [kind] });
    expect(actions).toEqual([
      {
        title: "Apply all safe fixes of Rightkind",
        kind: "source.fixAll.rightkind",
        data: { uri: `file://${root}/a.yaml`, version: 7, object: null, fixAll: true },
      },
    ]);
  });

  it.each([[[]], [["quickfix"]], [["refactor"]], [["source.fixAll.eslint"]], [["source.organizeImports"]], [[""]]])(
    "to nobody who asks for %j",
    (only) => {
      const { actions } = asked(files, "a.yaml", { only });
      expect(actions.filter(({ kind }) => kind?.startsWith("source"))).toEqual([]);
    },
  );

  it("only where there is something to fix, and everything is read", () => {
    expect(asked({ "a.yaml": mended("a") }, "a.yaml").actions).toEqual([]);
    expect(asked(files, "b.yaml").actions).toEqual([]);
    expect(asked(files, "a.yaml", { ready: false }).actions).toEqual([]);
  });

  it("with its edit at once where nothing is resolved later", () => {
    const client = { resolvesEdits: false };
    expect(asked(files, "a.yaml", { client }).actions.map(({ edit }) => edit?.documentChanges?.length)).toEqual([1]);
  });

  it("as plain changes to who takes nothing else", () => {
    const { resolved } = asked(files, "a.yaml", { client: { documentChanges: false } });
    expect(resolved[0]?.edit).toEqual({
      changes: {
        [`file://${root}/a.yaml`]: [
          { range: { start: { line: 4, character: 13 }, end: { line: 4, character: 43 } }, newText: "" },
        ],
      },
    });
  });
});

describe("the edit", () => {
  it("holds all safe fixes of the document, and says which", () => {
    const files = {
      "a.yaml": `# rightkind-ignore-next-line bare-pod: of no use\n${deployment("a")}---\n${cronJob("schedule: 'TZ=Etc/UTC 0 3 * * *'")}`,
      "b.yaml": deployment("b"),
    };
    expect(fixed(files, "a.yaml")).toEqual({
      "a.yaml": `${mended("a")}---\n${cronJob("schedule: '0 3 * * *'\n  timeZone: Etc/UTC")}`,
    });
    expect(asked(files, "a.yaml").resolved[0]?.edit?.changeAnnotations).toEqual({
      rightkind: {
        label: "Apply all safe fixes of Rightkind",
        description: "Remove the unused suppression, Remove rollingUpdate, Move the time zone to timeZone",
      },
    });
  });

  it("holds no fix that somebody has to choose", () => {
    const claim =
      "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: d}\nspec: {accessModes: [ReadWriteOnce]}\n";
    const web = deployment("a", "{}")
      .replace(
        "]}\n",
        ", volumeMounts: [{name: d, mountPath: /d}]}], volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]}\n",
      )
      .replace("main:1}, ", "main:1, ");
    expect(asked({ "a.yaml": web, "claim.yaml": claim }, "a.yaml").actions).toEqual([]);
  });

  it("leaves what is kept on purpose", () => {
    const rule = "recreate-with-rolling-update";
    const annotated = deployment("a").replace(
      "{name: a}",
      `{name: a, annotations: {rightkind.dev/ignore.${rule}: why}}`,
    );
    const commented = `# rightkind-ignore-file ${rule}: why\n${deployment("a")}`;
    const off = { "a.yaml": deployment("a"), ".rightkind.yaml": `rules: {${rule}: "off"}\n` };
    const ignored = { "a.yaml": deployment("a"), ".rightkind.yaml": `ignore: [{rule: ${rule}, reason: why}]\n` };
    for (const files of [{ "a.yaml": annotated }, { "a.yaml": commented }, off, ignored])
      expect(asked(files, "a.yaml").actions).toEqual([]);
  });

  it("is none while the configuration is no YAML", () => {
    expect(asked({ "a.yaml": deployment("a"), ".rightkind.yaml": "ignore: [\n" }, "a.yaml").actions).toEqual([]);
  });

  it("takes no suppression out while what it silences may not be readable", () => {
    const suppressed = `# rightkind-ignore-file recreate-with-rolling-update: why\n${mended("a")}`;
    expect(fixed({ "a.yaml": suppressed }, "a.yaml")).toEqual({ "a.yaml": mended("a") });
    expect(asked({ "a.yaml": `${suppressed}---\nkind: [\n` }, "a.yaml").actions).toEqual([]);
    expect(
      asked({ "a.yaml": suppressed, "b.yaml": "apiVersion: v1\nkind: Pod\nmetadata: [\n" }, "a.yaml").actions,
    ).toEqual([]);
    expect(asked({ "a.yaml": suppressed }, "a.yaml", { unread: ["b.yaml"] }).actions).toEqual([]);
  });

  it("goes on until nothing is left", () => {
    // The comment is of no use when the finding that it kept has gone with another one.
    const text = cronJob("schedule: 'TZ=Etc/UTC 0 3 * * *'");
    const twice = {
      "list.yaml": `apiVersion: v1\nkind: List\nitems:\n${`${deployment("a")}`.replace(/^/gm, "    ").replace(/^ {4}/, "  - ").trimEnd()}\n`,
    };
    expect(fixed({ "a.yaml": text }, "a.yaml")["a.yaml"]).toContain("timeZone: Etc/UTC");
    expect(fixed(twice, "list.yaml")["list.yaml"]).toContain("strategy: {type: Recreate}");
  });

  it("is in all patches that bring the fault, of which only the first is told", () => {
    const patch =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  strategy:\n    type: Recreate\n";
    const files = {
      "base/a.yaml": deployment("a", "{rollingUpdate: {maxSurge: 1}}"),
      "base/kustomization.yaml": "resources: [a.yaml]\n",
      "one/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "one/patch.yaml": patch,
      "two/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "two/patch.yaml": patch,
    };
    expect(fixed(files, "base/a.yaml")).toEqual({
      "one/patch.yaml": `${patch}    rollingUpdate: null\n`,
      "two/patch.yaml": `${patch}    rollingUpdate: null\n`,
    });
  });

  it("is in the patch where a patch has brought the fault", () => {
    const files = {
      "base/a.yaml": deployment("a", "{rollingUpdate: {maxSurge: 1}}"),
      "base/kustomization.yaml": "resources: [a.yaml]\n",
      "over/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "over/patch.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  strategy:\n    type: Recreate\n",
    };
    expect(fixed(files, "base/a.yaml")).toEqual({
      "over/patch.yaml": `${files["over/patch.yaml"]}    rollingUpdate: null\n`,
    });
  });
});

describe("a fix that is safe as its rule knows", () => {
  /** Two rules of one mind: each sets the number of Pods of those that run none, for its label. */
  const eager = (id: string, replicas: string) =>
    defineRule({
      id,
      group: "rollout",
      severities: ["hint"],
      kinds: ["Deployment"],
      summary: "A rule for tests.",
      fixes: [{ title: `Run ${replicas}`, safe: true }],
      check(context) {
        const count = asScalar(at(context.own.root, "spec", "replicas"));
        if (count?.text !== "0") return;
        const fix = ownFix(context, `Run ${replicas}`, () => [replace(ownPath(context, "spec", "replicas"), replicas)]);
        context.report(count, "It runs none. Run some.", { fixes: [{ ...fix, safe: true }] });
      },
    });
  const none = (name: string, more = "") =>
    deployment(name, "{}").replace("  strategy: {}\n", "  replicas: 0\n").replace("main:1}]}", `main:1}]${more}}`);
  const claimed = (name: string) =>
    none(name, ", volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]").replace(
      "main:1}",
      "main:1, volumeMounts: [{name: d, mountPath: /d}]}",
    );
  const claim =
    "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: d}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n";
  const three = { rules: [...rules, eager("zzz-three", "3")] };

  it("is left out where it breaks what it is in, and others are applied", () => {
    const files = { "a.yaml": `${none("a")}---\n${claimed("b")}---\n${none("c")}`, "claim.yaml": claim };
    const after = fixed(files, "a.yaml", three)["a.yaml"] ?? "";
    expect([...after.matchAll(/replicas: \d/g)].map(([found]) => found)).toEqual([
      "replicas: 3",
      "replicas: 0",
      "replicas: 3",
    ]);
  });

  it("is left out where it breaks an overlay that it does not see", () => {
    const files = {
      "base/a.yaml": none("a"),
      "base/kustomization.yaml": "resources: [a.yaml]\n",
      "over/kustomization.yaml": "resources: [../base, claim.yaml]\npatches: [{path: patch.yaml}]\n",
      "over/claim.yaml": claim,
      "over/patch.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: main, volumeMounts: [{name: d, mountPath: /d}]}], volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]}}}\n",
    };
    expect(fixed(files, "base/a.yaml", three)).toEqual({});
    const { "over/patch.yaml": _, ...harmless } = files;
    const without = { ...harmless, "over/kustomization.yaml": "resources: [../base, claim.yaml]\n" };
    expect(Object.keys(fixed(without, "base/a.yaml", three))).toEqual(["base/a.yaml"]);
  });

  it("does not get in the way of another one", () => {
    const both = { rules: [...rules, eager("zzz-three", "3"), eager("zzz-two", "2")] };
    const text = none("a");
    expect(fixed({ "a.yaml": text }, "a.yaml", both)).toEqual({ "a.yaml": text.replace("replicas: 0", "replicas: 3") });
  });

  it("is one that mends: what would stay is not claimed", () => {
    const idle = { rules: [...rules, eager("zzz-none", "0 # as before")] };
    expect(fixed({ "a.yaml": none("a") }, "a.yaml", idle)).toEqual({});
  });
});
