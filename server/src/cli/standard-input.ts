// Standard input as a file of the workspace: apart from all others, and with the names that `# Source:` comments give.
import { decoded, type FileText } from "../disk/read-file";
import type { Document } from "../workspace/document";

/** How it is named on the command line and in results. */
export const standardInput = "-";

/** More bytes than these are not read: a stream may never end. */
export const mostStandardInput = 268_435_456;

/** Its text, or why there is none. */
export function standardInputText(bytes: Uint8Array): FileText {
  if (bytes.length <= mostStandardInput) return decoded(bytes, "Standard input");
  const message = `Standard input has more than the ${mostStandardInput / 1024} KB that are read.`;
  return { fault: "too-large", message, mayBeManifest: true };
}

/**
 * Where it stands in the workspace: in a folder of its own, so that it is a unit of its own, below the working directory,
 * so that the configuration there holds.
 */
export function standardInputFolder(workingDirectory: string): string {
  return `${workingDirectory === "/" ? "" : workingDirectory}/<standard input>`;
}

export function standardInputPath(workingDirectory: string): string {
  return `${standardInputFolder(workingDirectory)}/${standardInput}`;
}

/** The file that each document was rendered from: that of the last `# Source: …` line above it, where there is one. */
export function sourcesOf(documents: readonly Document[]): ReadonlyMap<Document, string> {
  const sources = new Map<Document, string>();
  let source: string | undefined;
  for (const document of documents) {
    source = sourceIn(document.text) ?? source;
    if (source !== undefined) sources.set(document, source);
  }
  return sources;
}

/** Helm writes the comment right behind `---`; further down it would be a comment of the manifest itself. */
function sourceIn(text: string): string | undefined {
  let found: string | undefined;
  for (const line of text.split("\n")) {
    if (/^\s*(?:#|---|%|$)/.test(line)) found = /^# Source: (\S.*)/.exec(line)?.[1]?.trimEnd() ?? found;
    else break;
  }
  return found;
}
