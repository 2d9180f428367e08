// The last commit: what HEAD names, through branches that are files of their own or packed together.
import * as fs from "node:fs";
import * as path from "node:path";
import { isAbsence } from "../disk/read-file";
import { OBJECT_NAME } from "./git-object";
import { NotKnown } from "./not-known";
import type { Repository } from "./repository";
import { smallText } from "./small-text";

/** Symbolic references that lead on and on. */
const LONGEST_CHAIN = 5;
const LARGEST_PACKED_REFS = 33_554_432;

/**
 * The name of the last commit.
 * @throws NotKnown where there is none yet, or what names it is not understood
 */
export function headOf({ gitFolder, commonFolder }: Repository): string {
  const packed = packedReferences(commonFolder);
  if (hasReplacements(commonFolder, packed)) throw new NotKnown("Objects are replaced.");
  let text = smallText(path.join(gitFolder, "HEAD"));
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const named = /^ref: *(refs\/[^\s\\~^:?*[]+)\n?$/.exec(text)?.[1];
    if (named === undefined) return objectName(text);
    // These are of one working tree alone.
    if (named.includes("..") || /^refs\/(?:bisect|worktree|rewritten)\//.test(named))
      throw new NotKnown(`HEAD is ${named}.`);
    text = looseReference(path.join(commonFolder, named)) ?? packedReference(packed, named);
  }
  throw new NotKnown("HEAD leads nowhere.");
}

function objectName(text: string): string {
  const name = text.trimEnd();
  if (!OBJECT_NAME.test(name)) throw new NotKnown("HEAD names no commit.");
  return name;
}

/** Undefined where there is no such file: then the reference is packed, or not there at all. */
function looseReference(file: string): string | undefined {
  try {
    return fs.statSync(file).isDirectory() ? undefined : smallText(file);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

function packedReferences(commonFolder: string): string {
  const file = path.join(commonFolder, "packed-refs");
  return fs.existsSync(file) ? `\n${smallText(file, LARGEST_PACKED_REFS)}` : "";
}

function packedReference(packed: string, named: string): string {
  const end = packed.indexOf(` ${named}\n`);
  return packed.slice(packed.lastIndexOf("\n", end) + 1, Math.max(end, 0));
}

/** `git replace` puts other objects in the place of those that are named. */
function hasReplacements(commonFolder: string, packed: string): boolean {
  const folder = path.join(commonFolder, "refs/replace");
  return packed.includes(" refs/replace/") || (fs.existsSync(folder) && fs.readdirSync(folder).length > 0);
}
