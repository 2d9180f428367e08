// What the last commit holds is read as Git reads it, from repositories of every shape; what is not known for certain is not known.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LastCommit } from "../../server/src/git/last-commit";
import { commit, git, hasGit, initialized, write, writtenRepository } from "../support/git-repository";

let folder = "";
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-git-")));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const NOW = "now: 1\n";
const textOf = (file: string, now = NOW) => new LastCommit().textOf(path.join(folder, file), now);

describe("a repository of loose objects", () => {
  beforeEach(() => void writtenRepository(folder, { "a.yaml": "a: 1\n", "k8s/db/b.yaml": "b: 1\n" }));

  it("has the text of its files", () => {
    expect(textOf("a.yaml")).toBe("a: 1\n");
    expect(textOf("k8s/db/b.yaml")).toBe("b: 1\n");
  });

  it("knows nothing of what is not committed", () => {
    write(folder, { "k8s/new/c.yaml": NOW });
    expect(textOf("c.yaml")).toBeUndefined();
    expect(textOf("k8s/db")).toBeUndefined();
    expect(textOf("k8s/new/c.yaml")).toBeUndefined();
  });

  it("is asked for files on the disk only", () => {
    expect(new LastCommit().textOf("package.json", NOW)).toBeUndefined();
    expect(new LastCommit().textOf("untitled:package.json", NOW)).toBeUndefined();
  });

  it("reads no file whose text is committed as it is", () => {
    const commits = new LastCommit();
    expect(commits.textOf(path.join(folder, "a.yaml"), "a: 1\n")).toBe("a: 1\n");
    // The commit and its tree.
    expect(commits.read).toBe(2);
    expect(commits.textOf(path.join(folder, "a.yaml"), NOW)).toBe("a: 1\n");
    expect(commits.read).toBe(3);
  });

  it("is found through a link to a folder of it", () => {
    fs.mkdirSync(path.join(folder, "elsewhere"));
    fs.symlinkSync(path.join(folder, "k8s/db"), path.join(folder, "elsewhere/link"));
    expect(textOf("elsewhere/link/b.yaml")).toBe("b: 1\n");
  });

  it("moves with its HEAD", () => {
    const commits = new LastCommit();
    const file = path.join(folder, "a.yaml");
    expect(commits.textOf(file, NOW)).toBe("a: 1\n");
    expect(commits.moved()).toBe(false);
    writtenRepository(folder, { "a.yaml": "a: 2\n" });
    expect(commits.textOf(file, NOW)).toBe("a: 1\n");
    expect(commits.moved()).toBe(true);
    expect(commits.moved()).toBe(false);
    expect(commits.textOf(file, NOW)).toBe("a: 2\n");
  });

  it("is taken note of when it comes and goes", () => {
    const commits = new LastCommit();
    const file = path.join(folder, "a.yaml");
    fs.renameSync(path.join(folder, ".git"), path.join(folder, "git"));
    expect(commits.textOf(file, NOW)).toBeUndefined();
    fs.renameSync(path.join(folder, "git"), path.join(folder, ".git"));
    commits.forget();
    expect(commits.textOf(file, NOW)).toBe("a: 1\n");
  });
});

