// The command `rightkind.runbook`: Markdown, or why there is none.
import { afterEach, describe, expect, it } from "vitest";
import { claim, deployment } from "../support/generated-workspace";
import { ServerProcess } from "./server-process";

const files = {
  "k8s/db.yaml": deployment("db"),
  "k8s/claim.yaml": claim("db", "ReadWriteOnce"),
  "k8s/patch.yaml": "# A template: {{ .Values.x }}\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n",
};

let server: ServerProcess;

async function start(more: Readonly<Record<string, string>> = {}): Promise<void> {
  server = await ServerProcess.start({ files: { ...files, ...more } });
  await server.open("k8s/db.yaml", files["k8s/db.yaml"]);
  await server.ready;
}

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

function runbook(more: object, file = "k8s/db.yaml"): Promise<unknown> {
  const parameters = { uri: server.uri(file), ...more };
  return server.connection.sendRequest("workspace/executeCommand", {
    command: "rightkind.runbook",
    arguments: [parameters],
  });
}

const position = { line: 1, character: 8 };

describe("rightkind.runbook", () => {
  it("is Markdown, with paths from the workspace folder", async () => {
    await start();
    const page = await runbook({ position });
    expect(page).toMatch(/^# Runbook: Deployment `db` becomes a StatefulSet\n/);
    expect(page).toContain("\n## The ways to bring the data along\n");
    expect(page).toContain("**Recommended: `adopt`.**");
    expect(page).toContain(
      "\nrightkind convert k8s/db.yaml --to StatefulSet --object Deployment/db --storage templates --write\n",
    );
    expect(await runbook({ object: "Deployment/db" })).toBe(page);
  });

  it("names the workspace folder as a command in it does", async () => {
    await start({ "kustomization.yaml": "resources: [k8s/db.yaml, k8s/claim.yaml]\n" });
    const page = await runbook({ position });
    expect(page).toContain(" apply -k .`");
    expect(page).not.toContain(server.folder);
  });

  it("follows the way that is named", async () => {
    await start();
    const page = await runbook({ position, option: "copy" });
    expect(page).toContain("\n### 7b. Snapshot, where the cluster has a VolumeSnapshotClass\n");
    expect(page).not.toContain("## The ways");
  });

  it("says why there is none", async () => {
    await start();
    await server.change("k8s/db.yaml", files["k8s/db.yaml"].replace("spec:\n", "spec:\n  replicas: 2\n"));
    expect(await runbook({ position, option: "plain-claim" })).toMatchObject({ refused: "R-RWO-REPLICAS" });
    expect(await runbook({ position: { line: 1, character: 0 } }, "k8s/patch.yaml")).toMatchObject({
      refused: "R-TEMPLATE",
    });
  });

  it("is null where nothing makes sense", async () => {
    await start();
    expect(await runbook({ position, option: "clone" })).toBeNull();
    expect(await runbook({ object: "Deployment/other" })).toBeNull();
    expect(await runbook({ position }, "k8s/claim.yaml")).toBeNull();
    expect(
      await server.connection.sendRequest("workspace/executeCommand", { command: "rightkind.runbook", arguments: [] }),
    ).toBeNull();
  });
});
