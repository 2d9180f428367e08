// Files that the built server cannot read: what an editor sees of them, and that everything is judged again when they can be.
import { rmSync } from "node:fs";
import * as path from "node:path";
import { afterEach, expect, it } from "vitest";
import type { CodeAction, Hover } from "vscode-languageserver-protocol";
import { claim } from "../support/generated-workspace";
import { bareClient, ServerProcess } from "./server-process";

const missing = "governing-service-missing";
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
const binary = "\0GITCRYPT\0";

let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

const changed = (name: string, type = 2) =>
  server.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: server.uri(name), type }] });
const status = (name: string) => server.connection.sendRequest("rightkind/documentStatus", { uri: server.uri(name) });

it("a file that becomes readable, and goes, is judged again", async () => {
  server = await ServerProcess.start({ files: { "k8s/db.yaml": set, "other/secret.yaml": binary } });
  expect(server.readyParams).toEqual({ files: 1, documents: 1 });
  await server.open("k8s/db.yaml", set);
  expect(await server.rules("k8s/db.yaml")).toEqual([]);
  expect(await status("other/secret.yaml")).toEqual({ text: "File is not text: not read", state: "partial" });
  const { refreshes } = server;
  server.writeFile("other/secret.yaml", service);
  await changed("other/secret.yaml");
  await server.until(() => server.refreshes > refreshes);
  expect(await server.rules("k8s/db.yaml")).toEqual([missing]);
  server.writeFile("other/secret.yaml", binary);
  await changed("other/secret.yaml");
  expect(await server.rules("k8s/db.yaml")).toEqual([]);
  rmSync(path.join(server.folder, "other"), { recursive: true });
  await changed("other", 3);
  expect(await server.rules("k8s/db.yaml")).toEqual([missing]);
});

it("a limit that moves is followed on the disk", async () => {
  const large = `${service}# ${"x".repeat(3000)}\n`;
  server = await ServerProcess.start({ files: { "db.yaml": set, "large.yaml": large }, capabilities: bareClient });
  await server.open("db.yaml", set);
  const published = () =>
    server.published
      .get(server.uri("db.yaml"))
      ?.diagnostics.map(({ code }) => code)
      .join();
  await server.until(() => published() === missing);
  const configure = (maxFileSizeKB: number) =>
    server.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { rightkind: { maxFileSizeKB } },
    });
  await configure(1);
  await server.until(() => published() === "");
  expect(await status("large.yaml")).toEqual({ text: "File too large: not read", state: "partial" });
  await configure(4);
  await server.until(() => published() === missing);
});

it("a buffer beyond the limit has no findings, no hover and no actions, and makes absence unknown", async () => {
  server = await ServerProcess.start({ files: { "db.yaml": set } });
  await server.open("db.yaml", set);
  expect(await server.rules("db.yaml")).toEqual([missing]);
  await server.open("large.yaml", `${set}# ${"x".repeat(5_000_000)}\n`);
  expect(await server.rules("db.yaml")).toEqual([]);
  expect(await server.rules("large.yaml")).toEqual([]);
  const textDocument = { uri: server.uri("large.yaml") };
  const position = { line: 1, character: 8 };
  const shown: Hover | null = await server.connection.sendRequest("textDocument/hover", { textDocument, position });
  expect(shown).toBeNull();
  const actions: CodeAction[] = await server.connection.sendRequest("textDocument/codeAction", {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: [] },
  });
  expect(actions).toEqual([]);
  await server.close("large.yaml");
  expect(await server.rules("db.yaml")).toEqual([missing]);
});

it("`Delete unused claim` is not offered beside a file that could not be read", async () => {
  const text = claim("web", "ReadWriteOnce");
  server = await ServerProcess.start({ files: { "k8s/claim.yaml": text, "apps/web.yaml": binary } });
  await server.open("k8s/claim.yaml", text);
  const titles = async () => {
    const actions: CodeAction[] = await server.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: server.uri("k8s/claim.yaml") },
      range: { start: { line: 1, character: 8 }, end: { line: 1, character: 8 } },
      context: { diagnostics: [], only: ["refactor"] },
    });
    return actions.map(({ title }) => title);
  };
  expect(await titles()).toEqual([]);
  await server.open("apps/web.yaml", service);
  expect(await titles()).toEqual(["Delete unused claim 'web-data'"]);
});
