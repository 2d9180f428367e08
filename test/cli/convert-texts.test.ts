// Which text files are read for the words that name a workload by its kind.
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { type TextLimits, unitTexts } from "../../server/src/disk/unit-texts";
import { walk } from "../../server/src/disk/walk";
import { Workspace } from "../../server/src/workspace/workspace";
import { deployment, Folder } from "./command-line";

function found(files: Record<string, string | Uint8Array>, of: string, limits?: TextLimits): string[] {
  const folder = new Folder(files);
  return foundIn(folder, of, limits);
}

function foundIn(folder: Folder, of: string, limits?: TextLimits): string[] {
  const workspace = new Workspace();
  workspace.roots = [folder.path];
  for (const file of walk(folder.path).files) {
    workspace.setFile(file, fs.readFileSync(file, "utf8"), { open: false });
  }
  workspace.ready = true;
  const texts = unitTexts(workspace, path.join(folder.path, of), limits);
  for (const { path: file, text } of texts) expect(text).toBe(fs.readFileSync(file, "utf8"));
  return texts.map(({ path: file }) => path.relative(folder.path, file));
}

describe("texts of a unit", () => {
  it("are scripts, documentation, build files and pipelines", () => {
    const names = ["Jenkinsfile", "Makefile", "NOTES.txt", "README.md", "Tiltfile", "deploy.sh", "skaffold.yaml"];
    const others = ["logo.svg", "main.go", "values.json"];
    const files = Object.fromEntries([...names, ...others].map((name) => [name, "x"]));
    expect(found({ "web.yaml": deployment("web"), ...files }, "web.yaml")).toEqual(names);
  });

  it("lie in its folders and below, hidden pipelines too", () => {
    const files = {
      ".circleci/config.yml": "x",
      ".github/ISSUE_TEMPLATE/bug.md": "x",
      ".github/workflows/deploy.yaml": "x",
      ".gitlab-ci.yml": "x",
      ".idea/notes.md": "x",
      "docs/run/book.md": "x",
      "node_modules/left-pad/README.md": "x",
      "web.yaml": deployment("web"),
    };
    expect(found(files, "web.yaml")).toEqual([
      ".circleci/config.yml",
      ".github/workflows/deploy.yaml",
      ".gitlab-ci.yml",
      "docs/run/book.md",
    ]);
  });

  it("do not lie in folders of other units", () => {
    const files = {
      "other/README.md": "x",
      "other/web.yaml": deployment("web"),
      "own/README.md": "x",
      "own/web.yaml": deployment("web"),
    };
    expect(found(files, "own/web.yaml")).toEqual(["own/README.md"]);
    expect(found({ ...files, "web.yaml": deployment("web"), "README.md": "x" }, "web.yaml")).toEqual(["README.md"]);
  });

  it("lie in all folders of a kustomization", () => {
    const files = {
      "base/README.md": "x",
      "base/db/db.yaml": deployment("db"),
      "base/db/restore.sh": "x",
      "base/kustomization.yaml": "resources: [db/db.yaml]\n",
      "overlay/README.md": "x",
      "overlay/kustomization.yaml": "resources: [../base]\n",
      "unrelated/README.md": "x",
    };
    expect(found(files, "base/db/db.yaml")).toEqual(["base/README.md", "base/db/restore.sh", "overlay/README.md"]);
  });

  it("are also the pipelines and build files above", () => {
    const files = {
      ".github/workflows/deploy.yml": "x",
      Makefile: "x",
      "README.md": "x",
      "deploy/Makefile": "x",
      "deploy/k8s/web.yaml": deployment("web"),
      "elsewhere/Makefile": "x",
    };
    expect(found(files, "deploy/k8s/web.yaml")).toEqual([
      ".github/workflows/deploy.yml",
      "Makefile",
      "deploy/Makefile",
    ]);
  });

  it("are not what is ignored, linked, binary or too large", () => {
    const folder = new Folder({
      ".gitignore": "generated/\n*.txt\n",
      "big.md": "x".repeat(300_000),
      "binary.sh": new Uint8Array([1, 0, 2]),
      "generated/README.md": "x",
      "kept.md": "x",
      "notes.txt": "x",
      "web.yaml": deployment("web"),
    });
    fs.symlinkSync(path.join(folder.path, "kept.md"), path.join(folder.path, "linked.md"));
    fs.symlinkSync(folder.path, path.join(folder.path, "loop"));
    expect(foundIn(folder, "web.yaml")).toEqual(["kept.md"]);
  });

  it("are limited in number", () => {
    const files = Object.fromEntries(["a.md", "b.md", "c/c.md", "d/d.md"].map((name) => [name, "x"]));
    const all = { "web.yaml": deployment("web"), ...files };
    expect(found(all, "web.yaml", { files: 2, folders: 10, maxKB: 1 })).toEqual(["a.md", "b.md"]);
    expect(found(all, "web.yaml", { files: 10, folders: 2, maxKB: 1 })).toEqual(["a.md", "b.md", "c/c.md"]);
  });
});
