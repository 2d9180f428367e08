// `convert`: which object, what is printed, what Git makes of it, and what is written or left alone.
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { defineRule } from "../../server/src/rules/rule";
import { applyEdits } from "../../server/src/text/edit";
import { LineIndex } from "../../server/src/text/line-index";
import { claim, deployment, Folder } from "./command-line";

const toSet = ["--to", "StatefulSet"];

/** What `convert --format json` prints. */
interface ReportJson {
  readonly refused: { readonly code: string } | null;
  readonly object: unknown;
  readonly files: readonly {
    readonly path: string;
    readonly created: boolean;
    readonly edits: readonly {
      readonly range: Record<"start" | "end", { readonly line: number; readonly character: number }>;
      readonly newText: string;
    }[];
  }[];
}

function read(folder: Folder, name: string): string {
  return fs.readFileSync(path.join(folder.path, name), "utf8");
}

/** Applies a diff as people do. */
function gitApply(folder: Folder, diff: string, below = ""): void {
  execFileSync("git", ["apply", "-"], {
    cwd: path.join(folder.path, below),
    input: diff,
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** The text of each file after `--write`, which must be the same as after `git apply`. */
async function bothWays(files: Record<string, string>, words: readonly string[], below = ""): Promise<Folder> {
  const written = new Folder(files);
  const patched = new Folder(files);
  spawnSync("git", ["init", "-q"], { cwd: patched.path });
  spawnSync("git", ["init", "-q"], { cwd: written.path });
  const { code, out } = await patched.run(["convert", ...words], { workingDirectory: below });
  expect(code).toBe(0);
  gitApply(patched, out, below);
  expect((await written.run(["convert", "--write", ...words], { workingDirectory: below })).code).toBe(0);
  for (const name of fs.readdirSync(written.path, { recursive: true, encoding: "utf8" })) {
    if (name.startsWith(".git") || fs.statSync(path.join(written.path, name)).isDirectory()) continue;
    expect([name, read(patched, name)]).toEqual([name, read(written, name)]);
  }
  return written;
}

describe("the diff", () => {
  it("is one over all files, and the consequences stand on standard error", async () => {
    const folder = new Folder({ "k8s/web.yaml": deployment("web"), "k8s/claims.yaml": claim("web-data") });
    const { code, out, err } = await folder.run(["convert", "k8s/web.yaml", ...toSet, "--root", "."]);
    expect({ code, err }).toEqual({
      code: 0,
      err: `W-DATA: No data moves: the first Pod asks for the new, empty claim "data-web-0"; what is in claim "web-data" (k8s/claims.yaml) stays there.
W-LIVE: Stop the old one first (kubectl scale deployment/web --replicas=0): both would answer behind Service "web-headless", the new one without the old data. Then delete it: kubectl apply does not.
`,
    });
    expect(out).toBe(`--- a/k8s/web.yaml
+++ b/k8s/web.yaml
@@ -1,8 +1,18 @@
+apiVersion: v1
+kind: Service
+metadata:
+  name: web-headless
+spec:
+  clusterIP: None
+  selector:
+    app: web
+---
 apiVersion: apps/v1
-kind: Deployment
+kind: StatefulSet
 metadata:
   name: web
 spec:
+  serviceName: web-headless
   selector:
     matchLabels: {app: web}
   template:
@@ -15,7 +25,11 @@
           volumeMounts:
             - name: data
               mountPath: /data
-      volumes:
-        - name: data
-          persistentVolumeClaim:
-            claimName: web-data
+  volumeClaimTemplates:
+    - metadata:
+        name: data
+      spec:
+        accessModes: [ReadWriteOnce]
+        resources:
+          requests:
+            storage: 1Gi
`);
    expect(read(folder, "k8s/web.yaml")).toBe(deployment("web"));
  });

  it("is taken by git apply, with new files", async () => {
    const files = { "web.yaml": deployment("web"), "kustomization.yaml": "resources: [web.yaml]\n" };
    const folder = await bothWays(files, [".", ...toSet, "--storage", "keep", "--new-resources", "sameFolder"]);
    expect(read(folder, "web-headless.yaml")).toMatch(/^apiVersion: v1\nkind: Service\n.*\n$/s);
    expect(read(folder, "kustomization.yaml")).toBe("resources: [web.yaml, web-headless.yaml]\n");
  });

  it("says where a new file comes from", async () => {
    const folder = new Folder({ "web.yaml": deployment("web") });
    const { out } = await folder.run(["convert", ".", ...toSet, "--storage", "keep", "--new-resources", "sameFolder"]);
    expect(out).toContain("--- /dev/null\n+++ b/web-headless.yaml\n@@ -0,0 +1,8 @@\n+apiVersion: v1\n");
  });

  it.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["no final newline", (text: string) => text.trimEnd()],
    ["a byte order mark", (text: string) => `\ufeff${text}`],
    ["all of them", (text: string) => `\ufeff${text.trimEnd().replaceAll("\n", "\r\n")}`],
  ])("keeps %s", async (_, changed) => {
    const folder = await bothWays({ "web.yaml": changed(deployment("web")) }, [".", ...toSet, "--storage", "keep"]);
    const text = read(folder, "web.yaml");
    expect(text).toContain("kind: StatefulSet");
    expect(text.slice(text.indexOf("\n---"))).toBe(
      changed(
        `\n---\n${deployment("web").replace("Deployment", "StatefulSet").replace("spec:\n", "spec:\n  serviceName: web-headless\n")}`,
      )
        .replace("\ufeff", "")
        .replace(/^\r/, ""),
    );
    expect([text.startsWith("\ufeff"), text.endsWith("\n")]).toEqual([
      changed("a").startsWith("\ufeff"),
      changed("a\n").endsWith("\n"),
    ]);
  });

  it("marks a missing final newline", async () => {
    const folder = new Folder({ "web.yaml": deployment("web").trimEnd() });
    const { out } = await folder.run(["convert", ".", ...toSet, "--storage", "templates"]);
    expect(out).toContain("-            claimName: web-data\n\\ No newline at end of file\n");
    expect(out.endsWith("+            storage: 1Gi\n\\ No newline at end of file\n")).toBe(true);
  });

  it.each(["two words.yaml", "größe.yaml", 'a"b.yaml', "a\tb.yaml"])("names %j as Git does", async (name) => {
    await bothWays({ [name]: deployment("web") }, [".", ...toSet, "--storage", "keep"]);
  });

  it("is relative to the working directory, wherever the repository begins", async () => {
    const files = { "deploy/k8s/web.yaml": deployment("web"), "deploy/k8s/claims.yaml": claim("web-data") };
    await bothWays(files, ["k8s/web.yaml", ...toSet], "deploy");
  });

  it("of standard input has its path", async () => {
    const { code, out } = await new Folder({}).run(["convert", "-", ...toSet, "--storage", "keep"], {
      standardInput: deployment("web"),
    });
    expect({ code, head: out.split("\n").slice(0, 2) }).toEqual({ code: 0, head: ["--- a/-", "+++ b/-"] });
    const json = JSON.stringify({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "a" },
      spec: {
        selector: { matchLabels: { app: "a" } },
        template: { metadata: { labels: { app: "a" } }, spec: { containers: [{ name: "a", image: "a" }] } },
      },
    });
    const printed = await new Folder({}).run(["convert", "-", ...toSet], { standardInput: json });
    expect(printed.out).toContain("+++ b/a-headless.json");
  });

  it("has the new Service in the same file where YAML is written in flow style, which begins like JSON", async () => {
    const web = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}}}\n`;
    const folder = new Folder({ "a.yaml": web });
    const { out } = await folder.run(["convert", "a.yaml", ...toSet]);
    expect(out.split("\n").filter((line) => /^(?:---|\+\+\+) |^\+(?:---| {2}name:)/.test(line))).toEqual([
      "--- a/a.yaml",
      "+++ b/a.yaml",
      "+  name: a-headless",
      "+---",
    ]);
  });
});

describe("the object", () => {
  const two = { "a.yaml": deployment("a"), "b.yaml": `# second\n${deployment("b")}` };

  it("must be named where there are several", async () => {
    expect(await new Folder(two).run(["convert", ".", ...toSet])).toEqual({
      code: 2,
      out: "",
      err: "R-MANY refused: There are 2 workloads: Deployment/a (a.yaml:2), Deployment/b (b.yaml:3). Name one with --object.\n",
    });
    expect((await new Folder(two).run(["convert", ".", ...toSet, "--object", "deployment/b"])).code).toBe(0);
    expect((await new Folder(two).run(["convert", "b.yaml", ...toSet])).code).toBe(0);
  });

  it("is told apart by its namespace", async () => {
    const inNamespace = (namespace: string) =>
      deployment("a").replace("name: a\n", `name: a\n  namespace: ${namespace}\n`);
    const folder = new Folder({ "one.yaml": inNamespace("one"), "two.yaml": inNamespace("two") });
    expect((await folder.run(["convert", ".", ...toSet, "--object", "Deployment/a"])).err).toBe(
      "R-MANY refused: There are 2 objects of that name: Deployment/one/a (one.yaml:2), Deployment/two/a (two.yaml:2). Name the file of one, or its namespace.\n",
    );
    const { code, out } = await folder.run([
      "convert",
      ".",
      ...toSet,
      "--object",
      "Deployment/two/a",
      "--storage",
      "keep",
    ]);
    expect({ code, head: out.split("\n")[0] }).toEqual({ code: 0, head: "--- a/two.yaml" });
  });

  it("may be missing", async () => {
    const folder = new Folder({ ...two, "config.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n" });
    expect(await folder.run(["convert", "config.yaml", ...toSet])).toEqual({
      code: 2,
      out: "",
      err: "There is no workload in 'config.yaml'.\n",
    });
    expect((await folder.run(["convert", ".", ...toSet, "--object", "Deployment/aa"])).err).toBe(
      "There is no Deployment/aa in '.'. Did you mean Deployment/a?\n",
    );
    expect((await folder.run(["convert", ".", ...toSet, "--object", "ConfigMap/c"])).err).toMatch(/^R-PAIR refused: /);
  });

  it("in a template is refused, unless another one is meant", async () => {
    const template = deployment("t").replace("image: ", "image: {{ .Values.image }}");
    const folder = new Folder({ "t.yaml": template });
    for (const object of [[], ["--object", "Deployment/t"]]) {
      expect((await folder.run(["convert", ".", ...toSet, ...object])).err).toMatch(/^R-TEMPLATE refused: /);
    }
    expect((await folder.run(["convert", ".", ...toSet, "--object", "Deployment/other"])).err).toBe(
      "There is no Deployment/other in '.'.\n",
    );
  });
});

