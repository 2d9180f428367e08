// Judges one workspace: what is said of each of its builds must be what is said of the output of `kubectl kustomize`.
import type { Analysis } from "../../../server/src/analysis/analysis";
import { analysed, type CorpusFile } from "../../corpus/repository";
import type { Texts } from "../folder";
import type { Build } from "../kustomize";
import { type Comparison, compared } from "./differences";
import { toldOfRendered, withoutHashes } from "./rendered";
import { sourceDifferences } from "./sources";
import { type ToldObject, toldByUnit } from "./told";
import { trialDifference } from "./trial-difference";

export interface JudgedBuild extends Comparison {
  /** The folder of the kustomization. */
  readonly folder: string;
}

export interface JudgedWorkspace {
  readonly builds: readonly JudgedBuild[];
  /** How many Kustomize does not build. */
  readonly refused: number;
  /** How `check` over the files differs from the worst of all builds. */
  readonly sources: readonly string[];
}

/**
 * Judges the root kustomizations of a workspace.
 * @param folders of kustomizations; one that is no root there is left out
 * @param build gives what Kustomize makes of a folder, where some files have other texts
 */
export async function judgedWorkspace(
  files: readonly CorpusFile[],
  folders: Iterable<string>,
  build: (folder: string, converted?: Texts) => Promise<Build>,
): Promise<JudgedWorkspace> {
  const { analysis } = analysed(files);
  const told = toldByUnit(analysis);
  const roots = [...folders].filter((folder) => isRoot(analysis, folder));
  const builds: JudgedBuild[] = [];
  const configuration = files.find(({ path }) => path === "/.rightkind.yaml")?.text;
  for (const folder of roots) {
    const rendered = await build(folder);
    if ("error" in rendered) continue;
    const key = `kustomization ${folder}`;
    const generated = generatedIn(analysis, key);
    const isWritten = ({ identity }: ToldObject) => !generated.some((one) => isCalled(identity, one));
    const theirs = toldOfRendered(withoutHashes(rendered.objects, generated), configuration).filter(isWritten);
    const ours = (told.get(key) ?? []).filter(isWritten);
    const comparison = compared(ours, theirs, { isAlone: roots.length === 1 });
    const differences = [...comparison.differences];
    for (const doubt of comparison.doubts) {
      const difference = await trialDifference(analysis, doubt, {
        before: rendered,
        configuration,
        build: (after) => build(folder, after),
      });
      if (difference) differences.push(difference);
    }
    builds.push({ folder, ...comparison, differences });
  }
  return { builds, refused: roots.length - builds.length, sources: sourceDifferences(analysis, told) };
}

/** Is the kustomization of a folder one that no other takes in? Only such builds are units. */
function isRoot({ workspace }: Analysis, folder: string): boolean {
  return workspace.units.buildsThrough(folder).some((unit) => unit.folder === folder);
}

interface Generated {
  readonly kind: string;
  readonly name: string;
}

/** What a generator makes stands in no document: no rule speaks about it there. */
function generatedIn({ workspace }: Analysis, unit: string): Generated[] {
  return [...workspace.files()].flatMap(({ documents }) =>
    documents
      .filter(({ kustomization }) => kustomization !== undefined)
      .flatMap((document) => workspace.objectsOf(document))
      .filter((object) => object.index < 0 && object.unit.key === unit)
      .map(({ facts: { kind, name } }) => ({ kind, name })),
  );
}

function isCalled(identity: string, { kind, name }: Generated): boolean {
  return identity.startsWith(`v1 ${kind} `) && identity.endsWith(`/${name}`);
}
