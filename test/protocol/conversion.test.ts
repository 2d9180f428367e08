// Conversions where the time between question and answer matters: while the workspace is read, and when files change meanwhile.
import { afterEach, describe, expect, it } from "vitest";
import { type CodeAction, LSPErrorCodes, type WorkspaceEdit } from "vscode-languageserver-protocol";
import { parse } from "yaml";
import { autoscaler, claim, deployment } from "../support/generated-workspace";
import { appliedEdit } from "./applied-edit";
import { bareClient, fullClient, ServerProcess, type StartOptions } from "./server-process";

const files = { "k8s/db.yaml": deployment("db"), "k8s/claim.yaml": claim("db", "ReadWriteOnce") };
const title = "Convert to StatefulSet with a new volume per Pod";

let server: ServerProcess;

async function start(options: StartOptions = {}): Promise<void> {
  const all: Readonly<Record<string, string>> = options.files ?? files;
  server = await ServerProcess.start({ ...options, files: all });
  await server.open("k8s/db.yaml", all["k8s/db.yaml"] ?? "");
}

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

/** The refactorings on `kind`, as the menu shows them. */
async function refactorings(line = 1): Promise<CodeAction[]> {
  const kind = { line, character: 8 };
  return server.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri: server.uri("k8s/db.yaml") },
    range: { start: kind, end: kind },
    context: { diagnostics: [], only: ["refactor.rewrite.rightkind"] },
  });
}

async function offered(): Promise<CodeAction | undefined> {
  return (await refactorings()).find((action) => action.title === title);
}

async function resolved(action: CodeAction | undefined): Promise<CodeAction> {
  return server.connection.sendRequest("codeAction/resolve", action ?? {});
}

function converted(edit: WorkspaceEdit | undefined, texts: Readonly<Record<string, string>>): Record<string, string> {
  const before = new Map(Object.entries(texts).map(([name, text]) => [server.uri(name), text]));
  const after = edit ? appliedEdit(before, edit) : before;
  return Object.fromEntries(Object.keys(texts).map((name) => [name, after.get(server.uri(name)) ?? ""]));
}

describe("while the workspace is read", () => {
  it("is refused, and offered afterwards", async () => {
    let answer = (): void => {};
    const answersAfter = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await start({ answersAfter });
    expect((await offered())?.disabled?.reason).toBe("R-SCANNING: Still reading the workspace.");
    const refused = await server.connection.sendRequest("workspace/executeCommand", {
      command: "rightkind.convert",
      arguments: [{ uri: server.uri("k8s/db.yaml"), object: "Deployment/db", to: "StatefulSet" }],
    });
    expect(refused).toEqual({ refused: "R-SCANNING", message: "Still reading the workspace." });
    answer();
    await server.ready;
    expect((await offered())?.disabled).toBeUndefined();
  });
});

describe("between the menu and the edit", () => {
  it("follows what is typed, with the version of the text that it is for", async () => {
    await start();
    const action = await offered();
    const typed = `# typed meanwhile\n${files["k8s/db.yaml"]}`;
    await server.change("k8s/db.yaml", typed);
    const { edit } = await resolved(action);
    const after = converted(edit, { "k8s/db.yaml": typed })["k8s/db.yaml"] ?? "";
    expect(after).toContain("# typed meanwhile\napiVersion: apps/v1\nkind: StatefulSet\n");
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 } }]);
  });

  it("says why where what is typed makes it impossible", async () => {
    await start();
    const action = await offered();
    await server.change("k8s/db.yaml", `${files["k8s/db.yaml"]}---\nkind: ConfigMap\ndata: {\n`);
    await expect(resolved(action)).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: expect.stringMatching(/^R-TEMPLATE: /),
      data: { refused: "R-TEMPLATE" },
    });
  });

  it("reads the closed files that it touches again", async () => {
    // This client watches nothing: what happens on the disk is not told.
    const { workspace: { didChangeWatchedFiles: _, ...workspace } = {}, ...rest } = fullClient;
    const scaled = { ...files, "k8s/scaler.yaml": autoscaler("db") };
    await start({ files: scaled, capabilities: { ...rest, workspace } });
    const action = await offered();
    const touched = `# by somebody else\n${scaled["k8s/scaler.yaml"]}`;
    server.writeFile("k8s/scaler.yaml", touched);
    const { edit } = await resolved(action);
    const after = converted(edit, { ...scaled, "k8s/scaler.yaml": touched });
    expect(after["k8s/scaler.yaml"]).toBe(touched.replace("kind: Deployment", "kind: StatefulSet"));
  });
});

describe("a result that would be worse", () => {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {terminationGracePeriodSeconds: 0, containers: [{name: main, image: "registry.example/main:1"}]}
`;
  const convert = { title: "Convert to StatefulSet", data: expect.objectContaining({ object: "Deployment/db" }) };

  it("is an error with the code where nobody has tried it, and stands in the menu once the document has rested", async () => {
    await start({ files: { "k8s/db.yaml": text } });
    const [action] = await refactorings();
    expect(action).toEqual({ ...convert, kind: "refactor.rewrite.rightkind.StatefulSet" });
    await expect(resolved(action)).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: expect.stringMatching(/^R-RESULT: .*grace-period-zero/),
      data: { refused: "R-RESULT" },
    });
    // Another text was not tried yet, until the server has had time.
    await server.change("k8s/db.yaml", `# typed\n${text}`);
    const reason = async () => (await refactorings(2))[0]?.disabled?.reason;
    expect(await reason()).toBeUndefined();
    await expect.poll(reason, { interval: 1000, timeout: 30_000 }).toMatch(/^R-RESULT: /);
  });
});

