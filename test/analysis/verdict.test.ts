// The advisor's verdict in a check: weighed once in each unit, shared by its rules, and weighed anew where its evidence differs.
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../server/src/guidance/verdict";
import { defineRule, type Rule } from "../../server/src/rules/rule";
import { type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

type Heard = (Verdict | undefined)[];

/** A rule that reports which kind is recommended, and keeps every verdict that it was given. */
function listener(id: string, heard: Heard, kinds: readonly string[] = ["StatefulSet"]): Rule {
  return ruleOf(id, kinds, ({ resource, verdict, report }) => {
    const found = verdict();
    heard.push(found);
    report(resource.kindNode, `${found?.recommended}`);
  });
}

function ruleOf(id: string, kinds: readonly string[], check: Rule["check"]): Rule {
  return defineRule({
    id,
    group: "choice",
    severities: ["warning"],
    kinds,
    summary: "",
    fixes: [],
    check,
  });
}

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}
`;

function configMap(host: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: hosts}\ndata: {host: ${host}}\n`;
}

function memoryOf(files: Readonly<Record<string, string>>, rules: readonly Rule[]): MemoryWorkspace {
  return memoryWorkspace(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { rules },
  );
}

/** What is reported about a file, asked for as an editor would that has all files open. */
function messages({ workspace, analysis }: MemoryWorkspace, wanted: string): string[] {
  for (const { path } of [...workspace.files()]) analysis.findings(path);
  return analysis.findings(`${root}/${wanted}`).map(({ message }) => message);
}

function edit({ workspace }: MemoryWorkspace, path: string, text: string): void {
  workspace.setFile(`${root}/${path}`, text, { open: true });
}

describe("a rule that reads the verdict", () => {
  const files = { "set.yaml": set, "hosts.yaml": configMap("other-0.other"), "far/hosts.yaml": configMap("far") };

  it("is run again when the evidence in another file changes", () => {
    const heard: Heard = [];
    const memory = memoryOf(files, [listener("a", heard)]);
    expect(messages(memory, "set.yaml")).toEqual(["Deployment"]);
    edit(memory, "hosts.yaml", configMap("web-0.web"));
    expect(messages(memory, "set.yaml")).toEqual(["StatefulSet"]);
    expect(heard.map((verdict) => verdict?.recommended)).toEqual(["Deployment", "StatefulSet"]);
  });

  it("is not run when nothing that the verdict rests on changes", () => {
    const heard: Heard = [];
    const memory = memoryOf(files, [listener("a", heard)]);
    messages(memory, "set.yaml");
    // Another set's Pod, and a Pod of this name in a unit that is not the set's.
    edit(memory, "hosts.yaml", configMap("other-1.other"));
    edit(memory, "far/hosts.yaml", configMap("web-0.web"));
    expect(messages(memory, "set.yaml")).toEqual(["Deployment"]);
    expect(heard.length).toBe(1);
  });

  it("costs nothing where no rule of the check asks for it", () => {
    let runs = 0;
    const deaf = ruleOf("deaf", ["StatefulSet"], () => {
      runs++;
    });
    const memory = memoryOf(files, [deaf]);
    messages(memory, "set.yaml");
    edit(memory, "hosts.yaml", configMap("web-0.web"));
    messages(memory, "set.yaml");
    expect(runs).toBe(1);
  });
});

describe("the verdict", () => {
  it("is one for all rules of a check", () => {
    const heard: Heard = [];
    messages(memoryOf({ "set.yaml": set }, [listener("a", heard), listener("b", heard)]), "set.yaml");
    expect(heard[0]?.recommended).toBe("Deployment");
    expect(heard.length).toBe(2);
    expect(heard[1]).toBe(heard[0]);
  });

  it("is one for each unit that the object stands in", () => {
    const heard: Heard = [];
    const memory = memoryOf(
      {
        "base/kustomization.yaml": "resources: [set.yaml]\n",
        "base/set.yaml": set,
        "one/kustomization.yaml": "resources: [../base]\n",
        "two/kustomization.yaml": "resources: [../base, hosts.yaml]\n",
        "two/hosts.yaml": configMap("web-0.web"),
      },
      [listener("a", heard)],
    );
    // Where the units do not agree, the finding says of which it speaks.
    expect(messages(memory, "base/set.yaml")).toEqual(["In one: Deployment"]);
    expect(heard.map((verdict) => verdict?.recommended)).toEqual(["Deployment", "StatefulSet"]);
  });

  it("is none of an object that is no workload", () => {
    const heard: Heard = [];
    messages(memoryOf({ "hosts.yaml": configMap("x") }, [listener("a", heard, ["/ConfigMap"])]), "hosts.yaml");
    expect(heard).toEqual([undefined]);
  });

  it("is weighed once for all who ask a situation", () => {
    const memory = memoryOf({ "set.yaml": set }, []);
    const [document] = memory.workspace.file(`${root}/set.yaml`)?.documents ?? [];
    const [situation] = document ? memory.analysis.situations(document, 0) : [];
    expect(situation?.verdict()?.recommended).toBe("Deployment");
    expect(situation?.verdict()).toBe(situation?.verdict());
  });
});
