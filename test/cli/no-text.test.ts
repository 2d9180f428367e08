// `check` where something else than a text stands in the place of a manifest or a configuration: never silence, never a wait.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { mostStandardInput, standardInputText } from "../../server/src/cli/standard-input";
import { claim, deployment, Folder, inShort, type ReportJson } from "./command-line";

const manifests = { "web.yaml": deployment("web"), "claim.yaml": claim("web-data") };
const found = ["web.yaml:2 deployment-rwo-claim-rolling-update warning"];
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
const bigEndian = (text: string) => utf16(text).swap16();
const UTF16 = "The file is UTF-16. Only UTF-8 is read: save it as UTF-8.";
const BINARY = "The file is binary, not text.";
const PIPE = "It is a named pipe, not a file.";

function errors({ errors: all }: ReportJson): string[] {
  return all.map(({ path: file, code, message }) => `${file} ${code}: ${message}`);
}

function withPipe(files: Readonly<Record<string, string | Uint8Array>>, name: string): Folder {
  const folder = new Folder(files);
  fs.mkdirSync(path.dirname(path.join(folder.path, name)), { recursive: true });
  execFileSync("mkfifo", [path.join(folder.path, name)]);
  return folder;
}

describe("a manifest that is no UTF-8", () => {
  it.each([
    ["UTF-16, little endian", utf16(deployment("db")), UTF16],
    ["UTF-16, big endian", bigEndian(deployment("db")), UTF16],
    ["UTF-16 without a byte order mark", Buffer.from(deployment("db"), "utf16le"), BINARY],
    ["a text with a NUL byte", Buffer.from(`${deployment("db")}# \0\n`), BINARY],
  ])("is an error in a folder: %s", async (_, bytes, message) => {
    const { code, json, err } = await new Folder({ ...manifests, "db.yaml": bytes }).report(["."]);
    expect(errors(json)).toEqual([`db.yaml unreadable: ${message}`]);
    expect({ code, err, found: inShort(json) }).toEqual({ code: 2, err: `db.yaml: ${message}\n`, found });
  });

  it("is an error in a folder as a kustomization, whatever it begins with", async () => {
    const bytes = utf16("resources: [web.yaml]\n");
    const { code, json } = await new Folder({ ...manifests, "kustomization.yaml": bytes }).report(["."]);
    expect({ code, errors: errors(json) }).toEqual({ code: 2, errors: [`kustomization.yaml unreadable: ${UTF16}`] });
  });

  it.each([
    ["UTF-16 that is no manifest", utf16("a: b\n"), UTF16],
    ["bytes", Uint8Array.of(0, 1, 2), BINARY],
  ])("is an error where it is named: %s", async (_, bytes, message) => {
    const folder = new Folder({ ...manifests, "x.yaml": bytes });
    expect(await folder.report(["."])).toMatchObject({ code: 0, json: { errors: [] } });
    const { code, json } = await folder.report(["x.yaml"]);
    expect({ code, errors: errors(json) }).toEqual({ code: 2, errors: [`x.yaml unreadable: ${message}`] });
  });

  it("is an error on standard input", async () => {
    const { code, json } = await new Folder({}).report(["-"], { standardInput: utf16(deployment("db")) });
    const message = "Standard input is UTF-16. Only UTF-8 is read: save it as UTF-8.";
    expect({ code, errors: errors(json) }).toEqual({ code: 2, errors: [`- unreadable: ${message}`] });
  });

  it("is an error on standard input that does not end", () => {
    const bytes = new Uint8Array(mostStandardInput + 1);
    expect(standardInputText(bytes)).toMatchObject({
      fault: "too-large",
      message: "Standard input has more than the 262144 KB that are read.",
    });
  });

  it("is read in Latin-1, where only the odd letters are lost", async () => {
    const text = Buffer.from(`# caf\xe9\n${deployment("web")}`, "latin1");
    const { code, json } = await new Folder({ ...manifests, "web.yaml": text }).report(["."]);
    const moved = ["web.yaml:3 deployment-rwo-claim-rolling-update warning"];
    expect({ code, errors: errors(json), found: inShort(json) }).toEqual({ code: 0, errors: [], found: moved });
  });
});

describe("a configuration that is no text", () => {
  it.each([
    ["bytes", Uint8Array.of(0, 0, 255), BINARY],
    ["UTF-16", utf16("profile: strict\n"), UTF16],
    [
      "more than is read",
      Buffer.from(`# ${"x".repeat(5_000_000)}\n`),
      "The file has 4883 KB, more than the 4096 KB that are read.",
    ],
  ])("is an error: %s", async (_, bytes, message) => {
    for (const place of ["", "sub/"]) {
      const { code, json } = await new Folder({ ...manifests, [`${place}.rightkind.yaml`]: bytes }).report(["."]);
      expect({ code, errors: errors(json), found: inShort(json) }).toEqual({
        code: 2,
        errors: [`${place}.rightkind.yaml unreadable: ${message}`],
        found,
      });
    }
  });

  it("is an error above the file that is named", async () => {
    const folder = new Folder({ "k8s/web.yaml": deployment("web"), "k8s/.rightkind.yaml": Uint8Array.of(0) });
    const { code, json } = await folder.report(["k8s/web.yaml"]);
    expect({ code, errors: errors(json) }).toEqual({ code: 2, errors: [`k8s/.rightkind.yaml unreadable: ${BINARY}`] });
  });

  it("is an error where it is a link to nothing", async () => {
    const folder = new Folder(manifests);
    fs.symlinkSync("nowhere", path.join(folder.path, ".rightkind.yaml"));
    const { code, json } = await folder.report(["web.yaml"]);
    const message = "The symbolic link leads to nothing.";
    expect({ code, errors: errors(json) }).toEqual({ code: 2, errors: [`.rightkind.yaml unreadable: ${message}`] });
  });

  it("is no error where it holds for nothing that is reported on", async () => {
    const folder = new Folder({ ...manifests, ".git/HEAD": "", "other/.rightkind.yaml": Uint8Array.of(0) });
    expect(await folder.report(["web.yaml"])).toMatchObject({ code: 0, json: { errors: [] } });
  });
});

// Windows has no pipes in its file system.
describe.skipIf(process.platform === "win32")("a named pipe", () => {
  it("is an error where it is named", async () => {
    const { code, json, err } = await withPipe(manifests, "pipe.yaml").report(["pipe.yaml", "web.yaml"]);
    expect({ code, err, errors: errors(json), found: inShort(json) }).toEqual({
      code: 2,
      err: `pipe.yaml: ${PIPE}\n`,
      errors: [`pipe.yaml unreadable: ${PIPE}`],
      found,
    });
  });

  it("is passed over in a folder, and ignores nothing as .gitignore", async () => {
    for (const name of ["pipe.yaml", ".gitignore"]) {
      const { code, json } = await withPipe(manifests, name).report(["."]);
      expect({ code, errors: errors(json), found: inShort(json) }).toEqual({ code: 0, errors: [], found });
    }
  });

  it.each([".rightkind.yaml", "sub/.rightkind.yaml"])("is an error as the configuration %s", async (name) => {
    const { code, json } = await withPipe(manifests, name).report(["."]);
    expect({ code, errors: errors(json) }).toEqual({ code: 2, errors: [`${name} unreadable: ${PIPE}`] });
  });

  it("is an error as the configuration that is named", async () => {
    const { code, json } = await withPipe(manifests, "pipe.yaml").report(["--config", "pipe.yaml", "."]);
    expect({ code, errors: errors(json) }).toEqual({ code: 2, errors: [`pipe.yaml unreadable: ${PIPE}`] });
  });
});
