// What the last commit holds of files, as somebody outside says it: no repository is read here.
import { splitDocuments } from "../text/split-documents";
import type { Tracker } from "../tracking/tracker";
import type { Document, WrittenObject } from "./document";
import { keys } from "./keys";
import { SourceFile } from "./source-file";
import { TreeCache } from "./tree-cache";

/** Characters of text whose trees are kept: only what differs from its file is looked into. */
const KEPT_TEXT = { short: 500_000, long: 500_000 };

/** The committed text of a file; undefined where there is none or it is not known, `later` where `set` will tell it. */
export type CommittedSource = (path: string) => string | undefined | "later";

export class CommittedFiles {
  readonly #tracker: Tracker;
  readonly #trees = new TreeCache(KEPT_TEXT);
  readonly #known = new Map<string, CommittedFile | undefined>();
  readonly #wanted = new Set<string>();
  #nextId = 0;
  /** Asked about each file once. Without it nothing is committed. */
  source: CommittedSource = () => undefined;

  constructor(tracker: Tracker) {
    this.#tracker = tracker;
  }

  /** How many documents of commits were parsed so far. */
  get parsedDocuments(): number {
    return this.#trees.parsed;
  }

  /** The files that somebody rests on. What nobody rests on any more is forgotten. */
  paths(): readonly string[] {
    for (const path of this.#known.keys()) if (!this.#tracker.isRead(keys.committed(path))) this.#known.delete(path);
    return [...this.#known.keys()];
  }

  /** The files that were asked for and are to be told; each is named once. */
  takeWanted(): readonly string[] {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    return wanted;
  }

  /** @returns is it another text than before? */
  set(path: string, text: string | undefined): boolean {
    this.#wanted.delete(path);
    if (this.#known.has(path) && this.#known.get(path)?.text === text) return false;
    const isNews = text !== undefined || this.#known.get(path) !== undefined;
    this.#keep(path, text);
    if (isNews) this.#tracker.touch(keys.committed(path));
    return isNews;
  }

  /** The file as it is committed; undefined where that is not known, or not yet. */
  at(path: string): CommittedFile | undefined {
    this.#tracker.read(keys.committed(path));
    if (this.#known.has(path)) return this.#known.get(path);
    const text = this.source(path);
    if (text !== "later") return this.#keep(path, text);
    this.#wanted.add(path);
    return undefined;
  }

  #keep(path: string, text: string | undefined): CommittedFile | undefined {
    const file = text === undefined ? undefined : new CommittedFile(text, () => this.#fileOf(path, text));
    this.#known.set(path, file);
    return file;
  }

  #fileOf(path: string, text: string): SourceFile {
    const file = new SourceFile(path, this.#trees, () => this.#nextId++);
    file.update(text);
    return file;
  }
}

/** One file as it is committed. It is taken apart when somebody first looks into it. */
export class CommittedFile {
  readonly text: string;
  readonly #parse: () => SourceFile;
  #file: SourceFile | undefined;
  #texts: ReadonlySet<string> | undefined;
  #objects: ReadonlyMap<string, readonly WrittenObject[]> | undefined;

  constructor(text: string, parse: () => SourceFile) {
    this.text = text;
    this.#parse = parse;
  }

  /** Is a document committed just as it is? */
  holds(document: string): boolean {
    this.#texts ??= new Set(splitDocuments(this.text).map(({ start, end }) => this.text.slice(start, end)));
    return this.#texts.has(document);
  }

  get documents(): readonly Document[] {
    this.#file ??= this.#parse();
    return this.#file.documents;
  }

  /** Its objects of one `identity`. */
  called(name: string): readonly WrittenObject[] {
    this.#objects ??= byIdentity(this.documents);
    return this.#objects.get(name) ?? [];
  }
}

/** What an object is called as it is written: its group, kind, name and namespace. */
export function identity({ facts }: Pick<WrittenObject, "facts">): string {
  const { group, kind, name, namespace } = facts;
  return JSON.stringify([group, kind, namespace ?? null, name]);
}

/** The objects of documents that could be read. */
function byIdentity(documents: readonly Document[]): ReadonlyMap<string, readonly WrittenObject[]> {
  const called = new Map<string, WrittenObject[]>();
  for (const object of documents.flatMap(({ broken, objects }) => (broken ? [] : objects))) {
    const name = identity(object);
    const known = called.get(name);
    if (known) known.push(object);
    else called.set(name, [object]);
  }
  return called;
}
