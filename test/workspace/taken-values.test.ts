// What a build takes from another object: who takes it is made again when the object says something else, and only then.
import { expect, it } from "vitest";
import { type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

const USERS = 20;

const kustomization = `resources:
${Array.from({ length: USERS }, (_, index) => `- web-${index}.yaml\n`).join("")}- other.yaml
- source.yaml
replacements:
- source: {kind: ConfigMap, name: source, fieldPath: data.count}
  targets:
  - select: {kind: Deployment}
    fieldPaths: [spec.replicas]
`;

const web = (name: string, kind = "Deployment") => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: "nginx:1.29"}]}
`;

const source = (count: string, more = "") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: source}\n${more}data: {count: "${count}"}\n`;

function open(): MemoryWorkspace {
  const users = Array.from({ length: USERS }, (_, index) => ({
    path: `web-${index}.yaml`,
    text: web(`web-${index}`),
  }));
  return memoryWorkspace([
    ...users,
    { path: "other.yaml", text: web("other", "StatefulSet") },
    { path: "source.yaml", text: source("2") },
    { path: "kustomization.yaml", text: kustomization },
  ]);
}

/** How many objects are built after an edit of the source. */
function builtAfter({ workspace }: MemoryWorkspace, text: string): number {
  const before = workspace.builtObjects;
  workspace.setFile(`${root}/source.yaml`, text, { open: true });
  workspace.settle();
  return workspace.builtObjects - before;
}

function replicas({ workspace }: MemoryWorkspace, file: string): unknown {
  const [document] = workspace.documentsOf(`${root}/${file}`);
  return document && workspace.objectsOf(document)[0]?.facts.workload?.replicas;
}

it("a value that changes builds those again that take it", () => {
  const memory = open();
  memory.workspace.settle();
  expect(replicas(memory, "web-0.yaml")).toMatchObject({ value: 2 });
  builtAfter(memory, source("2", "# seen\n"));
  expect(builtAfter(memory, source("3"))).toBe(1 + USERS);
  expect(replicas(memory, "web-7.yaml")).toMatchObject({ value: 3 });
  expect(replicas(memory, "other.yaml")).toMatchObject({ value: 1 });
});

it("a comment in the source builds the source alone", () => {
  const memory = open();
  memory.workspace.settle();
  builtAfter(memory, source("2", "# seen\n"));
  expect(builtAfter(memory, source("2", "# read me\n"))).toBe(1);
  expect(builtAfter(memory, source("2", "# read me, too\n"))).toBe(1);
});
