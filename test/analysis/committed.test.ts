// The last commit is one more input: what is answered is the same however it came, and typing costs a comparison of one document.
import { expect, it } from "vitest";
import { memoryWorkspace, root } from "../support/memory-workspace";

const id = "immutable-field-changed";
const path = `${root}/web.yaml`;
const web = (label: string, name = "web") => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${label}}}
  template:
    metadata: {labels: {app: ${label}}}
    spec: {containers: [{name: web, image: "registry.example/web:1"}]}
`;
const file = (label: string) => `${web(label)}---\n${web("other", "other")}---\n${web("third", "third")}`;

function opened(text: string) {
  const memory = memoryWorkspace([{ path: "web.yaml", text }]);
  const { analysis, workspace } = memory;
  const asked: string[] = [];
  workspace.committed.source = (wanted) => {
    asked.push(wanted);
    return "later";
  };
  const edit = (to: string) => workspace.setFile(path, to, { open: true });
  const found = () => analysis.findings(path).filter(({ rule }) => rule === id).length;
  edit(text);
  return { ...memory, asked, edit, found };
}

it("whenever it is told, the answer is that of a workspace which knew it from the beginning", () => {
  for (const [committed, now] of [
    [file("a"), file("b")],
    [file("a"), file("a")],
    [undefined, file("b")],
  ] as const) {
    const fresh = memoryWorkspace([
      ...(committed === undefined ? [] : [{ path: "HEAD:web.yaml", text: committed }]),
      { path: "web.yaml", text: now },
    ]);
    const wanted = fresh.analysis.findings(path).map(({ rule, message }) => `${rule} ${message}`);
    const { analysis, workspace, edit } = opened(file("c"));
    analysis.findings(path);
    workspace.committed.set(path, file("z"));
    analysis.findings(path);
    edit(now);
    workspace.committed.set(path, committed);
    expect(analysis.findings(path).map(({ rule, message }) => `${rule} ${message}`)).toEqual(wanted);
  }
});

it("is asked for once, and told once", () => {
  const { asked, edit, found, workspace, analysis } = opened(file("a"));
  expect(found()).toBe(0);
  edit(file("b"));
  expect(found()).toBe(0);
  expect(new Set(asked)).toEqual(new Set([path]));
  expect(workspace.committed.takeWanted()).toEqual([path]);
  expect(workspace.committed.takeWanted()).toEqual([]);
  expect(workspace.committed.set(path, file("a"))).toBe(true);
  expect([...analysis.sync()]).toEqual([path]);
  expect(found()).toBe(1);
  // The same text once more is no news.
  expect(workspace.committed.set(path, file("a"))).toBe(false);
  expect([...analysis.sync()]).toEqual([]);
  const before = asked.length;
  edit(file("c"));
  expect(found()).toBe(1);
  expect(asked.length).toBe(before);
});

it("costs a key nothing but the comparison of its document", () => {
  const { analysis, edit, found, workspace } = opened(file("a"));
  workspace.committed.set(path, file("a"));
  expect(found()).toBe(0);
  // Nothing differs: the commit is not looked into.
  expect(workspace.committed.parsedDocuments).toBe(0);
  edit(file("b"));
  expect(found()).toBe(1);
  const parsed = workspace.committed.parsedDocuments;
  expect(parsed).toBe(3);
  for (const label of ["bb", "bbb", "bbbb"]) {
    const [checked, ofWorkspace] = [analysis.checkedResources, workspace.parsedDocuments];
    edit(file(label));
    expect(found()).toBe(1);
    expect(analysis.checkedResources - checked).toBe(1);
    expect(workspace.parsedDocuments - ofWorkspace).toBe(1);
  }
  expect(workspace.committed.parsedDocuments).toBe(parsed);
});

it("wakes nobody where nothing is committed", () => {
  const { analysis, found, workspace } = opened(file("a"));
  expect(found()).toBe(0);
  expect(workspace.committed.set(path, undefined)).toBe(false);
  expect([...analysis.sync()]).toEqual([]);
});

it("is forgotten with the files that nobody looks at", () => {
  const { analysis, found, workspace } = opened(file("a"));
  found();
  workspace.committed.set(path, file("a"));
  expect(workspace.committed.paths()).toEqual([path]);
  analysis.keepsAll = false;
  workspace.setFile(path, file("a"), { open: false });
  analysis.sync();
  expect(workspace.committed.paths()).toEqual([]);
});

it("is not asked for where no rule wants it", () => {
  const { asked, edit, found } = opened("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
  found();
  edit("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n");
  found();
  expect(asked).toEqual([]);
});
