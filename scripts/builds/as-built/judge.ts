// Judges one workspace: what is said of each of its builds must be what is said of the output of `kubectl kustomize`.
import { analysed, type CorpusFile } from "../../corpus/repository";
import type { Build } from "../kustomize";
import { type Comparison, compared } from "./differences";
import { toldOfRendered, withoutHashes } from "./rendered";
import { sourceDifferences } from "./sources";
import { type ToldObject, toldByUnit } from "./told";

export interface JudgedBuild extends Comparison {
  /** The folder of the kustomization. */
  readonly folder: string;
}

export interface JudgedWorkspace {
  readonly builds: readonly JudgedBuild[];
  /** Folders that Kustomize does not build. */
  readonly refused: readonly string[];
  /** How `check` over the files differs from the worst of all builds. */
  readonly sources: readonly string[];
}

/** @param build gives what Kustomize makes of a folder of the workspace */
export async function judgedWorkspace(
  files: readonly CorpusFile[],
  build: (folder: string) => Promise<Build>,
): Promise<JudgedWorkspace> {
  const { analysis } = analysed(files);
  const told = toldByUnit(analysis);
  const builds: JudgedBuild[] = [];
  const refused: string[] = [];
  const configuration = files.find(({ path }) => path === "/.rightkind.yaml")?.text;
  const units = [...told].filter(([key]) => key.startsWith("kustomization "));
  for (const [key, objects] of units) {
    const folder = key.slice("kustomization ".length);
    const rendered = await build(folder);
    if ("error" in rendered) {
      refused.push(folder);
      continue;
    }
    const generated = generatedIn(analysis, key);
    const isWritten = ({ identity }: ToldObject) => !generated.some(({ kind, name }) => isCalled(identity, kind, name));
    const theirs = toldOfRendered(withoutHashes(rendered.objects, generated), configuration).filter(isWritten);
    builds.push({ folder, ...compared(objects.filter(isWritten), theirs, units.length === 1) });
  }
  return { builds, refused, sources: sourceDifferences(analysis, told) };
}

interface Generated {
  readonly kind: string;
  readonly name: string;
}

/** What a generator makes stands in no document: no rule speaks about it there. */
function generatedIn({ workspace }: ReturnType<typeof analysed>["analysis"], unit: string): Generated[] {
  return [...workspace.files()].flatMap(({ documents }) =>
    documents
      .filter(({ kustomization }) => kustomization !== undefined)
      .flatMap((document) => workspace.objectsOf(document))
      .filter((object) => object.index < 0 && object.unit.key === unit)
      .map(({ facts: { kind, name } }) => ({ kind, name })),
  );
}

function isCalled(identity: string, kind: string, name: string): boolean {
  return identity.startsWith(`v1 ${kind} `) && identity.endsWith(`/${name}`);
}
