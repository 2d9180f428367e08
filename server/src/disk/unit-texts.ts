// Text files that may name a workload by its kind: scripts, documentation and pipelines of the units that it is in.
import * as fs from "node:fs";
import * as path from "node:path";
import { folderOf, isWithin } from "../workspace/paths";
import type { Workspace } from "../workspace/workspace";
import { Ignored } from "./ignored";
import { fileText } from "./read-file";

export interface UnitText {
  /** As the workspace writes paths. */
  readonly path: string;
  readonly text: string;
}

export interface TextLimits {
  readonly files: number;
  readonly folders: number;
  readonly maxKB: number;
}

/** Enough for what people write by hand; a folder of logs or exports is not read to its end. */
const usualLimits: TextLimits = { files: 200, folders: 1000, maxKB: 256 };

/** Hidden folders in which pipelines are kept. */
const pipelineFolders = new Set([".buildkite", ".circleci", ".github", ".gitlab"]);

const pipelineNames =
  /^(?:\.gitlab-ci\.ya?ml|\.travis\.ya?ml|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml|cloudbuild\.ya?ml|Jenkinsfile.*|(?:GNUm|M|m)akefile|[Jj]ustfile|Taskfile\.ya?ml|Tiltfile|skaffold.*\.ya?ml)$/;

/**
 * What lies in the folders of the units, and the pipelines and build files of the folders above, which deploy what is below.
 * A folder of other units is not looked into: there the same name means another workload.
 * @param file of the workload
 * @returns sorted by path
 */
export function unitTexts(workspace: Workspace, file: string, limits: TextLimits = usualLimits): UnitText[] {
  const own = ownFolders(workspace, file);
  const known = new Set([...workspace.files()].map((other) => folderOf(other.path)));
  const search = new Search(limits, (folder) => known.has(folder) && !own.has(folder));
  for (const folder of [...own].sort()) search.below(folder);
  for (const folder of foldersAbove(own, workspace.rootOf(file))) search.pipelinesOf(folder);
  return search.texts();
}

/** The folders that the units and their files lie in. */
function ownFolders(workspace: Workspace, file: string): Set<string> {
  const folders = new Set([folderOf(file)]);
  for (const { unit, layers } of workspace.units.membershipsOf(file)) {
    folders.add(unit.folder);
    for (const { folder } of layers) folders.add(folder);
    for (const member of workspace.units.membersOf(unit)) folders.add(folderOf(member));
  }
  return folders;
}

function foldersAbove(own: ReadonlySet<string>, root: string | undefined): string[] {
  if (root === undefined) return [];
  const above = new Set<string>();
  for (const start of own) {
    for (let folder = start; isWithin(folder, root) && folder !== root; ) {
      folder = folderOf(folder);
      above.add(folder);
    }
  }
  return [...above].sort();
}

type NameTest = (name: string) => boolean;

class Search {
  readonly #limits: TextLimits;
  readonly #isForeign: (folder: string) => boolean;
  readonly #visited = new Set<string>();
  readonly #found = new Set<string>();

  constructor(limits: TextLimits, isForeign: (folder: string) => boolean) {
    this.#limits = limits;
    this.#isForeign = isForeign;
  }

  /** All texts in a folder and below it. */
  below(folder: string): void {
    this.#visit(folder, Ignored.above(path.normalize(folder)), isText);
  }

  /** Only what builds and deploys, in the folder itself and where pipelines are kept. */
  pipelinesOf(folder: string): void {
    if (this.#visited.has(folder)) return;
    const ignored = Ignored.above(path.normalize(folder)).inside(path.normalize(folder));
    for (const entry of entriesOf(folder)) {
      if (entry.isFile() && pipelineNames.test(entry.name)) this.#add(`${folder}/${entry.name}`, ignored);
      if (entry.isDirectory() && pipelineFolders.has(entry.name)) {
        this.#visit(`${folder}/${entry.name}`, ignored, isPartOfPipeline);
      }
    }
  }

  texts(): UnitText[] {
    const texts: UnitText[] = [];
    for (const file of [...this.#found].sort()) {
      if (texts.length === this.#limits.files) break;
      const read = fileText(file, { maxKB: this.#limits.maxKB });
      if ("text" in read) texts.push({ path: file, text: read.text });
    }
    return texts;
  }

  #visit(folder: string, above: Ignored, isWanted: NameTest): void {
    if (this.#visited.has(folder) || this.#visited.size >= this.#limits.folders) return;
    this.#visited.add(folder);
    const ignored = above.inside(path.normalize(folder));
    for (const entry of entriesOf(folder)) {
      const { name } = entry;
      const file = `${folder}/${name}`;
      if (entry.isFile() && isWanted(name)) this.#add(file, ignored);
      if (!entry.isDirectory() || ignored.has(path.normalize(file), { isFolder: true })) continue;
      if (pipelineFolders.has(name)) this.#visit(file, ignored, isPartOfPipeline);
      else if (!name.startsWith(".") && name !== "node_modules" && !this.#isForeign(file)) {
        this.#visit(file, ignored, isWanted);
      }
    }
  }

  #add(file: string, ignored: Ignored): void {
    if (!ignored.has(path.normalize(file), { isFolder: false })) this.#found.add(file);
  }
}

function isText(name: string): boolean {
  return /\.(?:adoc|bash|bat|cmd|markdown|md|mk|ps1|rst|sh|txt|zsh)$/i.test(name) || pipelineNames.test(name);
}

function isPartOfPipeline(name: string): boolean {
  return /\.(?:sh|ya?ml)$/i.test(name);
}

/** Without symbolic links; nothing where the folder cannot be read. */
function entriesOf(folder: string): fs.Dirent[] {
  try {
    const entries = fs.readdirSync(path.normalize(folder), { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
