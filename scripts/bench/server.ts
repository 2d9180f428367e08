// The built server as a process of its own with one open document, and a client that measures what it uses.
import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type ProtocolConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";
import { fullClient } from "../../test/protocol/server-process";
import { Failure } from "./failure";
import { type Amount, median } from "./figure";
import { cpuTime, type Memory, memory, untilQuiet } from "./process-usage";

const program = path.resolve("dist/server.js");
const usage = path.resolve("scripts/bench/usage.cjs");

/** Milliseconds without work after which nothing more is expected: longer than any delay of the server. */
const QUIET = 100;
/** Between two requests of which the first only prepares the second. */
const SHORT_QUIET = 20;

export interface Used {
  /** CPU time of the server, in milliseconds. */
  readonly cpu: number;
  /** From question to answer, in milliseconds. */
  readonly wall: number;
}

export class MeasuredServer {
  readonly #process: ChildProcess;
  readonly #pid: number;
  readonly #connection: ProtocolConnection;
  readonly #limit: number;
  readonly #uri: string;
  /** Rejects when the server ends. */
  readonly #end: Promise<never>;
  readonly #kill = (): void => {
    this.#process.kill("SIGKILL");
  };
  #version = 1;
  #isStopped = false;
  #diagnostics: readonly Diagnostic[] = [];

  private constructor(file: string, limit: number) {
    // Without `--expose-gc` what is resident would say more of the collector's moods than of what is kept.
    this.#process = spawn(process.execPath, ["--expose-gc", "--require", usage, program, "--stdio"], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    const { stdout, stdin, pid } = this.#process;
    if (!stdout || !stdin || pid === undefined) throw new Error("the server does not start");
    this.#pid = pid;
    this.#limit = limit;
    this.#uri = pathToFileURL(file).href;
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#end = new Promise((_, reject) => {
      this.#process.once("exit", () => reject(new Failure("failed", "the server has ended")));
    });
    this.#end.catch(() => {}); // whoever waits for something hears of it
    process.once("exit", this.#kill);
  }

  /**
   * Starts a server on a folder, waits until it has read it, and opens a document.
   * @param limit milliseconds that any one answer may take
   */
  static async start(
    folder: string,
    { file, limit }: { readonly file: string; readonly limit: number },
  ): Promise<{ server: MeasuredServer; used: Used }> {
    const begin = performance.now();
    const server = new MeasuredServer(path.join(folder, file), limit);
    try {
      await server.#initialize(folder);
      await server.#open(fs.readFileSync(path.join(folder, file), "utf8"));
      const wall = performance.now() - begin;
      await server.#quiet(QUIET);
      return { server, used: { cpu: cpuTime(server.#pid), wall } };
    } catch (error) {
      server.stop();
      throw error;
    }
  }

  /** Whether it has not been stopped, and has not ended by itself. */
  get isAlive(): boolean {
    return !this.#isStopped && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /**
   * Types, and asks for diagnostics each time.
   * @returns the CPU time of one key on the average, with what the server does behind its answers, and the median wall time
   */
  async keys(changes: () => TextDocumentContentChangeEvent, { most, budget }: Amount): Promise<Used> {
    const before = cpuTime(this.#pid);
    const begin = performance.now();
    const walls: number[] = [];
    while (walls.length < most && (walls.length === 0 || performance.now() - begin < budget)) {
      const start = performance.now();
      await this.#key(changes());
      walls.push(performance.now() - start);
    }
    await this.#quiet(QUIET);
    return { cpu: (cpuTime(this.#pid) - before) / walls.length, wall: median(walls) };
  }

  /** Types, and hovers when all is quiet again. */
  async hover(change: TextDocumentContentChangeEvent, kind: Range): Promise<Used> {
    await this.#key(change);
    const position = { line: kind.start.line, character: kind.start.character + 1 };
    const { used } = await this.#measured(() =>
      this.#ask<Hover | null>("textDocument/hover", { textDocument: { uri: this.#uri }, position }),
    );
    return used;
  }

  /** Types, and asks what can be done when all is quiet again. */
  async codeActions(
    change: TextDocumentContentChangeEvent,
    kind: Range,
  ): Promise<{ actions: CodeAction[]; used: Used }> {
    await this.#key(change);
    const diagnostics = this.#diagnostics.filter(({ range }) => range.start.line === kind.start.line);
    const { answer, used } = await this.#measured(() =>
      this.#ask<CodeAction[] | null>("textDocument/codeAction", {
        textDocument: { uri: this.#uri },
        range: kind,
        context: { diagnostics, triggerKind: 2 },
      }),
    );
    return { actions: answer ?? [], used };
  }

  /** Asks for the edit of an action. */
  async resolve(action: CodeAction): Promise<Used> {
    const { used } = await this.#measured(() => this.#ask<CodeAction>("codeAction/resolve", action));
    return used;
  }

  /** The most that was resident so far, and what is after a collection of all garbage. */
  async memory(): Promise<Memory> {
    const { peak } = memory(this.#pid);
    this.#process.kill("SIGUSR2");
    await this.#quiet(QUIET);
    return { peak, present: memory(this.#pid).present };
  }

  stop(): void {
    this.#isStopped = true;
    this.#kill();
    process.off("exit", this.#kill);
    this.#connection.dispose();
  }

  async #initialize(folder: string): Promise<void> {
    const connection = this.#connection;
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => null));
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => null);
    const ready = new Promise<void>((resolve) => {
      connection.onNotification("rightkind/ready", () => resolve());
    });
    connection.listen();
    const uri = pathToFileURL(folder).href;
    await this.#ask("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "growth" }],
      capabilities: fullClient,
    });
    await this.#tell("initialized", {});
    await this.#within(ready);
  }

  async #open(text: string): Promise<void> {
    const languageId = this.#uri.endsWith(".json") ? "json" : "yaml";
    await this.#tell("textDocument/didOpen", {
      textDocument: { uri: this.#uri, languageId, version: this.#version++, text },
    });
    await this.#pull();
  }

  async #key(change: TextDocumentContentChangeEvent): Promise<void> {
    await this.#tell("textDocument/didChange", {
      textDocument: { uri: this.#uri, version: this.#version++ },
      contentChanges: [change],
    });
    await this.#pull();
  }

  async #pull(): Promise<void> {
    const report = await this.#ask<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri: this.#uri },
    });
    if (report.kind === "full") this.#diagnostics = report.items;
  }

  /** One question alone. */
  async #measured<T>(ask: () => Promise<T>): Promise<{ answer: T; used: Used }> {
    await this.#quiet(SHORT_QUIET);
    const before = cpuTime(this.#pid);
    const start = performance.now();
    const answer = await ask();
    const wall = performance.now() - start;
    await this.#quiet(SHORT_QUIET);
    return { answer, used: { cpu: cpuTime(this.#pid) - before, wall } };
  }

  #ask<T>(method: string, parameters: unknown): Promise<T> {
    return this.#within(this.#connection.sendRequest<T>(method, parameters));
  }

  #quiet(quiet: number): Promise<void> {
    return this.#within(untilQuiet(this.#pid, quiet));
  }

  #tell(method: string, parameters: unknown): Promise<void> {
    return this.#within(this.#connection.sendNotification(method, parameters));
  }

  /** @throws Failure where it fails, or takes longer than the limit: then the server is ended as well */
  async #within<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Failure("slow", `no answer within ${this.#limit} ms`));
        this.stop();
      }, this.#limit);
    });
    work.catch(() => {}); // after the end nobody waits for it
    try {
      return await Promise.race([work, late, this.#end]);
    } catch (error) {
      throw error instanceof Failure ? error : new Failure("failed", String(error));
    } finally {
      clearTimeout(timer);
    }
  }
}
