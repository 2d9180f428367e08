// How many Kubernetes objects a file holds: what "documents" means wherever they are counted.
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import type { Analysis } from "./analysis";

/** Parses nothing. Items of a `List` count one each. Templates, patches, values, kustomizations, Compose files and the like hold none. */
export function objectCount(analysis: Analysis, { documents }: SourceFile): number {
  return documents.reduce((sum, document) => sum + (holdsObjects(analysis, document) ? document.objectCount : 0), 0);
}

/** A definition of a custom resource is an object too, though no rule speaks about it. */
function holdsObjects(analysis: Analysis, document: Document): boolean {
  if (analysis.isGuided(document)) return true;
  return (
    document.content === "definition" && !document.broken && analysis.workspace.units.roleOf(document.path) === "plain"
  );
}
