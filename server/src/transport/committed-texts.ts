// Reads what the last commit holds of the files that rules ask about, after they were answered, and again when HEAD has moved.
import type { LastCommit } from "../git/last-commit";
import { isWithin } from "../workspace/paths";
import type { Session } from "./session";

/** Milliseconds without an edit after which a client that tells of no files is not waited for. */
const REST = 400;

/** Something in the folder of a repository, or that folder itself. */
const IN_REPOSITORY = /\/\.git(?:\/|$)/;

export interface CommittedTextsOptions {
  readonly session: Session;
  readonly lastCommit: LastCommit;
  /** Something that findings rest on is known now, or is another. */
  readonly onRead: () => void;
  /** A repository was found whose folder lies outside of the workspace: the client is to tell of its HEAD. */
  readonly onOutside: (gitFolder: string) => void;
}

export class CommittedTexts {
  readonly #options: CommittedTextsOptions;
  /** Files to be read, each once. */
  readonly #waiting = new Set<string>();
  readonly #outside = new Set<string>();
  #isNews = false;
  #timer: NodeJS.Timeout | number | undefined;
  #rest: NodeJS.Timeout | number | undefined;

  constructor(options: CommittedTextsOptions) {
    this.#options = options;
    options.session.workspace.committed.source = () => {
      this.#later();
      return "later";
    };
  }

  /** Something has happened to files: one of them may be a HEAD, or a repository may have come or gone. */
  changed(paths: Iterable<string>): void {
    const own = [...paths].filter((path) => IN_REPOSITORY.test(path) || this.#isOutside(path));
    if (own.some((path) => path.endsWith("/.git"))) this.#options.lastCommit.forget();
    else if (own.length === 0 || !this.#options.lastCommit.moved()) return;
    this.#renew();
  }

  /** Somebody has opened or edited a document, and nobody tells of HEAD: at rest it is looked at. */
  lookAtRest(): void {
    if (this.#rest !== undefined) clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      if (this.#options.lastCommit.moved()) this.#renew();
    }, REST);
  }

  /** Does work that must not be told anything later: what it asks for is read, and it is done again. */
  atOnce<T>(work: () => T): T {
    for (;;) {
      const result = work();
      if (!this.#readAll()) return result;
    }
  }

  #renew(): void {
    for (const path of this.#options.session.workspace.committed.paths()) this.#waiting.add(path);
    this.#later();
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#step();
    }, 0);
  }

  /** One file; messages that have come meanwhile are answered before the next. */
  #step(): void {
    const path = this.#next();
    if (path !== undefined) {
      this.#read(path);
      this.#later();
    } else if (this.#isNews) {
      this.#isNews = false;
      this.#options.onRead();
    }
  }

  /** @returns was there any that says something else now? */
  #readAll(): boolean {
    for (let path = this.#next(); path !== undefined; path = this.#next()) this.#read(path);
    const isNews = this.#isNews;
    this.#isNews = false;
    return isNews;
  }

  #next(): string | undefined {
    for (const path of this.#options.session.workspace.committed.takeWanted()) this.#waiting.add(path);
    const [path] = this.#waiting;
    if (path !== undefined) this.#waiting.delete(path);
    return path;
  }

  #read(path: string): void {
    const { lastCommit, session, onOutside } = this.#options;
    const { workspace } = session;
    const text = lastCommit.textOf(path, workspace.file(path)?.text ?? "");
    if (workspace.committed.set(path, text)) this.#isNews = true;
    for (const folder of lastCommit.gitFolders.map(withSlashes)) {
      if (this.#outside.has(folder) || session.folders.some((root) => isWithin(folder, root))) continue;
      this.#outside.add(folder);
      onOutside(folder);
    }
  }

  #isOutside(path: string): boolean {
    return [...this.#outside].some((folder) => isWithin(path, folder));
  }
}

function withSlashes(nativePath: string): string {
  return nativePath.replaceAll("\\", "/");
}
