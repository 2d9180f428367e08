// What is committed reaches the built server: a change is warned of after the first answer, and no more once it is committed.
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, expect, it } from "vitest";
import { writtenRepository } from "../support/git-repository";
import { bareClient, fullClient, ServerProcess } from "./server-process";

const id = "immutable-field-changed";
const web = (label: string, image = 1) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: ${label}}}
  template:
    metadata: {labels: {app: ${label}}}
    spec: {containers: [{name: web, image: "registry.example/web:${image}"}]}
`;

let server: ServerProcess;
const folders: string[] = [];

afterEach(async () => {
  expect(await server.stop()).toBe(0);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rightkind-commit-"));
  folders.push(folder);
  writtenRepository(folder, files);
  return folder;
}

const changed = (name: string, type = 2) =>
  server.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: server.uri(name), type }] });

/** Asks until the warning is there, or is not; each time that the client is told that the answer is another one now. */
async function untilWarned(wanted: boolean): Promise<void> {
  for (;;) {
    const { refreshes } = server;
    if ((await server.rules("web.yaml")).includes(id) === wanted) return;
    await server.until(() => server.refreshes > refreshes);
  }
}

it("a selector that is edited, committed, and taken back by another checkout", async () => {
  const folder = repository({ "web.yaml": web("a") });
  server = await ServerProcess.start({ folder });
  await server.open("web.yaml", web("a"));
  await untilWarned(false);
  await server.change("web.yaml", web("b"));
  await untilWarned(true);
  // What is committed is known now: each answer is right at once.
  await server.change("web.yaml", web("a", 2));
  expect(await server.rules("web.yaml")).not.toContain(id);
  await server.change("web.yaml", web("b"));
  expect(await server.rules("web.yaml")).toContain(id);
  writtenRepository(folder, { "web.yaml": web("b") });
  expect(await server.rules("web.yaml")).toContain(id);
  await changed(".git/logs/HEAD");
  await untilWarned(false);
  writtenRepository(folder, { "web.yaml": web("a") });
  await changed(".git/HEAD");
  await untilWarned(true);
});

it("a repository that comes and goes", async () => {
  const folder = repository({ "web.yaml": web("a") });
  renameSync(path.join(folder, ".git"), path.join(folder, "git"));
  server = await ServerProcess.start({ folder });
  await server.open("web.yaml", web("b"));
  expect(await server.rules("web.yaml")).not.toContain(id);
  renameSync(path.join(folder, "git"), path.join(folder, ".git"));
  await changed(".git", 1);
  await untilWarned(true);
  renameSync(path.join(folder, ".git"), path.join(folder, "git"));
  await changed(".git", 3);
  await untilWarned(false);
});

it("an editor of the simplest kind is told, and sees a commit when its user edits on", async () => {
  const folder = repository({ "web.yaml": web("a") });
  server = await ServerProcess.start({ folder, capabilities: bareClient });
  const published = () => (server.published.get(server.uri("web.yaml"))?.diagnostics ?? []).map(({ code }) => code);
  await server.open("web.yaml", web("b"));
  await server.until(() => published().includes(id));
  writtenRepository(folder, { "web.yaml": web("b") });
  await server.change("web.yaml", web("b", 2));
  await server.until(() => !published().includes(id));
});

it("a count of the whole workspace knows the commit at once", async () => {
  const folder = repository({ "a/web.yaml": web("a"), "b/web.yaml": web("b") });
  server = await ServerProcess.start({ folder });
  server.writeFile("a/web.yaml", web("z"));
  await changed("a/web.yaml");
  const counted = async () =>
    (await server.connection.sendRequest("workspace/executeCommand", {
      command: "rightkind.checkWorkspace",
    })) as Record<string, number>;
  const before = await counted();
  server.writeFile("a/web.yaml", web("a"));
  await changed("a/web.yaml");
  const after = await counted();
  expect((before.warnings ?? 0) - (after.warnings ?? 0)).toBe(1);
});

it("the client is to watch a HEAD, also one above its folder", async () => {
  const folder = repository({ "deploy/web.yaml": web("a") });
  const registered: string[] = [];
  const capabilities = {
    ...fullClient,
    workspace: {
      ...fullClient.workspace,
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    },
  };
  server = await ServerProcess.start({ folder: path.join(folder, "deploy"), capabilities });
  server.connection.onRequest("client/registerCapability", (params: unknown) => {
    registered.push(JSON.stringify(params));
    return null;
  });
  await server.open("web.yaml", web("b"));
  await untilWarned(true);
  await server.until(() => registered.length > 0);
  expect(registered.join()).toContain(`${path.basename(folder)}/.git/logs","pattern":"HEAD"`);
  writtenRepository(folder, { "deploy/web.yaml": web("b") });
  await changed("../.git/logs/HEAD");
  await untilWarned(false);
});
