// A change that somebody is about to make, whole: its edit, every file before and after, and what to know of it.
import type { WorkspaceEdit } from "vscode-languageserver-types";
import type { NotConverted } from "../analysis/conversion-outcome";
import type { TextFile } from "../conversions/conversion";
import { type ChangedFile, changedFiles } from "./changed-files";
import { claimDeletionEdit, claimDeletionOf, claimDeletionPage, isClaimDeletionData } from "./claim-actions";
import { askedFor, conversionParameters } from "./conversion-commands";
import { conversionPageOf } from "./conversion-page";
import { conversionWorkspaceEdit } from "./conversions";
import type { Snapshot, VersionOf } from "./snapshot";

export interface PreparedChange {
  readonly edit: WorkspaceEdit;
  readonly files: readonly ChangedFile[];
  /** Markdown. */
  readonly page: string;
}

/**
 * `rightkind.prepareChange`: nothing is changed.
 * @param request a conversion, or what an action remembers of the deletion of a claim
 * @param texts scripts and other texts in which a workload may be named by its kind
 * @returns why it cannot be done; undefined where there is nothing to change
 */
export function preparedChange(
  snapshot: Snapshot,
  request: unknown,
  versionOf: VersionOf,
  texts: readonly TextFile[] = [],
): PreparedChange | NotConverted | undefined {
  if (isClaimDeletionData(request)) {
    const deletion = claimDeletionOf(snapshot, request);
    const edit = deletion && claimDeletionEdit(snapshot, deletion, versionOf);
    return edit && { edit, files: changedFiles(snapshot, deletion), page: claimDeletionPage(deletion) };
  }
  const parameters = conversionParameters(request);
  const outcome = parameters && askedFor(snapshot, parameters, texts);
  if (!outcome || "refused" in outcome) return outcome;
  const edit = conversionWorkspaceEdit(snapshot, outcome, `Convert to ${parameters.to}`, versionOf);
  const page = conversionPageOf(snapshot, outcome, parameters);
  return edit && { edit, files: changedFiles(snapshot, outcome), page };
}
