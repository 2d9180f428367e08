// Where the repository of a folder lies: the folder that is its working tree, and where Git keeps its own files.
import * as fs from "node:fs";
import * as path from "node:path";
import { formatOf } from "./format";
import { NotKnown } from "./not-known";
import { smallText } from "./small-text";

export interface Repository {
  /** The top of the working tree. */
  readonly folder: string;
  /** Where `HEAD` is: `.git`, or a folder of its own for a linked working tree. */
  readonly gitFolder: string;
  /** Where objects and references are. */
  readonly commonFolder: string;
}

/** A path in a working tree. */
export interface RepositoryPlace {
  readonly repository: Repository;
  /** The folders on the way from the top, as Git names them. */
  readonly folders: readonly string[];
}

/**
 * The repository whose working tree a folder is in, through symbolic links.
 * @returns undefined where there is none
 * @throws NotKnown where there is one that is not read; what the operating system says where it cannot be
 */
export function repositoryAt(folder: string): RepositoryPlace | undefined {
  const real = fs.realpathSync(folder);
  const folders: string[] = [];
  for (let at = real; ; at = path.dirname(at)) {
    const found = fs.lstatSync(path.join(at, ".git"), { throwIfNoEntry: false });
    if (found) return { repository: repositoryOf(at, found), folders };
    if (at === path.dirname(at)) return undefined;
    folders.unshift(path.basename(at));
  }
}

function repositoryOf(folder: string, found: fs.Stats): Repository {
  const link = path.join(folder, ".git");
  if (found.isDirectory()) return checked({ folder, gitFolder: link, commonFolder: link });
  if (!found.isFile()) throw new NotKnown(`${link} is a link.`);
  const named = /^gitdir: (.+)$/.exec(smallText(link).trimEnd())?.[1];
  if (named === undefined) throw new NotKnown(`${link} names no folder.`);
  const gitFolder = fs.realpathSync(path.resolve(folder, named));
  const common = path.join(gitFolder, "commondir");
  // A submodule has a folder that is all its own.
  if (!fs.existsSync(common)) return checked({ folder, gitFolder, commonFolder: gitFolder });
  const commonFolder = fs.realpathSync(path.resolve(gitFolder, smallText(common).trimEnd()));
  return checked({ folder, gitFolder, commonFolder });
}

/** Both must name each other: a file that somebody has put there leads to no other repository. */
function checked(repository: Repository): Repository {
  const { folder, gitFolder, commonFolder } = repository;
  const link = path.join(folder, ".git");
  const { bare, workingTree } = formatOf(gitFolder, commonFolder);
  if (gitFolder !== commonFolder) {
    const back = smallText(path.join(gitFolder, "gitdir")).trimEnd();
    if (!isSame(path.resolve(gitFolder, back), link)) throw new NotKnown(`${gitFolder} is of another working tree.`);
  } else {
    if (bare) throw new NotKnown(`${gitFolder} has no working tree.`);
    const tree = workingTree === undefined ? path.dirname(gitFolder) : path.resolve(gitFolder, workingTree);
    if (!isSame(tree, folder)) throw new NotKnown(`${gitFolder} is of another working tree.`);
  }
  return repository;
}

function isSame(left: string, right: string): boolean {
  return left === right || fs.realpathSync(left) === fs.realpathSync(right);
}
