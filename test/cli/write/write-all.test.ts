// Several files are written, or none: also where the disk fails halfway. Owner, mode and links stay.
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import type { ChangedFile } from "../../../server/src/cli/write/changed-files";
import type { Disk } from "../../../server/src/cli/write/disk";
import { writeAll } from "../../../server/src/cli/write/write-all";
import { Folder } from "../command-line";

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

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Puts new files in the place of old ones until one of them fails; what is put back is put back. */
function failingAt(count: number): Disk {
  let done = 0;
  const step = (to: fs.PathLike) => {
    if (!path.basename(String(to)).startsWith(".") && done++ === count) throw fault("ENOSPC");
  };
  return {
    ...fs,
    renameSync(from, to) {
      step(to);
      fs.renameSync(from, to);
    },
    linkSync(from, to) {
      step(to);
      fs.linkSync(from, to);
    },
    writeFileSync(file, data, options) {
      if (done > count) throw fault("ENOSPC");
      fs.writeFileSync(file as string, data, options);
    },
  };
}

/** A disk on which a number of bytes is free, and files grow by whole bytes. */
function withRoomFor(bytes: number): Disk {
  let free = bytes;
  const take = (count: number) => {
    if (count > free) throw fault("ENOSPC");
    free -= count;
  };
  return {
    ...fs,
    writeFileSync(file, data, options) {
      take(Buffer.byteLength(String(data)));
      fs.writeFileSync(file, data, options);
    },
    writeSync(descriptor: number, data: unknown, offset?: unknown, length?: unknown, position?: unknown): number {
      const grown = Number(position) + Number(length) - fs.fstatSync(descriptor).size;
      // As a disk does it: what there is room for is written first.
      const most = grown > free ? Number(length) - (grown - free) : Number(length);
      if (most <= 0) throw fault("ENOSPC");
      take(Math.max(0, Math.min(grown, free)));
      return fs.writeSync(descriptor, data as Buffer, Number(offset), most, Number(position));
    },
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
    const nodes = ["a.yaml", "b/b.yaml"].map((file) => fs.statSync(path.join(folder.path, file)).ino);
    expect(writeAll(wanted(folder), failingAt(count))).toBe(
      `${name}: It cannot be written (ENOSPC): nothing is written.`,
    );
    expect(contents(folder)).toEqual(files);
    // What is put back is the file itself, no copy of it.
    expect(["a.yaml", "b/b.yaml"].map((file) => fs.statSync(path.join(folder.path, file)).ino)).toEqual(nodes);
  });

  it("takes a new file away again", () => {
    const folder = new Folder(files);
    const [first, second, third] = wanted(folder);
    if (!first || !second || !third) throw new Error("three files");
    writeAll([third, first, second], failingAt(2));
    expect(contents(folder)).toEqual(files);
  });

  it("never overwrites what has come meanwhile", () => {
    const folder = new Folder({ ...files, "c.yaml": "somebody's\n" });
    expect(writeAll(wanted(folder))).toBe("c.yaml: It cannot be written (EEXIST): nothing is written.");
    expect(contents(folder)).toEqual({ ...files, "c.yaml": "somebody's\n" });
  });

  it("writes nothing where a folder is missing", () => {
    const folder = new Folder(files);
    const all = [...wanted(folder), changed(folder, "gone/d.yaml", undefined, "d: 2\n")];
    expect(writeAll(all)).toBe("gone/d.yaml: It cannot be written, so nothing is (ENOENT).");
    expect(contents(folder)).toEqual(files);
  });

  it("needs no hard links of the disk", () => {
    const folder = new Folder(files);
    const without: Disk = {
      ...failingAt(1),
      linkSync() {
        throw fault("EPERM");
      },
    };
    expect(writeAll(wanted(folder), without)).toBe("b/b.yaml: It cannot be written (ENOSPC): nothing is written.");
    expect(contents(folder)).toEqual(files);
  });

  it("keeps the mode, also where it is put back", () => {
    for (const disk of [undefined, failingAt(1)]) {
      const folder = new Folder(files);
      fs.chmodSync(path.join(folder.path, "a.yaml"), 0o640);
      writeAll(wanted(folder), disk);
      expect(fs.statSync(path.join(folder.path, "a.yaml")).mode & 0o777).toBe(0o640);
    }
  });

  it.runIf(process.getuid?.() === 0)("keeps the owner", () => {
    const folder = new Folder(files);
    fs.chownSync(path.join(folder.path, "a.yaml"), 1234, 2345);
    fs.chmodSync(path.join(folder.path, "a.yaml"), 0o6750);
    expect(writeAll(wanted(folder))).toBeUndefined();
    const { uid, gid, mode } = fs.statSync(path.join(folder.path, "a.yaml"));
    expect({ uid, gid, mode: mode & 0o7777 }).toEqual({ uid: 1234, gid: 2345, mode: 0o6750 });
  });

  it("says which file could not be put back, and keeps what it was", () => {
    const folder = new Folder(files);
    const disk: Disk = {
      ...fs,
      renameSync(from, to) {
        if (["b: 2\n", files["a.yaml"]].includes(fs.readFileSync(from, "utf8"))) throw fault("EIO");
        fs.renameSync(from, to);
      },
    };
    expect(writeAll(wanted(folder), disk)).toBe("b/b.yaml: It cannot be written (EIO): a.yaml could not be put back.");
    expect(Object.values(contents(folder))).toContain(files["a.yaml"]);
  });
});

