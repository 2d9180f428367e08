// One server that lives through events, beside the disk and the buffers that it should know.
import { CancellationTokenSource, type Diagnostic } from "vscode-languageserver-protocol";
import { Client } from "./client";
import { contentChanges } from "./content-changes";
import type { FuzzCase, FuzzEvent, TellingForm } from "./event";
import { Playground } from "./playground";
import { actionsOf, PulledBefore, pulledFile, pulledView, type View } from "./view";
import { watchedEvents } from "./watched-events";

/** A server of a small workspace that holds more than so many megabytes keeps what it does not need. */
const MOST_MEMORY = 700;

/** What the editor shows for an open file, until it has a reason to ask again. */
interface Shown {
  readonly text: string;
  readonly refreshes: number;
  readonly items: string;
}

export class Session {
  readonly playground: Playground;
  readonly client: Client;
  /** What the editor would go on showing, though it is no longer so; in words. */
  stale: string | undefined;
  readonly #before = new PulledBefore();
  readonly #shown = new Map<string, Shown>();
  readonly #unanswered: Promise<unknown>[] = [];

  private constructor(playground: Playground, client: Client) {
    this.playground = playground;
    this.client = client;
  }

  /** @param heap what the server may use, in megabytes */
  static async start(start: Omit<FuzzCase, "events">, server: string, heap?: number): Promise<Session> {
    const playground = new Playground(start);
    const folders = workspaceFolders(playground);
    const client = await Client.start({ server, folders, settings: start.settings, ...(heap && { heap }) });
    return new Session(playground, client);
  }

  /** Makes an event happen, and tells the server what an editor would. What cannot happen now is passed over. */
  async take(event: FuzzEvent): Promise<void> {
    const { playground, client } = this;
    switch (event.event) {
      case "open":
        return this.#open(event.path, event.language, event.text);
      case "change":
        return this.#change(event.path, event.text, event.how);
      case "close":
        if (!playground.buffers.delete(event.path)) return;
        return client.notify("textDocument/didClose", { textDocument: { uri: playground.uri(event.path) } });
      case "save": {
        const buffer = playground.buffers.get(event.path);
        if (!buffer) return;
        playground.write(event.path, { text: buffer.text });
        return client.notify("textDocument/didSave", { textDocument: { uri: playground.uri(event.path) } });
      }
      case "write":
        return playground.write(event.path, event);
      case "remove":
        return playground.remove(event.path);
      case "rename":
        return playground.rename(event.from, event.to);
      case "link":
        return playground.link(event.path, event.to);
      case "tell":
        return this.#tell(event.how);
      case "folders":
        return this.#setFolders(event.added, event.removed);
      case "configure":
        playground.settings = event.settings;
        client.settings = event.settings;
        return client.notify("workspace/didChangeConfiguration", { settings: { rightkind: event.settings } });
      case "ask":
        if (event.hurried) this.#hurry(event.path, event.line, event.character);
        else await this.#ask(event.path, event.line, event.character);
        return;
      case "compare":
        await this.view();
    }
  }

  /** What the server says now of all files, those that are gone among them. All changes are told before. */
  async view(): Promise<View> {
    await this.#tell("together");
    // Before, events may come while the folders are being read; what they change is compared with what was there.
    await this.client.ready();
    await Promise.all(this.#unanswered.splice(0));
    const uris = this.playground.paths.map((path) => this.playground.uri(path));
    // What is told while the answers are under way makes the editor ask once more.
    const { refreshes } = this.client;
    const view = await pulledView(this.client, uris, this.#before);
    this.#checkMemory();
    this.stale ??= await this.#staleFile(view, refreshes);
    return view;
  }

  /** What the server should not have done, in the words of a difference. */
  get fault(): string | undefined {
    const [first] = this.client.faults;
    return first === undefined ? undefined : `fault: ${first}`;
  }

  /** May be called again. */
  async stop(): Promise<void> {
    await this.client.stop();
    this.playground.dispose();
  }

  async #open(path: string, language: string, given: string | undefined): Promise<void> {
    const { playground, client } = this;
    const text = given ?? playground.textOnDisk(path);
    if (text === undefined || playground.buffers.has(path) || playground.isFolder(path)) return;
    playground.buffers.set(path, { text, language, version: 1 });
    playground.remember(path, text);
    this.#shown.delete(path);
    await client.notify("textDocument/didOpen", {
      textDocument: { uri: playground.uri(path), languageId: language, version: 1, text },
    });
  }

  async #change(path: string, text: string, how: Parameters<typeof contentChanges>[2]): Promise<void> {
    const buffer = this.playground.buffers.get(path);
    if (!buffer) return;
    let { version } = buffer;
    for (const changes of contentChanges(buffer.text, text, how)) {
      const textDocument = { uri: this.playground.uri(path), version: ++version };
      await this.client.notify("textDocument/didChange", { textDocument, contentChanges: changes });
    }
    this.playground.buffers.set(path, { ...buffer, text, version });
    this.playground.remember(path, text);
  }

