// Which trees of closed documents are kept: a few long ones, and those of short ones that were used last, neither in place of the other.
import { describe, expect, it } from "vitest";
import type { DocumentPart } from "../../server/src/workspace/document";
import { Workspace } from "../../server/src/workspace/workspace";

const short = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const long = (name: string) => `${short(name)}data:\n  text: |\n    ${"x".repeat(60_000)}\n`;

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace();
  for (const [path, text] of Object.entries(files))
    workspace.setFile(`/w/${path}`, text, { open: false, passing: true });
  return workspace;
}

/** How many documents are parsed when those of some files are looked into, one after another. */
function parsedFor(workspace: Workspace, paths: readonly string[]): number {
  const before = workspace.parsedDocuments;
  for (const path of paths) for (const document of workspace.file(`/w/${path}`)?.documents ?? []) document.tree();
  return workspace.parsedDocuments - before;
}

describe("trees of closed documents", () => {
  it("are kept for long ones that are asked in turn with many others", () => {
    const many = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`${index}.yaml`, short(`a${index}`).padEnd(500)]),
    );
    const workspace = workspaceOf({ "one.yaml": long("one"), "two.yaml": long("two"), ...many });
    expect(parsedFor(workspace, ["one.yaml", "two.yaml"])).toBe(2);
    expect(parsedFor(workspace, Object.keys(many))).toBe(2000);
    expect(parsedFor(workspace, ["one.yaml", "two.yaml"])).toBe(0);
    expect(parsedFor(workspace, ["1999.yaml"])).toBe(0);
    expect(parsedFor(workspace, ["0.yaml"])).toBe(1);
  });
  it("go where long ones are more than a few megabytes", () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`${index}.yaml`, long(`a${index}`)]));
    const workspace = workspaceOf(many);
    expect(parsedFor(workspace, Object.keys(many))).toBe(120);
    expect(parsedFor(workspace, ["119.yaml", "0.yaml"])).toBe(1);
  });
});

it("what is worked out of a text is kept as long as that is the same", () => {
  const workspace = workspaceOf({ "a.yaml": short("a") });
  const document = workspace.file("/w/a.yaml")?.documents[0];
  let worked = 0;
  const kind = () =>
    document?.kept(0, "kind", () => {
      worked++;
      return document.resource(0)?.kindNode.start;
    });
  const gone = () =>
    document?.kept(1, "gone", () => {
      worked++;
      return undefined;
    });
  expect([kind(), kind(), gone(), gone(), worked]).toEqual([21, 21, undefined, undefined, 2]);
  workspace.setFile("/w/a.yaml", `# above\n${short("a")}`, { open: false });
  expect([kind(), worked]).toEqual([29, 3]);
});

it("whoever finds something kept rests on the part of the document that it is of", () => {
  const workspace = workspaceOf({ "a.yaml": short("a") });
  const document = workspace.file("/w/a.yaml")?.documents[0];
  const parts: DocumentPart[] = [];
  const ask = () =>
    document?.reading(
      (part) => parts.push(part),
      () => document.kept(0, "kind", () => document.resource(0)?.kind),
    );
  expect([ask(), ask()]).toEqual(["ConfigMap", "ConfigMap"]);
  expect(parts).toEqual([0, 0, 0]);
});
