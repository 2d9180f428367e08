// How much work a change makes, in a workspace of 1,000 documents: counted, never timed.
import { beforeEach, describe, expect, it } from "vitest";
import { autoscaler, claim, deployment, generatedWorkspace } from "../support/generated-workspace";
import { type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

const folder = `${root}/team-7/app-7`;

describe("in a workspace of 1,000 documents", () => {
  let memory: MemoryWorkspace;

  beforeEach(() => {
    memory = memoryWorkspace(generatedWorkspace(250));
    settle(memory);
  });

  it("reads and checks everything once", () => {
    expect([...memory.workspace.files()].length).toBe(1000);
    expect(memory.analysis.checkedResources).toBe(1000);
  });

  it("a keystroke parses one document and checks one resource where its facts stay equal", () => {
    const before = deployment("app-7");
    memory.workspace.setFile(`${folder}/deployment.yaml`, before, { open: true });
    settle(memory);
    expect(work(memory, () => edit(memory, "deployment.yaml", before.replace("hello", "hello!")))).toEqual({
      parsed: 1,
      checked: 1,
    });
  });

  it("so does one that moves everything below it", () => {
    expect(
      work(memory, () => edit(memory, "claim.yaml", `# one line more\n${claim("app-7", "ReadWriteOnce")}`)).checked,
    ).toBe(1);
  });

  it("one in a document of a long file parses and checks that one", () => {
    const long = (greeting: string) =>
      Array.from({ length: 100 }, (_, index) =>
        deployment(`long-${index}`).replace("hello", index === 50 ? greeting : "hello"),
      ).join("---\n");
    edit(memory, "long.yaml", long("hello"));
    settle(memory);
    expect(work(memory, () => edit(memory, "long.yaml", long("hullo")))).toEqual({ parsed: 1, checked: 1 });
  });

  it("a claim's access mode checks exactly the workloads that looked at it", () => {
    edit(memory, "second.yaml", deployment("second", "app-7-data"));
    settle(memory);
    // The claim itself and the two workloads that name it.
    expect(work(memory, () => edit(memory, "claim.yaml", claim("app-7", "ReadWriteMany"))).checked).toBe(3);
    expect(findings(memory, "deployment.yaml")).toEqual([]);
    expect(findings(memory, "second.yaml")).toEqual([]);
  });

  it("a claim of the same name far away wakes nobody who has a nearer one", () => {
    expect(work(memory, () => add(memory, "elsewhere/claim.yaml", claim("app-7", "ReadWriteMany"))).checked).toBe(1);
    expect(findings(memory, "deployment.yaml")).toEqual(["deployment-rwo-claim-rolling-update"]);
  });

  it("a new autoscaler wakes exactly its target", () => {
    add(memory, "elsewhere/deployment.yaml", deployment("app-7"));
    settle(memory);
    // The autoscaler itself and the Deployment beside it, not the other one of that name.
    expect(work(memory, () => add(memory, "team-7/app-7/autoscaler.yaml", autoscaler("app-7"))).checked).toBe(2);
    expect(findings(memory, "deployment.yaml")).toEqual(["deployment-rwo-claim-multi-replica"]);
  });

  it("a file that goes wakes who looked at it", () => {
    expect(work(memory, () => memory.workspace.removeFile(`${folder}/claim.yaml`)).checked).toBe(1);
    expect(findings(memory, "deployment.yaml")).toEqual(["deployment-rwo-claim-rolling-update"]);
    expect(memory.analysis.findings(`${folder}/deployment.yaml`)[0]?.severity).toBe("hint");
  });

  it("a file that is not changed by its event costs nothing", () => {
    expect(work(memory, () => edit(memory, "claim.yaml", claim("app-7", "ReadWriteOnce")))).toEqual({
      parsed: 0,
      checked: 0,
    });
  });
});

function add({ workspace }: MemoryWorkspace, path: string, text: string): void {
  workspace.setFile(`${root}/${path}`, text, { open: false });
}

function edit(memory: MemoryWorkspace, name: string, text: string): void {
  memory.workspace.setFile(`${folder}/${name}`, text, { open: true });
}

/** Asks for the findings of all files, as an editor with all files open would. */
function settle({ workspace, analysis }: MemoryWorkspace): void {
  for (const { path } of [...workspace.files()]) analysis.findings(path);
}

/** What a change and the questions after it cost. */
function work(memory: MemoryWorkspace, change: () => void): { parsed: number; checked: number } {
  const { parsedDocuments } = memory.workspace;
  const { checkedResources } = memory.analysis;
  change();
  settle(memory);
  return {
    parsed: memory.workspace.parsedDocuments - parsedDocuments,
    checked: memory.analysis.checkedResources - checkedResources,
  };
}

function findings({ analysis }: MemoryWorkspace, name: string): string[] {
  return analysis.findings(`${folder}/${name}`).map(({ rule }) => rule);
}
