// The state of all known files: documents, units and the index. Takes changes, and says which keys they touched.
import { looksLikeManifest } from "../kubernetes/document-content";
import { type Document, TreeCache, type WorkspaceObject } from "./document";
import type { KustomizationFacts } from "./kustomization-facts";
import { keys, keysOf, ObjectIndex } from "./object-index";
import { folderOf, isWithin } from "./paths";
import { SourceFile } from "./source-file";
import { type FileRole, type Membership, membershipSignature, type Unit, UnitGraph } from "./units";
import type { UnreadReason } from "./unread";

/** Characters of text whose trees are kept for closed files: about 60 MB of memory. */
const KEPT_TEXT = 2_000_000;

export class Workspace {
  readonly #files = new Map<string, SourceFile>();
  readonly #trees: TreeCache;
  readonly #index = new ObjectIndex();
  /** The objects of each document as they stand in the index. */
  readonly #indexed = new Map<Document, readonly WorkspaceObject[]>();
  readonly #broken = new Set<Document>();
  readonly #unread = new Set<SourceFile>();
  readonly #pending = new Set<Document>();
  readonly #changes = new Set<string>();
  #roots: readonly string[] = [];
  #graph: UnitGraph | undefined;
  #lastGraph: UnitGraph | undefined;
  #nextId = 0;
  #ready = false;

  constructor() {
    this.#trees = new TreeCache(KEPT_TEXT);
  }

  /** How many documents were parsed so far. */
  get parsedDocuments(): number {
    return this.#trees.parsed;
  }

  /** Has everything that look-ups may find been read? Until then absence means nothing. */
  get ready(): boolean {
    return this.#ready;
  }

