// What the server and its clients say to each other beyond the language server protocol.

import type { ChangedFile } from "../features/changed-files";
import type { ListedConversion } from "../features/conversion-commands";
import type { FindingAddress } from "../features/found-findings";
import type { PreparedChange } from "../features/prepared-change";
import type { RunbookOption } from "../features/runbook";

/** Notification, server → client: the first scan of the workspace has ended; look-ups are complete from now on. */
export const readyNotification = "rightkind/ready";

export interface ReadyParams {
  /** Files read that hold at least one Kubernetes object. */
  readonly files: number;
  /** Kubernetes objects; the items of a `List` count one each. */
  readonly documents: number;
}

/** Request, client → server: what Rightkind thinks an open document is. Answers null for a document that it does not know. */
export const documentStatusRequest = "rightkind/documentStatus";

export interface DocumentStatusParams {
  readonly uri: string;
}

export type { DocumentStatus } from "../features/document-status";

/** Notification, server → client: the status of open documents may have changed; the client asks again for the active one. */
export const statusChangedNotification = "rightkind/statusChanged";

/** Identifiers for `workspace/executeCommand`, with their parameters as in docs/editors.md. */
export const serverCommands = {
  convert: "rightkind.convert",
  preview: "rightkind.preview",
  listConversions: "rightkind.listConversions",
  prepareChange: "rightkind.prepareChange",
  explainConversion: "rightkind.explainConversion",
  runbook: "rightkind.runbook",
  explainRule: "rightkind.explainRule",
  explainKind: "rightkind.explainKind",
  explainObject: "rightkind.explainObject",
  ignoreFinding: "rightkind.ignoreFinding",
  addReason: "rightkind.addReason",
  checkWorkspace: "rightkind.checkWorkspace",
} as const;

/** One entry of the rule list that `rightkind.explainRule` answers where no rule is named. */
export interface RuleListEntry {
  readonly id: string;
  readonly group: string;
  readonly summary: string;
}

export { clientCommands } from "../features/client-commands";
export type { ChangedFile, FindingAddress, ListedConversion, PreparedChange, RunbookOption };
