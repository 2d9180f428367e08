// Folders that come and go while the server runs, with and without a slash behind their addresses.
import { afterEach, describe, expect, it } from "vitest";
import { claim, deployment } from "../support/generated-workspace";
import { ServerProcess } from "./server-process";

const files = {
  "a/k8s/db.yaml": deployment("db"),
  "b/k8s/db.yaml": deployment("db"),
  "b/k8s/claim.yaml": claim("db", "ReadWriteOnce"),
  "b/web.yaml": deployment("web"),
};
let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

async function change(added: readonly string[], removed: readonly string[]): Promise<void> {
  const named = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: "folder" }));
  await server.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: named(added), removed: named(removed) },
  });
}

/** How many files are read, when all are. */
async function read(): Promise<unknown> {
  const counts: { files: number } = await server.connection.sendRequest("workspace/executeCommand", {
    command: "rightkind.checkWorkspace",
  });
  return counts.files;
}

describe.each([
  { as: "without a slash", slash: "" },
  { as: "with a slash", slash: "/" },
])("a folder whose address is written $as", ({ slash }) => {
  it("comes and goes, whichever way it is written then", async () => {
    server = await ServerProcess.start({ files });
    expect(await read()).toBe(4);
    await change([server.uri("b") + slash], [server.uri("") + slash]);
    expect(await read()).toBe(3);
    await change([server.uri("a")], [server.uri("b")]);
    expect(await read()).toBe(1);
  });

  it("is where patterns of the settings begin", async () => {
    server = await ServerProcess.start({ files, configuration: { exclude: ["k8s"] } });
    await change([server.uri("b") + slash], [server.uri("")]);
    expect(await read()).toBe(1);
  });
});
