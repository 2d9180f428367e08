// Whether a server that has lived through events says the same as one that is started now, and as the command line.
import type { Diagnostic } from "vscode-languageserver-protocol";
import { Choices } from "../../test/support/choices";
import { Client } from "./client";
import { type CommandLineFinding, commandLineView, commonFinding } from "./command-line-view";
import type { Session } from "./session";
import { workspaceFolders } from "./session";
import { type Action, actionsOf, PulledBefore, pulledView, type View } from "./view";

export interface Programs {
  readonly server: string;
  readonly commandLine: string;
}

export interface ComparisonOptions {
  /** Are code actions compared as well, with their edits? */
  readonly actions: boolean;
  /** Decides in which order the fresh server gets the buffers, and whether before or after it has read the folders. */
  readonly order: number;
  /** How often a server may look again before what differs counts: it may take its time with what it was told. */
  readonly looks: number;
}

export interface Compared {
  /** In words; undefined where all agree. */
  readonly difference: string | undefined;
  readonly findings: number;
  /** How many workspace folders were compared with the command line. */
  readonly commandLines: number;
  readonly actions: number;
}

/** Code actions are compared for so many diagnostics; each may mean that a conversion is tried. */
const MOST_ASKED = 12;

export async function compared(session: Session, programs: Programs, options: ComparisonOptions): Promise<Compared> {
  const fresh = await freshServer(session, programs.server, options.order);
  const result = { findings: 0, commandLines: 0, actions: 0 };
  try {
    const lived = await agreeing(session, fresh, options.looks);
    result.findings = [...lived.view.files.values()].reduce((sum, items) => sum + items.length, 0);
    const difference =
      lived.difference ??
      session.stale ??
      (options.actions ? await actionDifference(session, fresh, lived.view, result) : undefined) ??
      (await commandLineDifference(session, programs.commandLine, lived.view, result));
    return { difference: difference ?? fault(session.client, "") ?? fault(fresh, "fresh server: "), ...result };
  } finally {
    await fresh.stop();
  }
}

/** Looks until both agree, as long as they may still have something to say. */
async function agreeing(
  session: Session,
  fresh: Client,
  most: number,
): Promise<{ view: View; difference: string | undefined }> {
  for (let looks = 1; ; looks++) {
    const view = await session.view();
    const expected = await freshView(session, fresh);
    const difference = fault(session.client, "") ?? viewDifference(view, expected);
    if (difference === undefined || looks === most || session.client.hasEnded) return { view, difference };
    await Promise.all([session.client.rest(), fresh.rest()]);
  }
}

/** A server on the same folders, with the same buffers, that knows nothing of what was before. */
async function freshServer({ playground }: Session, server: string, order: number): Promise<Client> {
  const choices = Choices.seeded(order, 50);
  const known = workspaceFolders(playground);
  // The first of them is the one in which a configuration that the settings name is looked for.
  const folders = "configurationPath" in playground.settings ? known : choices.shuffled(known);
  const client = await Client.start({ server, folders, settings: playground.settings });
  if (choices.chance(50)) await client.ready();
  for (const [path, { text, language, version }] of choices.shuffled([...playground.buffers])) {
    const textDocument = { uri: playground.uri(path), languageId: language, version, text };
    await client.notify("textDocument/didOpen", { textDocument });
  }
  await client.ready();
  return client;
}

async function freshView({ playground }: Session, fresh: Client): Promise<View> {
  const uris = playground.paths.map((path) => playground.uri(path));
  return pulledView(fresh, uris.toReversed(), new PulledBefore());
}

function fault({ faults }: Client, prefix: string): string | undefined {
  const [first] = faults;
  return first === undefined ? undefined : `fault: ${prefix}${first}`;
}

function viewDifference(lived: View, fresh: View): string | undefined {
  for (const [uri, items] of both(lived.files, fresh.files)) {
    if (JSON.stringify(items[0]) === JSON.stringify(items[1])) continue;
    return `fresh: ${uri} differs\n${diagnosticsInWords(items[0] ?? [], items[1] ?? [])}`;
  }
  for (const [uri, reports] of both(lived.workspace, fresh.workspace)) {
    if (JSON.stringify(reports[0]) === JSON.stringify(reports[1])) continue;
    return `workspace: ${uri} differs\n  lived: ${JSON.stringify(reports[0])}\n  fresh: ${JSON.stringify(reports[1])}`;
  }
  return undefined;
}

async function actionDifference(
  { client, playground }: Session,
  fresh: Client,
  { files }: View,
  result: { actions: number },
): Promise<string | undefined> {
  const asked = [...files].flatMap(([uri, items]) => items.map((item) => ({ uri, item })));
  for (const { uri, item } of asked.slice(0, MOST_ASKED)) {
    const [lived, expected] = [
      await actionsOf(client, uri, item, { resolved: true }),
      await actionsOf(fresh, uri, item, { resolved: true }),
    ];
    result.actions += expected.length;
    if (JSON.stringify(lived) !== JSON.stringify(expected)) {
      const place = `${uri.replace(playground.uri(""), "")} ${item.code}`;
      return `actions: ${place}\n  lived: ${JSON.stringify(lived)}\n  fresh: ${JSON.stringify(expected)}`;
    }
  }
  return undefined;
}

