// What a watcher of files would tell: which changes a client passes on, put together as clients do it.
import picomatch from "picomatch";
import {
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  type RelativePattern,
  WatchKind,
} from "vscode-languageserver-protocol";
import type { TellingForm } from "./event";

export interface PendingChange {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly uri: string;
  readonly type: FileChangeType;
  /** Of what lies in a folder that came or went as a whole: that folder. */
  readonly within?: string;
}

/** The messages in which the changes are told. @param watchers what the server has asked for */
export function watchedEvents(
  pending: readonly PendingChange[],
  how: TellingForm,
  watchers: readonly FileSystemWatcher[],
): FileEvent[][] {
  const told = (how === "folders" ? pending.filter(({ within }) => within === undefined) : pending).filter((change) =>
    watchers.some((watcher) => isWatched(change, watcher)),
  );
  const events = told.map(({ uri, type }) => ({ uri, type }));
  if (how === "each") return events.map((event) => [event]);
  const coalesced = coalescedEvents(events);
  return coalesced.length > 0 ? [coalesced] : [];
}

function isWatched({ path, type }: PendingChange, { globPattern, kind }: FileSystemWatcher): boolean {
  const asked = kind ?? WatchKind.Create | WatchKind.Change | WatchKind.Delete;
  if ((asked & kinds[type]) === 0) return false;
  if (typeof globPattern === "string") return picomatch(globPattern, { dot: true })(path);
  const base = baseOf(globPattern);
  return path.startsWith(`${base}/`) && picomatch(globPattern.pattern, { dot: true })(path.slice(base.length + 1));
}

const kinds: Readonly<Record<FileChangeType, WatchKind>> = {
  [FileChangeType.Created]: WatchKind.Create,
  [FileChangeType.Changed]: WatchKind.Change,
  [FileChangeType.Deleted]: WatchKind.Delete,
};

function baseOf({ baseUri }: RelativePattern): string {
  return decodeURIComponent(new URL(typeof baseUri === "string" ? baseUri : baseUri.uri).pathname).replace(/\/$/, "");
}

/** One event a file, as watchers put them together: what came and went again is not told at all. */
function coalescedEvents(events: readonly FileEvent[]): FileEvent[] {
  const byUri = new Map<string, FileChangeType>();
  for (const { uri, type } of events) {
    const before = byUri.get(uri);
    if (before === FileChangeType.Created && type === FileChangeType.Deleted) byUri.delete(uri);
    else if (before === FileChangeType.Created && type === FileChangeType.Changed) byUri.set(uri, before);
    else if (before === FileChangeType.Deleted && type === FileChangeType.Created)
      byUri.set(uri, FileChangeType.Changed);
    else byUri.set(uri, type);
  }
  return [...byUri].map(([uri, type]) => ({ uri, type }));
}
