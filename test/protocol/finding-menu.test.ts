// The menu of every finding over the connection: what a client can do decides what it is given.
import { afterEach, describe, expect, it } from "vitest";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-protocol";
import { claim, deployment } from "../support/generated-workspace";
import { appliedEdit } from "./applied-edit";
import { fullClient, ServerProcess, type StartOptions } from "./server-process";

const rule = "deployment-rwo-claim-rolling-update";
const files = { "k8s/db.yaml": deployment("db"), "k8s/claim.yaml": claim("db", "ReadWriteOnce") };
const ignore = `Ignore '${rule}' here…`;
const ours = {
  ...fullClient,
  textDocument: {
    ...fullClient.textDocument,
    codeAction: { ...fullClient.textDocument?.codeAction, resolveSupport: { properties: ["edit", "command"] } },
  },
  experimental: {
    commands: {
      commands: [
        "rightkind.ignoreFinding.ui",
        "rightkind.explainRule.ui",
        "rightkind.preview.ui",
        "rightkind.changeApplied.ui",
        "somebody.else",
      ],
    },
  },
};

let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

async function menu(options: StartOptions = {}): Promise<CodeAction[]> {
  server = await ServerProcess.start({ files, ...options });
  await server.open("k8s/db.yaml", files["k8s/db.yaml"]);
  const kind = { line: 1, character: 8 };
  return server.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri: server.uri("k8s/db.yaml") },
    range: { start: kind, end: kind },
    context: { diagnostics: [], only: ["quickfix"] },
  });
}

function execute<T>(command: string, argument: unknown): Promise<T> {
  return server.connection.sendRequest("workspace/executeCommand", { command, arguments: [argument] });
}

function texts(edit: WorkspaceEdit | null): string {
  const before = new Map(Object.entries(files).map(([name, text]) => [server.uri(name), text]));
  return (edit && appliedEdit(before, edit).get(server.uri("k8s/db.yaml"))) ?? "";
}

describe("our own client", () => {
  it("has the preview below each conversion, and commands behind the fixes", async () => {
    const actions = await menu({ capabilities: ours });
    const titles = actions.map(({ title }) => title);
    const conversion = titles.findIndex((title) => title.startsWith("Convert to"));
    expect(titles[conversion + 1]).toBe(`Preview: ${titles[conversion]}`);
    expect(titles.slice(-3)).toEqual([ignore, `Turn off '${rule}' in .rightkind.yaml`, `Explain '${rule}'`]);
    expect(actions.find(({ title }) => title === ignore)).toMatchObject({
      command: {
        command: "rightkind.ignoreFinding.ui",
        arguments: [{ uri: server.uri("k8s/db.yaml"), rule, object: 0, line: 1 }],
      },
    });
  });

  it("asks for the reason and has it written", async () => {
    const action = (await menu({ capabilities: ours })).find(({ title }) => title === ignore);
    const finding = action?.command?.arguments?.[0];
    const edit = await execute<WorkspaceEdit | null>("rightkind.ignoreFinding", { ...finding, reason: "a lock" });
    expect(texts(edit)).toContain(`# rightkind-ignore-next-line ${rule}: a lock\nkind: Deployment\n`);
    await server.change("k8s/db.yaml", texts(edit));
    expect(await server.rules("k8s/db.yaml")).toEqual([]);
    expect(await execute("rightkind.ignoreFinding", { ...finding, reason: " " })).toBeNull();
  });

  it("is told afterwards what a conversion has changed, as the preview and the command say it", async () => {
    const action = (await menu({ capabilities: ours })).find(({ title }) =>
      title.startsWith("Convert to StatefulSet with"),
    );
    const resolved: CodeAction = await server.connection.sendRequest("codeAction/resolve", action ?? {});
    const [said] = resolved.command?.arguments ?? [];
    const request = {
      uri: server.uri("k8s/db.yaml"),
      position: { line: 1, character: 8 },
      to: "StatefulSet",
      storage: "templates",
    };
    const prepared = await execute<{ files: unknown; page: string }>("rightkind.prepareChange", request);
    expect(said).toEqual({ title: action?.title, files: prepared.files, page: prepared.page });
    expect(texts(resolved.edit ?? null)).toBe((said.files as { after: string }[])[0]?.after);
    expect(prepared.page).toBe(await execute("rightkind.explainConversion", request));
    expect(await execute("rightkind.preview", request)).toEqual(
      (said.files as { fate: string }[]).map(({ fate: _, ...file }) => file),
    );
  });
});

describe("any other client", () => {
  it("gets edits alone", async () => {
    const actions = await menu();
    expect(actions.filter(({ command }) => command !== undefined)).toEqual([]);
    const titles = actions.map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Preview"))).toEqual([]);
    expect(titles.slice(-2)).toEqual([ignore, `Turn off '${rule}' in .rightkind.yaml`]);
    const [own, off] = await Promise.all(
      actions
        .slice(-2)
        .map((action): Promise<CodeAction> => server.connection.sendRequest("codeAction/resolve", action)),
    );
    expect(texts(own?.edit ?? null)).toContain(`# rightkind-ignore-next-line ${rule}:\nkind: Deployment\n`);
    expect(off?.edit?.documentChanges?.[0]).toMatchObject({ kind: "create", uri: server.uri(".rightkind.yaml") });
  });

  it("can read about kinds", async () => {
    await menu();
    expect(await execute("rightkind.explainKind", { kind: "StatefulSet" })).toMatch(/^# StatefulSet\n/);
    expect(await execute("rightkind.explainKind", { kind: "Nothing" })).toBeNull();
    expect(await execute<string[]>("rightkind.explainKind", undefined)).toContain("Deployment");
  });
});
