// The first reading of a workspace: what is kept of it afterwards, and how often others have their turn meanwhile.
import { expect, it } from "vitest";
import type { FileSystem } from "../../server/src/transport/file-system";
import { counted, scan } from "../../server/src/transport/scan";
import { Session } from "../../server/src/transport/session";
import { Workspace } from "../../server/src/workspace/workspace";
import { generatedWorkspace } from "../support/generated-workspace";

const texts = new Map(generatedWorkspace(20).map(({ path, text }) => [`/w/${path}`, text]));

const disk: FileSystem = {
  async *walk() {
    yield { files: [...texts.keys()], unreadable: [] };
  },
  walkedAs: (_, path) => (texts.has(path) ? "file" : undefined),
  read: async (path) => ({ text: texts.get(path) ?? "" }),
  unitTexts: async () => [],
};

it("keeps the trees of open files alone, and parses nothing to count", async () => {
  const session = new Session(disk, (rule, cause) => {
    throw new Error(`rule ${rule} threw`, { cause });
  });
  session.folders = ["/w"];
  const { workspace } = session;
  const [opened = ""] = texts.keys();
  session.didOpen({ uri: `file://${opened}`, languageId: "yaml", version: 1, text: texts.get(opened) ?? "" });
  await scan(session, { roots: ["/w"], files: disk, onProgress: () => undefined, isCancelled: () => false });
  workspace.ready = true;
  expect(workspace.parsedDocuments).toBe(texts.size);
  expect(await counted(session)).toEqual({ files: texts.size, documents: texts.size });
  expect(workspace.settleUntil(() => true)).toBe(true);
  expect(workspace.parsedDocuments).toBe(texts.size);
  const again = [...workspace.files()].filter(({ documents }) => {
    const before = workspace.parsedDocuments;
    for (const document of documents) document.tree();
    return workspace.parsedDocuments > before;
  });
  expect(again.map(({ path }) => path).sort()).toEqual([...texts.keys()].filter((path) => path !== opened).sort());
});

it("keeps no tree of what passes by, and those of others", () => {
  const workspace = new Workspace();
  const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
  const parsesAgain = (path: string) => {
    const before = workspace.parsedDocuments;
    for (const document of workspace.file(path)?.documents ?? []) document.tree();
    return workspace.parsedDocuments > before;
  };
  workspace.setFile("/w/kept.yaml", text, { open: false });
  workspace.setFile("/w/passing.yaml", text, { open: false, passing: true });
  expect(workspace.parsedDocuments).toBe(2);
  expect([parsesAgain("/w/kept.yaml"), parsesAgain("/w/passing.yaml")]).toEqual([false, true]);
  expect(parsesAgain("/w/passing.yaml")).toBe(false);
});

it("tells how far it is in steps, not at every file", async () => {
  const paths = Array.from({ length: 1000 }, (_, index) => `/w/${index}.yaml`);
  const files: FileSystem = {
    ...disk,
    async *walk() {
      yield { files: paths, unreadable: [] };
    },
    read: async () => ({ text: "kind: Other\n" }),
  };
  const session = new Session(files, (rule, cause) => {
    throw new Error(`rule ${rule} threw`, { cause });
  });
  session.folders = ["/w"];
  const told: number[] = [];
  await scan(session, { roots: ["/w"], files, onProgress: (read) => told.push(read), isCancelled: () => false });
  expect(told).toEqual([250, 500, 750, 1000]);
});
