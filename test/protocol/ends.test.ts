// What may happen to a server and around it: its client is killed, its folder vanishes, another one works beside it, memory is short.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { build } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { claim, deployment } from "../support/generated-workspace";
import { channels } from "./channel";
import { ServerProcess } from "./server-process";

const rule = "deployment-rwo-claim-rolling-update";
const files = { "k8s/db.yaml": deployment("db"), "k8s/claim.yaml": claim("db", "ReadWriteOnce") };
const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderOf(texts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rightkind-ends-"));
  made.push(folder);
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** A client of its own process: it starts a server, says the process number of that, and types for ever. */
async function clientProgram(channel: string, folder: string): Promise<string> {
  const outfile = path.join(
    import.meta.dirname,
    `../../node_modules/.cache/rightkind/client-${channel}-${process.pid}.mjs`,
  );
  made.push(outfile);
  const contents = `import { ServerProcess } from "./server-process";
const server = await ServerProcess.start({ folder: ${JSON.stringify(folder)}, channel: ${JSON.stringify(channel)} });
await server.open("k8s/db.yaml", "kind: Deployment\\n");
process.stdout.write(server.pid + "\\n");
for (let typed = 0; ; typed++) {
  await server.change("k8s/db.yaml", "kind: Deployment\\n# " + typed + "\\n");
  await new Promise((resolve) => setTimeout(resolve, 1));
}
`;
  await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    define: { "import.meta.dirname": JSON.stringify(import.meta.dirname) },
    logLevel: "warning",
  });
  return outfile;
}

/** Of the findings of the one rule. */
async function severities(server: ServerProcess): Promise<unknown[]> {
  const report = await server.pull("k8s/db.yaml");
  return report.kind === "full" ? report.items.flatMap(({ code, severity }) => (code === rule ? [severity] : [])) : [];
}

function firstLine(process: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    process.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("\n")) resolve(text.split("\n")[0] ?? "");
    });
  });
}

/** Settles when there is no such process any more; a test's own time limit ends the waiting. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("a client that is killed while somebody types", () => {
  it.each(channels)("takes the server with it: %s", { timeout: 60_000 }, async (channel) => {
    const program = await clientProgram(channel, folderOf(files));
    const client = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = Number(await firstLine(client));
    expect(pid).toBeGreaterThan(1);
    client.kill("SIGKILL");
    await gone(pid);
  });
});

describe("a client that hangs up", () => {
  it.each(channels)("ends the server: %s", async (channel) => {
    const server = await ServerProcess.start({ folder: folderOf(files), channel, processId: null });
    await server.open("k8s/db.yaml", files["k8s/db.yaml"]);
    expect(await server.hangUp()).toBe(1);
  });
});

describe("two servers on one folder", () => {
  it("say the same, follow the same file, and write nothing", async () => {
    const folder = folderOf(files);
    const servers = [await ServerProcess.start({ folder }), await ServerProcess.start({ folder })];
    for (const server of servers) {
      await server.open("k8s/db.yaml", files["k8s/db.yaml"]);
      expect(await server.rules("k8s/db.yaml")).toEqual([rule]);
    }
    writeFileSync(path.join(folder, "k8s/claim.yaml"), claim("db", "ReadWriteMany"));
    for (const server of servers) {
      await server.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: server.uri("k8s/claim.yaml"), type: 2 }],
      });
      expect(await server.rules("k8s/db.yaml")).toEqual([]);
    }
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(["k8s", "k8s/claim.yaml", "k8s/db.yaml"]);
    for (const server of servers) expect(await server.stop()).toBe(0);
  });
});

describe("a folder that vanishes", () => {
  it("leaves what is open, and comes back", async () => {
    const server = await ServerProcess.start({ files });
    await server.open("k8s/db.yaml", files["k8s/db.yaml"]);
    expect(await severities(server)).toEqual([2]);
    rmSync(server.folder, { recursive: true });
    await server.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [
        { uri: server.uri(""), type: 3 },
        { uri: server.uri("k8s/claim.yaml"), type: 3 },
      ],
    });
    // What is not there is unknown, and unknown is not wrong.
    expect(await severities(server)).toEqual([4]);
    mkdirSync(path.join(server.folder, "k8s"), { recursive: true });
    server.writeFile("k8s/claim.yaml", files["k8s/claim.yaml"]);
    await server.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: server.uri("k8s/claim.yaml"), type: 1 }],
    });
    expect(await severities(server)).toEqual([2]);
    expect(await server.stop()).toBe(0);
  });

  it("before anything is read is an empty one", async () => {
    const folder = path.join(folderOf({}), "never");
    const server = await ServerProcess.start({ folder });
    expect(server.readyParams).toEqual({ files: 0, documents: 0 });
    await server.open("k8s/db.yaml", files["k8s/db.yaml"]);
    expect((await server.pull("k8s/db.yaml")).kind).toBe("full");
    expect(await server.stop()).toBe(0);
  });
});

describe("a heap of 300 MB", () => {
  it("is enough for a large folder", { timeout: 240_000 }, async () => {
    const text = Array.from(
      { length: 20 },
      (_, index) => `${deployment(`d-${index}`)}---\n${claim(`d-${index}`, "ReadWriteOnce")}`,
    ).join("---\n");
    const folder = folderOf(
      Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f-${index}/all.yaml`, text])),
    );
    const server = await ServerProcess.start({ folder, node: ["--max-old-space-size=300"] });
    expect(server.readyParams).toMatchObject({ files: 500, documents: 20_000 });
    await server.open("f-1/all.yaml", text);
    expect((await server.rules("f-1/all.yaml")).length).toBe(20);
    expect(await server.stop()).toBe(0);
  });
});
