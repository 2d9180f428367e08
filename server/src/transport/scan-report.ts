// What the output says of a scan: which folders, how much was found in what time, and what could not be read.
import type { UnreadReason } from "../workspace/unread";
import type { ScanResult } from "./scan";
import type { Session } from "./session";

const reasons: Readonly<Record<UnreadReason, string>> = {
  "too-large": "larger than rightkind.maxFileSizeKB",
  unreadable: "cannot be read",
  binary: "no text",
};

/** So many files are named; the others are counted. */
const MOST_NAMED = 20;

export function scanReport(session: Session, { files, documents }: ScanResult, milliseconds: number): string {
  const folders = session.folders.length === 0 ? "no folder" : session.folders.join(", ");
  const found = `${counted(files, "file")} with ${counted(documents, "object")}`;
  const skipped = [...session.workspace.files()].flatMap(({ path, unread }) => (unread ? { path, unread } : []));
  const named = skipped.slice(0, MOST_NAMED).map(({ path, unread }) => `not read: ${path} (${reasons[unread]})`);
  const more = skipped.length - named.length;
  return [
    `read ${folders}: ${found} in ${Math.round(milliseconds)} ms`,
    ...named,
    ...(more > 0 ? [`not read: ${counted(more, "more file")}`] : []),
  ].join("\n");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
