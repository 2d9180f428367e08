// The command `fix`: a diff that Git takes, or all files; exit codes; what is kept on purpose stays.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { Folder } from "./command-line";

const deployment = (name: string, strategy: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
${strategy}  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: registry.example/main:1}]}
`;
const faulty = (name: string) =>
  deployment(name, "  strategy:\n    rollingUpdate: {maxSurge: 1}\n    type: Recreate # one at a time\n");
const mended = (name: string) => deployment(name, "  strategy:\n    type: Recreate # one at a time\n");

function read(folder: Folder, name: string): string {
  return fs.readFileSync(path.join(folder.path, name), "utf8");
}

describe("fix", () => {
  it("prints one diff of all files, says what it fixes, and touches nothing", async () => {
    const folder = new Folder({ "k8s/b.yaml": faulty("b"), "a.yaml": faulty("a"), "c.yaml": mended("c") });
    expect(await folder.run(["fix", "."])).toEqual({
      code: 0,
      out: `--- a/a.yaml
+++ b/a.yaml
@@ -3,7 +3,6 @@
 metadata: {name: a}
 spec:
   strategy:
-    rollingUpdate: {maxSurge: 1}
     type: Recreate # one at a time
   selector: {matchLabels: {app: a}}
   template:
--- a/k8s/b.yaml
+++ b/k8s/b.yaml
@@ -3,7 +3,6 @@
 metadata: {name: b}
 spec:
   strategy:
-    rollingUpdate: {maxSurge: 1}
     type: Recreate # one at a time
   selector: {matchLabels: {app: b}}
   template:
`,
      err: `a.yaml:6 recreate-with-rolling-update: Remove rollingUpdate
k8s/b.yaml:6 recreate-with-rolling-update: Remove rollingUpdate
2 fixes in 2 files.
`,
    });
    expect(read(folder, "a.yaml")).toBe(faulty("a"));
  });

  const forms: Readonly<Record<string, (text: string) => string>> = {
    "line feeds": (text) => text,
    CRLF: (text) => text.replaceAll("\n", "\r\n"),
    "no line end at the end": (text) => text.trimEnd(),
    "a byte order mark": (text) => `\ufeff${text}`,
  };
  it.each(Object.keys(forms))("prints a diff that Git takes: %s", async (form) => {
    const written = forms[form] ?? String;
    const folder = new Folder({ "in there/ü.yaml": written(faulty("a")) });
    const { out } = await folder.run(["fix", "in there"]);
    const applied = spawnSync("git", ["apply"], { cwd: folder.path, input: out, encoding: "utf8" });
    expect({ status: applied.status, stderr: applied.stderr }).toEqual({ status: 0, stderr: "" });
    expect(read(folder, "in there/ü.yaml")).toBe(written(mended("a")));
  });

  it("writes all files, names them, and has nothing to do the next time", async () => {
    const folder = new Folder({ "k8s/b.yaml": faulty("b"), "a.yaml": faulty("a") });
    expect(await folder.run(["fix", "--write", "."])).toMatchObject({ code: 0, out: "a.yaml\nk8s/b.yaml\n" });
    expect([read(folder, "a.yaml"), read(folder, "k8s/b.yaml")]).toEqual([mended("a"), mended("b")]);
    expect(await folder.run(["fix", "--write", "."])).toEqual({ code: 0, out: "", err: "Nothing to fix.\n" });
  });

  it("writes none where one cannot be written", async () => {
    const folder = new Folder({ "k8s/b.yaml": faulty("b"), "a.yaml": faulty("a") });
    fs.chmodSync(path.join(folder.path, "k8s/b.yaml"), 0o444);
    expect(await folder.run(["fix", "--write", "."])).toEqual({
      code: 2,
      out: "",
      err: "k8s/b.yaml: The file is read-only: nothing is written.\n",
    });
    expect([read(folder, "a.yaml"), read(folder, "k8s/b.yaml")]).toEqual([faulty("a"), faulty("b")]);
  });

  it("keeps two names of one file one file", async () => {
    const folder = new Folder({ "a.yaml": faulty("a") });
    fs.linkSync(path.join(folder.path, "a.yaml"), path.join(folder.path, "b.yaml"));
    expect((await folder.run(["fix", "--write", "a.yaml"])).code).toBe(0);
    expect(read(folder, "b.yaml")).toBe(mended("a"));
  });

  it("fixes what is named, and sees what is around it", async () => {
    const folder = new Folder({
      ".rightkind.yaml": "{}\n",
      "base/a.yaml": deployment("a", "  strategy: {rollingUpdate: {maxSurge: 1}}\n"),
      "base/kustomization.yaml": "resources: [a.yaml]\n",
      "over/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "over/patch.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {strategy: {type: Recreate}}\n",
      "other/b.yaml": faulty("b"),
    });
    expect((await folder.run(["fix", "--write", "base"])).out).toBe("over/patch.yaml\n");
    expect(read(folder, "over/patch.yaml")).toContain("{type: Recreate, rollingUpdate: null}");
  });

  it("leaves what is kept on purpose, as check does", async () => {
    const commented = `# rightkind-ignore-next-line recreate-with-rolling-update: why\n${faulty("a")}`;
    const folder = new Folder({
      "a.yaml": commented,
      "third/b.yaml": faulty("b"),
      ".rightkind.yaml": "ignore: [{path: third/**, reason: why}]\n",
    });
    expect(await folder.run(["fix", "."])).toMatchObject({ code: 0, out: "" });
  });

  it("takes standard input, which it cannot write", async () => {
    const folder = new Folder({});
    const { code, out } = await folder.run(["fix", "-"], { standardInput: faulty("a") });
    expect({ code, head: out.split("\n").slice(0, 2) }).toEqual({ code: 0, head: ["--- a/-", "+++ b/-"] });
    expect(await folder.run(["fix", "--write", "-"])).toMatchObject({ code: 2, out: "" });
  });

  it("fails where a path cannot be read, and fixes the others", async () => {
    const folder = new Folder({ "a.yaml": faulty("a") });
    const { code, out, err } = await folder.run(["fix", "gone.yaml", "a.yaml"]);
    expect({ code, head: out.split("\n")[0] }).toEqual({ code: 2, head: "--- a/a.yaml" });
    expect(err).toContain("gone.yaml: ");
  });

  it("does nothing under a configuration that nobody can read", async () => {
    const folder = new Folder({ "a.yaml": faulty("a"), ".rightkind.yaml": "ignore: [\n" });
    expect(await folder.run(["fix", "--write", "."])).toMatchObject({ code: 2, out: "" });
    expect(read(folder, "a.yaml")).toBe(faulty("a"));
  });

  it("passes over what does not parse, and templates", async () => {
    const folder = new Folder({
      "broken.yaml": `${faulty("a")}---\nkind: [\n`,
      "chart/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
      "chart/templates/b.yaml": faulty("b"),
    });
    const { code, out } = await folder.run(["fix", "."]);
    expect({ code, files: [...out.matchAll(/^--- (.*)/gm)].map(([, name]) => name) }).toEqual({
      code: 0,
      files: ["a/broken.yaml"],
    });
  });

  it.each([
    [["fix"], "'fix' needs a file or folder"],
    [["fix", "--diff", "--write", "."], "'--diff' and '--write' exclude each other."],
    [["fix", "--format", "json", "."], "'fix' has no option '--format'."],
    [["fix", "--to", "Job", "."], "'fix' has no option '--to'."],
  ])("refuses %j", async (words, message) => {
    const { code, out, err } = await new Folder({}).run(words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });
});
