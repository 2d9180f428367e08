// Files and places in the form in which results show them.
import type { LineCharacter } from "../text/line-index";
import type { Span } from "../text/span";
import type { Document } from "../workspace/document";
import type { Workspace } from "../workspace/workspace";
import { shownPath } from "./paths";
import { sourcesOf, standardInput } from "./standard-input";

/** Lines and characters from 0, in UTF-16 units; the end is exclusive. */
export interface Range {
  readonly start: LineCharacter;
  readonly end: LineCharacter;
}

/** Of a whole file: its beginning. */
export const fileRange: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export interface ShownOptions {
  readonly workspace: Workspace;
  readonly workingDirectory: string;
  readonly standardInputPath: string;
}

export class Shown {
  readonly #options: ShownOptions;
  readonly #sources: ReadonlyMap<Document, string>;

  constructor(options: ShownOptions) {
    this.#options = options;
    this.#sources = sourcesOf(options.workspace.file(options.standardInputPath)?.documents ?? []);
  }

  get workspace(): Workspace {
    return this.#options.workspace;
  }

  /** @param path as the workspace knows it */
  file(path: string): string {
    const { workingDirectory, standardInputPath } = this.#options;
    return path === standardInputPath ? standardInput : shownPath(workingDirectory, path);
  }

  /** The file that a document of standard input was rendered from, as the stream says; undefined of any other document. */
  source(document: Document): string | undefined {
    return this.#sources.get(document);
  }

  /** @param span in offsets of the document */
  range({ path, start }: Document, span: Span): Range {
    const lines = this.#options.workspace.file(path)?.lines;
    if (!lines) return fileRange;
    return { start: lines.placeOf(start + span.start), end: lines.placeOf(start + span.end) };
  }
}
