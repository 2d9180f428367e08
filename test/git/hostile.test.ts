// A repository may be made to lead astray: what it costs is bounded, and nothing that is not what it says is believed.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bytes, undeltified } from "../../server/src/git/delta";
import { LastCommit } from "../../server/src/git/last-commit";
import { Budget, LARGEST } from "../../server/src/git/not-known";
import { ObjectStore } from "../../server/src/git/object-store";
import { bait } from "../support/bait";
import { loose, write, writtenPack, writtenRepository } from "../support/git-repository";

let folder = "";
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-git-")));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const NAME = "1".repeat(40);
const OTHER = "2".repeat(40);
const hello = deflateSync(Buffer.from("hello"));
const OFS = 0b01100101;
const REF = 0b01110101;

function read(name: string) {
  return () => new ObjectStore(folder).bytesOf(name, "blob");
}

describe("a pack", () => {
  it("with a delta to itself", () => {
    writtenPack(folder, [{ name: NAME, bytes: Buffer.concat([Buffer.from([OFS, 0]), hello]) }]);
    expect(read(NAME)).toThrow("too many");
  });

  it("with deltas to each other", () => {
    const to = (name: string) => Buffer.concat([Buffer.from([REF]), Buffer.from(name, "hex"), hello]);
    writtenPack(folder, [
      { name: NAME, bytes: to(OTHER) },
      { name: OTHER, bytes: to(NAME) },
    ]);
    expect(read(NAME)).toThrow();
  });

  it("with an object that unfolds", () => {
    // Says 5 bytes and has 8 MB of them.
    const bomb = deflateSync(Buffer.alloc(8_000_000));
    writtenPack(folder, [{ name: NAME, bytes: Buffer.concat([Buffer.from([0b00110101]), bomb]) }]);
    expect(read(NAME)).toThrow();
  });

  it("with an object that is too large", () => {
    // 2^34 bytes.
    writtenPack(folder, [
      { name: NAME, bytes: Buffer.concat([Buffer.from([0xb0, 0x80, 0x80, 0x80, 0x80, 0x04]), hello]) },
    ]);
    expect(read(NAME)).toThrow("too many");
  });

  it("with another object than its name says", () => {
    writtenPack(folder, [{ name: NAME, bytes: Buffer.concat([Buffer.from([0b00110101]), hello]) }]);
    expect(read(NAME)).toThrow("is damaged");
  });

  it("with an index that ends too soon, or is of another kind", () => {
    writtenPack(folder, [{ name: NAME, bytes: Buffer.concat([Buffer.from([0b00110101]), hello]) }]);
    const index = path.join(folder, "pack/pack-1.idx");
    const whole = fs.readFileSync(index);
    for (const length of [0, 4, 500, 1032, 1040, 1058]) {
      fs.writeFileSync(index, whole.subarray(0, length));
      expect(read(NAME), `${length} bytes`).toThrow(/ends too soon/);
    }
    fs.writeFileSync(index, Buffer.concat([Buffer.from("old!"), whole]));
    expect(read(NAME)).toThrow("another version");
  });

  it("with an index that claims four thousand million names", () => {
    writtenPack(folder, [{ name: NAME, bytes: Buffer.concat([Buffer.from([0b00110101]), hello]) }]);
    const index = path.join(folder, "pack/pack-1.idx");
    const whole = fs.readFileSync(index);
    for (let byte = 0x11; byte < 256; byte++) whole.writeUInt32BE(0xffffffff, 8 + byte * 4);
    fs.writeFileSync(index, whole);
    expect(read(NAME)).toThrow("ends too soon");
  });

  it("of more than 2 GB, of which places stand in a table of their own", () => {
    const blob = loose(folder, "blob", Buffer.from("hello"));
    fs.rmSync(path.join(folder, blob.slice(0, 2)), { recursive: true });
    writtenPack(folder, [{ name: blob, bytes: Buffer.concat([Buffer.from([0b00110101]), hello]) }]);
    const index = path.join(folder, "pack/pack-1.idx");
    const whole = fs.readFileSync(index);
    const place = whole.length - 40 - 4;
    const large = Buffer.alloc(8);
    large.writeBigUInt64BE(12n);
    whole.writeUInt32BE(0x80000000, place);
    fs.writeFileSync(index, Buffer.concat([whole.subarray(0, -40), large, whole.subarray(-40)]));
    expect(read(blob)().toString()).toBe("hello");
    large.writeBigUInt64BE(2n ** 60n);
    fs.writeFileSync(index, Buffer.concat([whole.subarray(0, -40), large, whole.subarray(-40)]));
    expect(read(blob)).toThrow("is damaged");
  });
});