/** Only where the command line can know the same: saved buffers, no settings, no folder inside another. */
async function commandLineDifference(
  session: Session,
  program: string,
  view: View,
  result: { commandLines: number },
): Promise<string | undefined> {
  const { playground } = session;
  const { scope, ...settings } = playground.settings;
  const isNested = playground.folders.some((one) => playground.folders.some((other) => other.startsWith(`${one}/`)));
  if (playground.isDirty || isNested || Object.keys(settings).length > 0) return undefined;
  for (const folder of playground.folders) {
    const native = playground.native(folder);
    const within = (path: string) => path.startsWith(`${folder}/`);
    const open = [...playground.buffers.keys()].filter(within);
    const whole = await commandLineView(program, native, ["."]);
    if (typeof whole === "string") return `command line: ${whole}`;
    result.commandLines++;
    for (const path of playground.paths.filter(within)) {
      // What is open is judged as if it were named; what an editor calls by another language is not judged at all.
      const language = playground.buffers.get(path)?.language;
      if (language !== undefined && language !== "yaml" && language !== "json") continue;
      // Where only open files get findings, nothing is said of the others.
      if (scope !== "workspace" && language === undefined) continue;
      const named = open.includes(path)
        ? await commandLineView(program, native, [path.slice(folder.length + 1)])
        : whole;
      if (typeof named === "string") return `command line: ${named}`;
      const uri = playground.uri(path);
      const difference = await findingDifference(session, uri, view.files.get(uri) ?? [], named.get(uri) ?? []);
      if (difference !== undefined) return `command line: ${path} differs\n${difference}`;
    }
  }
  return undefined;
}

async function findingDifference(
  { client }: Session,
  uri: string,
  lived: readonly Diagnostic[],
  expected: readonly CommandLineFinding[],
): Promise<string | undefined> {
  const left = lived.filter(({ data }) => data?.isAtCause !== true).map((item) => JSON.stringify(commonFinding(item)));
  const right = expected.map(({ titles: _, ...finding }) => JSON.stringify(finding));
  if (left.join("\n") !== right.join("\n")) return linesInWords(left, right, "command line");
  for (const [index, item] of lived.entries()) {
    const titles = expected[index]?.titles ?? [];
    const own = `${item.code} ${JSON.stringify(item.range)}`;
    const offered = (await actionsOf(client, uri, item, { resolved: false })).filter(({ fixes }) =>
      fixes.includes(own),
    );
    if (!areSameTitles(offered, titles))
      return `  lived: ${JSON.stringify(offered)}\n  command line: ${JSON.stringify(titles)}`;
  }
  return undefined;
}

/** What a menu has on every finding, and the command line does not list. */
const onEveryFinding = /^(?:Ignore '.*' here…|Turn off '.*' in .*|Add a reason)$/;

/** Behind the title of a fix a menu names the other files that it changes. */
const elsewhere = /(?:, also)? in [^ ]+(?: and (?:[^ ]+|\d+ more files))?$/;

/** What is offered is listed, and what is listed is offered or says why not: a conversion is tried only in the menu. */
function areSameTitles(menu: readonly Action[], titles: readonly string[]): boolean {
  const offered = menu
    .filter(({ title }) => !onEveryFinding.test(title))
    .map((action) =>
      titles.includes(action.title) ? action : { ...action, title: action.title.replace(elsewhere, "") },
    );
  const enabled = offered.filter(({ disabled }) => disabled === undefined).map(({ title }) => title);
  const all = offered.map(({ title }) => title);
  return enabled.every((title) => titles.includes(title)) && titles.every((title) => all.includes(title));
}

function both<T>(
  left: ReadonlyMap<string, T>,
  right: ReadonlyMap<string, T>,
): [string, [T | undefined, T | undefined]][] {
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
  return keys.map((key) => [key, [left.get(key), right.get(key)]]);
}

function diagnosticsInWords(lived: readonly Diagnostic[], fresh: readonly Diagnostic[]): string {
  return linesInWords(
    lived.map((item) => JSON.stringify(item)),
    fresh.map((item) => JSON.stringify(item)),
    "fresh",
  );
}

function linesInWords(lived: readonly string[], expected: readonly string[], other: string): string {
  const lines = [
    ...lived.filter((line) => !expected.includes(line)).map((line) => `  lived: ${line}`),
    ...expected.filter((line) => !lived.includes(line)).map((line) => `  ${other}: ${line}`),
  ];
  return lines.length > 0 ? lines.join("\n") : "  they stand in another order, or another number of times";
}
