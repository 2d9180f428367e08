// A path by itself and a walk of the whole folder are told the same.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { walk, walkedAs } from "../../server/src/disk/walk";

let folder: string;

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-walked-as-")));
  fs.mkdirSync(path.join(folder, ".git"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(file: string, text = ""): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}

const as = (file: string) => walkedAs(folder, path.join(folder, file));

describe("what a walk comes upon", () => {
  it("is what is said of each path alone", () => {
    write(".gitignore", "out/\n*.gen.yaml\n!keep.gen.yaml\n");
    write("a/.gitignore", "/local.yaml\n");
    for (const file of ["x.yaml", "X.YML", "y.json", "z.txt", "Kustomization", "kustomization", "m.gen.yaml"])
      write(file);
    for (const file of ["keep.gen.yaml", "a/local.yaml", "a/b/local.yaml", "out/x.yaml", "a/out/x.yaml"]) write(file);
    for (const file of [".hidden/x.yaml", "node_modules/p/x.yaml", "a/node_modules/x.yaml", ".x.yaml", "d.yaml/e.yaml"])
      write(file);
    for (const file of [".rightkind.yaml", "a/.rightkind.yaml", "out/.rightkind.yaml"]) write(file);
    fs.symlinkSync("x.yaml", path.join(folder, "link.yaml"));
    fs.symlinkSync("a", path.join(folder, "linked"));
    const all = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file));
    const throughLink = [path.join(folder, "linked/b/local.yaml")];
    const alone = [...all, ...throughLink].filter((file) => walkedAs(folder, file) === "file");
    expect(alone.sort()).toEqual([...walk(folder).files].sort());
    const names = walk(folder).files.map((file) => path.relative(folder, file));
    expect(names).toEqual(
      [
        ".rightkind.yaml",
        ".x.yaml",
        "Kustomization",
        "X.YML",
        "a/.rightkind.yaml",
        "a/b/local.yaml",
        "d.yaml/e.yaml",
        "keep.gen.yaml",
        "x.yaml",
        "y.json",
      ].map((file) => file.replaceAll("/", path.sep)),
    );
  });

  it("is told by its name where there is nothing yet", () => {
    expect(as("new/x.yaml")).toBe("file");
    expect(as("new/x.txt")).toBeUndefined();
    expect(as(".new/x.yaml")).toBeUndefined();
  });

  it("is a folder where it is looked into", () => {
    write("a/b/x.yaml");
    write("node_modules/x.yaml");
    fs.symlinkSync("a", path.join(folder, "linked"));
    expect(["", "a", "a/b", "node_modules", "linked", ".."].map(as)).toEqual([
      "folder",
      "folder",
      "folder",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is a configuration also where it is a link, or named by .gitignore", () => {
    write(".gitignore", ".*\n");
    write("shared/rightkind.txt");
    write("a/.rightkind.yaml");
    fs.symlinkSync("shared/rightkind.txt", path.join(folder, ".rightkind.yaml"));
    expect(walk(folder).files).toEqual([".rightkind.yaml", "a/.rightkind.yaml"].map((file) => path.join(folder, file)));
  });
});
