// Pipes, sockets, devices and folders in the place of files: none is opened, for reading it could wait for ever.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Ignored } from "../../server/src/disk/ignored";
import { fileText } from "../../server/src/disk/read-file";
import { regularFile } from "../../server/src/disk/regular-file";
import { walk } from "../../server/src/disk/walk";

let folder: string;

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-no-files-")));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const read = (name: string) => fileText(at(name), { maxKB: 1 });
const noFile = (message: string) => ({ fault: "absent", message, mayBeManifest: false });

// Windows has none of them in its file system.
describe.skipIf(process.platform === "win32")("in the place of a file", () => {
  it("a named pipe is not opened", () => {
    execFileSync("mkfifo", [at("a.yaml")]);
    expect(read("a.yaml")).toEqual(noFile("It is a named pipe, not a file."));
    fs.symlinkSync("a.yaml", at("link.yaml"));
    expect(read("link.yaml")).toEqual(noFile("It is a named pipe, not a file."));
  });

  it("a device is not opened, neither by a link", () => {
    fs.symlinkSync("/dev/zero", at("a.yaml"));
    expect(read("a.yaml")).toEqual(noFile("It is a device, not a file."));
  });

  it("a socket is not opened", async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(at("a.yaml"), resolve));
    expect(read("a.yaml")).toEqual(noFile("It is a socket, not a file."));
    await new Promise((resolve) => server.close(resolve));
  });

  it("a link says where it leads to", () => {
    fs.symlinkSync("nowhere", at("a.yaml"));
    fs.symlinkSync("b.yaml", at("b.yaml"));
    expect(read("a.yaml")).toEqual(noFile("The symbolic link leads to nothing."));
    expect(read("b.yaml")).toEqual({
      fault: "unreadable",
      message: "The symbolic link leads in a circle.",
      mayBeManifest: true,
    });
  });

  it("a .gitignore ignores nothing", () => {
    execFileSync("mkfifo", [at(".gitignore")]);
    fs.writeFileSync(at("a.yaml"), "");
    expect(walk(folder).files).toEqual([at("a.yaml")]);
  });

  it("a walk opens nothing, and names what has the name of a manifest", () => {
    execFileSync("mkfifo", [at("a.yaml"), at(".rightkind.yaml"), at("other")]);
    fs.mkdirSync(at("b.yaml"));
    fs.writeFileSync(at("b.yaml/c.yaml"), "");
    fs.symlinkSync("a.yaml", at("d.yaml"));
    expect(walk(folder)).toEqual({
      files: [at("b.yaml/c.yaml")],
      unreadable: [],
      noFiles: [at(".rightkind.yaml"), at("a.yaml"), at("b.yaml")],
    });
  });
});

describe("a file", () => {
  it("is read as far as the limit, whatever its size was said to be", () => {
    fs.writeFileSync(at("a"), "x".repeat(2000));
    expect(regularFile(at("a"), { maxBytes: 2000 })).toEqual({ bytes: Buffer.from("x".repeat(2000)) });
    expect(regularFile(at("a"), { maxBytes: 1999 })).toEqual({ size: 2000 });
    fs.writeFileSync(at("b"), "");
    expect(regularFile(at("b"), { maxBytes: 0 })).toEqual({ bytes: Buffer.alloc(0) });
  });

  // Files there tell a size of 0 and have a content all the same.
  it.skipIf(process.platform !== "linux")("of the system is read to its end", () => {
    const expected = fs.readFileSync("/proc/self/limits");
    expect(expected.length).toBeGreaterThan(100);
    expect(regularFile("/proc/self/limits", { maxBytes: 100_000 })).toEqual({ bytes: expected });
    expect(regularFile("/proc/self/limits", { maxBytes: 100 })).toEqual({ size: 101 });
  });
});

describe(".gitignore", () => {
  function ignores(text: string, file: string): boolean {
    fs.writeFileSync(at(".gitignore"), text);
    fs.mkdirSync(at(".git"), { recursive: true });
    return Ignored.above(at("inner")).has(at(file), { isFolder: false });
  }

  it("with more ways to match than could be tried is answered", () => {
    const deep = `${"a/".repeat(90)}x.yaml`;
    expect(ignores(`${"a/**/".repeat(8)}b\n`, deep)).toBe(false);
    expect(ignores(`${"a/**/".repeat(8)}b\nx.yaml\n`, deep)).toBe(true);
    expect(ignores(`${"*a".repeat(10)}b\n`, "a".repeat(250))).toBe(false);
  });
  it("with three ** in a pattern is obeyed, in very deep folders with one", () => {
    const pattern = "a/**/b/**/c/**/d.yaml";
    expect(ignores(pattern, "a/x/b/x/c/d.yaml")).toBe(true);
    expect(ignores(pattern, `a/${"x/".repeat(200)}b/c/d.yaml`)).toBe(false);
    expect(ignores("a/**/d.yaml", `a/${"x/".repeat(200)}b/c/d.yaml`)).toBe(true);
  });
  it("with a line that no path can fit ignores the others", () => {
    expect(ignores(`${"x".repeat(100_000)}\na.yaml\n`, "a.yaml")).toBe(true);
    expect(ignores("\\*".repeat(60_000), "a.yaml")).toBe(false);
  });
  it("reads lines with CR and a byte order mark", () => {
    expect(ignores("b.yaml\r\na.yaml\r\n", "a.yaml")).toBe(true);
    expect(ignores("\ufeffa.yaml\n", "a.yaml")).toBe(true);
  });
});
