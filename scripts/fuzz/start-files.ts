// What a session begins with: a folder of real manifests where there are some, or a generated workspace.
import * as fs from "node:fs";
import * as path from "node:path";
import { dirname } from "node:path/posix";
import type { Choices } from "../../test/support/choices";
import { manifest } from "../../test/support/history-generator/manifest";
import { smallWorkspace } from "../../test/support/history-generator/workspace";
import { contentOf, type StartFile } from "./event";

const LEAST_FILES = 3;
const MOST_FILES = 40;
const MOST_BYTES = 300_000;

/** Folders below one that hold workloads, and as many manifests as a session can take; sorted. */
export function sourceFolders(corpus: string): string[] {
  return fs
    .readdirSync(corpus, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((folder) => {
      const files = manifestsIn(folder);
      const isFit = files.length >= LEAST_FILES && files.length <= MOST_FILES && sizeOf(files) <= MOST_BYTES;
      return isFit && files.some(holdsWorkload);
    })
    .sort();
}

/**
 * The files of a session: `ws` is one workspace folder, `second` may become another.
 * @param sources of which one is taken; where there are none, a generated workspace is
 */
export function startFiles(choices: Choices, sources: readonly string[]): StartFile[] {
  const files = [
    ...someFiles(choices, sources, "ws"),
    ...(choices.chance(50) ? someFiles(choices, sources, "second") : []),
  ];
  // Among real manifests most have nothing to be said about them.
  const folders = [...new Set(files.map((file) => dirname(file.path)))];
  const more = Array.from({ length: choices.below(4) }, (_, index) => ({
    path: `${choices.anyOf(folders)}/more-${index}.yaml`,
    text: manifest(choices),
  }));
  return [...files, ...more];
}

function someFiles(choices: Choices, sources: readonly string[], target: string): StartFile[] {
  const source = choices.chance(60) ? choices.anyOf(sources) : undefined;
  if (source === undefined) {
    return smallWorkspace(choices).map(({ path: file, text }) => ({ path: `${target}/${file}`, text }));
  }
  return manifestsIn(source).map((file) => ({
    path: `${target}/${path.relative(source, file).split(path.sep).join("/")}`,
    ...contentOf(fs.readFileSync(file)),
  }));
}

function manifestsIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$|^Kustomization$|^\.gitignore$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function holdsWorkload(file: string): boolean {
  return /^ *kind: *(?:Deployment|StatefulSet|DaemonSet|Job|CronJob)$/m.test(fs.readFileSync(file, "utf8"));
}

function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
}
