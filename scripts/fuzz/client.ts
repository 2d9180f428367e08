// The built server as a process, and a client that notes everything that must not happen: errors, crashes, silence.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  CancellationToken,
  createProtocolConnection,
  type DidChangeWatchedFilesRegistrationOptions,
  type FileSystemWatcher,
  type InitializeParams,
  LSPErrorCodes,
  MessageType,
  type ProtocolConnection,
  type RegistrationParams,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type UnregistrationParams,
} from "vscode-languageserver-protocol/node";
import { REST } from "../../server/src/transport/settling";
import { fullClient } from "../../test/protocol/server-process";
import type { Settings } from "./event";

/** Megabytes that a server of a small workspace may use at most, so that what it never gives back ends it. */
const HEAP = 256;
/** After so many milliseconds without an answer the server counts as hanging. */
const LONGEST_ANSWER = 60_000;
/** A measured one compiles little, and is so much slower. */
const SLOWER = 5;
/** So long nothing may come from the server before it counts as being at rest: longer than findings are held back while somebody types. */
const QUIET = REST + 100;
const LONGEST_WAIT = 20_000;
/** The server may answer with these at any time: the question is asked again. */
const excused: ReadonlySet<number> = new Set([LSPErrorCodes.ContentModified, LSPErrorCodes.RequestCancelled]);
const MOST_EXCUSES = 20;

export interface ClientOptions {
  /** The server's program. */
  readonly server: string;
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  readonly settings: Settings;
  /** What the server may use, in megabytes. */
  readonly heap?: number;
  /** Is `heapUsed` going to be asked? */
  readonly measured?: boolean;
}

/** Loaded into a measured server before its program. */
const HEAP_PROGRAM = resolve("scripts/fuzz/heap.cjs");

export class Client {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #watchers = new Map<string, readonly FileSystemWatcher[]>();
  readonly #working = new Set<number | string>();
  /** Settles when the process has ended, with its exit code. */
  readonly #ended: Promise<number | null>;
  #lastMessage = Date.now();
  #isStopping = false;
  readonly #longest: number;
  #isReady = false;
  settings: Settings;
  refreshes = 0;
  /** What must not have happened. */
  readonly faults: string[] = [];