describe("a loose object", () => {
  it("with a bit turned anywhere is never read as another text", () => {
    writtenRepository(folder, { "a.yaml": "a: 1\n" });
    const store = path.join(folder, ".git/objects");
    const blob = loose(store, "blob", Buffer.from("a: 1\n"));
    const file = path.join(store, blob.slice(0, 2), blob.slice(2));
    const whole = fs.readFileSync(file);
    for (let at = 0; at < whole.length; at++) {
      for (const change of [1, 0x80, 0xff]) {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        fs.writeFileSync(file, damaged);
        expect([undefined, "a: 1\n"]).toContain(new LastCommit().textOf(path.join(folder, "a.yaml"), ""));
      }
    }
  });

  it("that unfolds", () => {
    write(folder, { [`11/${"1".repeat(38)}`]: deflateSync(Buffer.alloc(LARGEST + 1)) });
    expect(read(NAME)).toThrow();
  });

  it("of another type, or of another size than it says", () => {
    const tree = loose(folder, "tree", Buffer.alloc(0));
    expect(read(tree)).toThrow("is a tree");
    write(folder, { [`11/${"1".repeat(38)}`]: deflateSync(Buffer.from("blob 9\0hello")) });
    expect(read(NAME)).toThrow("is damaged");
  });
});

describe("a delta", () => {
  const base = Buffer.from("hello");
  const made = (...bytes: number[]) => undeltified(base, Buffer.from(bytes), new Budget()).toString();

  it("copies and adds", () => {
    expect(made(5, 6, 0x90, 4, 2, 0x21, 0x21)).toBe("hell!!");
    expect(made(5, 2, 0x91, 3, 2)).toBe("lo");
  });

  it.each([
    ["of another base", [4, 1, 1, 0x21]],
    ["that makes less than it says", [5, 2, 1, 0x21]],
    ["that makes more than it says", [5, 1, 2, 0x21, 0x21]],
    ["that takes from behind the end", [5, 5, 0x91, 1, 5]],
    ["with a step that is not known", [5, 1, 0]],
    ["that ends in the middle of a step", [5, 2, 2, 0x21]],
    ["that makes too much", [5, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 0x21]],
    ["with a size without end", [5, ...Array.from({ length: 40 }, () => 0xff)]],
  ])("%s is refused", (_, bytes) => {
    expect(() => made(...bytes)).toThrow();
  });

  it("has sizes of several bytes", () => {
    expect(new Bytes(Buffer.from([0x80, 0x01])).size()).toBe(128);
    expect(new Bytes(Buffer.from([0x83, 0x02])).size(5, 4)).toBe(5 + 3 * 16 + 2 * 2048);
  });
});

describe("what Git keeps as text", () => {
  // Limits are what holds most of it: these are the largest that are read.
  const baits = bait(60_000);

  it.each([
    ["the configuration", ".git/config", (text: string) => `[core]\nworktree = ${text}\n[${text}\n${text}`],
    ["HEAD", ".git/HEAD", (text: string) => `ref: refs/${text}`],
    ["packed branches", ".git/packed-refs", (text: string) => text],
    ["attributes", ".gitattributes", (text: string) => `${text.slice(0, 30_000)} filter\n${text.slice(0, 20_000)}`],
    ["a link to a repository", ".git", (text: string) => `gitdir: ${text}`],
  ])("%s: no bait takes long", (_, name, made) => {
    let answered = 0;
    if (name !== ".git") writtenRepository(folder, { "a.yaml": "a: 1\n" });
    for (const text of baits) {
      write(folder, { [name]: made(text) });
      expect([undefined, "a: 1\n"]).toContain(new LastCommit().textOf(path.join(folder, "a.yaml"), ""));
      answered++;
    }
    expect(answered).toBe(baits.length);
  });
});
