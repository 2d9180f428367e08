// Questions about files by their paths: their documents, whether they parse, the builds that go through a folder.
import { sameItems } from "../../tracking/same";
import type { Document } from "../document";
import type { Asker } from "./asker";

export class FileLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Do all documents of the subject's file parse, and is none of them a template? Else no part of it is edited. */
  get ownParses(): boolean {
    const { workspace, subject } = this.#asker;
    const { path } = subject.document;
    // One answer for all objects of the file.
    return workspace.tracker.ask(`file parses ${path}`, () =>
      workspace.documentsOf(path).every((document) => document.parses()),
    );
  }

  /** The documents of a file that the subject's build goes through or takes in; none where it is not known. */
  documentsOf(path: string): readonly Document[] {
    return this.#asker.workspace.documentsOf(path);
  }

  /** Is there a file at a path, read or not? */
  isKnown(path: string): boolean {
    return this.#asker.holds(`known ${path}`, () => this.#asker.workspace.isKnown(path));
  }

  /** All files of the builds in which the kustomization of a folder takes part. */
  pathsThrough(folder: string): readonly string[] {
    const { workspace } = this.#asker;
    return workspace.tracker.ask(
      `paths through ${folder}`,
      () => [...new Set(workspace.buildsThrough(folder).flatMap((unit) => [...workspace.membersOf(unit)]))],
      sameItems,
    );
  }
}