describe("JSON", () => {
  it("is exactly this", async () => {
    const folder = new Folder({
      "web.yaml": deployment("web").replace("name: web\n", "name: web\n  namespace: shop\n"),
    });
    const { code, out, err } = await folder.run(["convert", ".", ...toSet, "--storage", "keep", "--format", "json"]);
    expect(code).toBe(0);
    expect(err).toMatch(/^W-LIVE: .*\nW-PVC-MISSING: .*\nfollow: reference-not-found\n$/);
    expect(out).toBe(`{
  "version": 1,
  "object": {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "name": "web",
    "namespace": "shop"
  },
  "to": "StatefulSet",
  "refused": null,
  "consequences": [
    {
      "code": "W-LIVE",
      "message": "Stop the old one first (kubectl scale deployment/web --replicas=0): both would have claim \\"web-data\\". Then delete it: kubectl apply does not."
    },
    {
      "code": "W-PVC-MISSING",
      "message": "Claim \\"web-data\\" was not found. It stays an ordinary volume."
    }
  ],
  "follow": [
    "reference-not-found"
  ],
  "files": [
    {
      "path": "web.yaml",
      "created": false,
      "edits": [
        {
          "range": {
            "start": {
              "line": 0,
              "character": 0
            },
            "end": {
              "line": 0,
              "character": 0
            }
          },
          "newText": "apiVersion: v1\\nkind: Service\\nmetadata:\\n  name: web-headless\\n  namespace: shop\\nspec:\\n  clusterIP: None\\n  selector:\\n    app: web\\n---\\n"
        },
        {
          "range": {
            "start": {
              "line": 1,
              "character": 6
            },
            "end": {
              "line": 1,
              "character": 16
            }
          },
          "newText": "StatefulSet"
        },
        {
          "range": {
            "start": {
              "line": 6,
              "character": 0
            },
            "end": {
              "line": 6,
              "character": 0
            }
          },
          "newText": "  serviceName: web-headless\\n"
        }
      ]
    }
  ]
}
`);
  });

  it("has edits that make what --write makes", async () => {
    const files = { "web.yaml": deployment("web").replaceAll("\n", "\r\n"), "claims.yaml": claim("web-data") };
    const words = ["convert", "web.yaml", ...toSet, "--new-resources", "sameFolder", "--format", "json"];
    const folder = new Folder(files);
    const { out } = await folder.run(words);
    const written = new Folder(files);
    expect((await written.run([...words, "--write"])).out).toBe(out);
    const report: ReportJson = JSON.parse(out);
    expect(report.files.map(({ path: file, created }) => [file, created])).toEqual([
      ["web-headless.yaml", true],
      ["web.yaml", false],
    ]);
    for (const { path: file, created, edits } of report.files) {
      const before = created ? "" : read(folder, file);
      const lines = new LineIndex(before);
      const after = edits.map(({ range, newText }) => ({
        start: lines.offsetOf(range.start),
        end: lines.offsetOf(range.end),
        newText,
      }));
      expect(applyEdits(before, after)).toBe(read(written, file));
    }
  });

  it.each<[string, Record<string, string>, string[], unknown]>([
    ["refused", { "a.yaml": deployment("a") }, [".", "--to", "ReplicaSet"], { code: "R-PAIR", name: "a" }],
    [
      "several",
      { "a.yaml": deployment("a"), "b.yaml": deployment("b") },
      [".", ...toSet],
      { code: "R-MANY", name: undefined },
    ],
    ["unreadable", {}, ["gone.yaml", ...toSet], { code: undefined, name: undefined }],
    ["missing", {}, [".", ...toSet], { code: undefined, name: undefined }],
  ])("is complete: %s", async (_, files, words, wanted) => {
    const { code, out, err } = await new Folder(files).run(["convert", "--format", "json", ...words]);
    const { refused, object, files: changed, ...rest } = JSON.parse(out);
    expect({ code: refused?.code, name: object?.name }).toEqual(wanted);
    expect({ code, changed, rest }).toEqual({
      code: 2,
      changed: [],
      rest: { version: 1, to: words.at(-1), consequences: [], follow: [] },
    });
    expect(err).not.toBe("");
  });
});

