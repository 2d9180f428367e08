// The action that deletes a claim which nothing uses: offered on the claim itself, never part of anything else.
import type { CodeAction, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { type DeletedClaim, deletedClaim } from "../analysis/claim-deletion";
import type { Resource } from "../kubernetes/resource";
import type { Document } from "../workspace/document";
import { previewAction } from "./preview-action";
import { documentsBetween, linesOf, rangeOf, type Snapshot, type VersionOf } from "./snapshot";
import { workspaceEdit } from "./workspace-edit";

export const claimDeletionKind = "refactor.rewrite.rightkind.deleteClaim";

/** What the action needs to be computed anew: nothing is remembered between two questions. */
interface ClaimDeletionData {
  readonly uri: string;
  readonly version: number | null;
  /** `PersistentVolumeClaim/[namespace/]name`, which no other action is about. */
  readonly object: string;
  /** Where its `kind` stands, to tell two of one name apart. */
  readonly line: number;
}

/** What is not in the file: the annotation of the edit says it. */
const warning =
  "What prunes (kubectl apply --prune, Flux, Argo CD, Helm) then deletes the live claim, and with reclaim policy Delete its data.";

/**
 * For the claims whose `kind` or name the range touches; nothing where a claim may be used, or cannot go. In our client the
 * preview stands first: where nothing else is offered, nobody deletes a claim by opening the menu and pressing Enter.
 */
export function claimActions(snapshot: Snapshot, path: string, range: Range, versionOf: VersionOf): CodeAction[] {
  return claimsOf(snapshot, path, range)
    .filter(({ lines }) => lines.some((line) => range.start.line <= line && line <= range.end.line))
    .flatMap((claim) => {
      const outcome = deletedClaim(snapshot.analysis, claim.document, claim.index);
      const edit = outcome && claimDeletionEdit(snapshot, outcome, versionOf);
      if (!outcome || !edit) return [];
      const data: ClaimDeletionData = {
        uri: snapshot.uris.uriOf(path),
        version: versionOf(path),
        object: named(claim.resource),
        line: claim.lines[0] ?? 0,
      };
      const action: CodeAction = { title: titleOf(outcome), kind: claimDeletionKind, data };
      return [...previewAction(snapshot, action, data), snapshot.client.resolvesEdits ? action : { ...action, edit }];
    });
}

/** The action with its edit, from the text as it is now; without one where the claim has gone, or is used by now. */
export function resolvedClaimDeletion(
  snapshot: Snapshot,
  action: CodeAction,
  data: ClaimDeletionData,
  versionOf: VersionOf,
): CodeAction {
  const outcome = claimDeletionOf(snapshot, data);
  const edit = outcome && claimDeletionEdit(snapshot, outcome, versionOf);
  return edit ? { ...action, edit } : action;
}

/** The deletion that was offered, from the text as it is now; undefined where the claim has gone, or is used by now. */
export function claimDeletionOf(
  snapshot: Snapshot,
  { uri, object, line }: Pick<ClaimDeletionData, "uri" | "object" | "line">,
): DeletedClaim | undefined {
  const distance = ({ lines }: FoundClaim) => Math.abs((lines[0] ?? 0) - line);
  const [claim] = claimsOf(snapshot, snapshot.uris.pathOf(uri))
    .filter(({ resource }) => named(resource) === object)
    .sort((a, b) => distance(a) - distance(b));
  return claim && deletedClaim(snapshot.analysis, claim.document, claim.index);
}

/** It asks before it is carried out: the only edit of ours that does. */
export function claimDeletionEdit(
  snapshot: Snapshot,
  outcome: DeletedClaim,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  const wanted = { ...outcome, label: titleOf(outcome), description: warning, needsConfirmation: true };
  return workspaceEdit(snapshot, wanted, versionOf);
}

/** What to know before, as Markdown. */
export function claimDeletionPage(outcome: DeletedClaim): string {
  return `# ${titleOf(outcome)}\n\n## What to know\n\n- ${warning}\n- The files can be had back by undoing the edit; the data of the live claim cannot.\n`;
}

export function isClaimDeletionData(data: unknown): data is ClaimDeletionData {
  if (typeof data !== "object" || data === null) return false;
  const { uri, object, line } = data as Partial<ClaimDeletionData>;
  const isClaim = typeof object === "string" && object.startsWith("PersistentVolumeClaim/");
  return typeof uri === "string" && isClaim && typeof line === "number";
}

interface FoundClaim {
  readonly document: Document;
  readonly index: number;
  readonly resource: Resource;
  /** Of its `kind`, then of its name. */
  readonly lines: readonly number[];
}

/** @param range where the documents stand in which they are looked for; the whole file without one */
function claimsOf({ analysis }: Snapshot, path: string, range?: Range): FoundClaim[] {
  const file = analysis.workspace.file(path);
  if (!file) return [];
  const around = range && linesOf(file, range);
  const documents = around ? documentsBetween(file, around.start, around.end) : file.documents;
  return documents
    .filter((document) => analysis.isGuided(document))
    .flatMap((document) =>
      document.objects
        .filter(({ facts }) => facts.claim !== undefined)
        .flatMap(({ index }): FoundClaim[] => {
          const resource = document.resource(index);
          if (!resource) return [];
          const tokens = [resource.kindNode, ...(resource.nameNode ? [resource.nameNode] : [])];
          const lines = tokens.map((token) => rangeOf(file, document, token).start.line);
          return [{ document, index, resource, lines }];
        }),
    );
}

function titleOf({ name }: Pick<DeletedClaim, "name">): string {
  return `Delete unused claim '${name}'`;
}

function named({ kind, namespace, name }: Resource): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join("/");
}
