// What is gone is given back: after the last file nothing of any is kept. Counted, by the engine that holds it.
import * as v8 from "node:v8";
import { describe, expect, it } from "vitest";
import { Layer } from "../../server/src/kustomize/layer";
import { SortedList } from "../../server/src/tracking/sorted-list";
import { Document } from "../../server/src/workspace/document";
import { generatedWorkspace } from "../support/generated-workspace";
import { type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

/** Two builds of one base with a patch, a chart, a configuration, a document that does not parse, and two hundred others. */
const files = [
  ...generatedWorkspace(50),
  { path: "app/base/kustomization.yaml", text: "resources: [db.yaml]\n" },
  { path: "app/base/db.yaml", text: workload("db", "db-data") },
  ...["small", "large"].flatMap((overlay) => [
    {
      path: `app/${overlay}/kustomization.yaml`,
      text: "resources: [../base, claim.yaml]\nnamePrefix: my-\ncommonLabels: {a: b}\npatches: [{path: patch.yaml}, {path: gone.yaml}]\nconfigMapGenerator: [{name: c, literals: [a=b]}]\n",
    },
    {
      path: `app/${overlay}/patch.yaml`,
      text: "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {replicas: 3}\n",
    },
    {
      path: `app/${overlay}/claim.yaml`,
      text: "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: db-data}\nspec: {accessModes: [ReadWriteOnce]}\n",
    },
  ]),
  { path: "chart/Chart.yaml", text: "apiVersion: v2\nname: chart\n" },
  { path: "chart/templates/db.yaml", text: "kind: Deployment\nmetadata: {name: {{ .Values.name }}}\n" },
  { path: "broken/db.yaml", text: `${workload("db", "db-data")}---\nkind: [Service\nmetadata: {name: db}\n` },
  { path: "broken/.rightkind.yaml", text: "defaultNamespace: shop\nrules: {statefulset-unneeded: off}\n" },
  {
    path: "broken/kept.yaml",
    text: `# rightkind-ignore-file grace-period-zero: on purpose\n${workload("kept", "gone")}`,
  },
];

function workload(name: string, claim: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers: [{name: db, image: "mysql:8.4", volumeMounts: [{name: data, mountPath: /data}]}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: ${claim}}}]
`;
}

/** How many objects of a class are alive, after a collection of all garbage. */
function count(type: Parameters<typeof v8.queryObjects>[0]): number {
  return v8.queryObjects(type, { format: "count" });
}

/** What all that is kept of a file leads to. */
function alive(): Record<string, number> {
  const classes = { Document, SortedList, Layer };
  return Object.fromEntries(Object.entries(classes).map(([name, type]) => [name, count(type)]));
}

/** Opens every file, asks for its findings, closes it, and asks again. */
function look({ workspace, analysis }: MemoryWorkspace): number {
  let findings = 0;
  for (const { path, text } of files) workspace.setFile(`${root}/${path}`, text, { open: true });
  for (const { path } of files) findings += analysis.findings(`${root}/${path}`).length;
  for (const { path, text } of files) workspace.setFile(`${root}/${path}`, text, { open: false });
  for (const { path } of files) findings += analysis.findings(`${root}/${path}`).length;
  return findings;
}

function removeAll({ workspace, analysis }: MemoryWorkspace): void {
  for (const { path } of files) workspace.removeFile(`${root}/${path}`);
  workspace.removeFile(`${root}/unread.yaml`);
  analysis.sync();
}

const none = { Document: 0, SortedList: 0, Layer: 0 };

describe("when all files are gone", () => {
  for (const keepsAll of [false, true]) {
    it(`nothing of them is kept (${keepsAll ? "findings of all files" : "findings of open files"})`, () => {
      const memory = memoryWorkspace(files, { unread: ["unread.yaml"] });
      memory.analysis.keepsAll = keepsAll;
      expect(look(memory)).toBeGreaterThan(50);
      expect(memory.workspace.tracker.size).toBeGreaterThan(keepsAll ? 500 : 0);
      expect(count(Document)).toBeGreaterThan(files.length);
      removeAll(memory);
      expect([...memory.workspace.files()]).toEqual([]);
      expect(memory.workspace.tracker.size).toBe(0);
      expect(alive()).toEqual(none);
    });
  }

  it("nothing of one that is closed is kept beside what its unit needs", () => {
    const memory = memoryWorkspace(files);
    memory.analysis.keepsAll = false;
    memory.analysis.sync();
    const before = memory.workspace.tracker.size;
    expect(look(memory)).toBeGreaterThan(50);
    memory.analysis.sync();
    expect(memory.workspace.tracker.size).toBe(before);
  });

  it("a name that one object has takes one list in its unit, and one in its root", () => {
    const lists = (applications: number) => {
      const { workspace } = memoryWorkspace(generatedWorkspace(applications));
      workspace.settle();
      const found = count(SortedList);
      for (const { path } of [...workspace.files()]) workspace.removeFile(path);
      workspace.settle();
      return found;
    };
    // Four objects, each found by its name in its unit and in its root, and by its kind; six lists for what they name.
    expect((lists(40) - lists(20)) / 20).toBe(4 * 3 + 6);
  });
});

describe("what is asked of a file that is not there", () => {
  it("is not kept: nobody would take it away", () => {
    const { workspace, analysis } = memoryWorkspace([]);
    const { configurations } = analysis;
    const path = `${root}/gone.yaml`;
    expect(configurations.effective(path)).not.toBe(configurations.effective(path));
    workspace.setFile(path, "", { open: false });
    const held = configurations.effective(path);
    expect(configurations.effective(path)).toBe(held);
  });
});
