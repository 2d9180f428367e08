// Brings diagnostics to the client: answers those who pull, pushes to those who do not, and tells when old answers have lapsed.
import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { diagnostics } from "../features/diagnostics";
import type { TransportAbilities } from "./client-abilities";
import { statusChangedNotification } from "./protocol";
import type { Session } from "./session";

export class DiagnosticsDelivery {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #abilities: () => TransportAbilities;
  readonly #pushed = new Map<string, string>();
  #scheduled: NodeJS.Timeout | number | undefined;
  #refreshWanted = false;

  constructor(connection: Connection, session: Session, abilities: () => TransportAbilities) {
    this.#connection = connection;
    this.#session = session;
    this.#abilities = abilities;
  }

  /** What a client that pulls gets; `unchanged` where it has the same already. */
  pulled(path: string, previousResultId: string | undefined): DocumentDiagnosticReport {
    const items = this.#items(path);
    const resultId = fingerprint(items);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /** Open documents, or all files where the settings want that. */
  pulledWorkspace(previous: readonly PreviousResultId[]): WorkspaceDiagnosticReport {
    const session = this.#session;
    const known = new Map(previous.map(({ uri, value }) => [session.uris.pathOf(uri), value]));
    const shown = this.#shown();
    const items = [...new Set([...shown, ...known.keys()])].flatMap((path): WorkspaceDocumentDiagnosticReport[] => {
      const report = shown.has(path) ? this.pulled(path, known.get(path)) : nothing(known.get(path));
      // A file without findings that was never reported is not worth a line.
      if (report.kind === DocumentDiagnosticReportKind.Full && report.items.length === 0 && !known.has(path)) return [];
      return [{ ...report, uri: session.uris.uriOf(path), version: session.open.get(path)?.version ?? null }];
    });
    return { items };
  }

  /**
   * Something has changed: soon afterwards, when the waiting messages have been read, the client is brought up to date.
   * @param only the file whose own change the client knows of; it asks for that by itself
   */
  schedule(only?: string): void {
    const affected = this.#session.analysis.sync();
    if (only === undefined || [...affected].some((path) => path !== only && this.#isShown(path)))
      this.#refreshWanted = true;
    this.#scheduled ??= setTimeout(() => {
      this.#scheduled = undefined;
      this.#deliver();
    }, 0);
  }

  /** Takes back what was pushed for a document. */
  closed(path: string): void {
    if (this.#abilities().pullsDiagnostics || this.#session.settings.scope === "workspace") return;
    this.#pushed.delete(path);
    void this.#connection.sendDiagnostics({ uri: this.#session.uris.uriOf(path), diagnostics: [] });
  }

  /** The files that get findings without being asked for: those that are open, or all that a scan reads. */
  #shown(): Set<string> {
    const { open, settings, workspace } = this.#session;
    const shown = new Set([...open.all()].map(({ path }) => path));
    if (settings.scope === "workspace") for (const { path, alone } of workspace.files()) if (!alone) shown.add(path);
    return shown;
  }

  #isShown(path: string): boolean {
    return this.#session.settings.scope === "workspace" || this.#session.open.get(path) !== undefined;
  }

  #deliver(): void {
    const { pullsDiagnostics, refreshesDiagnostics } = this.#abilities();
    if (!pullsDiagnostics) this.#push();
    else if (this.#refreshWanted && refreshesDiagnostics) void this.#connection.languages.diagnostics.refresh();
    this.#refreshWanted = false;
    void this.#connection.sendNotification(statusChangedNotification);
  }

  #push(): void {
    const session = this.#session;
    const paths = this.#shown();
    for (const path of new Set([...paths, ...this.#pushed.keys()])) {
      const items = paths.has(path) ? this.#items(path) : [];
      const print = `${fingerprint(items)} ${session.open.get(path)?.version ?? ""}`;
      if ((this.#pushed.get(path) ?? (items.length === 0 && !session.open.get(path) ? print : "")) === print) continue;
      if (items.length === 0 && !paths.has(path)) this.#pushed.delete(path);
      else this.#pushed.set(path, print);
      const version = session.open.get(path)?.version;
      void this.#connection.sendDiagnostics({
        uri: session.uris.uriOf(path),
        diagnostics: items,
        ...(version === undefined ? {} : { version }),
      });
    }
  }

  #items(path: string): Diagnostic[] {
    return this.#session.isOurs(path) && this.#session.settings.enable ? diagnostics(this.#session.snapshot, path) : [];
  }
}

function nothing(previousResultId: string | undefined): DocumentDiagnosticReport {
  const resultId = fingerprint([]);
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [] };
}

/** Equal for equal diagnostics (FNV-1a over their JSON; a client compares it only with our own former answers). */
function fingerprint(items: readonly Diagnostic[]): string {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(items);
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `${text.length.toString(36)}-${(hash >>> 0).toString(36)}`;
}
