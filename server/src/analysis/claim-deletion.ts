// Carries out the deletion of a claim that nothing uses: finds the subject, asks for the plan, makes edits of it.
import type { ClaimSituation, ClaimSubject } from "../conversions/claim-use";
import { claimDeletion } from "../conversions/delete-claim";
import { built } from "../workspace/build";
import type { Document } from "../workspace/document";
import { Asker } from "../workspace/lookups/asker";
import { Lookups } from "../workspace/lookups/lookups";
import { Reader } from "../workspace/reader";
import { isRefusal } from "../yaml/edit-script";
import type { Analysis } from "./analysis";
import { type FileEdits, fileEdits } from "./changes";

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
  const subject = claimSubject(analysis, document, index);
  if (!subject) return undefined;
  const kustomizations = [...analysis.workspace.files()].flatMap(({ documents }) =>
    documents.filter(({ kustomization }) => kustomization !== undefined),
  );
  const plan = claimDeletion(subject, kustomizations);
  const files = plan && fileEdits(plan.changes);
  if (!plan || !files || isRefusal(files)) return undefined;
  return { name: subject.resource.name, files, deleted: plan.deleted };
}

function claimSubject(analysis: Analysis, document: Document, index: number): ClaimSubject | undefined {
  const { workspace, configurations } = analysis;
  const resource = document.resource(index);
  const object = document.objects.find((candidate) => candidate.index === index);
  if (!resource || !object?.facts.claim || !analysis.isGuided(document)) return undefined;
  // What is asked is not remembered: the answer is computed anew each time.
  const reader = new Reader(workspace, () => undefined);
  const { assumptions } = configurations.effective(document.path);
  const subject = { document, object, namespace: resource.namespace };
  const situations = workspace.membershipsOf(document.path).map(
    (membership): ClaimSituation => ({
      built: built(resource, document.path, membership, reader),
      lookups: new Lookups(new Asker(workspace, subject, membership, assumptions)),
    }),
  );
  const root = workspace.rootOf(document.path);
  return {
    document,
    resource,
    situations,
    files: [...workspace.files()].filter(({ path }) => workspace.rootOf(path) === root),
    roleOf: (path) => workspace.roleOf(path),
    buildsOf: ({ document: other, index: place }) => {
      const found = other.resource(place);
      if (!found) return [];
      return workspace.membershipsOf(other.path).map((membership) => built(found, other.path, membership, reader));
    },
  };
}