  set ready(ready: boolean) {
    if (ready === this.#ready) return;
    this.#ready = ready;
    this.#changes.add(keys.ready);
  }

  /** The folders across which nothing is looked up; the longest that holds a file is the file's own. */
  set roots(folders: readonly string[]) {
    this.#roots = [...folders].sort((a, b) => b.length - a.length);
    for (const path of this.#files.keys()) this.#changes.add(keys.unit(path));
  }

  rootOf(path: string): string | undefined {
    return this.#roots.find((root) => isWithin(path, root));
  }

  /** All known files, those without documents because they could not be read among them. */
  files(): Iterable<SourceFile> {
    return this.#files.values();
  }

  file(path: string): SourceFile | undefined {
    return this.#files.get(path);
  }

  /** Takes the text of a file, new or changed. */
  setFile(path: string, text: string, { open }: { readonly open: boolean }): SourceFile {
    const file = this.#fileAt(path);
    file.open = open;
    const isFirst = file.documents.length === 0;
    if (!isFirst && file.text === text) return file;
    // Units are made of the files that have a text.
    if (isFirst) this.#graph = undefined;
    this.#changes.add(keys.file(path));
    const kustomization = kustomizationSignature(file);
    const { changed, removed } = file.update(text);
    this.#noteUnread(file);
    if (kustomization !== kustomizationSignature(file)) this.#graph = undefined;
    for (const document of removed) this.#drop(document);
    for (const document of changed) {
      this.#pending.add(document);
      this.#changes.add(keys.document(document.id));
    }
    return file;
  }

  /**
   * Takes note of a file, or of a whole folder, that is there but could not be read. Units are made without it; what it may
   * hold is unknown until it has a text or is gone.
   */
  setUnread(path: string, reason: UnreadReason): void {
    const file = this.#fileAt(path);
    if (file.documents.length > 0) {
      this.#changes.add(keys.file(path));
      this.#graph = undefined;
    }
    for (const document of file.lose(reason)) this.#drop(document);
    this.#noteUnread(file);
  }

  removeFile(path: string): void {
    const file = this.#files.get(path);
    if (!file) return;
    for (const document of file.documents) this.#drop(document);
    this.#files.delete(path);
    if (this.#unread.delete(file)) this.#changes.add(keys.broken);
    this.#changes.add(keys.file(path));
    this.#graph = undefined;
  }

  /** The keys that changes have touched since the last call. */
  takeChanges(): Set<string> {
    this.settle();
    const taken = new Set(this.#changes);
    this.#changes.clear();
    return taken;
  }

  /** Objects under a key of the index. */
  objects(key: string): readonly WorkspaceObject[] {
    this.settle();
    return this.#index.objects(key);
  }

  /** How many objects stand under a key. */
  count(key: string): number {
    this.settle();
    return this.#index.size(key);
  }

  membershipsOf(path: string): readonly Membership[] {
    return this.#units().membershipsOf(path);
  }

  buildsThrough(folder: string): readonly Unit[] {
    return this.#units().buildsThrough(folder);
  }

  membersOf(unit: Unit): readonly string[] {
    return this.#units().membersOf(unit);
  }

  roleOf(path: string): FileRole {
    return this.#units().roleOf(path);
  }

  patchUsersOf(path: string): readonly string[] {
    return this.#units().patchUsersOf(path);
  }

  /** Is there a manifest among these files that does not parse? What it holds is unknown, not missing. */
  hasBroken(paths: Iterable<string>): boolean {
    this.settle();
    if (this.#broken.size === 0) return false;
    const wanted = new Set(paths);
    return [...this.#broken].some(({ path }) => wanted.has(path));
  }

  /**
   * Does a unit hold a file that could not be read? One that a kustomization takes in counts as not found, so that its build
   * is not complete; here it is asked for patches and for directories.
   */
  holdsUnread(unit: Unit): boolean {
    for (const { path } of this.#unread) {
      if (unit.kind === "directory" && folderOf(path) === unit.folder) return true;
      const builds = this.patchUsersOf(path).flatMap((user) => this.buildsThrough(folderOf(user)));
      if (unit.kind === "kustomization" && builds.some(({ folder }) => folder === unit.folder)) return true;
    }
    return false;
  }

  /** Is there a file that could not be read in the workspace folder of a path? */
  hasUnreadAround(path: string): boolean {
    const root = this.rootOf(path);
    for (const file of this.#unread) if (this.rootOf(file.path) === root) return true;
    return false;
  }

  /** Brings units and index up to date with the files. Cheap when nothing has changed. */
  settle(): void {
    this.#units();
    for (const document of this.#pending) this.#reindex(document);
    this.#pending.clear();
  }

  /** A new one has no documents yet. */
  #fileAt(path: string): SourceFile {
    const known = this.#files.get(path);
    if (known) return known;
    const file = new SourceFile(path, this.#trees, () => this.#nextId++);
    this.#files.set(path, file);
    return file;
  }

  #units(): UnitGraph {
    if (this.#graph) return this.#graph;
    const kustomizations = new Map<string, KustomizationFacts>();
    for (const { path, documents } of this.#files.values()) {
      for (const { kustomization } of documents) if (kustomization) kustomizations.set(path, kustomization);
    }
    const paths = [...this.#files.values()].filter(({ unread }) => unread === undefined).map(({ path }) => path);
    this.#graph = new UnitGraph({ paths, kustomizations });
    this.#compare(this.#lastGraph, this.#graph);
    this.#lastGraph = this.#graph;
    return this.#graph;
  }

  /** Marks the files whose part in the units differs. */
  #compare(before: UnitGraph | undefined, after: UnitGraph): void {
    for (const file of this.#files.values()) {
      const same =
        before !== undefined &&
        before.roleOf(file.path) === after.roleOf(file.path) &&
        membershipSignature(before.membershipsOf(file.path)) === membershipSignature(after.membershipsOf(file.path));
      if (same) continue;
      this.#changes.add(keys.unit(file.path));
      this.#changes.add(keys.anyUnit);
      for (const document of file.documents) this.#pending.add(document);
    }
  }

  /** Puts the present objects of a document into the index in place of its former ones. */
  #reindex(document: Document): void {
    const former = this.#indexed.get(document) ?? [];
    const counts = this.#units().roleOf(document.path) === "plain";
    const present = counts && !document.broken ? document.objects : [];
    const length = Math.max(former.length, present.length);
    for (let index = 0; index < length; index++) {
      const old = former[index];
      const now = present[index];
      if (old) this.#index.remove(old);
      if (now) this.#index.add(now);
      if (old?.signature === now?.signature) continue;
      for (const key of [...(old ? keysOf(old.facts) : []), ...(now ? keysOf(now.facts) : [])]) this.#changes.add(key);
    }
    if (present.length > 0) this.#indexed.set(document, present);
    else this.#indexed.delete(document);
    this.#noteBroken(document, counts && document.broken && looksLikeManifest(document.text));
  }

  #noteBroken(document: Document, broken: boolean): void {
    if (this.#broken.has(document) === broken) return;
    if (broken) this.#broken.add(document);
    else this.#broken.delete(document);
    this.#changes.add(keys.broken);
  }

  #noteUnread(file: SourceFile): void {
    const unread = file.unread !== undefined;
    if (this.#unread.has(file) === unread) return;
    if (unread) this.#unread.add(file);
    else this.#unread.delete(file);
    this.#changes.add(keys.broken);
  }

  #drop(document: Document): void {
    for (const object of this.#indexed.get(document) ?? []) {
      this.#index.remove(object);
      for (const key of keysOf(object.facts)) this.#changes.add(key);
    }
    this.#indexed.delete(document);
    this.#pending.delete(document);
    this.#noteBroken(document, false);
    this.#changes.add(keys.document(document.id));
    this.#trees.forget(document);
  }
}

/** Equal while the kustomizations of a file say the same; empty for nearly all files. */
function kustomizationSignature({ documents }: SourceFile): string {
  const facts = documents.flatMap(({ kustomization }) => kustomization ?? []);
  return facts.length === 0 ? "" : JSON.stringify(facts);
}
