// The built server as any editor meets it, over whatever channel they speak.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { CodeAction, Hover, WorkspaceDiagnosticReport, WorkspaceEdit } from "vscode-languageserver-protocol";
import { claim, deployment } from "../support/generated-workspace";
import type { Channel } from "./channel";
import { bareClient, fullClient, ServerProcess, type StartOptions } from "./server-process";

const rollingUpdate = "deployment-rwo-claim-rolling-update";
const files = { "k8s/db.yaml": deployment("db"), "k8s/claim.yaml": claim("db", "ReadWriteOnce") };
const root = path.resolve(import.meta.dirname, "../..");

export function serverSuite(channel: Channel): void {
  let server: ServerProcess;

  async function start(options: StartOptions = {}): Promise<ServerProcess> {
    server = await ServerProcess.start({ files, channel, ...options });
    return server;
  }

  afterEach(async () => {
    expect(await server.stop()).toBe(0);
  });

  /** What the client is told of the workspace, knowing some of it. */
  async function pulledWorkspace(
    previousResultIds: readonly { readonly uri: string; readonly value: string }[],
  ): Promise<{ uri: string; codes: unknown[] }[]> {
    const { items }: WorkspaceDiagnosticReport = await server.connection.sendRequest("workspace/diagnostic", {
      previousResultIds,
    });
    return items.map((item) => ({
      uri: item.uri,
      codes: item.kind === "full" ? item.items.map(({ code }) => code) : ["unchanged"],
    }));
  }

  describe("the workspace", () => {
    it("is read with progress, and the end is told", async () => {
      await start();
      expect(server.readyParams).toEqual({ files: 2, documents: 2 });
      expect(server.progress[0]).toBe("begin Rightkind: reading manifests");
      expect(server.progress.at(-1)).toBe("end");
    });

    it("is read for a client that can do nothing", async () => {
      await start({ capabilities: bareClient });
      expect(server.readyParams).toEqual({ files: 2, documents: 2 });
      expect(server.progress).toEqual([]);
    });
  });

  describe("diagnostics", () => {
    it("are pulled, whole", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      const report = await server.pull("k8s/db.yaml");
      expect(report).toMatchObject({ kind: "full" });
      expect(report.kind === "full" && report.items).toEqual([
        {
          range: { start: { line: 1, character: 6 }, end: { line: 1, character: 16 } },
          severity: 2,
          code: rollingUpdate,
          codeDescription: { href: `https://github.com/rightkind/rightkind/blob/main/docs/rules/${rollingUpdate}.md` },
          source: "rightkind",
          message:
            'A rolling update may hang: on another node the new Pod waits for claim "db-data", on the same node both write to it. Set the strategy to Recreate.',
          relatedInformation: [
            {
              location: {
                uri: server.uri("k8s/claim.yaml"),
                range: { start: { line: 5, character: 2 }, end: { line: 5, character: 13 } },
              },
              message: 'PersistentVolumeClaim "db-data" is ReadWriteOnce',
            },
          ],
          data: { rule: rollingUpdate, object: 0 },
        },
      ]);
    });

    it("are unchanged where they are", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      const { resultId } = await server.pull("k8s/db.yaml");
      const again = await server.connection.sendRequest("textDocument/diagnostic", {
        textDocument: { uri: server.uri("k8s/db.yaml") },
        previousResultId: resultId,
      });
      expect(again).toEqual({ kind: "unchanged", resultId });
    });

    it("follow an unsaved edit of another file, and go back when it is closed without saving", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      await server.open("k8s/claim.yaml", claim("db", "ReadWriteOnce"));
      expect(await server.rules("k8s/db.yaml")).toEqual([rollingUpdate]);
      const { refreshes } = server;
      await server.change("k8s/claim.yaml", claim("db", "ReadWriteMany"));
      expect(await server.rules("k8s/db.yaml")).toEqual([]);
      await server.until(() => server.refreshes > refreshes);
      await server.close("k8s/claim.yaml");
      await server.until(() => server.refreshes > refreshes + 1);
      expect(await server.rules("k8s/db.yaml")).toEqual([rollingUpdate]);
    });

    it("are pushed with a version to a client that does not pull, and taken back", async () => {
      await start({ capabilities: bareClient });
      await server.open("k8s/db.yaml", deployment("db"));
      await server.until(() => (server.published.get(server.uri("k8s/db.yaml"))?.diagnostics.length ?? 0) === 1);
      expect(server.published.get(server.uri("k8s/db.yaml"))).toMatchObject({
        version: 1,
        diagnostics: [{ code: rollingUpdate }],
      });
      await server.open("k8s/claim.yaml", claim("db", "ReadWriteMany"));
      await server.until(() => server.published.get(server.uri("k8s/db.yaml"))?.diagnostics.length === 0);
      await server.close("k8s/claim.yaml");
      await server.until(() => server.published.get(server.uri("k8s/db.yaml"))?.diagnostics.length === 1);
    });

    it("of the workspace are those of open files, or of all where the settings say so", async () => {
      const pullAll = async () => {
        const { items }: WorkspaceDiagnosticReport = await server.connection.sendRequest("workspace/diagnostic", {
          previousResultIds: [],
        });
        return items.map(({ uri }) => uri);
      };
      await start();
      expect(await pullAll()).toEqual([]);
      await server.stop();
      await start({ configuration: { scope: "workspace" } });
      expect(await pullAll()).toEqual([server.uri("k8s/db.yaml")]);
    });

    it("of a closed file are cleared, also where the client asked once more when it closed it", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      expect(await server.rules("k8s/db.yaml")).toEqual([rollingUpdate]);
      await server.close("k8s/db.yaml");
      expect(await pulledWorkspace([])).toEqual([{ uri: server.uri("k8s/db.yaml"), codes: [] }]);
      expect(await pulledWorkspace([])).toEqual([]);
      expect(await server.rules("k8s/db.yaml")).toEqual([]);
    });

    it("of all files are shown after they were checked, until the next edit", async () => {
      await start();
      await server.connection.sendRequest("workspace/executeCommand", {
        command: "rightkind.checkWorkspace",
        arguments: [],
      });
      const db = { uri: server.uri("k8s/db.yaml"), codes: [rollingUpdate] };
      expect(await pulledWorkspace([])).toEqual([db]);
      await server.open("k8s/claim.yaml", claim("db", "ReadWriteOnce"));
      expect(await pulledWorkspace([])).toEqual([db]);
      await server.change("k8s/claim.yaml", `${claim("db", "ReadWriteOnce")}# more\n`);
      expect(await pulledWorkspace([])).toEqual([{ ...db, codes: [] }]);
    });

    it("of the workspace are said to be unchanged while nothing changes", async () => {
      await start({ configuration: { scope: "workspace" } });
      const report = (previousResultIds: readonly { readonly uri: string; readonly value: string }[]) =>
        server.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds });
      const first = await report([]);
      const known = first.items.map(({ uri, resultId = "" }) => ({ uri, value: resultId }));
      expect((await report(known)).items).toEqual(
        known.map(({ uri, value }) => ({ kind: "unchanged", resultId: value, uri, version: null })),
      );
      await server.open("k8s/claim.yaml", claim("db", "ReadWriteMany"));
      const [db] = (await report(known)).items.filter(({ uri }) => uri === server.uri("k8s/db.yaml"));
      expect(db).toMatchObject({ kind: "full", items: [] });
    });

    it("are none where the extension is off, whatever odd settings come", async () => {
      await start({ configuration: { enable: false, rules: 5 } });
      await server.open("k8s/db.yaml", deployment("db"));
      expect(await server.rules("k8s/db.yaml")).toEqual([]);
    });

    it("are none for other languages", async () => {
      await start();
      await server.open("other/db.yaml", deployment("db"), "helm");
      expect(await server.rules("other/db.yaml")).toEqual([]);
    });

    it("follow a file that comes, changes and goes on the disk", async () => {
      await start({ files: { "k8s/db.yaml": deployment("db") } });
      await server.open("k8s/db.yaml", deployment("db"));
      const severity = async () => {
        const report = await server.pull("k8s/db.yaml");
        return report.kind === "full" ? report.items.map((item) => item.severity) : [];
      };
      expect(await severity()).toEqual([4]);
      const { writeFileSync, rmSync } = await import("node:fs");
      writeFileSync(path.join(server.folder, "k8s/claim.yaml"), claim("db", "ReadWriteOnce"));
      const tell = (type: number, name: string) =>
        server.connection.sendNotification("workspace/didChangeWatchedFiles", {
          changes: [{ uri: server.uri(name), type }],
        });
      await tell(1, "k8s/claim.yaml");
      expect(await severity()).toEqual([2]);
      rmSync(path.join(server.folder, "k8s/claim.yaml"));
      await tell(3, "k8s/claim.yaml");
      expect(await severity()).toEqual([4]);
    });
  });

  describe("the fix", () => {
    const request = async (): Promise<CodeAction[]> =>
      server.connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri: server.uri("k8s/db.yaml") },
        range: { start: { line: 1, character: 8 }, end: { line: 1, character: 8 } },
        context: { diagnostics: [] },
      });

    it("is offered without an edit and resolved into a versioned, annotated one", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      const [action] = await request();
      expect(action).toMatchObject({ title: "Set the strategy to Recreate", kind: "quickfix", isPreferred: true });
      expect(action?.edit).toBeUndefined();
      const { edit }: CodeAction = await server.connection.sendRequest("codeAction/resolve", action ?? {});
      expect(edit).toEqual({
        documentChanges: [
          {
            textDocument: { uri: server.uri("k8s/db.yaml"), version: 1 },
            edits: [
              {
                range: { start: { line: 8, character: 0 }, end: { line: 8, character: 0 } },
                newText: "  strategy:\n    type: Recreate\n",
                annotationId: "rightkind",
              },
            ],
          },
        ],
        changeAnnotations: { rightkind: { label: "Set the strategy to Recreate" } },
      } satisfies WorkspaceEdit);
    });

    it("is answered with an error where its finding is gone", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      const [action] = await request();
      await server.change("k8s/db.yaml", "# nothing\n");
      await expect(server.connection.sendRequest("codeAction/resolve", action ?? {})).rejects.toMatchObject({
        code: -32801,
        message: "The text has changed: there is nothing to do any more.",
      });
    });

    it("comes with a plain edit for a client that can do nothing", async () => {
      await start({ capabilities: bareClient });
      await server.open("k8s/db.yaml", deployment("db"));
      const [action] = await request();
      expect(Object.keys(action?.edit?.changes ?? {})).toEqual([server.uri("k8s/db.yaml")]);
    });

    it("is not offered where only other kinds of actions are asked for", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      const answer = await server.connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri: server.uri("k8s/db.yaml") },
        range: { start: { line: 1, character: 8 }, end: { line: 1, character: 8 } },
        context: { diagnostics: [], only: ["source.organizeImports"] },
      });
      expect(answer).toEqual([]);
    });
  });

  describe("hover and commands", () => {
    it("show the workload in the user's own names", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      const hover: Hover = await server.connection.sendRequest("textDocument/hover", {
        textDocument: { uri: server.uri("k8s/db.yaml") },
        position: { line: 1, character: 8 },
      });
      expect(hover.range).toEqual({ start: { line: 1, character: 6 }, end: { line: 1, character: 16 } });
      expect(hover.contents).toMatchObject({ kind: "markdown" });
      expect(JSON.stringify(hover.contents)).toContain("`data-db-0`");
    });

    it("list and explain the rules", async () => {
      await start();
      const run = (argument?: unknown): Promise<unknown> =>
        server.connection.sendRequest("workspace/executeCommand", {
          command: "rightkind.explainRule",
          arguments: argument === undefined ? [] : [argument],
        });
      expect(await run({ rule: rollingUpdate })).toContain("ProgressDeadlineExceeded");
      expect(await run({ rule: "no-such-rule" })).toBeNull();
      expect(await run()).toContainEqual(expect.objectContaining({ id: rollingUpdate, group: "choice" }));
    });

    it("count what is in the workspace", async () => {
      await start();
      const counts = await server.connection.sendRequest("workspace/executeCommand", {
        command: "rightkind.checkWorkspace",
        arguments: [],
      });
      expect(counts).toEqual({ files: 2, errors: 0, warnings: 1, informations: 0, hints: 0 });
    });

    it("count nothing before it is read, however early they are asked for", async () => {
      let answer = () => {};
      const answersAfter = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await start({ answersAfter });
      const counts = server.connection.sendRequest("workspace/executeCommand", {
        command: "rightkind.checkWorkspace",
        arguments: [],
      });
      await server.connection.sendRequest("rightkind/documentStatus", { uri: server.uri("nowhere.yaml") }); // it has come
      answer();
      expect(await counts).toMatchObject({ files: 2, warnings: 1 });
    });

    it("say what a document is", async () => {
      await start();
      await server.open("k8s/db.yaml", deployment("db"));
      const status = (name: string) =>
        server.connection.sendRequest("rightkind/documentStatus", { uri: server.uri(name) });
      expect(await status("k8s/db.yaml")).toEqual({ text: "Deployment · 1 document", state: "ok" });
      expect(await status("nowhere.yaml")).toBeNull();
    });
  });

  describe("bad input", () => {
    const odd: Readonly<Record<string, string>> = {
      "an empty file": "",
      "a tab": "apiVersion: apps/v1\nkind: Deployment\nspec:\n\treplicas: 1\n",
      "a half-typed line": deployment("db").replace("spec:\n  selector", "spec:\n  repl\n  selector"),
      "a duplicate key": deployment("db").replace("  selector:", "  selector: {}\n  selector:"),
      "an alias that leads nowhere": deployment("db").replace("value: hello", "value: *nowhere"),
      "an alias in itself": "apiVersion: v1\nkind: List\nitems: &a\n  - *a\n",
      "a billion laughs": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\na: &a [x,x]\n${"bcdefghij".replace(/./g, (c, i: number) => `${c}: &${c} [*${"abcdefghij"[i]},*${"abcdefghij"[i]}]\n`)}`,
      binary: "apiVersion: v1\0\0\0kind: \u0001",
      "a name that is a number": deployment("db").replace("name: db", "name: 7"),
      "deep nesting": `kind: ${"[".repeat(5000)}`,
      "deep block nesting": `kind: x\napiVersion: v1\na:${Array.from({ length: 3000 }, (_, i) => `\n${" ".repeat(i + 1)}a:`).join("")}`,
      JSON: JSON.stringify({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "db" }, spec: {} }),
      "only a marker": "---\n---\n...\n",
      "CRLF and a BOM": `\ufeff${deployment("db").replaceAll("\n", "\r\n")}`,
    };

    it.each(Object.entries(odd))("%s is answered", async (_, text) => {
      await start();
      await server.open("odd.yaml", text);
      expect((await server.pull("odd.yaml")).kind).toBe("full");
      for (const line of [0, 1, 2, 999]) {
        const where = { textDocument: { uri: server.uri("odd.yaml") }, position: { line, character: 7 } };
        await server.connection.sendRequest("textDocument/hover", where);
        await server.connection.sendRequest("textDocument/codeAction", {
          ...where,
          range: { start: where.position, end: where.position },
          context: { diagnostics: [] },
        });
      }
      await server.open("k8s/db.yaml", deployment("db"));
      expect(await server.rules("k8s/db.yaml")).toEqual([rollingUpdate]);
    });

    it("a file of 10 MB is answered with a word about its size", async () => {
      await start();
      await server.open("big.yaml", `${deployment("big")}# ${"x".repeat(10_000_000)}\n`);
      expect(await server.rules("big.yaml")).toEqual([]);
      const status = await server.connection.sendRequest("rightkind/documentStatus", { uri: server.uri("big.yaml") });
      expect(status).toEqual({ text: "File too large (9767 KB): not read", state: "partial" });
      await server.change("big.yaml", deployment("big"));
      expect(await server.rules("big.yaml")).toEqual([rollingUpdate]);
    });

    it("positions count UTF-16 units, also behind a byte order mark and CRLF", async () => {
      await start();
      const text = `# ünïcödé 🎉\r\n${deployment("db").replaceAll("\n", "\r\n").replace("kind: Deployment", 'kind: "Deployment" # 🎉')}`;
      await server.open("k8s/db.yaml", text);
      const report = await server.pull("k8s/db.yaml");
      expect(report.kind === "full" && report.items.map(({ range }) => range)).toEqual([
        { start: { line: 2, character: 6 }, end: { line: 2, character: 18 } },
      ]);
    });
  });

  describe("the program", () => {
    it("prints its version and its usage", async () => {
      await start({ capabilities: fullClient });
      const run = (...options: string[]) =>
        spawnSync(process.execPath, [path.join(root, "dist/server.js"), ...options], { encoding: "utf8" });
      const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
      expect(run("--version").stdout).toBe(`${version}\n`);
      expect(run().status).toBe(2);
      expect(run("--help").stdout).toMatch(/^Usage: /);
    });
  });
}