  async #tell(how: TellingForm): Promise<void> {
    const messages = watchedEvents(this.playground.takePending(), how, this.client.watchers);
    for (const changes of messages) await this.client.notify("workspace/didChangeWatchedFiles", { changes });
  }

  async #setFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    const { playground, client } = this;
    const gone = removed.filter((folder) => playground.folders.includes(folder));
    const left = playground.folders.filter((folder) => !gone.includes(folder));
    const come = added.filter((folder) => !left.includes(folder) && playground.isFolder(folder));
    if (gone.length + come.length === 0) return;
    playground.folders = [...left, ...come];
    const named = (folder: string) => ({ uri: playground.uri(folder), name: folder });
    await client.notify("workspace/didChangeWorkspaceFolders", {
      event: { added: come.map(named), removed: gone.map(named) },
    });
  }

  async #ask(path: string, line: number, character: number): Promise<void> {
    const { playground, client } = this;
    const uri = playground.uri(path);
    const position = { line, character };
    const [first]: readonly Diagnostic[] = await pulledFile(client, uri, this.#before);
    if (first) await actionsOf(client, uri, first, { resolved: true });
    await client.request("textDocument/hover", { textDocument: { uri }, position });
    const range = { start: position, end: position };
    await client.request("textDocument/codeAction", { textDocument: { uri }, range, context: { diagnostics: [] } });
  }

  /** All at once, while other things happen; every second question is taken back. */
  #hurry(path: string, line: number, character: number): void {
    const textDocument = { uri: this.playground.uri(path) };
    const position = { line, character };
    const range = { start: { line: 0, character: 0 }, end: position };
    const questions = [
      ["textDocument/diagnostic", { textDocument }],
      ["textDocument/hover", { textDocument, position }],
      ["textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }],
      ["workspace/diagnostic", { previousResultIds: [] }],
    ] as const;
    for (const [index, [method, params]] of questions.entries()) {
      const source = new CancellationTokenSource();
      this.#unanswered.push(this.client.request(method, params, source.token));
      if (index % 2 === 1) source.cancel();
    }
  }

  /**
   * Compares what the editor shows of open files, since nobody told it to ask again, with what it is told now.
   * @param refreshes how often it had been told to when it asked
   * @returns the first difference in words
   */
  async #staleFile({ files }: View, refreshes: number): Promise<string | undefined> {
    const { playground, client } = this;
    for (const [path, { text }] of playground.buffers) {
      const items = JSON.stringify(files.get(playground.uri(path)) ?? []);
      const before = this.#shown.get(path);
      const isAsked = before?.text !== text || before.refreshes !== refreshes;
      if (before && !isAsked && before.items !== items) {
        await client.rest();
        const isStill = before.refreshes === client.refreshes;
        if (isStill) return `stale: ${path}: the editor still shows ${before.items}, is told ${items}`;
      }
      this.#shown.set(path, { text, refreshes, items });
    }
    return undefined;
  }

  #checkMemory(): void {
    const { memory } = this.client;
    if (memory !== undefined && memory > MOST_MEMORY)
      this.client.faults.push(`the server holds ${Math.round(memory)} MB of a small workspace`);
  }
}

export function workspaceFolders(playground: Playground): { readonly uri: string; readonly name: string }[] {
  return playground.folders.map((folder) => ({ uri: playground.uri(folder), name: folder }));
}
