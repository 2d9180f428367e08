// `check`: what is reported on, what is seen around it, and what comes out of it.
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../server/src/rules/registry";
import { defineRule } from "../../server/src/rules/rule";
import { claim, deployment, Folder, inShort } from "./command-line";

const rolling = "deployment-rwo-claim-rolling-update";

describe("the JSON document", () => {
  const files = { ".git/HEAD": "", "k8s/web.yaml": deployment("web"), "k8s/claims.yaml": claim("web-data") };

  it("is complete, and sees the claim in a file that is not reported on", async () => {
    const { code, out, err } = await new Folder(files).run(["check", "--format", "json", "k8s/web.yaml"]);
    const kind = { start: { line: 1, character: 6 }, end: { line: 1, character: 16 } };
    expect(JSON.parse(out)).toEqual({
      version: 1,
      files: 1,
      documents: 1,
      errors: [],
      findings: [
        {
          rule: rolling,
          group: "choice",
          severity: "warning",
          message:
            'A rolling update may hang: on another node the new Pod waits for claim "web-data", on the same node both write to it. Set the strategy to Recreate.',
          path: "k8s/web.yaml",
          range: kind,
          object: { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: null },
          related: [
            {
              path: "k8s/claims.yaml",
              range: { start: { line: 5, character: 15 }, end: { line: 5, character: 30 } },
              message: 'PersistentVolumeClaim "web-data" is ReadWriteOnce',
            },
          ],
          fixes: [
            "Set the strategy to Recreate",
            "Convert to StatefulSet with a new volume per Pod",
            "Convert to StatefulSet keeping claim 'web-data'",
            "Set maxSurge to 0 and maxUnavailable to 1",
          ].map((title) => ({ title, kind: "quickfix", safe: false })),
        },
      ],
      workloads: [
        {
          path: "k8s/web.yaml",
          range: kind,
          apiVersion: "apps/v1",
          kind: "Deployment",
          name: "web",
          namespace: null,
          verdict: { recommended: "Deployment", leaning: null, score: 0, evidence: [] },
        },
      ],
    });
    expect(Object.keys(JSON.parse(out))).toEqual(["version", "files", "documents", "errors", "findings", "workloads"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("has the same bytes again, whatever the order of the paths", async () => {
    const folder = new Folder(files);
    const first = await folder.run(["check", "--format", "json", "k8s/web.yaml", "k8s/claims.yaml"]);
    const second = await folder.run(["check", "--format", "json", "k8s/claims.yaml", "k8s/web.yaml"]);
    expect(second).toEqual(first);
  });

  it("names the kind that is better, with its evidence", async () => {
    const folder = new Folder({
      "db.yaml": deployment("db").replace("registry.example/db:1", "mysql:8.4").replace("/data", "/var/lib/mysql"),
      "claim.yaml": claim("db-data"),
    });
    const { out } = await folder.run(["check", "--format", "json", "db.yaml"]);
    const [workload] = JSON.parse(out).workloads;
    expect(workload.verdict).toMatchObject({ recommended: "StatefulSet", leaning: null });
    const { score, evidence } = workload.verdict;
    expect(score).toBe(evidence.reduce((sum: number, { weight }: { weight: number }) => sum + weight, 0));
    expect(evidence[0]).toEqual({
      text: "image mysql:8.4",
      weight: 3,
      path: "db.yaml",
      range: { start: { line: 13, character: 17 }, end: { line: 13, character: 26 } },
    });
  });

  it("counts the items of a List, and neither templates nor values nor other programs' files", async () => {
    const indented = claim("a").replace(/^/gm, "    ").trimEnd().replace(/^ {4}/, "  - ");
    const folder = new Folder({
      "list.yaml": `apiVersion: v1\nkind: List\nitems:\n${indented}\n${indented.replace("name: a", "name: b")}\n`,
      "generated.yaml":
        "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: x-}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}\n",
      "chart/Chart.yaml": "apiVersion: v2\nname: chart\n",
      "chart/values.yaml": "kind: Deployment\nreplicas: 2\n",
      "chart/templates/web.yaml": deployment("web"),
      "jinja.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ name }}\n",
      "docker-compose.yml": "services:\n  db:\n    image: mysql\n",
      "kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [list.yaml]\n",
      "package.json": '{"name": "x"}',
    });
    const { json, code } = await folder.report(["."]);
    expect({ code, ...json, workloads: json.workloads.map(({ name }) => name) }).toEqual({
      code: 0,
      version: 1,
      files: 2,
      documents: 3,
      errors: [],
      findings: [],
      workloads: [""],
    });
  });

  it("counts a file that is named though it holds nothing", async () => {
    const { json } = await new Folder({ "empty.yaml": "" }).report(["empty.yaml"]);
    expect({ files: json.files, documents: json.documents }).toEqual({ files: 1, documents: 0 });
  });
});

describe("the text", () => {
  it("has one line for each finding, and what it rests on below", async () => {
    const folder = new Folder({ "a.yaml": `${deployment("a")}---\n${claim("a-data")}`, "b.yaml": deployment("b") });
    const { out, err, code } = await folder.run(["check", "a.yaml", "b.yaml"]);
    expect(
      out,
    ).toBe(`a.yaml:2:7 warning ${rolling} A rolling update may hang: on another node the new Pod waits for claim "a-data", on the same node both write to it. Set the strategy to Recreate.
  a.yaml:28:16 PersistentVolumeClaim "a-data" is ReadWriteOnce

b.yaml:2:7 hint ${rolling} If claim "b-data" is ReadWriteOnce, a rolling update may hang: the old Pod keeps the volume. Set the strategy to Recreate.
`);
    expect({ err, code }).toEqual({
      err: `3 objects in 2 files, ${rules.length} rules: 1 warning, 1 hint.\n`,
      code: 0,
    });
  });

  it("is coloured on a terminal only", async () => {
    const folder = new Folder({ "a.yaml": deployment("a") });
    expect((await folder.run(["check", "."], { colours: true })).out).toContain("\u001b[36mhint\u001b[0m");
    expect((await folder.run(["check", "."])).out).not.toContain("\u001b");
  });

  it("lets no name steer the terminal", async () => {
    const folder = new Folder({ "a.yaml": deployment("a", '"x\\e[31m"') });
    const { out } = await folder.run(["check", "."]);
    expect(out).toContain("claim");
    expect(out).not.toContain("\u001b");
  });

  it("is empty where nothing is wrong", async () => {
    const folder = new Folder({ "a.yaml": claim("a") });
    expect(await folder.run(["check", "."])).toEqual({
      code: 0,
      out: "",
      err: `1 object in 1 file, ${rules.length} rules: nothing found.\n`,
    });
    expect((await new Folder({}).run(["check", "."])).err).toBe("No Kubernetes objects found.\n");
  });
});

describe("exit codes", () => {
  const warning = { "a.yaml": `${deployment("a")}---\n${claim("a-data")}` };

  it.each([
    ["error", 0],
    ["warning", 1],
    ["information", 1],
    ["hint", 1],
    ["never", 0],
  ])("--fail-on %s", async (level, expected) => {
    expect((await new Folder(warning).run(["check", "--fail-on", level, "."])).code).toBe(expected);
  });

  it("is 1 for a manifest that does not parse, unless nothing is to fail", async () => {
    const folder = new Folder({ "broken.yaml": "apiVersion: v1\nkind: Service\nmetadata: [\n" });
    expect((await folder.run(["check", "."])).code).toBe(1);
    expect((await folder.run(["check", "--fail-on", "never", "."])).code).toBe(0);
  });

  it("is 2 for a path that is not there, with the other findings complete", async () => {
    const { code, json, err } = await new Folder(warning).report(["a.yaml", "gone/b.yaml", "--fail-on", "warning"]);
    expect(inShort(json)).toEqual([`a.yaml:2 ${rolling} warning`]);
    const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const message = "There is no such file or folder.";
    expect(json.errors).toEqual([{ path: "gone/b.yaml", range: nowhere, code: "unreadable", message }]);
    expect({ code, err }).toEqual({ code: 2, err: `gone/b.yaml: ${message}\n` });
  });
});

describe("bad input", () => {
  it("reports what does not parse, and still judges the other documents", async () => {
    const folder = new Folder({
      "a.yaml": `${deployment("a")}---\napiVersion: v1\nkind: Service\nmetadata:\n\tname: a\n---\n${claim("a-data")}`,
      "mkdocs.yml": "nav: [\n",
    });
    const { json, code } = await folder.report(["."]);
    expect(json.errors).toEqual([
      {
        path: "a.yaml",
        range: { start: { line: 25, character: 0 }, end: { line: 25, character: 1 } },
        code: "yaml-syntax",
        message: "Tabs are not allowed as indentation",
      },
    ]);
    expect(inShort(json)).toEqual([`a.yaml:2 ${rolling} warning`]);
    expect({ code, documents: json.documents }).toEqual({ code: 1, documents: 2 });
  });

  it("does not read what is too large: named always, on the way only where it looks like a manifest", async () => {
    const filler = `# ${"x".repeat(5_000_000)}\n`;
    const folder = new Folder({
      "big.yaml": claim("a") + filler,
      "swagger.json": `{"apiVersion": {}, "x": "${filler.trim()}"}`,
    });
    const walked = await folder.report(["."]);
    expect(walked.json.errors.map(({ path: file, code }) => `${file} ${code}`)).toEqual(["big.yaml too-large"]);
    expect(walked.json.errors[0]?.message).toBe("The file has 4883 KB, more than the 4096 KB that are read.");
    expect(walked.code).toBe(1);
    const named = await folder.report(["swagger.json"]);
    expect(named.json.errors.map(({ code }) => code)).toEqual(["too-large"]);
  });

  it("passes over binary files, unless they are named", async () => {
    const folder = new Folder({ "secret.yaml": Uint8Array.of(0, 71, 73, 84) });
    expect((await folder.report(["."])).json.errors).toEqual([]);
    const { code, json } = await folder.report(["secret.yaml"]);
    expect({ code, message: json.errors[0]?.message }).toEqual({ code: 2, message: "The file is binary, not text." });
  });

  it("counts lines and columns alike with CRLF, a byte order mark and signs beyond ASCII", async () => {
    const text = `${deployment("a")}---\n${claim("a-data")}`.replace("kind: Deployment", "kind: 'Deployment' # ä😀");
    const folder = new Folder({ "lf.yaml": text, "crlf/a.yaml": `\ufeff${text.replaceAll("\n", "\r\n")}` });
    const { json } = await folder.report(["lf.yaml", "crlf"]);
    const [crlf, lf] = json.findings;
    expect(crlf?.range).toEqual(lf?.range);
    expect(lf?.range).toEqual({ start: { line: 1, character: 6 }, end: { line: 1, character: 18 } });
  });

  it("says once that a rule has failed, and goes on", async () => {
    const broken = defineRule({
      id: "broken-rule",
      group: "choice",
      severities: ["error"],
      kinds: ["Deployment"],
      summary: "",
      fixes: [],
      check: () => {
        throw new Error("no such thing");
      },
    });
    const folder = new Folder({ "a.yaml": deployment("a"), "b.yaml": deployment("b") });
    const { code, out, err } = await folder.run(["check", "--format", "json", "."], { rules: [broken] });
    expect(JSON.parse(out).documents).toBe(2);
    expect({ code, err }).toEqual({
      code: 0,
      err: "The rule 'broken-rule' has failed and reports nothing more where it does: no such thing\n",
    });
  });
});

describe("standard input", () => {
  const rendered = `---
# Source: shop/templates/web.yaml
${deployment("web")}---
# Source: shop/templates/claims.yaml
${claim("web-data")}---
${claim("other-data")}`;

  it("is named by the comments that Helm writes, line by line of what came in", async () => {
    const { json, code } = await new Folder({ "decoy.yaml": claim("web-data", "ReadWriteMany") }).report(["-"], {
      standardInput: rendered,
    });
    expect(inShort(json)).toEqual([`-:4 ${rolling} warning`]);
    expect(Object.keys(json.findings[0] ?? {})).toEqual([
      "rule",
      "group",
      "severity",
      "message",
      "path",
      "source",
      "range",
      "object",
      "related",
      "fixes",
    ]);
    expect(json.findings[0]).toMatchObject({ source: "shop/templates/web.yaml", related: [{ path: "-" }] });
    expect({ code, files: json.files, documents: json.documents }).toEqual({ code: 0, files: 1, documents: 3 });
  });

  it("is named behind the message where people read it", async () => {
    const { out } = await new Folder({}).run(["check", "-"], { standardInput: rendered });
    expect(out.split("\n")[0]).toMatch(/^-:4:7 warning .*Recreate\. \(shop\/templates\/web\.yaml\)$/);
  });

  it("is a unit of its own beside files", async () => {
    const folder = new Folder({ "claims.yaml": claim("web-data") });
    const { json } = await folder.report(["-", "claims.yaml"], { standardInput: deployment("web") });
    expect(inShort(json)).toEqual([`-:2 ${rolling} hint`, "-:21 reference-not-found information"]);
  });

  it("follows the configuration of the working directory", async () => {
    const folder = new Folder({ ".rightkind.yaml": `rules:\n  ${rolling}: error\n` });
    const { json, code } = await folder.report(["-"], { standardInput: rendered });
    expect(inShort(json)).toEqual([`-:4 ${rolling} error`]);
    expect(code).toBe(1);
  });

  it("may be binary or broken", async () => {
    const folder = new Folder({});
    const binary = await folder.report(["-"], { standardInput: Uint8Array.of(1, 0) });
    expect(binary.json.errors).toMatchObject([{ path: "-", code: "unreadable" }]);
    expect(binary.code).toBe(2);
    const broken = await folder.report(["-"], { standardInput: "kind: [" });
    expect(broken.json.errors).toMatchObject([{ path: "-", code: "yaml-syntax" }]);
    expect(broken.code).toBe(1);
  });
});

describe("context", () => {
  it("is the nearest folder with a configuration, before the one with .git", async () => {
    const folder = new Folder({
      ".git/HEAD": "",
      "claims/claim.yaml": claim("a-data"),
      "app/.rightkind.yaml": "profile: recommended\n",
      "app/web/a.yaml": deployment("a"),
    });
    const near = await folder.report(["app/web/a.yaml"]);
    expect(inShort(near.json)).toEqual([`app/web/a.yaml:2 ${rolling} hint`]);
    const far = await folder.report(["app/web/a.yaml", "--root", "."]);
    expect(inShort(far.json)).toEqual([`app/web/a.yaml:2 ${rolling} warning`]);
  });

  it("is the path's own folder without either", async () => {
    const folder = new Folder({ "claim.yaml": claim("a-data"), "x/a.yaml": deployment("a") });
    expect(inShort((await folder.report(["x/a.yaml"])).json)).toEqual([`x/a.yaml:2 ${rolling} hint`]);
  });

  it("shows paths as seen from the working directory", async () => {
    const folder = new Folder({ "x/a.yaml": deployment("a"), "y/z.txt": "" });
    const { json } = await folder.report(["../x"], { workingDirectory: "y" });
    expect(inShort(json)).toEqual([`../x/a.yaml:2 ${rolling} hint`]);
  });

  it("is refused where the root is not there, with a result that is complete", async () => {
    const { code, json, err } = await new Folder({ "a.yaml": deployment("a") }).report(["--root", "gone", "a.yaml"]);
    expect({ code, err, findings: json.findings, files: json.files }).toEqual({
      code: 2,
      err: "gone: There is no such folder.\n",
      findings: [],
      files: 0,
    });
  });
});

describe("what is walked over", () => {
  const files = {
    ".git/a.yaml": deployment("a"),
    ".gitignore": "/build\n*.gen.yaml\n!kept.gen.yaml\n",
    ".hidden/a.yaml": deployment("a"),
    "node_modules/x/a.yaml": deployment("a"),
    "build/a.yaml": deployment("a"),
    "a.gen.yaml": deployment("a"),
    "sub/.gitignore": "local.yaml\n",
    "sub/local.yaml": deployment("a"),
    "notes.txt": deployment("a"),
  };

  it("leaves out hidden folders, node_modules and what .gitignore files name", async () => {
    const folder = new Folder({
      ...files,
      "kept.gen.yaml": deployment("kept"),
      "sub/a.yml": deployment("a"),
      "local.yaml": deployment("b"),
    });
    const { json } = await folder.report(["."]);
    expect(json.workloads.map(({ path: file }) => file)).toEqual(["kept.gen.yaml", "local.yaml", "sub/a.yml"]);
  });

  it.each(Object.keys(files).filter((name) => name.endsWith("a.yaml") || name.endsWith(".txt")))(
    "reads %s when it is named",
    async (name) => {
      expect((await new Folder(files).report([name])).json.workloads.map(({ path: file }) => file)).toEqual([name]);
    },
  );

  it("looks into a folder that is ignored when it is named", async () => {
    expect((await new Folder(files).report(["build"])).json.files).toBe(1);
    expect((await new Folder(files).report([".hidden"])).json.files).toBe(1);
  });

  it("counts the .gitignore files above the root, up to the repository", async () => {
    const folder = new Folder({ ...files, "sub/x.gen.yaml": deployment("x"), "sub/.rightkind.yaml": "" });
    expect((await folder.report(["sub"])).json.files).toBe(0);
  });

  it("leaves out what the configuration ignores as a whole, but not when it is named", async () => {
    const folder = new Folder({
      ".rightkind.yaml":
        "ignore:\n  - {path: third_party/**, reason: theirs}\n  - {path: own/**, rule: selector-template-mismatch, reason: x}\n",
      "third_party/a.yaml": claim("a"),
      "own/a.yaml": claim("a"),
    });
    expect((await folder.report(["."])).json.files).toBe(1);
    expect((await folder.report(["third_party/a.yaml"])).json.files).toBe(1);
  });

  it("follows no symbolic link that is not named", async () => {
    const folder = new Folder({ "real/a.yaml": deployment("a") });
    fs.symlinkSync(path.join(folder.path, "real"), path.join(folder.path, "real/loop"));
    fs.symlinkSync(path.join(folder.path, "real/a.yaml"), path.join(folder.path, "link.yaml"));
    expect((await folder.report(["."])).json.workloads.map(({ path: file }) => file)).toEqual(["real/a.yaml"]);
    expect((await folder.report(["link.yaml"])).json.workloads.map(({ path: file }) => file)).toEqual(["link.yaml"]);
  });
});

describe("configuration and suppression", () => {
  it("reports what is wrong in a configuration that is walked over", async () => {
    const folder = new Folder({ ".rightkind.yaml": "profil: strict\n", "a.yaml": deployment("a") });
    const { json, code } = await folder.report(["."]);
    expect(inShort(json)).toEqual([".rightkind.yaml:1 invalid-configuration warning", `a.yaml:2 ${rolling} hint`]);
    expect(json.findings[0]).toMatchObject({ group: "-", object: null });
    expect(code).toBe(0);
  });

  it("is 2 where the configuration is no YAML", async () => {
    const folder = new Folder({ ".rightkind.yaml": "rules: [\n", "a.yaml": claim("a") });
    const { code, err } = await folder.report(["a.yaml"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: ".rightkind.yaml: The configuration is no YAML: parts of it have no effect.\n",
    });
  });

  it("takes --config in place of all others", async () => {
    const folder = new Folder({
      ".rightkind.yaml": `rules:\n  ${rolling}: off\n`,
      "ci.yaml": `rules:\n  ${rolling}: error\n`,
      "k8s/a.yaml": deployment("a"),
    });
    expect(inShort((await folder.report(["k8s"])).json)).toEqual([]);
    expect(inShort((await folder.report(["k8s", "--config", "ci.yaml"])).json)).toEqual([
      `k8s/a.yaml:2 ${rolling} error`,
    ]);
    const missing = await folder.report(["k8s", "--config", "gone.yaml"]);
    expect({ code: missing.code, err: missing.err, findings: missing.json.findings }).toEqual({
      code: 2,
      err: "gone.yaml: There is no such file or folder.\n",
      findings: [],
    });
  });

  it("leaves out what is kept on purpose", async () => {
    const folder = new Folder({ "a.yaml": `# rightkind-ignore-next-line ${rolling}: NFS\n${deployment("a")}` });
    expect(inShort((await folder.report(["."])).json)).toEqual([]);
  });
});
