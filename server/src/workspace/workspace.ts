// The state of all known files: documents, units and the objects in them. Takes changes, and keeps what others look up true.
import { looksLikeManifest } from "../kubernetes/document-content";
import type { KustomizationFacts } from "../kustomize/kustomization-facts";
import type { TextEdit } from "../text/edit";
import { sameItems } from "../tracking/same";
import { Tracker } from "../tracking/tracker";
import { BuildParts } from "./build-parts";
import { type CalledSlot, Calls } from "./calls";
import { Census } from "./census";
import { CommittedFiles } from "./committed-files";
import type { Document } from "./document";
import { ObjectGraph } from "./graph/object-graph";
import { keys } from "./keys";
import { KustomizeLayers } from "./kustomize-layers";
import { Outsiders } from "./objects/outsiders";
import type { WorkspaceObject } from "./objects/workspace-object";
import { folderOf, isWithin } from "./paths";
import { BuildReader, type Reader } from "./reader";
import { SourceFile } from "./source-file";
import { SourceValues } from "./source-values";
import { type DefaultNamespaces, Standing } from "./standing";
import { TreeCache } from "./tree-cache";
import { Troubles } from "./troubles";
import type { Unit } from "./units/unit";
import { unitKey } from "./units/unit";
import { UnitGraph } from "./units/unit-graph";
import { Units } from "./units/units";
import { withinWalls } from "./units/walls";
import type { UnreadReason } from "./unread";

/** Of closed files, in characters: about 15 MB of memory, and 200 MB more where long documents are looked into in turn. */
const KEPT_TEXT = { short: 500_000, long: 6_000_000 };

export interface FileState {
  /** Does an editor hold the file open? Then its buffer is the truth, not the disk. */
  readonly open: boolean;
  /** Is it one that a scan leaves out? It sees others, and is seen by nobody. */
  readonly alone?: boolean;
  /** Is it one of many that are read, one after another, before anybody looks into any of them? */
  readonly passing?: boolean;
  /** How the text came from the one that the file has; absent where that is not known. */
  readonly edit?: TextEdit | undefined;
}

