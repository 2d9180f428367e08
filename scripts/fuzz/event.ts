// What can happen between an editor, a disk and the server. Any part of a row of events is one that can happen, too.

/** Paths are relative to the folder in which everything lies, with `/`. */
export type FuzzEvent =
  /** @param text undefined for what is on the disk */
  | { readonly event: "open"; readonly path: string; readonly language: string; readonly text?: string }
  | { readonly event: "change"; readonly path: string; readonly text: string; readonly how: ChangeForm }
  | { readonly event: "close"; readonly path: string }
  | { readonly event: "save"; readonly path: string }
  | ({ readonly event: "write"; readonly path: string } & FileContent)
  | { readonly event: "remove"; readonly path: string }
  | { readonly event: "rename"; readonly from: string; readonly to: string }
  | { readonly event: "link"; readonly path: string; readonly to: string }
  | { readonly event: "tell"; readonly how: TellingForm }
  | { readonly event: "folders"; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly event: "configure"; readonly settings: Settings }
  /** @param hurried the next event does not wait for the answers, and some are not wanted any more */
  | {
      readonly event: "ask";
      readonly path: string;
      readonly line: number;
      readonly character: number;
      readonly hurried: boolean;
    }
  | { readonly event: "compare"; readonly actions: boolean };

export type FileContent = { readonly text: string } | { readonly base64: string };

/** The whole text; the range that differs; the same as a deletion and an insertion; character by character. */
export type ChangeForm = "whole" | "range" | "parts" | "typed";

/** Each event by itself; all in one message, several of one file as one; only the topmost folder of what came or went. */
export type TellingForm = "each" | "together" | "folders";

/** The section `rightkind` of an editor's settings. */
export type Settings = Readonly<Record<string, unknown>>;

/** A file that is there at the beginning. */
export type StartFile = { readonly path: string } & FileContent;

/** All that it takes to play something again. */
export interface FuzzCase {
  readonly files: readonly StartFile[];
  readonly folders: readonly string[];
  readonly settings: Settings;
  readonly events: readonly FuzzEvent[];
}

export function bytesOf(content: FileContent): Buffer {
  return "text" in content ? Buffer.from(content.text) : Buffer.from(content.base64, "base64");
}

/** As text where the bytes are one, so that a case can be read. */
export function contentOf(bytes: Buffer): FileContent {
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? { text } : { base64: bytes.toString("base64") };
}
