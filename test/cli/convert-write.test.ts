// Several files are written, or none: also where the disk fails halfway.
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import type { ChangedFile } from "../../server/src/cli/convert-files";
import { writeAll } from "../../server/src/cli/convert-write";
import { Folder } from "./command-line";

const files = { "a.yaml": "a: 1\n", "b/b.yaml": "b: 1\n" };

function changed(folder: Folder, name: string, before: string | undefined, after: string): ChangedFile {
  return { path: path.join(folder.path, name), shown: name, before, after, change: { text: after } };
}

function wanted(folder: Folder): ChangedFile[] {
  return [
    changed(folder, "a.yaml", files["a.yaml"], "a: 2\n"),
    changed(folder, "b/b.yaml", files["b/b.yaml"], "b: 2\n"),
    changed(folder, "c.yaml", undefined, "c: 2\n"),
  ];
}

/** All files by name, temporary ones too. */
function contents(folder: Folder): Record<string, string> {
  const names = fs.readdirSync(folder.path, { recursive: true, encoding: "utf8" }).sort();
  const isFile = (name: string) => fs.statSync(path.join(folder.path, name)).isFile();
  return Object.fromEntries(
    names.filter(isFile).map((name) => [name, fs.readFileSync(path.join(folder.path, name), "utf8")]),
  );
}

/** Renames until one of them fails. */
function failingAt(count: number): (from: string, to: string) => void {
  let done = 0;
  return (from, to) => {
    if (done++ === count) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    fs.renameSync(from, to);
  };
}

describe("writing several files", () => {
  it("leaves nothing beside them", () => {
    const folder = new Folder(files);
    expect(writeAll(wanted(folder))).toBeUndefined();
    expect(contents(folder)).toEqual({ "a.yaml": "a: 2\n", "b/b.yaml": "b: 2\n", "c.yaml": "c: 2\n" });
  });

  it.each([
    [0, "a.yaml"],
    [1, "b/b.yaml"],
    [2, "c.yaml"],
  ])("puts back what was written where it fails after %i", (count, name) => {
    const folder = new Folder(files);
    expect(writeAll(wanted(folder), failingAt(count))).toBe(
      `${name}: It cannot be written (ENOSPC): nothing is written.`,
    );
    expect(contents(folder)).toEqual(files);
  });

  it("takes a new file away again", () => {
    const folder = new Folder(files);
    const [first, second, third] = wanted(folder);
    if (!first || !second || !third) throw new Error("three files");
    writeAll([third, first, second], failingAt(2));
    expect(contents(folder)).toEqual(files);
  });

  it("writes nothing where a folder is missing", () => {
    const folder = new Folder(files);
    const all = [...wanted(folder), changed(folder, "gone/d.yaml", undefined, "d: 2\n")];
    expect(writeAll(all)).toBe("gone/d.yaml: It cannot be written, so nothing is (ENOENT).");
    expect(contents(folder)).toEqual(files);
  });

  it("keeps the mode also where it is put back", () => {
    const folder = new Folder(files);
    fs.chmodSync(path.join(folder.path, "a.yaml"), 0o600);
    writeAll(wanted(folder), failingAt(1));
    expect(fs.statSync(path.join(folder.path, "a.yaml")).mode & 0o777).toBe(0o600);
  });

  it("says which file could not be put back", () => {
    const folder = new Folder(files);
    const rename = (from: string, to: string) => {
      if (!to.endsWith("a.yaml")) {
        fs.rmSync(path.join(folder.path, "a.yaml"));
        fs.mkdirSync(path.join(folder.path, "a.yaml"));
        throw Object.assign(new Error("gone"), { code: "EIO" });
      }
      fs.renameSync(from, to);
    };
    expect(writeAll(wanted(folder), rename)).toBe(
      "b/b.yaml: It cannot be written (EIO): a.yaml could not be put back.",
    );
  });
});
