// Findings that a value in a patch or a kustomization makes: reported on the object that is built, and shown where they come from.
import type { Document } from "../workspace/document";
import type { Workspace } from "../workspace/workspace";
import type { Analysis } from "./analysis";
import type { CausedFinding, Finding } from "./finding";

/** A target may mean any number of objects, in many builds each: of so many documents the first that come are looked through. */
const MOST_DOCUMENTS = 50;

/** What the file of a patch, or a kustomization by its patches and `replicas`, makes of objects in other files. */
export function findingsCausedIn(analysis: Analysis, path: string): CausedFinding[] {
  return documentsMeant(analysis.workspace, path)
    .flatMap((document) => analysis.documentFindings(document))
    .filter((finding): finding is CausedFinding => finding.document.path !== path && isCausedIn(finding, path));
}

function isCausedIn({ cause }: Finding, path: string): boolean {
  return cause?.document.path === path;
}

/** In the order of their files. */
function documentsMeant(workspace: Workspace, path: string): Document[] {
  const found = new Set<Document>();
  for (const { document } of workspace.meantBy(path)) {
    found.add(document);
    if (found.size === MOST_DOCUMENTS) break;
  }
  return [...found].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
}
