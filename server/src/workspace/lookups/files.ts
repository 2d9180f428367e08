// Questions about files by their paths: their documents, whether they parse, the builds that go through a folder.
import type { Document } from "../document";
import type { Asker } from "./asker";

export class FileLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Do all documents of the subject's file parse, and is none of them a template? Else no part of it is edited. */
  get ownParses(): boolean {
    const { path } = this.#asker.subject.document;
    return this.#asker.holds("file parses", (reader) =>
      reader.documentsOf(path).every((document) => document.parses()),
    );
  }

  /** The documents of a file that the subject's build goes through or takes in; none where it is not known. */
  documentsOf(path: string): readonly Document[] {
    return this.#asker.ask(
      `documents ${path}`,
      (reader) => reader.documentsOf(path),
      (documents) => documents.map(({ id, revision }) => `${id}.${revision}`).join(" "),
    );
  }

  /** Is there a file at a path, read or not? */
  isKnown(path: string): boolean {
    return this.#asker.holds(`known ${path}`, (reader) => reader.isKnown(path));
  }

  /** All files of the builds in which the kustomization of a folder takes part. */
  pathsThrough(folder: string): readonly string[] {
    return this.#asker.ask(
      `through ${folder}`,
      (reader) => reader.pathsThrough(folder),
      (paths) => paths.join("\n"),
    );
  }
}
