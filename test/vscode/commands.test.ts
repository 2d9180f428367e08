// The commands of the palette, and those that the server offers.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as vscode from "vscode";
import { eventually } from "./support/eventually";
import { fileUri, finding, openFile, rollingUpdate, savedText } from "./support/workspace";

describe("commands", () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await openFile("mysql.yaml");
    await finding(document);
  });

  it("are there", async () => {
    const present = new Set(await vscode.commands.getCommands(true));
    const wanted = ["rightkind.restartServer", "rightkind.showOutput", "rightkind.explainRule"];
    assert.deepEqual(
      wanted.filter((command) => !present.has(command)),
      [],
    );
  });

  it("that the manifest names are registered", async () => {
    const extension = vscode.extensions.getExtension("rightkind.rightkind");
    const contributed: { command: string }[] = extension?.packageJSON.contributes.commands ?? [];
    const present = new Set(await vscode.commands.getCommands(true));
    assert.ok(contributed.length > 0);
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !present.has(command)),
      [],
    );
  });

  it("restart the server, which then finds the same again", async () => {
    await vscode.commands.executeCommand("rightkind.restartServer");
    const diagnostic = await finding(document);
    assert.equal(document.getText(diagnostic.range), "Deployment");
  });

  it("explain a rule", async () => {
    const page = await eventually("the rule's page", () =>
      vscode.commands.executeCommand<string | undefined>("rightkind.explainRule", { rule: rollingUpdate }),
    );
    assert.match(page, /Recreate/);
  });

  it("show the explanation of the workload at the cursor", async () => {
    const editor = await vscode.window.showTextDocument(document);
    const kind = document.positionAt(document.getText().indexOf("Deployment"));
    editor.selection = new vscode.Selection(kind, kind);
    await vscode.commands.executeCommand("rightkind.explainWorkload");
    await eventually("the page", () => tabNamed("Deployment mysql"), tabNames);
  });

  it("show the page of a rule under its name", async () => {
    await vscode.commands.executeCommand("rightkind.explainRule.ui", { rule: rollingUpdate });
    await eventually("the page", () => tabNamed(rollingUpdate), tabNames);
  });

  it("create a configuration file once, and open it", async () => {
    await vscode.commands.executeCommand("rightkind.createConfiguration");
    const uri = fileUri(".rightkind.yaml");
    const text = await savedText(uri);
    assert.match(text, /^# profile: recommended$/m);
    await eventually("the editor", () => tabNamed(".rightkind.yaml"), tabNames);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("profile: strict\n"));
    await vscode.commands.executeCommand("rightkind.createConfiguration");
    assert.equal(await savedText(uri), "profile: strict\n");
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await vscode.workspace.fs.delete(uri);
  });
});

function tabNames(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

function tabNamed(name: string): string | undefined {
  return tabNames().find((label) => label === name);
}

describe("a server that dies", () => {
  it("is started again, and finds the same", async function () {
    if (process.platform !== "linux") this.skip(); // its process is looked up in /proc
    const document = await openFile("mysql.yaml");
    await finding(document);
    const [pid] = serverProcesses();
    assert.ok(pid !== undefined);
    process.kill(pid, "SIGKILL");
    await eventually("another process", () => serverProcesses().some((other) => other !== pid) || undefined);
    await finding(document);
    const hovers = await eventually("an answer", async () => {
      const { range } = await finding(document);
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        range.start,
      );
      return found.length > 0 ? found : undefined;
    });
    assert.ok(hovers.length > 0);
  });
});

/** The processes that this extension host has started as language server; a dead one that nobody has waited for is none. */
function serverProcesses(): number[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
        const isOurs = status.includes(`\nPPid:\t${process.pid}\n`) && !/^State:\s+Z/m.test(status);
        return isOurs && fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dist/server.js");
      } catch {
        return false; // it has ended meanwhile
      }
    })
    .map(Number);
}
