// Files that a session cannot read: on the disk, in the editor, and when that changes. The disk is one in memory.
import { beforeEach, describe, expect, it } from "vitest";
import type { FileSystem, ReadText } from "../../server/src/transport/file-system";
import { scan } from "../../server/src/transport/scan";
import { Session } from "../../server/src/transport/session";
import { unreadStatus } from "../../server/src/transport/unread-status";
import type { UnreadReason } from "../../server/src/workspace/unread";

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: registry.example/db:1}]}
`;
const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {clusterIP: None, selector: {app: ${name}}}\n`;
const filler = `# ${"x".repeat(2200)}\n`;

/** A disk without folders of its own: what stands in `locked` is there, but nobody may look into it. */
class Disk implements FileSystem {
  readonly files = new Map<string, ReadText>();
  locked: string[] = [];

  async *walk(root: string) {
    yield { files: [], unreadable: this.locked.filter((folder) => folder.startsWith(root)) };
    yield { files: [...this.files.keys()].filter((path) => path.startsWith(root)), unreadable: [] };
  }

  walkedAs(root: string, path: string) {
    if (!path.startsWith(`${root}/`)) return undefined;
    const isFolder = [...this.files.keys()].some((file) => file.startsWith(`${path}/`));
    return isFolder || this.locked.includes(path) ? ("folder" as const) : ("file" as const);
  }

  async read(path: string, { maxBytes }: { readonly maxBytes: number }): Promise<ReadText | undefined> {
    const read = this.files.get(path);
    return read && "text" in read && read.text.length > maxBytes ? { unread: "too-large" } : read;
  }

  async unitTexts() {
    return [];
  }

  write(path: string, text: string): void {
    this.files.set(path, { text });
  }

  spoil(path: string, unread: UnreadReason): void {
    this.files.set(path, { unread });
  }
}

let disk: Disk;
let session: Session;

beforeEach(() => {
  disk = new Disk();
  disk.write("/w/db.yaml", set);
  session = new Session(disk, (rule, cause) => {
    throw new Error(`rule ${rule} threw`, { cause });
  });
  session.folders = ["/w"];
});

async function read(): Promise<void> {
  session.workspace.ready = false;
  await scan(session, { roots: session.folders, files: disk, onProgress: () => undefined, isCancelled: () => false });
  session.workspace.ready = true;
}

/** Is the Service that the set names said to be missing? */
function isMissing(): boolean {
  return session.analysis.findings("/w/db.yaml").some(({ rule }) => rule === "governing-service-missing");
}

function open(path: string, text: string, languageId = "yaml"): void {
  session.didOpen({ uri: `file://${path}`, languageId, version: 1, text });
}

describe("a file of the disk", () => {
  it.each([
    ["unreadable", "File cannot be read"],
    ["too-large", "File too large: not read"],
    ["binary", "File is not text: not read"],
  ] as const)("that is %s makes absence unknown until it can be read", async (reason, text) => {
    disk.spoil("/w/services.yaml", reason);
    await read();
    expect(isMissing()).toBe(false);
    expect(unreadStatus(session, "/w/services.yaml")).toEqual({ text, state: "partial" });
    disk.write("/w/services.yaml", service("web"));
    await session.disk.readFromDisk("/w/services.yaml");
    expect(isMissing()).toBe(true);
    expect(unreadStatus(session, "/w/services.yaml")).toBeUndefined();
  });

  it("is no concern where the settings leave it out", async () => {
    disk.spoil("/w/vendor/services.yaml", "unreadable");
    disk.locked = ["/w/vendor/locked"];
    session.configure({ exclude: ["vendor/**"] }, undefined);
    await read();
    expect(isMissing()).toBe(true);
  });

  it("is none where it is gone, alone or with its folder", async () => {
    disk.spoil("/w/a/services.yaml", "unreadable");
    disk.spoil("/w/b/deep/services.yaml", "unreadable");
    await read();
    disk.files.delete("/w/a/services.yaml");
    await session.disk.lookAgain(new Set(["/w/a/services.yaml"]));
    expect(isMissing()).toBe(false);
    disk.files.delete("/w/b/deep/services.yaml");
    await session.disk.lookAgain(new Set(["/w/b"]));
    expect(isMissing()).toBe(true);
  });

  it("is no place for objects where it is a configuration", async () => {
    disk.spoil("/w/.rightkind.yaml", "unreadable");
    await read();
    expect(isMissing()).toBe(true);
  });
});

describe("a folder that could not be looked into", () => {
  it("makes absence unknown until it is walked again", async () => {
    disk.locked = ["/w/locked"];
    await read();
    expect(isMissing()).toBe(false);
    disk.locked = [];
    disk.write("/w/locked/services.yaml", service("web"));
    await read();
    expect(isMissing()).toBe(true);
  });
});

describe("a buffer", () => {
  it("stands in for the file that could not be read, as long as it is open", async () => {
    disk.spoil("/w/services.yaml", "binary");
    await read();
    open("/w/services.yaml", service("web"));
    expect(isMissing()).toBe(true);
    await session.didClose("file:///w/services.yaml");
    expect(isMissing()).toBe(false);
  });

  it.each([
    ["a manifest", service("web") + filler, false],
    ["anything else", `swagger: "2.0"\n${filler}`, true],
  ])("beyond the limit is unread where it begins like %s", async (_, text, expected) => {
    session.configure({ maxFileSizeKB: 1 }, undefined);
    await read();
    open("/w/big.yaml", text);
    expect(isMissing()).toBe(expected);
    expect(unreadStatus(session, "/w/big.yaml")).toEqual({ text: "File too large (3 KB): not read", state: "partial" });
  });

  it("beyond the limit is read when the limit moves, and unread when it moves back", async () => {
    session.configure({ maxFileSizeKB: 1 }, undefined);
    await read();
    open("/w/big.yaml", service("web") + filler);
    expect(session.configure({ maxFileSizeKB: 10 }, undefined)).toBe(true);
    expect(isMissing()).toBe(true);
    expect(session.configure({ maxFileSizeKB: 1 }, undefined)).toBe(true);
    expect(isMissing()).toBe(false);
  });
});

describe("a change of the settings", () => {
  it("asks for the disk to be read again only where other files would be read", () => {
    expect(session.configure({}, undefined)).toBe(false);
    expect(session.configure({ profile: "strict" }, "1.30")).toBe(false);
    expect(session.configure({ exclude: ["vendor/**"] }, undefined)).toBe(true);
    expect(session.configure({ exclude: ["vendor/**"] }, undefined)).toBe(false);
    expect(session.configure({ exclude: ["vendor/**"], maxFileSizeKB: 1 }, undefined)).toBe(true);
  });
});
