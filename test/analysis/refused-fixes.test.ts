// Reasons of refused conversions follow every edit, rest on the plan alone, and cost no more than what they ask.
import { describe, expect, it } from "vitest";
import { converted } from "../../server/src/analysis/conversion";
import type { NotConverted } from "../../server/src/analysis/conversion-outcome";
import { refusedConversions } from "../../server/src/analysis/refused-fixes";
import { targetsOf } from "../../server/src/conversions/pairs";
import type { StorageChoice } from "../../server/src/guidance/conversion-request";
import { workload } from "../../server/src/kubernetes/workload";
import { caseFiles, caseNames, caseOf } from "../conversions/acceptance-cases";
import { backup, deployment, generatedWorkspace } from "../support/generated-workspace";
import { type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

const folder = "team-7/app-7";

/** `code title` of the refused fixes in a file of the application. */
function refused({ analysis }: MemoryWorkspace, name = "deployment.yaml"): string[] {
  return analysis
    .findings(`${root}/${folder}/${name}`)
    .flatMap(({ refused: fixes = [] }) => fixes.map(({ fix, refusal }) => `${refusal.refused} ${fix.title}`));
}

function edit({ workspace }: MemoryWorkspace, name: string, text: string): void {
  workspace.setFile(`${root}/${folder}/${name}`, text, { open: true });
}

/** How many objects are checked after a change when all findings are asked for. */
function checked({ workspace, analysis }: MemoryWorkspace, change: () => void): number {
  const ask = () => {
    for (const file of [...workspace.files()]) analysis.findings(file.path);
  };
  ask();
  const before = analysis.checkedResources;
  change();
  ask();
  return analysis.checkedResources - before;
}

const perPod = "R-PVC-SHARED Convert to StatefulSet with a new volume per Pod";

describe("the reason of a refused conversion", () => {
  it("comes and goes with another file", () => {
    const memory = memoryWorkspace(generatedWorkspace(10));
    expect(refused(memory)).toEqual([]);
    edit(memory, "backup.yaml", backup("app-7-data"));
    expect([...memory.analysis.sync()]).toContain(`${root}/${folder}/deployment.yaml`);
    expect(refused(memory)).toEqual([perPod]);
    edit(memory, "backup.yaml", backup("other"));
    expect(refused(memory)).toEqual([]);
    edit(memory, "backup.yaml", backup("app-7-data"));
    expect(refused(memory)).toEqual([perPod]);
    memory.workspace.removeFile(`${root}/${folder}/backup.yaml`);
    expect([...memory.analysis.sync()]).toContain(`${root}/${folder}/deployment.yaml`);
    expect(refused(memory)).toEqual([]);
  });

  it("comes when the workspace has been read", () => {
    const files = [...generatedWorkspace(10), { path: `${folder}/backup.yaml`, text: backup("app-7-data") }];
    const memory = memoryWorkspace(files, { ready: false });
    expect(refused(memory)).toEqual([]);
    memory.workspace.ready = true;
    expect(refused(memory)).toEqual([perPod]);
  });

  it("comes with a template in the same file, and goes with it", () => {
    const memory = memoryWorkspace(generatedWorkspace(10));
    edit(memory, "deployment.yaml", `${deployment("app-7")}---\n{{ x }}\n`);
    expect(refused(memory).map((text) => text.split(" ")[0])).toEqual(["R-TEMPLATE", "R-TEMPLATE"]);
    edit(memory, "deployment.yaml", `${deployment("app-7")}---\nx: 1\n`);
    expect(refused(memory)).toEqual([]);
  });

  it("wakes nobody whom it does not concern", () => {
    const memory = memoryWorkspace(generatedWorkspace(100));
    edit(memory, "backup.yaml", backup("app-7-data"));
    expect(refused(memory)).toEqual([perPod]);
    expect(checked(memory, () => edit(memory, "backup.yaml", backup("app-7-data", "dump:2")))).toBe(1);
    expect(
      checked(memory, () => edit(memory, "config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}")),
    ).toBe(1);
    expect(checked(memory, () => edit(memory, "backup.yaml", backup("other")))).toBe(2);
  });

  it("costs a file of many workloads one check for a keystroke in one of them", () => {
    const memory = memoryWorkspace(generatedWorkspace(10));
    const long = (greeting: string) =>
      Array.from({ length: 50 }, (_, index) =>
        deployment(`long-${index}`, "app-7-data").replace("hello", index === 20 ? greeting : "hello"),
      ).join("---\n");
    edit(memory, "long.yaml", long("hello"));
    expect(refused(memory, "long.yaml")).toEqual(Array(50).fill(perPod));
    expect(checked(memory, () => edit(memory, "long.yaml", long("hullo")))).toBe(1);
  });
});

describe("what refuses a conversion without a trial", () => {
  /** Only the edits themselves, or their result, show these: a rule speaks of it, or Kustomize would not build it. */
  const isLater = ({ refused: code, message }: Pick<NotConverted, "refused" | "message">) =>
    code === "R-ALIAS" || code === "R-RESULT" || message.includes("the build would fail");
  /** Those that are refused in some way, and kustomizations, of which most files are left unread. */
  const telling = caseNames.filter(
    (name) => caseOf(name).refused !== null || "kustomization.yaml" in caseFiles(name, "before"),
  );

  it("is looked at in some cases", () => expect(telling.length).toBeGreaterThan(20));

  it.each(telling)("is what the conversion of %s says", (name) => {
    const files = Object.entries(caseFiles(name, "before")).map(([path, text]) => ({ path, text }));
    const { workspace, analysis } = memoryWorkspace(files);
    const workloads = [...workspace.files()]
      .flatMap(({ documents }) => documents.filter((document) => analysis.isGuided(document)))
      .flatMap((document) => document.resources().map((resource, index) => ({ document, resource, index })))
      .flatMap(({ document, resource, index }) => {
        const view = workload(resource);
        return view ? targetsOf(view.kind).map((to) => ({ document, resource, index, to })) : [];
      });
    for (const { document, resource, index, to } of workloads) {
      for (const storage of ["templates", "keep"] satisfies StorageChoice[]) {
        const situations = analysis.situations(document, index);
        const [refusal] = refusedConversions({ document, resource, situations }, [{ to, storage }]);
        const options = { storage, choices: new Map(), newResources: "sameFile" as const };
        const outcome = converted(analysis, { document, index, to, options });
        const known = "refused" in outcome && !isLater(outcome) ? outcome : undefined;
        const words = ({ refused: code, message }: Pick<NotConverted, "refused" | "message">) => ({ code, message });
        expect(refusal && words(refusal)).toEqual(known && words(known));
      }
    }
  });
});