export class Workspace {
  readonly tracker = new Tracker();
  readonly committed = new CommittedFiles(this.tracker);
  /** What objects are called, name and select; up to date after `settle`. */
  readonly objects: ObjectGraph;
  /** What builds read. */
  readonly builds: Reader;
  /** In which units files stand; up to date. */
  readonly units: Units;
  readonly outsiders = new Outsiders();
  readonly #files = new Map<string, SourceFile>();
  readonly #trees = new TreeCache(KEPT_TEXT);
  readonly #unitGraph = new UnitGraph();
  readonly #standing: Standing;
  readonly #troubles: Troubles;
  readonly #calls: Calls;
  readonly #census = new Census();
  readonly #layers = new KustomizeLayers(
    (path) => this.#files.get(path)?.documents,
    (path) => this.rootOf(path),
  );
  readonly #parts: BuildParts;
  readonly #pending = new Set<Document>();
  readonly #unread = new Set<SourceFile>();
  /** Files whose text has changed since somebody last asked. */
  #changedFiles = new Set<string>();
  #roots: readonly string[] = [];
  #nextId = 0;
  /** How many files have come or gone so far. */
  fileChanges = 0;
  #ready = false;
  /** Has anything changed since units and objects were last brought up to date? */
  #stale = false;

  constructor() {
    const rootOf = (path: string) => this.rootOf(path);
    const isMember = (unit: Unit, path: string) => {
      this.tracker.read(keys.part(path));
      return this.#unitGraph.isMember(unit, path);
    };
    this.objects = new ObjectGraph(this.tracker, rootOf, isMember);
    this.units = new Units({
      tracker: this.tracker,
      graph: this.#unitGraph,
      settle: () => this.settle(),
      isAlone: (path) => this.#files.get(path)?.alone === true,
    });
    this.#troubles = new Troubles(this.tracker, rootOf);
    this.#calls = new Calls(this.tracker);
    const { tracker } = this;
    const sources = new SourceValues(tracker);
    const parts = { tracker, layers: this.#layers, calls: this.#calls, sources };
    this.builds = new BuildReader({ ...parts, documentsOf: (path) => this.documentsOf(path), layerKey: keys.layer });
    const untracked = (path: string) => this.#files.get(path)?.documents ?? [];
    // What only moves text says the same to others, and wakes none of them.
    const meanings = new BuildReader({ ...parts, documentsOf: untracked, layerKey: keys.meaning });
    const { objects: graph } = this;
    this.#standing = new Standing({ tracker, graph, calls: this.#calls, sources, reader: meanings });
    this.#parts = new BuildParts({
      tracker: this.tracker,
      fileAt: (path) => this.#files.get(path),
      layers: this.#layers,
      units: this.#unitGraph,
      calls: this.#calls,
      standing: this.#standing,
    });
  }

  /** How many documents were parsed so far. */
  get parsedDocuments(): number {
    return this.#trees.parsed;
  }

  /** How many items of lists were read by themselves so far, because nothing else of their document had changed. */
  get rereadItems(): number {
    return this.#trees.reread;
  }

  /** How many objects were built so far. */
  get builtObjects(): number {
    return this.#standing.builtObjects;
  }

  /** How many documents were looked at for `documentsWhere` so far. */
  get lookedAt(): number {
    return this.#census.looked;
  }

  /** Has everything that look-ups may find been read? Until then absence means nothing. */
  get ready(): boolean {
    this.tracker.read(keys.ready);
    return this.#ready;
  }

  set ready(ready: boolean) {
    if (ready === this.#ready) return;
    this.#ready = ready;
    this.tracker.touch(keys.ready);
  }

  /** The folders across which nothing is looked up; the longest that holds a file is the file's own. */
  set roots(folders: readonly string[]) {
    const roots = [...folders].sort((a, b) => b.length - a.length);
    if (sameItems(roots, this.#roots)) return;
    // Under the former roots all that stands is known by other words.
    this.settle();
    for (const { documents } of this.#files.values()) for (const document of documents) this.#standing.remove(document);
    this.#roots = roots;
    this.#stale = true;
    for (const file of this.#files.values()) {
      this.tracker.touch(keys.part(file.path));
      if (kustomizationIn(file)) this.#moveWalls(file);
      for (const document of file.documents) this.#pending.add(document);
    }
    this.#troubles.noteRoots();
  }

  rootOf(path: string): string | undefined {
    return this.#roots.find((root) => isWithin(path, root));
  }

  /** Says which namespace objects without one get; what it says may have changed. */
  set defaultNamespaces(defaultNamespaces: DefaultNamespaces) {
    this.#standing.defaultNamespaces = defaultNamespaces;
    this.#stale = true;
    for (const { documents } of this.#files.values()) for (const document of documents) this.#pending.add(document);
  }

  /** All known files, those without documents because they could not be read among them. */
  files(): Iterable<SourceFile> {
    return this.#files.values();
  }

  file(path: string): SourceFile | undefined {
    return this.#files.get(path);
  }

  /** Takes the text of a file, new or changed. */
  setFile(path: string, text: string, { open, alone = false, passing = false, edit }: FileState): SourceFile {
    const known = this.#files.get(path);
    const file = known ?? this.#newFile(path);
    const wasAlone = file.alone;
    if (file.open !== open) this.#changedFiles.add(path);
    if (file.open && !open) for (const document of file.documents) document.forgetTree();
    file.open = open;
    const isFirst = file.documents.length === 0;
    if (!isFirst && file.text === text && wasAlone === alone) return file;
    this.#stale = true;
    file.alone = alone;
    if (isFirst || wasAlone !== alone) this.#part(file);
    if (!isFirst && file.text === text) {
      for (const document of file.documents) this.#pending.add(document);
      return file;
    }
    this.#changed(path);
    const [formerFirst] = file.documents;
    const update = () => file.update(text, isFirst ? undefined : edit);
    const { changed, removed } = passing ? this.#trees.passing(update) : update();
    const [first] = file.documents;
    if (first !== formerFirst || (first && changed.includes(first))) this.tracker.touch(keys.first(path));
    this.#noteUnread(file);
    for (const document of removed) this.#drop(document);
    for (const document of changed) {
      this.#touch(document);
      this.#pending.add(document);
    }
    // Whether anything stands behind it decides what an empty one is.
    if (first?.content === "empty") this.#pending.add(first);
    if (!alone) this.#unitGraph.setKustomization(path, this.#kustomizationIn(file));
    return file;
  }

  /**
   * Takes note of a file, or of a whole folder, that is there but could not be read. Units are made without it; what it may
   * hold is unknown until it has a text or is gone.
   */
  setUnread(path: string, reason: UnreadReason): void {
    const file = this.#files.get(path) ?? this.#newFile(path);
    this.#stale = true;
    if (file.documents.length > 0) this.#changed(path);
    for (const document of file.lose(reason)) this.#drop(document);
    this.#unitGraph.setKustomization(path, undefined);
    this.#unitGraph.removeFile(path);
    this.#noteUnread(file);
  }

  removeFile(path: string): void {
    const file = this.#files.get(path);
    if (!file) return;
    this.#stale = true;
    for (const document of file.documents) this.#drop(document);
    this.#files.delete(path);
    this.fileChanges++;
    this.units.forgetAlone(path);
    this.#unread.delete(file);
    this.#troubles.setUnread(path, undefined);
    this.#unitGraph.setKustomization(path, undefined);
    this.#unitGraph.removeFile(path);
    this.#changed(path);
    this.tracker.touch(keys.part(path));
  }

  /** Many files were read, and nobody looks into those that are closed: their trees go. */
  forgetClosedTrees(): void {
    for (const { open, documents } of this.#files.values()) {
      if (!open) for (const document of documents) document.forgetTree();
    }
  }

  /** The files whose text has changed since the last call. */
  takeChangedFiles(): ReadonlySet<string> {
    const taken = this.#changedFiles;
    this.#changedFiles = new Set();
    return taken;
  }

  /** Brings units and objects up to date with the files. Cheap when nothing has changed. */
  settle(): void {
    this.settleUntil(() => false);
  }

  /**
   * As much of `settle` as there is time for, so that many files need not be taken in at once. Whoever asks meanwhile has the
   * rest done first.
   * @param isOver is asked between documents and between references
   * @returns is everything up to date?
   */
  settleUntil(isOver: () => boolean): boolean {
    if (!this.#stale) return true;
    // What is asked on the way rests on what is up to date already.
    this.#stale = false;
    this.#settleUnits();
    this.#stale = !(this.#standPending(isOver) && this.#standing.settle(isOver));
    return !this.#stale;
  }

  #standPending(isOver: () => boolean): boolean {
    for (const document of this.#pending) {
      if (isOver()) return false;
      this.#pending.delete(document);
      this.#census.note(document);
      this.#stand(document);
    }
    return true;
  }

  #settleUnits(): void {
    const { paths, units } = this.#unitGraph.settle();
    for (const key of units) this.tracker.touch(`unit ${key}`);
    if (units.size > 0 || paths.size > 0) this.tracker.touch(keys.builds);
    for (const path of paths) {
      this.tracker.touch(keys.part(path));
      for (const document of this.#files.get(path)?.documents ?? []) this.#pending.add(document);
    }
    // Which builds an unread patch concerns is known only now.
    for (const file of this.#unread) this.#noteUnits(file);
    this.#parts.compare();
  }

  /**
   * Does something to files and brings all up to date.
   * @returns the documents that say something else now, or stand elsewhere, or are built with what says something else
   */
  watching(change: () => void): ReadonlySet<Document> {
    this.settle();
    this.#standing.watch();
    change();
    this.settle();
    return this.#standing.watched();
  }

  /** The objects of a document in all its units; none where it is no manifest to its neighbours. */
  objectsOf(document: Document): readonly WorkspaceObject[] {
    this.settle();
    return this.#standing.objectsOf(document);
  }

  /** One object of a document in each of its units. */
  objectsAt(document: Document, index: number): readonly WorkspaceObject[] {
    this.settle();
    return this.#standing.objectsAt(document, index);
  }

  /** The documents of a file; none where it is not known. */
  documentsOf(path: string): readonly Document[] {
    this.tracker.read(keys.file(path));
    return this.#files.get(path)?.documents ?? [];
  }

  /**
   * The documents of which something holds, in no order: the first time all are looked at, then those that have changed.
   * @param question no other question has the same words
   * @param holds rests on the document and on the part that its file plays, on nothing else
   */
  documentsWhere(question: string, holds: (document: Document) => boolean): readonly Document[] {
    this.settle();
    return this.#census.where(question, holds, () => [...this.#files.values()].flatMap(({ documents }) => documents));
  }

  /** Is there a file at a path, read or not? */
  isKnown(path: string): boolean {
    this.tracker.read(keys.file(path));
    return this.#files.has(path);
  }

  /** Places of objects that the patches in a file mean, by name or by kind; of a kustomization those in itself, and its `replicas`. */
  meantBy(path: string): Iterable<CalledSlot> {
    this.settle();
    this.tracker.read(keys.builds);
    return this.#parts.meantBy(path);
  }

  /** Does the unit hold a manifest that does not parse, or a file that could not be read? What that holds is unknown. */
  hasTroubles(unit: Unit): boolean {
    return this.#troubles.in(unit);
  }

  /** Is there a file that could not be read in the workspace folder of a path? */
  hasUnreadAround(path: string): boolean {
    return this.#troubles.isUnreadIn(this.rootOf(path));
  }

  /** Is the document one of whole objects that rules may speak about? */
  isManifest(document: Document): boolean {
    if (document.broken || this.units.roleOf(document.path) !== "plain") return false;
    if (document.content === "manifest") return true;
    // What a kustomization completes is an object, though it would be a patch anywhere else.
    return (
      document.content === "patch" &&
      document.objects.length > 0 &&
      this.units.membershipsOf(document.path).some(({ unit }) => unit.kind === "kustomization")
    );
  }

  #touch(document: Document): void {
    const { changedObject, objects } = document;
    this.tracker.touch(keys.document(document));
    if (changedObject !== undefined) this.tracker.touch(keys.object(document, changedObject));
    else for (const { index } of objects) this.tracker.touch(keys.object(document, index));
  }

  /** A new one has no documents yet. */
  #newFile(path: string): SourceFile {
    const file = new SourceFile(path, this.#trees, () => this.#nextId++);
    this.#files.set(path, file);
    this.fileChanges++;
    return file;
  }

  /** Files that are seen by others are parts of units. */
  #part(file: SourceFile): void {
    const { path, alone } = file;
    this.tracker.touch(keys.part(path));
    if (!alone) {
      this.units.forgetAlone(path);
      this.#unitGraph.addFile(path);
      this.#unitGraph.setKustomization(path, this.#kustomizationIn(file));
    } else {
      this.#unitGraph.setKustomization(path, undefined);
      this.#unitGraph.removeFile(path);
    }
  }

  /** What a kustomization reaches depends on the workspace folders. */
  #moveWalls(file: SourceFile): void {
    this.#changed(file.path);
    if (!file.alone) this.#unitGraph.setKustomization(file.path, this.#kustomizationIn(file));
  }

  #kustomizationIn(file: SourceFile): KustomizationFacts | undefined {
    const facts = kustomizationIn(file);
    return facts && withinWalls(file.path, facts, (path) => this.rootOf(path));
  }

  #changed(path: string): void {
    this.#changedFiles.add(path);
    this.tracker.touch(keys.file(path));
    const readers = this.#layers.forget(path);
    for (const reader of readers) this.tracker.touch(keys.layer(reader));
    this.#parts.note(path, readers);
  }

  #stand(document: Document): void {
    const { path } = document;
    const memberships = this.isManifest(document)
      ? this.units.membershipsOf(path)
      : document.kustomization
        ? this.#unitGraph.waysThrough(path)
        : [];
    this.#standing.stand(document, memberships, { isHidden: this.#files.get(document.path)?.alone === true });
    const isUnseen =
      document.broken && this.units.roleOf(document.path) === "plain" && looksLikeManifest(document.text);
    // What a build names, and is empty yet, a tool will write.
    const isToCome = document.content === "empty" && this.#files.get(path)?.documents.length === 1;
    const units = isUnseen || isToCome ? this.units.membershipsOf(path).map(({ unit }) => unit) : [];
    this.#troubles.setBroken(document, isUnseen ? units : units.filter(({ kind }) => kind === "kustomization"));
  }

  #noteUnread(file: SourceFile): void {
    if (file.unread) this.#unread.add(file);
    else if (this.#unread.delete(file)) this.#troubles.setUnread(file.path, undefined);
  }

  /** What is unread in a folder, or is a patch of builds, may be anything of theirs. */
  #noteUnits({ path }: SourceFile): void {
    const builds = this.#unitGraph.patchUsersOf(path).flatMap(({ folder }) => this.#unitGraph.buildsThrough(folder));
    const keysOfUnits = [unitKey("directory", folderOf(path)), ...builds.map(({ key }) => key)];
    this.#troubles.setUnread(path, keysOfUnits);
  }

  #drop(document: Document): void {
    this.#census.drop(document);
    this.#standing.remove(document);
    this.#pending.delete(document);
    this.#troubles.setBroken(document, []);
    document.forgetTree();
  }
}

function kustomizationIn({ documents }: SourceFile): KustomizationFacts | undefined {
  for (const { kustomization } of documents) if (kustomization) return kustomization;
  return undefined;
}