  private constructor({ server, settings, heap = HEAP, measured = false }: ClientOptions) {
    this.settings = settings;
    this.#longest = measured ? SLOWER * LONGEST_ANSWER : LONGEST_ANSWER;
    // What the engine compiles, and when, depends on how busy the machine is, and what it compiles it keeps.
    const measuring = measured ? ["--no-opt", "--expose-gc", "--require", HEAP_PROGRAM] : [];
    const options = [`--max-old-space-size=${heap}`, ...measuring, server, "--stdio"];
    this.#process = spawn(process.execPath, options, {
      stdio: ["pipe", "pipe", "pipe", ...(measured ? (["ipc"] as const) : [])],
    });
    const { stdin, stdout, stderr } = this.#process;
    if (!stdin || !stdout || !stderr) throw new Error("the server has no channel");
    stderr.setEncoding("utf8").on("data", (text: string) => this.faults.push(`standard error: ${text.trim()}`));
    stdin.on("error", (error) => this.faults.push(`the channel is closed: ${error.message}`));
    this.#ended = new Promise((resolve) => {
      this.#process.once("exit", (code, signal) => {
        if (!this.#isStopping) this.faults.push(`the server has ended: ${signal ?? code}`);
        resolve(code);
      });
    });
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#listen();
  }

  /** @returns when the server has answered `initialize`; it then begins to read the folders */
  static async start(options: ClientOptions): Promise<Client> {
    if (!existsSync(options.server)) throw new Error(`${options.server} is not there: run \`npm run build\` first`);
    const client = new Client(options);
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: options.folders[0]?.uri ?? null,
      workspaceFolders: [...options.folders],
      capabilities: fullClient,
    };
    await client.request("initialize", params);
    await client.notify("initialized", {});
    return client;
  }

  /** All that the server wants to be told about files. */
  get watchers(): FileSystemWatcher[] {
    return [...this.#watchers.values()].flat();
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Resident memory in megabytes; undefined where the system does not say. */
  get memory(): number | undefined {
    try {
      const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.#process.pid}/status`, "utf8"))?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
    } catch {
      return undefined;
    }
  }

  /** Bytes that a measured server holds after it has collected all garbage. */
  async heapUsed(): Promise<number> {
    const answer = new Promise<unknown>((settle) => this.#process.once("message", settle));
    this.#process.send("collect");
    return Number(await this.#timed("the question for memory", answer));
  }

  /** @returns undefined where there is no answer: then the fault is noted, unless the question was taken back */
  async request(method: string, params: unknown, token = CancellationToken.None): Promise<unknown> {
    for (let tries = 0; !this.hasEnded; tries++) {
      try {
        return await this.#timed(method, this.#connection.sendRequest(method, params, token));
      } catch (error) {
        if (token.isCancellationRequested && error instanceof ResponseError && excused.has(error.code))
          return undefined;
        if (error instanceof ResponseError && excused.has(error.code) && tries < MOST_EXCUSES) {
          await pause(20);
          continue;
        }
        // What a conversion is refused for when its edit is asked for is an answer, of which the menu knew nothing yet.
        const isRefused = error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed;
        if (isRefused && method === "codeAction/resolve") return { disabled: { reason: error.message } };
        const code = error instanceof ResponseError ? `error ${error.code}: ` : "";
        this.faults.push(`${method}: ${code}${error instanceof Error ? error.message : error}`);
        return undefined;
      }
    }
    return undefined;
  }

  async notify(method: string, params: unknown): Promise<void> {
    if (this.hasEnded) return;
    await this.#connection.sendNotification(method, params).catch((error: Error) => {
      this.faults.push(`${method}: ${error.message}`);
    });
  }

  /** Waits until the server has read the workspace, and says nothing more. */
  async rest(): Promise<void> {
    const end = Date.now() + LONGEST_WAIT;
    const isAtRest = () => this.#isReady && this.#working.size === 0 && Date.now() - this.#lastMessage >= QUIET;
    let worked = this.#workDone();
    while (!isAtRest() && Date.now() < end && !this.hasEnded) {
      await pause(20);
      // On a busy machine the server may have much to do, and be silent because it gets no time for it.
      const now = this.#workDone();
      if (now !== worked) this.#lastMessage = Date.now();
      worked = now;
    }
  }

  /** What the system says of the process: is it running, and for how long has it; the same as long as it waits. */
  #workDone(): string | undefined {
    try {
      const fields = readFileSync(`/proc/${this.#process.pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      const [state = "", userTime = "", systemTime = ""] = [fields[0], fields[11], fields[12]];
      return state === "R" ? `${Date.now()}` : `${userTime} ${systemTime}`;
    } catch {
      return undefined;
    }
  }

  /** Waits for the end of the first reading, no longer. */
  async ready(): Promise<void> {
    const end = Date.now() + LONGEST_WAIT;
    while (!this.#isReady && Date.now() < end && !this.hasEnded) await pause(2);
    if (!this.#isReady && !this.hasEnded) this.faults.push("the workspace is never ready");
  }

  /** Ends the server as an editor does. */
  async stop(): Promise<void> {
    if (!this.hasEnded) {
      await this.request("shutdown", undefined);
      this.#isStopping = true;
      await this.notify("exit", undefined);
      const code = await Promise.race([this.#ended, pause(LONGEST_ANSWER, "no exit", { ref: false })]);
      if (code !== 0) this.faults.push(`the server ends with ${code}`);
      if (code === "no exit") this.#process.kill("SIGKILL");
    }
    this.#connection.dispose();
  }

  #listen(): void {
    const connection = this.#connection;
    const heard = () => {
      this.#lastMessage = Date.now();
    };
    connection.onRequest("workspace/configuration", ({ items }: { items: readonly { section: string }[] }) => {
      heard();
      return items.map(({ section }) => (section === "rightkind" ? this.settings : null));
    });
    connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      heard();
      for (const { id, method, registerOptions } of registrations) {
        if (method !== "workspace/didChangeWatchedFiles") continue;
        this.#watchers.set(id, (registerOptions as DidChangeWatchedFilesRegistrationOptions).watchers);
      }
      return null;
    });
    connection.onRequest("client/unregisterCapability", ({ unregisterations }: UnregistrationParams) => {
      heard();
      for (const { id } of unregisterations) this.#watchers.delete(id);
      return null;
    });
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onNotification("$/progress", ({ token, value }: { token: number | string; value: { kind: string } }) => {
      heard();
      if (value.kind === "begin") this.#working.add(token);
      if (value.kind === "end") this.#working.delete(token);
    });
    connection.onRequest("workspace/diagnostic/refresh", () => {
      heard();
      this.refreshes++;
      return null;
    });
    connection.onNotification("window/logMessage", ({ type, message }: { type: MessageType; message: string }) => {
      heard();
      if (type === MessageType.Error) this.faults.push(`log: ${message}`);
    });
    connection.onNotification("rightkind/ready", () => {
      heard();
      this.#isReady = true;
    });
    connection.onUnhandledNotification(heard);
    connection.onError(([error]) => this.faults.push(`the connection fails: ${error.message}`));
    connection.listen();
  }

  async #timed(method: string, answer: Promise<unknown>): Promise<unknown> {
    const silence = new AbortController();
    const late = pause(this.#longest, undefined, { signal: silence.signal }).then(
      () => {
        throw new Error(`no answer to ${method} in ${this.#longest / 1000} s`);
      },
      () => undefined,
    );
    const ended = this.#ended.then(() => {
      throw new Error(`no answer to ${method}: the server has ended`);
    });
    try {
      return await Promise.race([answer, late, ended]);
    } finally {
      silence.abort();
      ended.catch(() => undefined);
      answer.catch(() => undefined);
    }
  }
}
