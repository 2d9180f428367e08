// Which files of a real disk count as unread, and which are simply not there or no manifests.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileText, unreadReason } from "../../server/src/disk/read-file";
import { walk } from "../../server/src/disk/walk";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-unread-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Why a file of at most 1 KB counts as unread; its text where it was read. */
function outcome(name: string, content?: string | Uint8Array): unknown {
  const file = path.join(folder, name);
  if (content !== undefined) fs.writeFileSync(file, content);
  const read = fileText(file, { maxKB: 1 });
  return "text" in read ? read : unreadReason(read);
}

describe("a file", () => {
  const filler = "x".repeat(2000);

  it("with a text is read", () => expect(outcome("a.yaml", "a: 1\n")).toEqual({ text: "a: 1\n" }));
  it("that is not there is not unread", () => expect(outcome("a.yaml")).toBeUndefined());
  it("below a file is not unread", () => {
    fs.writeFileSync(path.join(folder, "a"), "");
    expect(outcome("a/b.yaml")).toBeUndefined();
  });
  it("that is a folder is not unread", () => {
    fs.mkdirSync(path.join(folder, "a.yaml"));
    expect(outcome("a.yaml")).toBeUndefined();
  });
  it("that is binary is unread", () => expect(outcome("a.yaml", Uint8Array.of(0, 71, 73, 84))).toBe("binary"));
  it("in UTF-16 is unread", () =>
    expect(outcome("a.yaml", Buffer.from("\ufeffapiVersion: v1\n", "utf16le"))).toBe("binary"));
  it.each([
    ["YAML", `# a comment\n---\napiVersion: v1\nkind: Service\n# ${filler}\n`],
    ["a list", `- apiVersion: v1\n# ${filler}\n`],
    ["JSON", `{"kind": "Service", "apiVersion": "v1", "x": "${filler}"}`],
  ])("that is too large and begins like a manifest in %s is unread", (_, text) =>
    expect(outcome("a.yaml", text)).toBe("too-large"),
  );
  it.each([
    ["other JSON", `{"swagger": "2.0", "apiVersion": {}, "x": "${filler}"}`],
    ["a value that holds the word", `text: apiVersion: v1\n# ${filler}\n`],
  ])("that is too large and begins like %s is not", (_, text) => expect(outcome("a.yaml", text)).toBeUndefined());
});

describe("a walk", () => {
  it("of a folder that is not there finds nothing, and nothing unreadable", () =>
    expect(walk(path.join(folder, "gone"))).toEqual({ files: [], unreadable: [], noFiles: [] }));

  // For root nothing is forbidden.
  it.skipIf(process.getuid?.() === 0)("names the folders that it may not look into, and goes on", () => {
    const locked = path.join(folder, "a");
    fs.mkdirSync(locked, { mode: 0 });
    fs.writeFileSync(path.join(folder, "b.yaml"), "");
    expect(walk(folder)).toEqual({
      files: [path.join(folder, "b.yaml")],
      unreadable: [{ path: locked, message: "Reading it is not permitted." }],
      noFiles: [],
    });
  });
});
