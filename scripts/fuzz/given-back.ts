// Whether the server holds no more after files have come, been looked at and gone than when that happened first.
import { FileChangeType } from "vscode-languageserver-protocol";
import { deployment } from "../../test/support/generated-workspace";
import { Client } from "./client";
import { Playground } from "./playground";
import { PulledBefore, pulledFile } from "./view";

/** The first is not counted: while it lasts the engine notes what is run, and keeps that. */
const ROUNDS = 4;
/** What is measured, and what a minute has time for: the engine only interprets meanwhile. */
export const all: Amounts = { files: 500, documents: 20 };
export const some: Amounts = { files: 100, documents: 20 };
/** All files of a round are open at once. */
const HEAP = 1024;
/** What is held may grow by this part of what was held after the first round that counts. */
const TOLERANCE = 0.1;

/** Who opens, pulls, closes and deletes so many files of so many Deployments. */
export interface Amounts {
  readonly files: number;
  readonly documents: number;
}

/** @returns what the server holds too much, in words; undefined where it gives everything back */
export async function givenBackFault(server: string, amounts: Amounts): Promise<string | undefined> {
  const { held, findings, faults } = await heldAfterRounds(server, amounts);
  const [fault] = faults;
  if (fault !== undefined) return fault;
  // Each Deployment keeps data in a claim that nobody shows: there is something to be said of it.
  if (findings.some((count) => count < amounts.files * amounts.documents))
    return `only ${findings.join(", ")} findings in the rounds`;
  return growthFault(held.slice(1));
}

/** @param held bytes after each round that counts */
export function growthFault([first = 0, ...later]: readonly number[]): string | undefined {
  const most = Math.max(first, ...later);
  if (most <= first * (1 + TOLERANCE)) return undefined;
  const words = [first, ...later].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
  return `held after each round: ${words.join(", ")}`;
}

/** The names are others in each round, so that nothing may be kept by name either. */
export async function heldAfterRounds(
  server: string,
  amounts: Amounts,
): Promise<{ readonly held: number[]; readonly findings: number[]; readonly faults: readonly string[] }> {
  const playground = new Playground({ files: [], folders: ["ws"], settings: {} });
  const folders = [{ uri: playground.uri("ws"), name: "ws" }];
  const client = await Client.start({ server, folders, settings: {}, heap: HEAP, measured: true });
  const held: number[] = [];
  const findings: number[] = [];
  try {
    await client.ready();
    for (let round = 1; round <= ROUNDS && client.faults.length === 0; round++) {
      findings.push(await live(round, { playground, client, amounts }));
      held.push(await client.heapUsed());
    }
    return { held, findings, faults: client.faults };
  } finally {
    await client.stop();
    playground.dispose();
  }
}

/** @returns how many findings there were */
async function live(
  round: number,
  {
    playground,
    client,
    amounts,
  }: { readonly playground: Playground; readonly client: Client; readonly amounts: Amounts },
): Promise<number> {
  const files = Array.from({ length: amounts.files }, (_, index) => {
    const path = `ws/round-${round}/file-${index}.yaml`;
    const documents = Array.from({ length: amounts.documents }, (_, at) => deployment(`app-${round}-${index}-${at}`));
    return { path, uri: playground.uri(path), text: documents.join("---\n") };
  });
  for (const { path, text } of files) playground.write(path, { text });
  const tell = (type: FileChangeType) =>
    client.notify("workspace/didChangeWatchedFiles", { changes: files.map(({ uri }) => ({ uri, type })) });
  let findings = 0;
  const before = new PulledBefore();
  for (const { uri, text } of files) {
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await client.notify("textDocument/didOpen", { textDocument });
    findings += (await pulledFile(client, uri, before)).length;
  }
  await tell(FileChangeType.Created);
  for (const { uri } of files) await client.notify("textDocument/didClose", { textDocument: { uri } });
  for (const { path } of files) playground.remove(path);
  await tell(FileChangeType.Deleted);
  // The answer comes when all before it has been taken.
  for (const { uri } of files) findings += (await pulledFile(client, uri, new PulledBefore())).length;
  return findings;
}