describe("what rules say of the result", () => {
  /** A hint on each StatefulSet. */
  const hint = defineRule({
    ...sampleRule("statefulset-seen"),
    check({ resource, report }) {
      if (resource.kind === "StatefulSet") report(resource.kindNode, "Seen.", { severity: "hint" });
    },
  });
  const warning = defineRule({
    ...sampleRule("statefulset-warned"),
    check({ resource, report }) {
      if (resource.kind === "StatefulSet") report(resource.kindNode, "Warned.", { severity: "warning" });
    },
  });

  it("stands in the last line", async () => {
    const folder = new Folder({ "a.yaml": deployment("a"), "claim.yaml": claim("a-data") });
    const { code, err } = await folder.run(["convert", "a.yaml", ...toSet], { rules: [hint] });
    expect({ code, last: err.trimEnd().split("\n").at(-1) }).toEqual({ code: 0, last: "follow: statefulset-seen" });
  });

  it("refuses what would be worse", async () => {
    const folder = new Folder({ "a.yaml": deployment("a") });
    const { code, out, err } = await folder.run(["convert", ".", ...toSet, "--write"], { rules: [warning] });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^R-RESULT refused: .*statefulset-warned.*\n$/);
    expect(read(folder, "a.yaml")).toBe(deployment("a"));
  });
});

