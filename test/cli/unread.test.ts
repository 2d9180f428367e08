// `check` beside files that could not be read: what they hold is unknown, also where nothing is said about them.
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { claim, deployment, Folder, inShort } from "./command-line";

const missing = "governing-service-missing";
const build = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [db.yaml, more.yaml]\n";
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: registry.example/db:1}]}
`;
const service =
  "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n";
const binary = Uint8Array.of(0, 71, 73, 84);
const filler = `# ${"x".repeat(5_000_000)}\n`;

/** Findings about what is missing, with the whole of the files around it. */
async function absences(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const folder = new Folder({ ".git/HEAD": "", "k8s/db.yaml": set, ...files });
  const { json } = await folder.report(["k8s/db.yaml"]);
  expect(json.errors).toEqual([]);
  return inShort(json).filter((line) => line.includes(missing));
}

describe("what is missing", () => {
  it("is reported where everything was read", async () => {
    expect(await absences({})).toEqual([`k8s/db.yaml:5 ${missing} hint`]);
    expect(await absences({ "k8s/kustomization.yaml": build, "k8s/more.yaml": service })).toEqual([
      `k8s/db.yaml:5 ${missing} information`,
    ]);
  });

  it.each([
    ["a binary file of the folder", { "k8s/secret.yaml": binary }],
    ["a binary file elsewhere in the repository", { "base/deep/secret.json": binary }],
    ["a manifest that is too large", { "crds/bundle.yaml": `${claim("a")}${filler}` }],
    ["a binary file of the build", { "k8s/kustomization.yaml": build, "k8s/more.yaml": binary }],
  ])("is unknown beside %s", async (_, files) => expect(await absences(files)).toEqual([]));

  it.each([
    ["a large file that is no manifest", { "api/swagger.json": `{"apiVersion": {}, "x": "${filler.trim()}"}` }],
    ["a binary file that Git ignores", { ".gitignore": "secret.yaml\n", "k8s/secret.yaml": binary }],
    [
      "a binary file that the configuration ignores",
      { ".rightkind.yaml": "ignore: [{path: secrets/**, reason: encrypted}]\n", "secrets/a.yaml": binary },
    ],
    ["a binary file of another sort", { "k8s/logo.png": binary }],
  ])("is missing beside %s", async (_, files) =>
    expect(await absences(files)).toEqual([`k8s/db.yaml:5 ${missing} hint`]),
  );

  it("is unknown beside a named file that could not be read, which is reported", async () => {
    // Ignored, it is read only because it is named.
    const folder = new Folder({ ".gitignore": "secret.yaml\n", "db.yaml": set, "secret.yaml": binary });
    const { code, json, err } = await folder.report(["db.yaml", "secret.yaml"]);
    expect(inShort(json)).toEqual([]);
    expect(json.errors.map(({ path: file, code: fault }) => `${file} ${fault}`)).toEqual(["secret.yaml unreadable"]);
    expect({ code, err }).toEqual({ code: 2, err: "secret.yaml: The file is binary, not text.\n" });
  });

  it("is missing though a named file is not there", async () => {
    const { json } = await new Folder({ "db.yaml": set }).report(["db.yaml", "gone.yaml"]);
    expect(inShort(json)).toEqual([`db.yaml:5 ${missing} hint`]);
  });

  it("is unknown beside standard input only to what comes with it", async () => {
    const folder = new Folder({ "secret.yaml": binary });
    const { json } = await folder.report(["-"], { standardInput: set });
    expect(inShort(json)).toEqual([`-:5 ${missing} information`]);
  });
});

describe("what is there", () => {
  it("is judged as ever, and counted as ever", async () => {
    const files = { "web.yaml": deployment("web"), "claim.yaml": claim("web-data") };
    const whole = await new Folder(files).report(["."]);
    const beside = await new Folder({ ...files, "secret.yaml": binary }).report(["."]);
    expect(inShort(beside.json)).toEqual(["web.yaml:2 deployment-rwo-claim-rolling-update warning"]);
    expect(beside).toEqual(whole);
  });
});

// For root nothing is forbidden.
describe.skipIf(process.getuid?.() === 0)("without permission", () => {
  it.each(["k8s/secret.yaml", "locked/secret.yaml"])("%s makes what is missing unknown", async (name) => {
    const folder = new Folder({ ".git/HEAD": "", "k8s/db.yaml": set, [name]: service });
    const locked = path.join(folder.path, name === "k8s/secret.yaml" ? name : "locked");
    fs.chmodSync(locked, 0);
    try {
      const context = await folder.report(["k8s/db.yaml"]);
      expect(inShort(context.json)).toEqual([]);
      expect(context.json.errors).toEqual([]);
      const reported = await folder.report(["."]);
      expect(reported.code).toBe(2);
      expect(reported.json.errors.map(({ path: file, code, message }) => ({ file, code, message }))).toEqual([
        { file: path.relative(folder.path, locked), code: "unreadable", message: "Reading it is not permitted." },
      ]);
    } finally {
      fs.chmodSync(locked, 0o700);
    }
  });
});