describe("two workloads of one name", () => {
  const twice = { ...files, "k8s/db.yaml": `${deployment("db")}---\n${deployment("db")}` };

  it("are not told apart by their name", async () => {
    await start({ files: twice });
    const ask = (what: object): Promise<{ refused?: string }> =>
      server.connection.sendRequest("workspace/executeCommand", {
        command: "rightkind.convert",
        arguments: [{ uri: server.uri("k8s/db.yaml"), to: "StatefulSet", storage: "keep", ...what }],
      });
    expect(await ask({ object: "Deployment/db" })).toMatchObject({ refused: "R-MANY" });
  });
});

describe("what to know", () => {
  const scaled = {
    ...files,
    "k8s/scaler.yaml": autoscaler("db"),
    "k8s/deploy.sh": "kubectl rollout status deploy/db\n",
  };
  const request = (more: object) => ({ uri: server.uri("k8s/db.yaml"), position: { line: 1, character: 8 }, ...more });
  const ask = (command: string, more: object): Promise<unknown> =>
    server.connection.sendRequest("workspace/executeCommand", { command, arguments: [request(more)] });

  it("stands in the list of conversions, scripts that name the old kind included", async () => {
    await start({ files: scaled });
    expect(await ask("rightkind.listConversions", {})).toMatchObject([
      {
        title,
        refused: null,
        consequences: [
          { code: "W-DATA" },
          { code: "W-LIVE" },
          { code: "W-MENTION" },
          { code: "W-REPLICAS" },
          { code: "W-SCALER" },
        ],
      },
      {
        title: "Convert to StatefulSet keeping claim 'db-data'",
        refused: { code: "R-RWO-REPLICAS" },
        consequences: [],
      },
      { title: "Convert to DaemonSet", refused: { code: "R-DS-SCALER" } },
      { title: "Convert to Job", refused: { code: "R-DS-SCALER" } },
      { title: "Convert to CronJob", refused: { code: "R-DS-SCALER" } },
      { title: "Convert to Pod", refused: { code: "R-DS-SCALER" } },
    ]);
  });

  it("is a page", async () => {
    await start({ files: scaled });
    expect(await ask("rightkind.explainConversion", { to: "StatefulSet", storage: "templates" })).toBe(
      `# Convert to StatefulSet with a new volume per Pod

## What changes

- \`k8s/db.yaml\`
- \`k8s/scaler.yaml\`

## What to know

- No data moves: the first Pod asks for the new, empty claim "data-db-0"; what is in claim "db-data" (k8s/claim.yaml) stays there. (W-DATA)
- Stop the old one first (kubectl scale deployment/db --replicas=0): both would answer behind Service "db-headless", the new one without the old data. Then delete it: kubectl apply does not. (W-LIVE)
- "deploy/db" in k8s/deploy.sh:1 still names the Deployment. (W-MENTION)
- Each of the 3 Pods has its own empty volume: only ordinal 0 can take over the data of "db-data", ordinals 1 to 2 start empty. (W-REPLICAS)
- HorizontalPodAutoscaler "db" now scales the StatefulSet. (W-SCALER)

## What the rules will say afterwards

- claims-left-after-scale-down
- ordered-without-readiness

What is live does not follow by itself: the command \`Rightkind: Write Migration Runbook\` says what to do in the cluster, step by step.
`,
    );
  });

  it("is the reason where it cannot be done", async () => {
    await start({ files: scaled });
    expect(await ask("rightkind.explainConversion", { to: "StatefulSet", storage: "keep" })).toBe(
      `# Convert to StatefulSet keeping its claims

It cannot be done: 3 Pods cannot share claim "db-data", which only one node or Pod may mount. Run one of them, or give each Pod a volume of its own. (R-RWO-REPLICAS)
`,
    );
  });
});

describe("a client that cannot create files", () => {
  it("gets plain changes where none is needed", async () => {
    await start({ capabilities: bareClient });
    const action = await offered();
    expect(Object.keys(action?.edit?.changes ?? {})).toEqual([server.uri("k8s/db.yaml")]);
  });

  it.each([
    { client: "one that can do nothing", capabilities: bareClient },
    { client: "one that resolves edits", capabilities: { ...fullClient, workspace: {} } },
  ])("is told so where one is needed: $client", async ({ capabilities }) => {
    // Two objects do not fit into one JSON document: the Service needs a file.
    const json = JSON.stringify(parse(deployment("other", "db-data")), null, 2);
    await start({ capabilities, files: { ...files, "other/other.json": json } });
    await server.open("other/other.json", json, "json");
    const at = { line: json.slice(0, json.indexOf('"Deployment"')).split("\n").length - 1, character: 14 };
    const actions: CodeAction[] = await server.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: server.uri("other/other.json") },
      range: { start: at, end: at },
      context: { diagnostics: [], only: ["refactor.rewrite.rightkind.StatefulSet"] },
    });
    expect(actions.map(({ edit, disabled }) => ({ edit, reason: disabled?.reason }))).toEqual([
      { edit: undefined, reason: "The editor cannot create files." },
      { edit: undefined, reason: "The editor cannot create files." },
    ]);
  });
});
