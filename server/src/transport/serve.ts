// Wires a connection to the session and the features, the same in a process and in a web worker.
import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type InitializeResult,
  TextDocumentSyncKind,
  WatchKind,
} from "vscode-languageserver";
import { codeActions, codeActionWithEdit } from "../features/code-actions";
import { checkWorkspace, explainKind, explainObject, explainRule, isPosition, property } from "../features/commands";
import {
  conversionEdit,
  conversionPage,
  conversionParameters,
  conversionPreview,
  listedConversions,
} from "../features/conversion-commands";
import { documentStatus } from "../features/document-status";
import { ignoringAnswer, reasonAnswer } from "../features/finding-menu";
import { fixAllKind } from "../features/fix-all";
import { hover } from "../features/hover/hover";
import { preparedChange } from "../features/prepared-change";
import { runbookPage, runbookParameters } from "../features/runbook";
import type { LastCommit } from "../git/last-commit";
import { clientAbilities, type TransportAbilities, transportAbilities } from "./client-abilities";
import { CommittedTexts } from "./committed-texts";
import { carriedOut, currentEdit } from "./current-edit";
import { DiagnosticsDelivery } from "./diagnostics-delivery";
import type { FileSystem } from "./file-system";
import {
  type DocumentStatus,
  type DocumentStatusParams,
  documentStatusRequest,
  type ReadyParams,
  readyNotification,
  serverCommands,
} from "./protocol";
import { counted, scan } from "./scan";
import { scanReport } from "./scan-report";
import { Session } from "./session";
import { systemClock } from "./settling";
import { allowed, TrialsAtRest } from "./trials";
import { unreadStatus } from "./unread-status";

/** Each commit writes the second, each checkout both. */
const heads = "**/.git/{HEAD,logs/HEAD}";

/** In any case, as on disks that tell no difference; and the files that say what is left out. */
const watchedFiles = "**/{*.[yY][aA][mM][lL],*.[yY][mM][lL],*.[jJ][sS][oO][nN],Kustomization,.gitignore}";

export interface ServeOptions {
  readonly files: FileSystem;
  readonly lastCommit: LastCommit;
  readonly version: string;
  /** The page of a rule in Markdown; undefined where there is none. */
  readonly rulePage: (id: string) => string | undefined;
  /** Called when the client says `exit`; with its code. */
  readonly onExit?: (code: number) => void;
}