describe("the surroundings", () => {
  it("are the whole root", async () => {
    const folder = new Folder({
      ".rightkind.yaml": "",
      "k8s/base/web.yaml": deployment("web"),
      "k8s/base/claims/claim.yaml": claim("web-data"),
      "k8s/kustomization.yaml": "resources: [base/web.yaml, base/claims/claim.yaml]\n",
    });
    const { err } = await folder.run(["convert", "k8s/base/web.yaml", ...toSet]);
    expect(err).toMatch(/^W-DATA: .*\nW-LIVE: .*\n$/);
  });

  it("must be readable", async () => {
    const folder = new Folder({ "web.yaml": deployment("web"), ".rightkind.yaml": "a: [\n" });
    expect(await folder.run(["convert", ".", ...toSet, "--write"])).toEqual({
      code: 2,
      out: "",
      err: ".rightkind.yaml: The configuration is no YAML: parts of it have no effect.\n",
    });
    expect(await folder.run(["convert", "gone.yaml", ...toSet])).toMatchObject({
      code: 2,
      out: "",
      err: "gone.yaml: There is no such file or folder.\n",
    });
  });

  it("hold the version", async () => {
    const text = deployment("web").replace(
      "spec:\n",
      "spec:\n  replicas: 4\n  strategy: {rollingUpdate: {maxUnavailable: 2}}\n",
    );
    const folder = new Folder({ "web.yaml": text });
    const run = (version: string) =>
      folder.run(["convert", ".", ...toSet, "--storage", "keep", "--kubernetes-version", version]);
    expect((await run("1.36")).err).toContain("W-MAXUNAVAILABLE: ");
    expect((await run("1.37")).err).not.toContain("W-MAXUNAVAILABLE: ");
  });
});