describe("a file with two names", () => {
  function linked(text = files["a.yaml"]): Folder {
    const folder = new Folder({ ...files, "a.yaml": text });
    fs.linkSync(path.join(folder.path, "a.yaml"), path.join(folder.path, "other.yaml"));
    return folder;
  }

  it.each(["a: 2\n", "a: longer than before\n", "a:\n"])("stays one file: %j", (after) => {
    const folder = linked();
    expect(writeAll([changed(folder, "a.yaml", files["a.yaml"], after)])).toBeUndefined();
    expect(contents(folder)).toEqual({ ...files, "a.yaml": after, "other.yaml": after });
    const [one, other] = ["a.yaml", "other.yaml"].map((name) => fs.statSync(path.join(folder.path, name)).ino);
    expect(one).toBe(other);
  });

  it.each(["a: 2\n", "a: longer than before\n", "a:\n"])(
    "is what it was where another one cannot be written: %j",
    (after) => {
      const folder = linked();
      const [, second] = wanted(folder);
      if (!second) throw new Error("two files");
      const all = [changed(folder, "a.yaml", files["a.yaml"], after), second];
      expect(writeAll(all, failingAt(0))).toBe("b/b.yaml: It cannot be written (ENOSPC): nothing is written.");
      expect(contents(folder)).toEqual({ ...files, "other.yaml": files["a.yaml"] });
    },
  );

  it.each([0, 1, 5, 18])("is what it was on a disk that is full, but for %i bytes", (bytes) => {
    const folder = linked();
    const all = [changed(folder, "a.yaml", files["a.yaml"], `a: ${"x".repeat(20)}\n`)];
    expect(writeAll(all, withRoomFor(bytes))).toBe("a.yaml: It cannot be written (ENOSPC): nothing is written.");
    expect(contents(folder)).toEqual({ ...files, "other.yaml": files["a.yaml"] });
  });

  it("can shrink, and be put back, where no byte is free", () => {
    const folder = linked("a: 1 # a comment\n");
    const all = [changed(folder, "a.yaml", "a: 1 # a comment\n", "a: 1\n")];
    const stuck: Disk = {
      ...withRoomFor(0),
      ftruncateSync(descriptor, length) {
        if (length === 5) throw fault("EIO");
        fs.ftruncateSync(descriptor, length);
      },
    };
    expect(writeAll(all, stuck)).toBe("a.yaml: It cannot be written (EIO): nothing is written.");
    expect(contents(folder)["other.yaml"]).toBe("a: 1 # a comment\n");
    expect(writeAll(all, withRoomFor(0))).toBeUndefined();
    expect(contents(folder)["other.yaml"]).toBe("a: 1\n");
  });

  it("may be named twice, but not become two things", () => {
    const folder = linked();
    const one = changed(folder, "a.yaml", files["a.yaml"], "a: 2\n");
    const other = changed(folder, "other.yaml", files["a.yaml"], "a: 3\n");
    expect(writeAll([one, other])).toBe(
      "a.yaml: The file has two names, and is to become two things: nothing is written.",
    );
    expect(writeAll([one, { ...other, after: "a: 2\n" }])).toBeUndefined();
    expect(contents(folder)).toEqual({ ...files, "a.yaml": "a: 2\n", "other.yaml": "a: 2\n" });
  });
});

it("follows a symbolic link, which stays one", () => {
  const folder = new Folder(files);
  fs.symlinkSync("a.yaml", path.join(folder.path, "link.yaml"));
  expect(writeAll([changed(folder, "link.yaml", files["a.yaml"], "a: 2\n")])).toBeUndefined();
  expect(fs.readlinkSync(path.join(folder.path, "link.yaml"))).toBe("a.yaml");
  expect(contents(folder)["a.yaml"]).toBe("a: 2\n");
});
