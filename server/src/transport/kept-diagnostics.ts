// The diagnostics of each document, with what tells them from others: made again only where its findings, or the texts around them, changed.
import type { Diagnostic } from "vscode-languageserver";
import type { JudgedDocument } from "../analysis/judged";
import { diagnostics, diagnosticsAtCauses, diagnosticsOf, placesOf } from "../features/diagnostics";
import type { Snapshot } from "../features/snapshot";
import type { Document } from "../workspace/document";

export interface Printed {
  readonly items: readonly Diagnostic[];
  /** Equal for equal items. */
  readonly print: string;
}

interface Kept extends Printed {
  /** What was there when they were made: of each document that says where something stands. */
  readonly stamps: readonly Stamp[];
}

interface Stamp {
  readonly document: Document;
  readonly revision: number;
  readonly firstLine: number;
  readonly uri: string;
}

export class KeptDiagnostics {
  readonly #kept = new WeakMap<JudgedDocument, Kept>();
  /** How many documents' diagnostics were made so far. */
  made = 0;

  /** The diagnostics of a file; none for one that is not known. */
  of(snapshot: Snapshot, path: string): Printed {
    const { documents, ofFile } = snapshot.analysis.judgedFile(path);
    const caused = diagnosticsAtCauses(snapshot, path);
    if (caused.length > 0) return printed([...diagnostics(snapshot, path), ...caused]);
    // What is said of the file stands among what is said of its documents.
    if (ofFile.length > 0) return printed(diagnostics(snapshot, path));
    const parts = documents.flatMap((document) =>
      document.findings.length === 0 ? [] : this.#ofDocument(snapshot, document),
    );
    if (parts.length === 1 && parts[0]) return parts[0];
    return { items: parts.flatMap(({ items }) => items), print: hash(parts.map(({ print }) => print).join(" ")) };
  }

  #ofDocument(snapshot: Snapshot, judged: JudgedDocument): Printed {
    const known = this.#kept.get(judged);
    if (known?.stamps.every((stamp) => isTrue(stamp, snapshot))) return known;
    this.made++;
    const made = printed(diagnosticsOf(snapshot, judged.findings));
    const places = placesOf(snapshot, judged.findings);
    if (places) this.#kept.set(judged, { ...made, stamps: [...places].map((document) => stampOf(document, snapshot)) });
    return made;
  }
}

function stampOf(document: Document, snapshot: Snapshot): Stamp {
  const { revision, path } = document;
  return { document, revision, firstLine: firstLineOf(document, snapshot), uri: snapshot.uris.uriOf(path) };
}

function isTrue({ document, revision, firstLine, uri }: Stamp, snapshot: Snapshot): boolean {
  return (
    document.revision === revision &&
    firstLineOf(document, snapshot) === firstLine &&
    snapshot.uris.uriOf(document.path) === uri
  );
}

/** -1 of one whose file is gone. */
function firstLineOf({ path, start }: Document, { analysis }: Snapshot): number {
  return analysis.workspace.file(path)?.lines.placeOf(start).line ?? -1;
}

export function printed(items: readonly Diagnostic[]): Printed {
  return { items, print: hash(JSON.stringify(items)) };
}

/** FNV-1a; a client compares it only with our own former answers. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return `${text.length.toString(36)}-${(value >>> 0).toString(36)}`;
}
