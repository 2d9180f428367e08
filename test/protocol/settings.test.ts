// Settings as clients send them: at the start, when they are asked, and of their own accord.
import { afterEach, describe, expect, it } from "vitest";
import { claim, deployment } from "../support/generated-workspace";
import { fullClient, ServerProcess, type StartOptions } from "./server-process";

const rule = "deployment-rwo-claim-rolling-update";
const files = { "k8s/db.yaml": deployment("db"), "k8s/claim.yaml": claim("db", "ReadWriteOnce") };
const asError = { rules: { [rule]: "error" } };
const asHint = { rules: { [rule]: "hint" } };
const [error, warning, hint] = [1, 2, 4];
const removed = "deprecated-workload-api";
const cronJob = `apiVersion: batch/v1beta1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 3 * * *"
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: report, image: registry.example/report:1}]}}}}
`;
let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

async function start(options: StartOptions): Promise<void> {
  server = await ServerProcess.start({ files, ...options });
  await server.open("k8s/db.yaml", deployment("db"));
}

async function severity(): Promise<unknown> {
  const report = await server.pull("k8s/db.yaml");
  return report.kind === "full" ? report.items.find(({ code }) => code === rule)?.severity : undefined;
}

function tell(settings: unknown): Promise<void> {
  return server.connection.sendNotification("workspace/didChangeConfiguration", { settings });
}

describe("a client that is asked", () => {
  it.each([null, "odd", 5, [5]].map((configuration) => ({ configuration })))(
    "and answers $configuration: what it started with holds",
    async ({ configuration }) => {
      await start({ configuration, initializationOptions: asError });
      expect(await severity()).toBe(error);
    },
  );

  it("and refuses to answer: what it started with holds", async () => {
    await start({ refuses: ["workspace/configuration"], initializationOptions: asError });
    expect(await severity()).toBe(error);
  });

  it("and answers a section: only that holds", async () => {
    await start({ configuration: asHint, initializationOptions: asError });
    expect(await severity()).toBe(hint);
    await server.stop();
    await start({ configuration: {}, initializationOptions: asError });
    expect(await severity()).toBe(warning);
  });
});

describe("a client that is asked twice", () => {
  it("and answers the first question last: the answer to the last question holds", async () => {
    await start({ configuration: {} });
    const waiting: ((answer: unknown) => void)[] = [];
    const bothAsked = new Promise<void>((resolve) => {
      server.connection.onRequest("workspace/configuration", () => {
        const answer = new Promise((give) => waiting.push(give));
        if (waiting.length === 2) resolve();
        return answer;
      });
    });
    await tell(null);
    await tell(null);
    await bothAsked;
    waiting[1]?.([asError, null]);
    await expect.poll(severity).toBe(error);
    waiting[0]?.([asHint, null]);
    // Its answer is read before what is asked after it.
    expect(await severity()).toBe(error);
    expect(await severity()).toBe(error);
  });
});

describe("a client that is not asked", () => {
  const capabilities = { ...fullClient, workspace: {} };

  it("has what it started with, until it sends a section", async () => {
    await start({ capabilities, initializationOptions: asError });
    expect(await severity()).toBe(error);
    for (const settings of [null, {}, { rightkind: null }, { rightkind: "odd" }, { yaml: {} }]) {
      await tell(settings);
      expect(await severity()).toBe(error);
    }
    await tell({ rightkind: asHint });
    expect(await severity()).toBe(hint);
    await tell({ rightkind: {} });
    expect(await severity()).toBe(warning);
  });

  it("has the release of the YAML extension where it sends no other", async () => {
    await start({ capabilities });
    await server.open("cron.yaml", cronJob);
    const rules = async (settings: unknown) => {
      await tell(settings);
      return server.rules("cron.yaml");
    };
    expect(await rules({ yaml: { kubernetesVersion: "1.20" } })).not.toContain(removed);
    expect(await rules({ rightkind: {} })).toContain(removed);
    expect(
      await rules({ rightkind: { kubernetesVersion: "1.20" }, yaml: { kubernetesVersion: "1.36" } }),
    ).not.toContain(removed);
  });
});