describe("what is not known", () => {
  const broken: Readonly<Record<string, () => void>> = {
    "no repository": () => fs.rmSync(path.join(folder, ".git"), { recursive: true }),
    "no HEAD": () => fs.rmSync(path.join(folder, ".git/HEAD")),
    "no commit yet": () => fs.rmSync(path.join(folder, ".git/refs/heads/main")),
    "a HEAD that is no name": () => write(folder, { ".git/HEAD": "main\n" }),
    "a HEAD that leads out": () =>
      write(folder, { ".git/HEAD": "ref: refs/../../secret\n", secret: `${"1".repeat(40)}\n` }),
    "references that lead in a circle": () => write(folder, { ".git/refs/heads/main": "ref: refs/heads/main\n" }),
    "a HEAD of SHA-256": () => write(folder, { ".git/refs/heads/main": `${"1".repeat(64)}\n` }),
    "a commit that is not here": () => write(folder, { ".git/refs/heads/main": `${"1".repeat(40)}\n` }),
    "a link for .git": () => {
      fs.renameSync(path.join(folder, ".git"), path.join(folder, "git"));
      fs.symlinkSync(path.join(folder, "git"), path.join(folder, ".git"));
    },
    "a later format": () => write(folder, { ".git/config": "[core]\n\trepositoryformatversion = 2\n" }),
    "references in tables": () =>
      write(folder, {
        ".git/config": "[core]\n\trepositoryformatversion = 1\n[Extensions]\n\trefStorage = reftable\n",
      }),
    "an extension of later": () =>
      write(folder, { ".git/config": "[core]\nrepositoryformatversion=1\n[extensions]\n  hologram\n" }),
    "a working tree elsewhere": () => write(folder, { ".git/config": '[core]\n\tworktree = "../.."\n' }),
    "no working tree": () => write(folder, { ".git/config": "[core]\n\tbare = true ; really\n" }),
    "objects that are replaced": () =>
      write(folder, { [`.git/refs/replace/${"1".repeat(40)}`]: `${"2".repeat(40)}\n` }),
    "objects that are replaced, packed": () =>
      write(folder, { ".git/packed-refs": `${"2".repeat(40)} refs/replace/${"1".repeat(40)}\n` }),
    "a filter": () => write(folder, { ".gitattributes": "*.yaml text filter=crypt\n" }),
    "a filter by a macro": () =>
      write(folder, { ".gitattributes": "[attr]secret filter=crypt -diff\n\n/k8s/** secret\n/a.yaml secret\n" }),
    "a filter by a name in quotes": () => write(folder, { ".gitattributes": '"\\141.yaml" filter=crypt\n' }),
    "a filter of this clone": () => write(folder, { ".git/info/attributes": "a.* filter\n" }),
    "another encoding": () => write(folder, { ".gitattributes": "*.yaml working-tree-encoding=UTF-16\n" }),
  };

  it.each(Object.entries(broken))("%s", (_, spoil) => {
    writtenRepository(folder, { "a.yaml": "a: 1\n" });
    expect(textOf("a.yaml")).toBe("a: 1\n");
    spoil();
    expect(textOf("a.yaml")).toBeUndefined();
  });

  it.each([
    ["line ends", "*.yaml text eol=crlf\n"],
    [
      "a filter of other files",
      "*.png filter=lfs diff=lfs merge=lfs -text\n/k8s/*.yaml filter=lfs\n# *.yaml filter=x\n",
    ],
  ])("is not: %s", (_, attributes) => {
    writtenRepository(folder, { "a.yaml": "a: 1\n" });
    write(folder, { ".gitattributes": attributes });
    expect(textOf("a.yaml")).toBe("a: 1\n");
  });

  it("what is a pointer to another store is only that", () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n";
    writtenRepository(folder, { "a.yaml": pointer });
    expect(textOf("a.yaml")).toBe(pointer);
  });
});

