// Brings diagnostics to the client: answers those who pull, pushes to those who do not, and tells when old answers have lapsed.
import {
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type TextDocumentContentChangeEvent,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { TransportAbilities } from "./client-abilities";
import { KeptDiagnostics, type Printed, printed } from "./kept-diagnostics";
import { statusChangedNotification } from "./protocol";
import type { Session } from "./session";
import { type Clock, Settling, typedPlaces } from "./settling";

export class DiagnosticsDelivery {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #abilities: () => TransportAbilities;
  readonly #pushed = new Map<string, string>();
  /** Files of which the client still shows findings that it pulled. */
  readonly #told = new Set<string>();
  /** What was last answered for the workspace, and since when nothing has changed. */
  #lastWorkspace: { readonly generation: number; readonly resultIds: ReadonlyMap<string, string> } | undefined;
  #generation = 0;
  /** Are findings of all files shown, until the next edit? */
  #showsAll = false;
  readonly #settling: Settling;
  readonly #kept = new KeptDiagnostics();
  #scheduled: NodeJS.Timeout | number | undefined;
  #refreshWanted = false;

  constructor(connection: Connection, session: Session, abilities: () => TransportAbilities, clock: Clock) {
    this.#connection = connection;
    this.#session = session;
    this.#abilities = abilities;
    const settling = new Set(session.analysis.rules.filter((rule) => rule.settles).map(({ id }) => id));
    this.#settling = new Settling({
      clock,
      settles: (rule) => settling.has(rule),
      onRest: () => this.schedule(),
    });
  }

  /** What a client that pulls gets; `unchanged` where it has the same already. */
  pulled(path: string, previousResultId: string | undefined): DocumentDiagnosticReport {
    // One that is not open gets none where only open files do; the client asks once more when it closes a document.
    const { items, print: resultId } = this.#isShown(path) ? this.#items(path) : none;
    if (items.length > 0) this.#told.add(path);
    // What it is told of a document that it has just closed, a client may drop: the workspace's report says it again.
    else if (this.#isShown(path)) this.#told.delete(path);
    return resultId === previousResultId
      ? unchanged(resultId)
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
  }

  /** Open documents, or all files where the settings want that. */
  pulledWorkspace(previous: readonly PreviousResultId[]): WorkspaceDiagnosticReport {
    const session = this.#session;
    const known = new Map(previous.map(({ uri, value }) => [session.uris.pathOf(uri), value]));
    const shown = this.#shown();
    const isSame = this.#isAnswered(known);
    // What is shown no more must be said to be so, also where the client does not ask.
    const gone = [...this.#told].filter((path) => !shown.has(path));
    const paths = isSame && gone.length === 0 ? known.keys() : new Set([...shown, ...known.keys(), ...gone]);
    const items = [...paths].flatMap((path): WorkspaceDocumentDiagnosticReport[] => {
      const resultId = known.get(path);
      const isGone = gone.includes(path);
      const report =
        isSame && resultId !== undefined && !isGone
          ? unchanged(resultId)
          : this.pulled(path, isGone ? undefined : resultId);
      if (isGone) this.#told.delete(path);
      // A file without findings that was never reported is not worth a line.
      const isNews = known.has(path) || isGone;
      if (report.kind === DocumentDiagnosticReportKind.Full && report.items.length === 0 && !isNews) return [];
      return [{ ...report, uri: session.uris.uriOf(path), version: session.open.get(path)?.version ?? null }];
    });
    const resultIds = new Map(
      items.flatMap(({ uri, resultId }) => (resultId ? [[session.uris.pathOf(uri), resultId]] : [])),
    );
    this.#lastWorkspace = { generation: this.#generation, resultIds };
    return { items };
  }

  /** Shows the findings of all files, until the next edit. */
  showAll(): void {
    this.#showsAll = true;
    this.schedule();
  }

  /** The user has changed a document. */
  edited(path: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#showsAll = false;
    this.#settling.edited(path, typedPlaces(changes));
  }

  /** Has nothing changed since the client was told exactly this? It asks every other second. */
  #isAnswered(known: ReadonlyMap<string, string>): boolean {
    const last = this.#lastWorkspace;
    if (!last || last.generation !== this.#generation || known.size !== last.resultIds.size) return false;
    return [...known].every(([path, resultId]) => last.resultIds.get(path) === resultId);
  }

  /**
   * Something has changed: soon afterwards, when the waiting messages have been read, the client is brought up to date.
   * @param only the file whose own change the client knows of; it asks for that by itself
   */
  schedule(only?: string): void {
    this.#generation++;
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
    this.#settling.closed(path);
    if (this.#abilities().pullsDiagnostics || this.#showsClosed) return;
    this.#pushed.delete(path);
    void this.#connection.sendDiagnostics({ uri: this.#session.uris.uriOf(path), diagnostics: [] });
  }

  /** The files that get findings without being asked for: those that are open, or all that a scan reads. */
  #shown(): Set<string> {
    const { open, workspace } = this.#session;
    const shown = new Set([...open.all()].map(({ path }) => path));
    if (this.#showsClosed) for (const { path, alone } of workspace.files()) if (!alone) shown.add(path);
    return shown;
  }

  get #showsClosed(): boolean {
    return this.#showsAll || this.#session.settings.scope === "workspace";
  }

  #isShown(path: string): boolean {
    return this.#showsClosed || this.#session.open.get(path) !== undefined;
  }

  #deliver(): void {
    const { pullsDiagnostics, refreshesDiagnostics } = this.#abilities();
    if (!pullsDiagnostics) this.#push();
    else if (this.#refreshWanted && refreshesDiagnostics) {
      // A client that refuses it pulls again in its own time.
      this.#connection.languages.diagnostics.refresh().catch(() => {});
    }
    this.#refreshWanted = false;
    void this.#connection.sendNotification(statusChangedNotification);
  }

  #push(): void {
    const session = this.#session;
    const paths = this.#shown();
    for (const path of new Set([...paths, ...this.#pushed.keys()])) {
      const { items, print: own } = paths.has(path) ? this.#items(path) : none;
      const print = `${own} ${session.open.get(path)?.version ?? ""}`;
      if ((this.#pushed.get(path) ?? (items.length === 0 && !session.open.get(path) ? print : "")) === print) continue;
      if (items.length === 0 && !paths.has(path)) this.#pushed.delete(path);
      else this.#pushed.set(path, print);
      const version = session.open.get(path)?.version;
      void this.#connection.sendDiagnostics({
        uri: session.uris.uriOf(path),
        diagnostics: [...items],
        ...(version === undefined ? {} : { version }),
      });
    }
  }

  #items(path: string): Printed {
    const isShown = this.#session.isOurs(path) && this.#session.settings.enable;
    if (!isShown) return none;
    const all = this.#kept.of(this.#session.snapshot, path);
    const shown = this.#settling.shown(path, all.items);
    return shown.length === all.items.length ? all : printed(shown);
  }
}

const none = printed([]);

function unchanged(resultId: string): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
}
