// The built server, and a client that speaks to it as an editor would.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type InitializeParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  ResponseError,
} from "vscode-languageserver-protocol/node";
import { type Channel, type Spoken, spoken } from "./channel";

const server = path.resolve(import.meta.dirname, "../../dist/server.js");

/** What an editor that can do everything says of itself. */
export const fullClient: InitializeParams["capabilities"] = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create", "rename", "delete"],
      changeAnnotationSupport: {},
    },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: false },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { dataSupport: true, honorsChangeAnnotations: true, resolveSupport: { properties: ["edit"] } },
  },
  window: { workDoneProgress: true },
};

/** An editor of the simplest kind. */
export const bareClient: InitializeParams["capabilities"] = {};

export interface StartOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly capabilities?: InitializeParams["capabilities"];
  /** What it answers to `workspace/configuration`. */
  readonly configuration?: unknown;
  readonly initializationOptions?: unknown;
  /** Nothing is answered to that before: the workspace is not read so long, and nobody waits until it is. */
  readonly answersAfter?: Promise<void>;
  /** Requests of the server that it answers with an error, although it said that it can do them. */
  readonly refuses?: readonly string[];
  readonly channel?: Channel;
  /** One that is there, and stays; else a temporary one. */
  readonly folder?: string;
  /** Of the client; null where it does not say. */
  readonly processId?: number | null;
  /** Words for Node. */
  readonly node?: readonly string[];
}

export class ServerProcess {
  readonly #spoken: Spoken;
  readonly connection: ProtocolConnection;
  readonly folder: string;
  /** What was published last for each address. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Set<() => void>();
  refreshes = 0;
  progress: string[] = [];
  readyParams: unknown;
  /** Settles when the workspace has been read. */
  readonly ready: Promise<void>;
  #isReady = (): void => {};
  #version = 1;

  private constructor(channel: Spoken, folder: string) {
    this.#spoken = channel;
    this.folder = folder;
    this.ready = new Promise((resolve) => {
      this.#isReady = resolve;
    });
    this.connection = createProtocolConnection(channel.reader, channel.writer);
  }

  get pid(): number {
    return this.#spoken.process.pid ?? 0;
  }

  /** Starts a server on a temporary folder and waits until it has read it. */
  static async start(options: StartOptions = {}): Promise<ServerProcess> {
    const { files = {}, channel = "stdio", folder: given, node = [] } = options;
    if (!existsSync(server)) throw new Error("dist/server.js is not there: run `npm run build` first");
    const folder = given ?? mkdtempSync(path.join(tmpdir(), "rightkind-protocol-"));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const started = new ServerProcess(await spoken(channel, server, node), folder);
    await started.#initialize(options);
    if (!options.answersAfter) await started.ready;
    return started;
  }

  async #initialize({
    capabilities = fullClient,
    configuration = null,
    initializationOptions,
    processId = process.pid,
    answersAfter,
    refuses = [],
  }: StartOptions): Promise<void> {
    const { connection } = this;
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      this.#wake();
    });
    connection.onRequest("workspace/configuration", async ({ items }: { items: { section: string }[] }) => {
      await answersAfter;
      return items.map(({ section }) => (section === "rightkind" ? configuration : null));
    });
    connection.onRequest("client/registerCapability", async () => {
      await answersAfter;
      return null;
    });
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onNotification("$/progress", ({ value }: { value: { kind: string; title?: string } }) => {
      this.progress.push(value.title ? `${value.kind} ${value.title}` : value.kind);
    });
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      this.#wake();
      return null;
    });
    connection.onNotification("rightkind/ready", (params: unknown) => {
      this.readyParams = params;
      this.#isReady();
    });
    for (const method of refuses)
      connection.onRequest(method, () => new ResponseError(ErrorCodes.MethodNotFound, "refused"));
    connection.listen();
    await connection.sendRequest("initialize", {
      processId,
      rootUri: pathToFileURL(this.folder).href,
      workspaceFolders: [{ uri: pathToFileURL(this.folder).href, name: "test" }],
      capabilities,
      initializationOptions,
    });
    await connection.sendNotification("initialized", {});
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  async open(name: string, text: string, languageId = "yaml"): Promise<void> {
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri(name), languageId, version: this.#version++, text },
    });
  }

  /** Replaces the whole text of an open document, unsaved. */
  async change(name: string, text: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(name), version: this.#version++ },
      contentChanges: [{ text }],
    });
  }

  /** Writes a file without telling anybody. */
  writeFile(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  async close(name: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(name) } });
  }

  async pull(name: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: this.uri(name) } });
  }

  /** The rules that a pull finds. */
  async rules(name: string): Promise<unknown[]> {
    const report = await this.pull(name);
    return report.kind === "full" ? report.items.map(({ code }) => code) : ["unchanged"];
  }

  /** Waits for messages until something holds; a test's own time limit ends it. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Ends the server as an editor does, and takes its folder away. @returns its exit code */
  async stop(): Promise<number | null> {
    const exited = this.exited();
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await exited;
    this.connection.dispose();
    this.#spoken.close();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  /** Says nothing more. @returns the exit code of the server */
  async hangUp(): Promise<number | null> {
    const exited = this.exited();
    this.connection.dispose();
    this.#spoken.close();
    return exited;
  }

  /** Settles with the exit code of the process. */
  exited(): Promise<number | null> {
    return new Promise((resolve) => this.#spoken.process.once("exit", resolve));
  }
}
