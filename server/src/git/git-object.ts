// One object of a repository: what it is and what it holds, held against its name.
import { createHash } from "node:crypto";
import { NotKnown } from "./not-known";

export type ObjectType = "commit" | "tree" | "blob" | "tag";

export interface GitObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** A name as SHA-1 makes it; those of SHA-256 are longer. */
export const OBJECT_NAME = /^[0-9a-f]{40}$/;

/** The name of an object: a hash of all that it is. */
export function nameOf({ type, bytes }: GitObject): string {
  return createHash("sha1").update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");
}

/**
 * The bytes of an object of the wanted type.
 * @throws NotKnown for one of another type, and for one that is not what its name says
 */
export function verified(object: GitObject, name: string, type: ObjectType): Buffer {
  if (object.type !== type) throw new NotKnown(`${name} is a ${object.type}.`);
  if (nameOf(object) !== name) throw new NotKnown(`${name} is damaged.`);
  return object.bytes;
}

/** The name of the tree of a commit. */
export function treeOf(commit: Buffer): string {
  const name = /^tree ([0-9a-f]{40})\n/.exec(commit.toString("latin1", 0, 64))?.[1];
  if (name === undefined) throw new NotKnown("The commit names no tree.");
  return name;
}

export interface TreeEntry {
  /** Of the entry, in octal: `40000` for a folder, `100644` for a file. */
  readonly mode: string;
  readonly object: string;
}

/** The entries of a tree by their names. */
export function entriesOfTree(tree: Buffer): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (let start = 0; start < tree.length; ) {
    const space = tree.indexOf(0x20, start);
    const end = tree.indexOf(0, space);
    if (space === -1 || end === -1 || end + 21 > tree.length) throw new NotKnown("The tree is damaged.");
    const name = tree.toString("utf8", space + 1, end);
    entries.set(name, {
      mode: tree.toString("latin1", start, space),
      object: tree.toString("hex", end + 1, end + 21),
    });
    start = end + 21;
  }
  return entries;
}
