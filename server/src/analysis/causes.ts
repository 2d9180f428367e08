// Findings that a value in a patch or a kustomization makes: reported on the object that is built, and shown where they come from.

import type { Document } from "../workspace/document";
import { folderOf } from "../workspace/paths";
import type { Layer } from "../workspace/units/unit";
import type { Analysis } from "./analysis";
import type { CausedFinding, Finding } from "./finding";

/** Of a build that is larger the first documents are looked through: opening a patch must not keep anybody waiting. */
const MOST_DOCUMENTS = 500;

/** What the file of a patch, or a kustomization, makes of objects in other files. */
export function findingsCausedIn(analysis: Analysis, path: string): CausedFinding[] {
  const { workspace } = analysis;
  const own = workspace.layerIn(folderOf(path));
  const layers: readonly Layer[] = [...workspace.patchUsersOf(path), ...(own?.path === path ? [own] : [])];
  if (layers.length === 0) return [];
  return changedDocuments(analysis, layers)
    .flatMap((document) => analysis.documentFindings(document))
    .filter((finding): finding is CausedFinding => finding.document.path !== path && isCausedIn(finding, path));
}

function isCausedIn({ cause }: Finding, path: string): boolean {
  return cause?.document.path === path;
}

/** The documents of all builds that some kustomizations take part in, in the order of their files. */
function changedDocuments({ workspace }: Analysis, layers: readonly Layer[]): Document[] {
  const paths = new Set<string>();
  for (const { folder } of layers)
    for (const unit of workspace.buildsThrough(folder))
      for (const member of workspace.membersOf(unit)) paths.add(member);
  const documents: Document[] = [];
  for (const path of [...paths].sort()) {
    for (const document of workspace.file(path)?.documents ?? []) {
      if (documents.length === MOST_DOCUMENTS) return documents;
      if (document.objects.length > 0) documents.push(document);
    }
  }
  return documents;
}