describe("--write", () => {
  const words = ["convert", ".", ...toSet, "--storage", "keep", "--write"];

  it("names what it has written", async () => {
    const folder = new Folder({ "web.yaml": deployment("web"), "kustomization.yaml": "resources: [web.yaml]\n" });
    const { code, out } = await folder.run([...words, "--new-resources", "sameFolder"]);
    expect({ code, out }).toEqual({ code: 0, out: "kustomization.yaml\nweb-headless.yaml\nweb.yaml\n" });
    expect(fs.readdirSync(folder.path).sort()).toEqual(["kustomization.yaml", "web-headless.yaml", "web.yaml"]);
  });

  it("keeps the file's mode, and a symbolic link", async () => {
    const folder = new Folder({ "web.yaml": deployment("web") });
    const file = path.join(folder.path, "web.yaml");
    fs.chmodSync(file, 0o640);
    fs.mkdirSync(path.join(folder.path, "links"));
    fs.symlinkSync(file, path.join(folder.path, "links/web.yaml"));
    expect((await folder.run(["convert", "links/web.yaml", ...words.slice(2)])).code).toBe(0);
    expect(fs.lstatSync(path.join(folder.path, "links/web.yaml")).isSymbolicLink()).toBe(true);
    expect(read(folder, "web.yaml")).toContain("kind: StatefulSet");
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
  });

  it("writes nothing where one file is read-only", async () => {
    const files = { "web.yaml": deployment("web"), "kustomization.yaml": "resources: [web.yaml]\n" };
    const folder = new Folder(files);
    fs.chmodSync(path.join(folder.path, "web.yaml"), 0o444);
    expect(await folder.run([...words, "--new-resources", "sameFolder"])).toEqual({
      code: 2,
      out: "",
      err: "web.yaml: The file is read-only: nothing is written.\n",
    });
    expect(fs.readdirSync(folder.path).sort()).toEqual(["kustomization.yaml", "web.yaml"]);
    expect(read(folder, "kustomization.yaml")).toBe(files["kustomization.yaml"]);
  });

  it("writes nothing where a file has changed since it was read", async () => {
    const folder = new Folder({ "web.yaml": deployment("web") });
    /** Rules run between reading and writing. */
    const meddling = defineRule({
      ...sampleRule("meddling"),
      check: () => folder.write("web.yaml", "# mine\n"),
    });
    for (const option of ["--write", "--diff"]) {
      folder.write("web.yaml", deployment("web"));
      expect(await folder.run([...words.slice(0, -1), option], { rules: [meddling] })).toEqual({
        code: 2,
        out: "",
        err: "web.yaml: The file has changed since it was read: nothing is done.\n",
      });
      expect(read(folder, "web.yaml")).toBe("# mine\n");
    }
  });

  it("writes nothing where a new file would take the place of another", async () => {
    const folder = new Folder({
      "web.yaml": deployment("web"),
      ".gitignore": "web-headless.yaml\n",
      "web-headless.yaml": "mine",
    });
    const { code, err } = await folder.run([...words, "--new-resources", "sameFolder"]);
    expect({ code, err }).toEqual({ code: 2, err: "web-headless.yaml: A file of that name is there already.\n" });
    expect(read(folder, "web.yaml")).toBe(deployment("web"));
    expect(read(folder, "web-headless.yaml")).toBe("mine");
  });

  it("leaves alone what is no UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from("# gr\u00fcn\n", "latin1"), Buffer.from(deployment("web"))]);
    const folder = new Folder({ "web.yaml": bytes });
    expect(await folder.run(words)).toEqual({
      code: 2,
      out: "",
      err: "web.yaml: The file is not UTF-8: it cannot be changed.\n",
    });
    expect(fs.readFileSync(path.join(folder.path, "web.yaml"))).toEqual(bytes);
  });
});

/** The words of a rule that only a test knows. */
function sampleRule(id: string) {
  return {
    id,
    group: "choice",
    severities: ["warning", "hint"],
    kinds: ["Deployment", "StatefulSet"],
    summary: "",
    fixes: [],
  } as const;
}