describe.skipIf(!hasGit)("a repository that Git wrote", () => {
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `k8s/${index % 7}/f${index}.yaml`,
      `n: ${index}\n${"x: 1\n".repeat(200)}`,
    ]),
  );

  /** As Git itself reads it. */
  const shown = (file: string, at = folder) => git(at, "show", `HEAD:${file}`);

  beforeEach(() => void initialized(folder));

  function isReadAsByGit(at = folder): void {
    const names = git(at, "ls-tree", "-r", "--name-only", "HEAD").trim().split("\n");
    const commits = new LastCommit();
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(commits.textOf(path.join(at, name), NOW), name).toBe(shown(name, at));
  }

  it("is read as by Git: loose", () => {
    commit(folder, many);
    isReadAsByGit();
  });

  it("is read as by Git: packed with long deltas, branches as well", () => {
    for (let round = 0; round < 12; round++) {
      commit(
        folder,
        Object.fromEntries(Object.entries(many).map(([name, text]) => [name, `${text}round: ${round}\n`])),
      );
    }
    git(folder, "repack", "-adfq", "--depth=50", "--window=50");
    git(folder, "pack-refs", "--all");
    git(folder, "prune-packed");
    expect(fs.existsSync(path.join(folder, ".git/refs/heads/main"))).toBe(false);
    const packs = fs.readdirSync(path.join(folder, ".git/objects/pack")).filter((name) => name.endsWith(".idx"));
    const listed = packs.map((name) => git(folder, "verify-pack", "-v", `.git/objects/pack/${name}`)).join("");
    expect(listed).toMatch(/^chain length = (?:[5-9]|\d\d)/m);
    isReadAsByGit();
  });

  it("is read as by Git: deltas that name their base, several packs, loose objects besides", () => {
    commit(folder, many);
    git(folder, "repack", "-dq");
    git(folder, "config", "repack.useDeltaBaseOffset", "false");
    commit(folder, { ...many, "k8s/0/f0.yaml": `${many["k8s/0/f0.yaml"]}more: 1\n` });
    git(folder, "repack", "-dq");
    commit(folder, { "k8s/1/f1.yaml": `${many["k8s/1/f1.yaml"]}more: 2\n` });
    isReadAsByGit();
    git(folder, "repack", "-adfq");
    isReadAsByGit();
  });

  it("has a HEAD that names a commit", () => {
    commit(folder, { "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" });
    commit(folder, { "a.yaml": "a: 2\n" });
    git(folder, "checkout", "--quiet", "--detach", "HEAD~1");
    expect(textOf("a.yaml")).toBe("a: 1\n");
    isReadAsByGit();
  });

  it("is tidied up while it is known", () => {
    commit(folder, many);
    git(folder, "repack", "-adq");
    const commits = new LastCommit();
    expect(commits.textOf(path.join(folder, "k8s/1/f1.yaml"), NOW)).toBe(many["k8s/1/f1.yaml"]);
    // The same objects in another pack.
    commit(folder, { "c.yaml": "c: 1\n" });
    git(folder, "reset", "--quiet", "--hard", "HEAD~1");
    git(folder, "repack", "-adfq");
    expect(commits.moved()).toBe(false);
    expect(commits.textOf(path.join(folder, "k8s/2/f2.yaml"), NOW)).toBe(many["k8s/2/f2.yaml"]);
  });

  it("has further working trees, each with its own HEAD", () => {
    const main = initialized(path.join(folder, "main"));
    commit(main, { "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" });
    git(main, "worktree", "add", "--quiet", "-b", "other", "../other");
    commit(path.join(folder, "other"), { "a.yaml": "a: 2\n" });
    expect(textOf("main/a.yaml")).toBe("a: 1\n");
    expect(textOf("other/a.yaml")).toBe("a: 2\n");
    isReadAsByGit(path.join(folder, "other"));
  });

  it("has submodules", () => {
    const part = initialized(path.join(folder, "part"));
    commit(part, { "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" });
    const whole = initialized(path.join(folder, "whole"));
    git(whole, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../part", "deploy");
    expect(fs.statSync(path.join(whole, "deploy/.git")).isFile()).toBe(true);
    expect(textOf("whole/deploy/a.yaml")).toBe("a: 1\n");
    isReadAsByGit(path.join(whole, "deploy"));
  });

  it("is not read through a file that somebody else has put there", () => {
    const main = initialized(path.join(folder, "main"));
    commit(main, { "a.yaml": "secret: 1\n" });
    git(main, "worktree", "add", "--quiet", "-b", "other", "../other");
    const foreign = path.join(folder, "foreign");
    write(foreign, { "a.yaml": NOW, ".git": `gitdir: ${path.join(main, ".git")}\n` });
    expect(textOf("foreign/a.yaml")).toBeUndefined();
    write(foreign, { ".git": `gitdir: ${path.join(main, ".git/worktrees/other")}\n` });
    expect(textOf("foreign/a.yaml")).toBeUndefined();
  });

  it("may have its objects elsewhere: then they are not known", () => {
    const main = initialized(path.join(folder, "main"));
    commit(main, { "a.yaml": "a: 1\n" });
    git(folder, "clone", "--quiet", "--shared", "main", "copy");
    expect(textOf("copy/a.yaml")).toBeUndefined();
  });

  it("may have only the last commit", () => {
    const main = initialized(path.join(folder, "main"));
    commit(main, { "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" });
    commit(main, { "a.yaml": "a: 2\n" });
    git(folder, "clone", "--quiet", "--depth=1", `file://${main}`, "copy");
    expect(textOf("copy/a.yaml")).toBe("a: 2\n");
  });
});
