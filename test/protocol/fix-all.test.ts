// All safe fixes as an editor asks for them when it saves; what it applies is what the command line writes.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { afterEach, expect, it } from "vitest";
import { type CodeAction, DidChangeTextDocumentNotification } from "vscode-languageserver-protocol";
import { appliedEdit } from "./applied-edit";
import { bareClient, ServerProcess } from "./server-process";

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}} # at most one
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: registry.example/main:1}]}
`;
const files = {
  "k8s/a.yaml": `# rightkind-ignore-next-line bare-pod: of no use\n${deployment("a")}---\n${deployment("b")}`,
  "k8s/c.yaml": deployment("c").replaceAll("\n", "\r\n"),
};
const program = path.resolve(import.meta.dirname, "../../dist/cli.js");

let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

async function asked(name: string, only: string[] | undefined): Promise<CodeAction[]> {
  const start = { line: 0, character: 0 };
  return server.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri: server.uri(name) },
    range: { start, end: { line: 100, character: 0 } },
    context: { diagnostics: [], triggerKind: 2, ...(only ? { only } : {}) },
  });
}

it("is what the command line writes", async () => {
  server = await ServerProcess.start({ files });
  const applied: Record<string, string> = {};
  for (const [name, text] of Object.entries(files)) {
    await server.open(name, text);
    const [action, ...more] = await asked(name, ["source.fixAll"]);
    expect({ more, edit: action?.edit }).toEqual({ more: [], edit: undefined });
    const { edit }: CodeAction = await server.connection.sendRequest("codeAction/resolve", action ?? {});
    if (!edit) throw new Error("there is no edit");
    applied[name] = appliedEdit(new Map([[server.uri(name), text]]), edit).get(server.uri(name)) ?? "";
  }
  execFileSync(process.execPath, [program, "fix", "--write", "k8s"], { cwd: server.folder, stdio: "ignore" });
  const written = Object.keys(files).map((name) => [name, readFileSync(path.join(server.folder, name), "utf8")]);
  expect(applied).toEqual(Object.fromEntries(written));
  expect(applied["k8s/a.yaml"]).not.toContain("rollingUpdate");
});

it("is no part of the light bulb", async () => {
  server = await ServerProcess.start({ files });
  await server.open("k8s/a.yaml", files["k8s/a.yaml"]);
  expect((await asked("k8s/a.yaml", undefined)).map(({ kind }) => kind)).not.toContain("source.fixAll.rightkind");
});

it("follows what is typed between the menu and the edit", async () => {
  server = await ServerProcess.start({ files });
  await server.open("k8s/a.yaml", files["k8s/a.yaml"]);
  const [action] = await asked("k8s/a.yaml", ["source.fixAll.rightkind"]);
  const start = { line: 0, character: 0 };
  await server.connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: server.uri("k8s/a.yaml"), version: 90 },
    contentChanges: [{ range: { start, end: start }, text: "# typed meanwhile\n" }],
  });
  const { edit }: CodeAction = await server.connection.sendRequest("codeAction/resolve", action ?? {});
  expect(edit?.documentChanges).toMatchObject([{ textDocument: { version: 90 } }]);
  const typed = `# typed meanwhile\n${files["k8s/a.yaml"]}`;
  const after = edit && appliedEdit(new Map([[server.uri("k8s/a.yaml"), typed]]), edit);
  expect(after?.get(server.uri("k8s/a.yaml"))).toMatch(/^# typed meanwhile\napiVersion: apps\/v1\n/);
});

it("comes with plain changes, at once, for a client that can do nothing", async () => {
  server = await ServerProcess.start({ files, capabilities: bareClient });
  await server.open("k8s/c.yaml", files["k8s/c.yaml"]);
  const [action] = await asked("k8s/c.yaml", ["source.fixAll.rightkind"]);
  expect(Object.keys(action?.edit?.changes ?? {})).toEqual([server.uri("k8s/c.yaml")]);
});
