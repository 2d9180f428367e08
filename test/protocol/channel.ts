// A server process and the ways to speak with it.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import * as net from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import {
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

export const channels = ["stdio", "node-ipc", "socket", "pipe"] as const;
export type Channel = (typeof channels)[number];

export interface Spoken {
  readonly process: ChildProcess;
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** Hangs up. */
  readonly close: () => void;
}

/** @param words of Node, before the program; `program` is a server */
export async function spoken(channel: Channel, program: string, words: readonly string[] = []): Promise<Spoken> {
  if (channel === "stdio") {
    const process = start(words, program, ["--stdio"], ["pipe", "pipe", "inherit"]);
    if (!process.stdout || !process.stdin) throw new Error("the server has no channel");
    const { stdin } = process;
    const reader = new StreamMessageReader(process.stdout);
    return { process, reader, writer: new StreamMessageWriter(stdin), close: () => stdin.end() };
  }
  if (channel === "node-ipc") {
    const process = start(words, program, ["--node-ipc"], ["ignore", "inherit", "inherit", "ipc"]);
    const close = () => process.connected && process.disconnect();
    return { process, reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process), close };
  }
  return channel === "socket" ? overSocket(program, words) : overPipe(program, words);
}

async function overSocket(program: string, words: readonly string[]): Promise<Spoken> {
  const { listener, connected } = await listening({ port: 0, host: "127.0.0.1" });
  const address = listener.address();
  if (typeof address !== "object" || address === null) throw new Error("there is no port");
  return connectedBy(start(words, program, [`--socket=${address.port}`]), listener, connected);
}

async function overPipe(program: string, words: readonly string[]): Promise<Spoken> {
  const folder = mkdtempSync(path.join(tmpdir(), "rightkind-pipe-"));
  const { listener, connected } = await listening({ path: path.join(folder, "channel") });
  const process = start(words, program, [`--pipe=${path.join(folder, "channel")}`]);
  const channel = await connectedBy(process, listener, connected);
  rmSync(folder, { recursive: true, force: true });
  return channel;
}

/** The client listens, and the server comes to it. */
async function listening(where: net.ListenOptions): Promise<{ listener: net.Server; connected: Promise<net.Socket> }> {
  const listener = net.createServer();
  const connected = new Promise<net.Socket>((resolve) => listener.once("connection", resolve));
  await new Promise<void>((resolve) => listener.listen(where, resolve));
  return { listener, connected };
}

async function connectedBy(
  process: ChildProcess,
  listener: net.Server,
  connected: Promise<net.Socket>,
): Promise<Spoken> {
  const socket = await connected;
  listener.close();
  // Head and body of a message are two pieces: the second would wait until the first has been acknowledged.
  socket.setNoDelay(true);
  // An end that is not asked for is seen by the exit code of the server.
  socket.on("error", () => {});
  return {
    process,
    reader: new StreamMessageReader(socket),
    writer: new StreamMessageWriter(socket),
    close: () => socket.destroy(),
  };
}

function start(
  words: readonly string[],
  program: string,
  options: readonly string[],
  stdio: ("pipe" | "ignore" | "inherit" | "ipc")[] = ["ignore", "inherit", "inherit"],
): ChildProcess {
  return spawn(process.execPath, [...words, program, ...options], { stdio });
}
