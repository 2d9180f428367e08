// Carries out the deletion of a claim that nothing uses: finds the subject, asks for the plan, makes edits of it.
import type { ClaimSituation, ClaimSubject } from "../conversions/deletion/claim-use";
import { claimDeletion } from "../conversions/deletion/delete-claim";
import { built } from "../workspace/build";
import type { Document } from "../workspace/document";
import { isRefusal } from "../yaml/edit-script";
import type { Analysis } from "./analysis";
import { type FileEdits, fileEdits } from "./changes";
import { lookupsOf } from "./situation";

export interface DeletedClaim {
  readonly name: string;
  readonly files: readonly FileEdits[];
  /** Paths of files that go as a whole. */
  readonly deleted: readonly string[];
}

/**
 * Nothing is changed.
 * @param index of the object among the resources of the document
 * @returns undefined where the object is no claim, where anything may use it, and where it cannot be taken out safely
 */
export function deletedClaim(analysis: Analysis, document: Document, index: number): DeletedClaim | undefined {
  analysis.sync();
  return analysis.workspace.tracker.session(() => {
    const subject = claimSubject(analysis, document, index);
    if (!subject) return undefined;
    const plan = claimDeletion(subject);
    const files = plan && fileEdits(plan.changes);
    if (!plan || !files || isRefusal(files)) return undefined;
    return { name: subject.resource.name, files, deleted: plan.deleted };
  });
}

function claimSubject(analysis: Analysis, document: Document, index: number): ClaimSubject | undefined {
  const { workspace, configurations } = analysis;
  const resource = document.resource(index);
  const written = document.objects[index];
  if (!resource || !written?.named || !written.facts.claim || !analysis.isGuided(document)) return undefined;
  const situations = workspace.units.membershipsOf(document.path).map(({ unit, layers }): ClaimSituation => {
    const standing = workspace.objectsOf(document).find((other) => other.index === index && other.unit === unit);
    return {
      built: built(resource, { document, index, unit, layers }, workspace.builds),
      lookups: lookupsOf(workspace, configurations, standing ?? workspace.outsiders.at(written, { unit, layers })),
    };
  });
  const root = workspace.rootOf(document.path);
  return {
    document,
    resource,
    situations,
    fileAt: (path) => (workspace.rootOf(path) === root ? workspace.file(path) : undefined),
    isAround: (path) => workspace.rootOf(path) === root,
    hasUnread: workspace.hasUnreadAround(document.path),
    isIn: (path, unit) => workspace.units.isMember(unit, path),
    documentsWhere: (question, holds) => workspace.documentsWhere(question, holds),
    roleOf: (path) => workspace.units.roleOf(path),
    buildsOf: ({ document: other, index: place }) => {
      const found = other.resource(place);
      if (!found) return [];
      return workspace.units
        .membershipsOf(other.path)
        .map(({ unit, layers }) => built(found, { document: other, index: place, unit, layers }, workspace.builds));
    },
  };
}
