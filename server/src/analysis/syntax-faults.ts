// Which documents of a file do not parse though they should.
import { looksLikeManifest } from "../kubernetes/document-content";
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import type { ParsedDocument } from "../yaml/parse";
import type { Analysis } from "./analysis";

export interface SyntaxFault {
  readonly document: Document;
  /** On one line; offsets in the document. */
  readonly error: ParsedDocument["errors"][number];
}

/**
 * One fault for each document: what the parser says behind the first is mostly its echo. A template is no YAML yet, and
 * what is no manifest is not ours to judge.
 * @param always also judge what is no manifest: somebody has asked for the file by name
 */
export function syntaxFaults(
  analysis: Analysis,
  file: SourceFile,
  { always }: { readonly always: boolean },
): SyntaxFault[] {
  if (analysis.workspace.units.roleOf(file.path) !== "plain") return [];
  return file.documents.flatMap((document): SyntaxFault[] => {
    const { broken, content, text } = document;
    if (!broken || content === "template" || !(always || looksLikeManifest(text))) return [];
    const error = document.tree().errors.find(({ fault }) => fault === "syntax");
    if (!error) return [];
    const lineEnd = text.slice(error.start, error.end).search(/[\r\n]/);
    const end = lineEnd === -1 ? error.end : error.start + lineEnd;
    return [{ document, error: { ...error, end, message: error.message.replace(/\s+/g, " ").trim() } }];
  });
}
