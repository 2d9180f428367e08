// Real repositories: every kustomization that is built without the network, and a table of what is said otherwise of its output.
import * as path from "node:path";
import { kustomizationFileNames } from "../../../server/src/kustomize/file-names";
import type { CorpusFile, Repository } from "../../corpus/repository";
import { stackOf } from "../../corpus/repository";
import { Folder, type Texts } from "../folder";
import type { Build, Kustomize } from "../kustomize";
import { filesOf } from "../reach";
import type { Difference } from "./differences";
import { type Explanation, explanationOf } from "./explanation";
import { type JudgedBuild, judgedWorkspace } from "./judge";
import type { AsBuiltTally } from "./tally";

export interface ExplainedDifference extends Difference {
  /** The repository, and the folder of the kustomization in it. */
  readonly build: string;
  readonly explanation: Explanation;
}

/**
 * Judges a repository as it is; a kustomization that others take in is judged once more, with its own files alone.
 * @param place of the repository on the disk
 * @returns the differences for which there is a reason
 */
export async function judgeRepository(
  { name, files }: Repository,
  place: string,
  kustomize: Kustomize,
  tally: AsBuiltTally,
): Promise<ExplainedDifference[]> {
  const folders = kustomizationFolders(files);
  if (folders.length === 0) return [];
  const texts = new Map(files.map(({ path: file, text }) => [file, text]));
  const known = new Map<string, Promise<Build>>();
  const build = (folder: string, after?: Texts) => {
    if (after) return builtWith(texts, after, (written) => kustomize.build(written + folder));
    const made = known.get(folder) ?? kustomize.build(place + folder);
    known.set(folder, made);
    return made;
  };
  const alone = async (folder: string): Promise<JudgedBuild | undefined> => {
    const read = filesOf(folder, texts);
    const own = files.filter(({ path: file }) => read.has(file));
    return (await judgedWorkspace(own, [folder], build)).builds[0];
  };
  const explained: ExplainedDifference[] = [];
  try {
    const whole = await judgedWorkspace(files, folders, build);
    tally.add(name, { ...whole, builds: [], refused: 0 });
    for (const folder of folders) {
      if ("error" in (await build(folder))) {
        tally.refuse();
        continue;
      }
      const root = whole.builds.find((one) => one.folder === folder);
      const judged = root ?? (await alone(folder));
      if (!judged) {
        tally.fail(`${name}${folder}: Kustomize builds it, and it is no unit`);
        continue;
      }
      const staying = root && root.differences.length > 0 ? await alone(folder) : judged;
      const left: Difference[] = [];
      for (const difference of judged.differences) {
        const staysAlone = staying?.differences.some((one) => isSame(one, difference)) === true;
        const explanation = explanationOf(difference, { staysAlone, folder });
        if (explanation) explained.push({ ...difference, build: `${name}${folder}`, explanation });
        else left.push(difference);
      }
      tally.addBuild(name, { ...judged, differences: left }, judged.differences.length - left.length);
    }
  } catch (error) {
    tally.fail(`${name}: ${stackOf(error)}`);
  }
  return explained;
}

/** Elsewhere, for nothing of a repository is changed. */
async function builtWith(before: Texts, after: Texts, build: (path: string) => Promise<Build>): Promise<Build> {
  const folder = new Folder(new Map([...before, ...after]));
  try {
    return await build(folder.path);
  } finally {
    folder.remove();
  }
}

/** @returns their paths, sorted; `""` for the repository itself */
function kustomizationFolders(files: readonly CorpusFile[]): string[] {
  const found = files
    .filter(({ path: file }) => kustomizationFileNames.some((known) => path.posix.basename(file) === known))
    .map(({ path: file }) => file.slice(0, file.lastIndexOf("/")));
  return [...new Set(found)].sort();
}

function isSame(a: Difference, b: Difference): boolean {
  return a.aspect === b.aspect && a.identity === b.identity && a.built === b.built && a.rendered === b.rendered;
}
