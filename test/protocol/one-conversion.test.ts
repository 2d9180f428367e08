// One conversion, three ways to it: the light bulb, the palette and the command line give the same bytes and the same words.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { ListedConversion } from "../../server/src/features/conversion-commands";
import { appliedEdit } from "./applied-edit";
import { ServerProcess } from "./server-process";

const program = path.resolve(import.meta.dirname, "../../dist/cli.js");
const files = filesOf(path.resolve(import.meta.dirname, "../../examples"));

let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((file) => [path.relative(folder, file), readFileSync(file, "utf8")]));
}

/** What an edit makes of all files. */
function applied(edit: WorkspaceEdit | undefined): Record<string, string> {
  if (!edit) throw new Error("there is no edit");
  const before = new Map(Object.entries(files).map(([name, text]) => [server.uri(name), text]));
  const names = new Map(Object.keys(files).map((name) => [server.uri(name), name]));
  return Object.fromEntries([...appliedEdit(before, edit)].map(([uri, text]) => [names.get(uri) ?? uri, text]));
}

/** What the command line says and writes, on a copy of the folder. */
function commandLine(name: string, { workload, to, storage, choices }: ListedConversion) {
  const folder = mkdtempSync(path.join(tmpdir(), "rightkind-conversion-"));
  try {
    cpSync(server.folder, folder, { recursive: true });
    const choose = Object.entries(choices).flatMap(([question, answer]) => ["--choose", `${question}=${answer}`]);
    const args = [
      "convert",
      name,
      "--root",
      ".",
      "--to",
      to,
      "--object",
      workload.replace(" ", "/"),
      "--storage",
      storage,
    ];
    const run = (...more: string[]) =>
      spawnSync(process.execPath, [program, ...args, ...choose, ...more], { cwd: folder, encoding: "utf8" });
    const { refused, consequences } = JSON.parse(run("--format", "json").stdout);
    const { status } = run("--write");
    return { refused, consequences, status, files: filesOf(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each(["database/deployment.yaml", "web/deployment.yaml"])("%s", (name) => {
  it("is converted alike from the light bulb, the palette and the command line", async () => {
    server = await ServerProcess.start({ files });
    await server.open(name, files[name] ?? "");
    const line = (files[name] ?? "").split("\n").findIndex((text) => text.startsWith("kind:"));
    const position = { line, character: 8 };
    const uri = server.uri(name);
    const actions: CodeAction[] = await server.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ["refactor.rewrite.rightkind"] },
    });
    const execute = <T>(command: string, argument: object): Promise<T> =>
      server.connection.sendRequest("workspace/executeCommand", { command, arguments: [argument] });
    const list: ListedConversion[] = await execute("rightkind.listConversions", { uri, position });
    expect(list.length).toBeGreaterThan(2);
    expect(list.some(({ refused }) => refused === null)).toBe(true);
    for (const listed of list) {
      const { title, to, storage, choices, refused, consequences } = listed;
      const action = actions.find((one) => one.title === title);
      // A light bulb answers no question.
      expect(action === undefined, title).toBe(Object.keys(choices).length > 0);
      const written = commandLine(name, listed);
      expect({ refused, consequences }).toEqual({ refused: written.refused, consequences: written.consequences });
      if (refused) {
        if (action) expect(action.disabled?.reason).toBe(`${refused.code}: ${refused.message}`);
        expect(written).toMatchObject({ status: 2, files });
        continue;
      }
      if (action) {
        const resolved: CodeAction = await server.connection.sendRequest("codeAction/resolve", action);
        expect(applied(resolved.edit)).toEqual(written.files);
      }
      expect(applied(await execute("rightkind.convert", { uri, position, to, storage, choices }))).toEqual(
        written.files,
      );
      expect(written.files).not.toEqual(files);
    }
  });
});