export function serve(connection: Connection, { files, lastCommit, version, rulePage }: ServeOptions): void {
  const session = new Session(files, (rule, error) => connection.console.error(`rule ${rule}: ${describe(error)}`));
  let abilities: TransportAbilities = transportAbilities({});
  let scanNumber = 0;
  let questionNumber = 0;
  let answeredNumber = 0;
  /** Settles when all that was asked to be read is read. */
  let reading: Promise<void> = Promise.resolve();
  const delivery = new DiagnosticsDelivery(connection, session, () => abilities, systemClock);
  const trials = new TrialsAtRest(session);
  const committed = new CommittedTexts({
    session,
    lastCommit,
    onRead: () => delivery.schedule(),
    onOutside: (folder) => void watchHead(connection, abilities, session.uris.uriOf(folder)),
  });

  connection.onInitialize(({ capabilities, workspaceFolders, rootUri, initializationOptions }): InitializeResult => {
    abilities = transportAbilities(capabilities);
    session.client = clientAbilities(capabilities);
    session.folders = (workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : [])).map((uri) =>
      session.uris.folderOf(uri),
    );
    session.start(initializationOptions);
    return {
      serverInfo: { name: "rightkind", version },
      capabilities: {
        positionEncoding: "utf-16",
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, "refactor.rewrite.rightkind", fixAllKind],
          resolveProvider: true,
        },
        executeCommandProvider: { commands: Object.values(serverCommands) },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...(abilities.pullsDiagnostics
          ? { diagnosticProvider: { identifier: "rightkind", interFileDependencies: true, workspaceDiagnostics: true } }
          : {}),
      },
    };
  });

  connection.onInitialized(async () => {
    // Before anything is waited for: whoever asks at once asks for what is read then.
    reading = register(connection, abilities)
      .then(() => configure())
      .then(() => readWorkspace());
    if (abilities.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => session.uris.folderOf(uri)));
        for (const folder of gone) session.disk.closedFolder(folder);
        session.folders = [
          ...session.folders.filter((folder) => !gone.has(folder)),
          ...added.map(({ uri }) => session.uris.folderOf(uri)),
        ];
        reading = readWorkspace();
      });
    }
    await reading;
  });

  async function everythingRead(): Promise<void> {
    for (let awaited: typeof reading | undefined; awaited !== reading; ) {
      awaited = reading;
      await awaited;
    }
  }

  /** Reads all folders; a later call takes the place of an earlier one that is still under way. */
  async function readWorkspace(): Promise<void> {
    const number = ++scanNumber;
    session.workspace.ready = false;
    const progress = abilities.workDoneProgress
      ? await connection.window.createWorkDoneProgress().catch(() => undefined) // refused: it is read without
      : undefined;
    progress?.begin("Rightkind: reading manifests");
    const started = systemClock.now();
    try {
      await scan(session, {
        roots: session.folders,
        files,
        onProgress: (read) => progress?.report(`${read} files`),
        isCancelled: () => number !== scanNumber,
      });
    } finally {
      progress?.done();
    }
    if (number !== scanNumber) return;
    session.workspace.ready = true;
    delivery.schedule();
    const ready: ReadyParams = await counted(session);
    if (number !== scanNumber) return;
    connection.console.info(scanReport(session, ready, systemClock.now() - started));
    await connection.sendNotification(readyNotification, ready);
    await scanWhereWanted();
  }

  /** Reads the folders once more where other files are left out now; meanwhile what is known counts. */
  async function scanWhereWanted(): Promise<void> {
    // One that makes the workspace ready is followed by this one.
    if (!session.workspace.ready || !session.disk.takeRescan()) return;
    const number = ++scanNumber;
    const isCancelled = () => number !== scanNumber;
    await scan(session, { roots: session.folders, files, onProgress: () => {}, isCancelled });
    if (!isCancelled()) delivery.schedule();
  }

  /**
   * Asks for the settings; what comes after the answer to a later question is not heard.
   * @returns are other files to be read now?
   */
  async function configure(): Promise<boolean> {
    if (!abilities.configuration) return false;
    const number = ++questionNumber;
    const [section, yamlVersion] = await connection.workspace
      .getConfiguration([{ section: "rightkind" }, { section: "yaml.kubernetesVersion" }])
      .then((answer) => (Array.isArray(answer) ? answer : []))
      .catch(() => []); // some clients cannot answer: what they started with holds
    if (number < answeredNumber) return false;
    answeredNumber = number;
    return configureWith(section, yamlVersion);
  }

  function configureWith(section: unknown, yamlVersion: unknown): boolean {
    const readsOthers = session.configure(section, yamlVersion);
    delivery.schedule();
    return readsOthers;
  }

  connection.onDidChangeConfiguration(async ({ settings }) => {
    const readsOthers = abilities.configuration
      ? await configure()
      : configureWith(property(settings, "rightkind"), property(property(settings, "yaml"), "kubernetesVersion"));
    if (!readsOthers) return;
    reading = readWorkspace();
    await reading;
  });

  connection.onDidOpenTextDocument(async ({ textDocument }) => {
    const path = session.didOpen(textDocument);
    trials.later(path);
    if (!abilities.watchesOutside) committed.lookAtRest();
    delivery.schedule();
    if (await session.disk.readConfigurationsOf(path)) delivery.schedule();
    await scanWhereWanted();
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const path = session.didChange(textDocument.uri, textDocument.version, contentChanges);
    delivery.edited(path, contentChanges);
    delivery.schedule(path);
    trials.later(path);
    if (!abilities.watchesOutside) committed.lookAtRest();
    void scanWhereWanted();
  });
  connection.onDidCloseTextDocument(async ({ textDocument }) => {
    const path = await session.didClose(textDocument.uri);
    delivery.closed(path);
    delivery.schedule();
    await scanWhereWanted();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const paths = new Set(changes.map(({ uri }) => session.uris.pathOf(uri)));
    committed.changed(paths);
    await session.disk.lookAgain(paths);
    delivery.schedule();
    await scanWhereWanted();
  });

  connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
    delivery.pulled(session.uris.pathOf(textDocument.uri), previousResultId),
  );
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }) => delivery.pulledWorkspace(previousResultIds));

  connection.onHover(({ textDocument, position }) => {
    const path = session.uris.pathOf(textDocument.uri);
    return session.isOurs(path) ? hover(session.snapshot, path, position) : null;
  });
  const versionOf = (path: string) => session.open.get(path)?.version ?? null;
  connection.onCodeAction(({ textDocument, context, range }) => {
    const path = session.uris.pathOf(textDocument.uri);
    trials.later();
    return session.isOurs(path) ? codeActions(session.snapshot, { path, context, range, versionOf }) : [];
  });
  connection.onCodeActionResolve(async (action) => {
    const texts = await textsAround(action.data);
    const resolved = await currentEdit(
      session,
      () => codeActionWithEdit(session.snapshot, action, versionOf, texts),
      (answer) => ("refused" in answer ? undefined : answer.edit),
    );
    return carriedOut(allowed(resolved));
  });

  /** Scripts and other texts in which the workload of a request may be named by its kind. */
  async function textsAround(request: unknown) {
    const uri = property(request, "uri");
    const isConversion = property(request, "to") !== undefined;
    return typeof uri === "string" && isConversion ? files.unitTexts(session.workspace, session.uris.pathOf(uri)) : [];
  }

  connection.onExecuteCommand(async ({ command, arguments: given }) => {
    switch (command) {
      case serverCommands.convert: {
        const parameters = conversionParameters(given?.[0]);
        if (!parameters) return null;
        return currentEdit(
          session,
          () => conversionEdit(session.snapshot, parameters, versionOf) ?? null,
          (answer) => (answer && !("refused" in answer) ? answer : undefined),
        );
      }
      case serverCommands.preview: {
        const parameters = conversionParameters(given?.[0]);
        return (parameters && conversionPreview(session.snapshot, parameters)) ?? null;
      }
      case serverCommands.listConversions: {
        const uri = property(given?.[0], "uri");
        const position = property(given?.[0], "position");
        if (typeof uri !== "string" || !isPosition(position)) return null;
        const texts = await files.unitTexts(session.workspace, session.uris.pathOf(uri));
        return listedConversions(session.snapshot, { uri, position }, texts) ?? null;
      }
      case serverCommands.prepareChange: {
        const texts = await textsAround(given?.[0]);
        return currentEdit(
          session,
          () => preparedChange(session.snapshot, given?.[0], versionOf, texts) ?? null,
          (answer) => (answer && !("refused" in answer) ? answer.edit : undefined),
        );
      }
      case serverCommands.explainConversion: {
        const parameters = conversionParameters(given?.[0]);
        return (parameters && conversionPage(session.snapshot, parameters, await textsAround(parameters))) ?? null;
      }
      case serverCommands.runbook: {
        const parameters = runbookParameters(given?.[0]);
        if (!parameters) return null;
        const texts = await files.unitTexts(session.workspace, session.uris.pathOf(parameters.uri));
        return runbookPage(session.snapshot, parameters, texts) ?? null;
      }
      case serverCommands.ignoreFinding:
        return ignoringAnswer(session.snapshot, given?.[0], versionOf) ?? null;
      case serverCommands.addReason:
        return reasonAnswer(session.snapshot, given?.[0], versionOf) ?? null;
      case serverCommands.explainRule:
        return explainRule(session.snapshot, given?.[0], rulePage);
      case serverCommands.explainKind:
        return explainKind(session.snapshot, given?.[0]);
      case serverCommands.explainObject:
        return explainObject(session.snapshot, given?.[0]);
      case serverCommands.checkWorkspace:
        await everythingRead();
        delivery.showAll();
        return committed.atOnce(() => checkWorkspace(session.snapshot));
      default:
        return null;
    }
  });
  connection.onRequest(documentStatusRequest, ({ uri }: DocumentStatusParams): DocumentStatus | null => {
    const path = session.uris.pathOf(uri);
    return unreadStatus(session, path) ?? documentStatus(session.snapshot, path);
  });
  connection.listen();
}

/** Registers what a client wants to be asked for rather than told; what it refuses is done without. */
async function register(connection: Connection, { watchesFiles, configuration }: TransportAbilities): Promise<void> {
  const wanted: Promise<Disposable>[] = [];
  if (watchesFiles) {
    const watchers = [
      { globPattern: watchedFiles },
      { globPattern: heads },
      // A folder that comes or goes is told as one event, which no pattern for files matches.
      { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
    ];
    wanted.push(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  }
  if (configuration)
    wanted.push(
      connection.client.register(DidChangeConfigurationNotification.type, { section: ["rightkind", "yaml"] }),
    );
  await Promise.allSettled(wanted);
}

/** Has the client tell of a HEAD that lies outside of its folders. */
async function watchHead(connection: Connection, { watchesOutside }: TransportAbilities, folder: string) {
  if (!watchesOutside) return;
  const watchers = [folder, `${folder}/logs`].map((baseUri) => ({ globPattern: { baseUri, pattern: "HEAD" } }));
  try {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  } catch (error) {
    connection.console.warn(`commits in ${folder} are not told: ${describe(error)}`);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
