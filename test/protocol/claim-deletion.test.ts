// `Delete unused claim 'x'` over the connection: the files of the disk and the abilities of the client decide.
import { afterEach, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol";
import { appliedEdit } from "./applied-edit";
import { fullClient, ServerProcess, type StartOptions } from "./server-process";

const claim =
  "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce]}\n";
const pod =
  "apiVersion: v1\nkind: Pod\nmetadata: {name: shell}\nspec: {containers: [{name: a, image: b}], volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]}\n";
const files = { "k8s/claim.yaml": claim, "k8s/kustomization.yaml": "resources:\n  - claim.yaml\n  - web.yaml\n" };
const web = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n";

let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

async function offered(options: StartOptions): Promise<CodeAction | undefined> {
  server = await ServerProcess.start(options);
  await server.open("k8s/claim.yaml", claim);
  const actions: CodeAction[] = await server.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri: server.uri("k8s/claim.yaml") },
    range: { start: { line: 1, character: 8 }, end: { line: 1, character: 8 } },
    context: { diagnostics: [], only: ["refactor"] },
  });
  expect(actions.length).toBeLessThanOrEqual(1);
  return actions[0];
}

it("deletes the file and its entry", async () => {
  const all = { ...files, "k8s/web.yaml": web };
  const action = await offered({ files: all });
  expect(action).toMatchObject({ title: "Delete unused claim 'data'", kind: "refactor.rewrite.rightkind.deleteClaim" });
  const { edit }: CodeAction = await server.connection.sendRequest("codeAction/resolve", action ?? {});
  const before = new Map(Object.entries(all).map(([name, text]) => [server.uri(name), text]));
  const after = new Map([
    [server.uri("k8s/kustomization.yaml"), "resources:\n  - web.yaml\n"],
    [server.uri("k8s/web.yaml"), web],
  ]);
  expect(edit && appliedEdit(before, edit)).toEqual(after);
});

it("is not offered where a closed file uses the claim", async () => {
  expect(await offered({ files: { ...files, "k8s/web.yaml": web, "tools/pod.yaml": pod } })).toBeUndefined();
});

it("is not offered where a file of the build is not there", async () => {
  expect(await offered({ files })).toBeUndefined();
});

it("is not offered to an editor that deletes no files", async () => {
  const workspaceEdit = { ...fullClient.workspace?.workspaceEdit, resourceOperations: ["create" as const] };
  const capabilities = { ...fullClient, workspace: { ...fullClient.workspace, workspaceEdit } };
  expect(await offered({ files: { "k8s/claim.yaml": claim }, capabilities })).toBeUndefined();
});
