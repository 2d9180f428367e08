// Repositories for tests: by Git itself where it is installed, or object by object, as nobody but a test writes them.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { deflateSync } from "node:zlib";

export const hasGit = spawnSync("git", ["--version"]).status === 0;

/** Nothing of the machine and its user counts. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"))),
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

/** Runs Git in a folder. @throws what it says where it fails */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd: folder,
    env: environment,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Files of a folder by their paths. */
export function write(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

/** Writes files, and commits all that there is. */
export function commit(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  write(folder, files);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "c");
}

/** An empty repository, by Git. */
export function initialized(folder: string, ...options: readonly string[]): string {
  fs.mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main", ...options);
  return folder;
}

/** A repository with one commit of some files, without Git: all objects are loose. @returns the name of the commit */
export function writtenRepository(folder: string, files: Readonly<Record<string, string>>): string {
  write(folder, files);
  const store = path.join(folder, ".git/objects");
  const name = loose(store, "commit", Buffer.from(`tree ${looseTree(store, files)}\nauthor a <a> 0 +0000\n\nc\n`));
  write(folder, { ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": `${name}\n` });
  return name;
}

/** @returns the name of the object */
export function loose(store: string, type: string, bytes: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
  const name = createHash("sha1").update(whole).digest("hex");
  write(store, { [`${name.slice(0, 2)}/${name.slice(2)}`]: deflateSync(whole) });
  return name;
}

function looseTree(store: string, files: Readonly<Record<string, string>>): string {
  const folders = new Map<string, Record<string, string>>();
  const entries: { name: string; mode: string; object: string }[] = [];
  for (const [file, text] of Object.entries(files)) {
    const [name = "", ...rest] = file.split("/");
    if (rest.length === 0) entries.push({ name, mode: "100644", object: loose(store, "blob", Buffer.from(text)) });
    else folders.set(name, { ...folders.get(name), [rest.join("/")]: text });
  }
  for (const [name, inner] of folders) entries.push({ name, mode: "40000", object: looseTree(store, inner) });
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = sorted.flatMap(({ name, mode, object }) => [
    Buffer.from(`${mode} ${name}\0`),
    Buffer.from(object, "hex"),
  ]);
  return loose(store, "tree", Buffer.concat(parts));
}

/** A pack of what it is said to hold, whatever that is: each entry with its name, its head and its body. */
export function writtenPack(
  store: string,
  entries: readonly { readonly name: string; readonly bytes: Buffer }[],
): void {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  const head = Buffer.alloc(12);
  head.write("PACK");
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(sorted.length, 8);
  const places = sorted.map((_, index) =>
    sorted.slice(0, index).reduce((place, { bytes }) => place + bytes.length, head.length),
  );
  const hash = (bytes: Buffer) => createHash("sha1").update(bytes).digest();
  const body = Buffer.concat([head, ...sorted.map(({ bytes }) => bytes)]);
  const words = (numbers: readonly number[]) => {
    const buffer = Buffer.alloc(numbers.length * 4);
    for (const [index, number] of numbers.entries()) buffer.writeUInt32BE(number, index * 4);
    return buffer;
  };
  const fanout = Array.from(
    { length: 256 },
    (_, byte) => sorted.filter(({ name }) => Number.parseInt(name.slice(0, 2), 16) <= byte).length,
  );
  const index = Buffer.concat([
    Buffer.from("ff744f6300000002", "hex"),
    words(fanout),
    ...sorted.map(({ name }) => Buffer.from(name, "hex")),
    words(sorted.map(() => 0)),
    words(places),
    hash(body),
  ]);
  write(store, {
    "pack/pack-1.pack": Buffer.concat([body, hash(body)]),
    "pack/pack-1.idx": Buffer.concat([index, hash(index)]),
  });
}
