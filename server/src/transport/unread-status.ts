// What the status item says of a file that could not be read.
import type { UnreadReason } from "../workspace/unread";
import type { DocumentStatus } from "./protocol";
import type { Session } from "./session";

const words: Readonly<Record<UnreadReason, string>> = {
  "too-large": "File too large: not read",
  unreadable: "File cannot be read",
  binary: "File is not text: not read",
};

/** The status of a file without a text; undefined for any other. */
export function unreadStatus(session: Session, path: string): DocumentStatus | undefined {
  const size = session.oversize(path);
  if (size !== undefined) return { text: `File too large (${size} KB): not read`, state: "partial" };
  const reason = session.workspace.file(path)?.unread;
  return reason && { text: words[reason], state: "partial" };
}
