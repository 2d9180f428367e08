// The kustomizations that our layer and Kustomize both build: random folders, and real repositories.
import * as fs from "node:fs";
import * as path from "node:path";
import { kustomizationFileNames } from "../../server/src/kustomize/file-names";
import { Choices } from "../../test/support/choices";
import { generatedFolder } from "../../test/support/kustomize-generator/folder";
import type { Texts } from "./folder";

/** Files, and the folders of kustomizations in them that are built. */
export interface EqualityCase {
  readonly name: string;
  readonly files: Texts;
  /** Where the files lie on the disk; undefined where they have to be written first. */
  readonly folder: string | undefined;
  /** With a leading `/`; `""` for the folder itself. */
  readonly roots: readonly string[];
}

/** Choices in a folder; with fewer of them the later ones would all be the same. */
const CHOICES = 6000;

/** @param seed of the first folder; the next one has the next */
export function* generatedCases(count: number, seed: number): Generator<EqualityCase> {
  for (let index = 0; index < count; index++) {
    const { files, root } = generatedFolder(Choices.seeded(seed + index, CHOICES));
    yield { name: `folder of seed ${seed + index}: `, files, folder: undefined, roots: [root] };
  }
}

/** Every kustomization below a folder of repositories. */
export function* repositoryCases(folder: string): Generator<EqualityCase> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    if (!entry.isDirectory()) continue;
    const files = textsIn(path.join(folder, entry.name), "");
    const roots = [...files.keys()]
      .filter((file) => kustomizationFileNames.some((known) => path.basename(file) === known))
      .map((file) => file.slice(0, file.lastIndexOf("/")));
    if (roots.length === 0) continue;
    yield { name: entry.name, files, folder: path.join(folder, entry.name), roots: [...new Set(roots)].sort() };
  }
}

function byName(left: fs.Dirent, right: fs.Dirent): number {
  return left.name < right.name ? -1 : 1;
}

/** Files of any kind: a generator may read them. Those that are no text are left out. */
function textsIn(root: string, inside: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of fs.readdirSync(root + inside, { withFileTypes: true })) {
    const at = `${inside}/${entry.name}`;
    if (entry.isDirectory()) for (const [file, text] of textsIn(root, at)) found.set(file, text);
    else if (entry.isFile()) {
      const bytes = fs.readFileSync(root + at);
      const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
      if (bytes.length < 4_000_000 && !text.includes("\ufffd")) found.set(at, text);
    }
  }
  return found;
}
