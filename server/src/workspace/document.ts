// One YAML document of a file and the objects in it; keeps its identity while its text changes.
import {
  type DocumentContent,
  documentContent,
  isNameless,
  isPieceOfObject,
  isWholeObject,
  isWorthParsing,
  unparsedContent,
} from "../kubernetes/document-content";
import { type Resource, resourceOf } from "../kubernetes/resource";
import { hasTemplateMarkers } from "../kubernetes/template-markers";
import { hasNoSelector } from "../kubernetes/workload";
import { isKustomizationFile } from "../kustomize/file-names";
import { type KustomizationFacts, kustomizationFacts } from "../kustomize/kustomization-facts";
import type { TextEdit } from "../text/edit";
import { LineIndex } from "../text/line-index";
import { samePlain } from "../tracking/same";
import { child, itemsOf } from "../yaml/navigate";
import type { ParsedDocument } from "../yaml/parse";
import { rereadItem } from "../yaml/reread";
import type { ObjectFacts } from "./facts";
import { objectFacts } from "./object-facts";
import { Tree, type TreeCache } from "./tree-cache";

/** An object of a document, by itself. The same one as long as it says the same to others. */
export interface WrittenObject {
  readonly document: Document;
  /** Its place among the resources of the document. */
  readonly index: number;
  /** Its place among the items of the `List` that the document is. */
  readonly item: number | undefined;
  readonly facts: ObjectFacts;
  /** Has it a name that others may look for? */
  readonly named: boolean;
}

/** Is the file kept where people keep patches? Asked only of objects that would be incomplete otherwise. */
function isFiledAsPatch(path: string): boolean {
  return /(?:^|[/._-])patch(?:es)?(?:[/._-]|$)/i.test(path.split("/").slice(-3).join("/"));
}

/** The place of an object of the document, or all of its text. */
export type DocumentPart = number | "all";

export class Document {
  readonly id: number;
  readonly path: string;
  /** Where it begins in its file. */
  start: number;
  /** Counts the changes of its text. */
  revision = 0;
  readonly #trees: TreeCache;
  #text = "";
  #lines: LineIndex | undefined;
  #content: DocumentContent = "empty";
  #objects: readonly WrittenObject[] = [];
  #objectCount = 0;
  #kustomization: KustomizationFacts | undefined;
  #broken = false;
  /** Undefined for what nobody has had to parse yet. */
  #parses: boolean | undefined;
  /** What is worked out of the text as it is, by its question. */
  #kept: Map<string, unknown> | undefined;
  /** Told of the parts that are looked at; undefined while nobody wants to know. */
  #onRead: ((part: DocumentPart) => void) | undefined;
  /** The one object whose text the last update has changed; undefined where it may be any. */
  changedObject: number | undefined;

  constructor(id: number, path: string, trees: TreeCache) {
    this.id = id;
    this.path = path;
    this.start = 0;
    this.#trees = trees;
  }

  get text(): string {
    this.#onRead?.("all");
    return this.#text;
  }

  /** Does some work, and tells of each part of the document that is looked at meanwhile. */
  reading<T>(onRead: (part: DocumentPart) => void, work: () => T): T {
    const before = this.#onRead;
    this.#onRead = onRead;
    try {
      return work();
    } finally {
      this.#onRead = before;
    }
  }

  /** Its lines, counted when somebody first asks. */
  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines;
  }

  /** Does some work that rests on objects of the document, and on no text of it that it looks at. */
  withoutText<T>(work: () => T): T {
    const onRead = this.#onRead;
    return this.reading((part) => {
      if (part !== "all") onRead?.(part);
    }, work);
  }

  /** The text of one object; empty where there is none. */
  textOf(index: number): string {
    const root = this.resource(index)?.root;
    return root ? this.#text.slice(root.start, root.end) : "";
  }

  /** What the document is by itself. */
  get content(): DocumentContent {
    return this.#content;
  }

  /** Does it hold a fault that makes its tree a guess? */
  get broken(): boolean {
    return this.#broken;
  }

  /** Its objects by their places; empty where it is neither a manifest nor a piece of one. */
  get objects(): readonly WrittenObject[] {
    return this.#objects;
  }

  /** How many objects it holds, a definition of a custom resource among them, though that is none of `objects`. */
  get objectCount(): number {
    return this.#objectCount;
  }

  get kustomization(): KustomizationFacts | undefined {
    return this.#kustomization;
  }

  #tree(): Tree {
    return this.#trees.tree(this, this.#text);
  }

  /** The tree, from the cache or parsed anew; offsets are relative to the document. */
  tree(): ParsedDocument {
    this.#onRead?.("all");
    return this.#tree().parsed;
  }

  /** Is it YAML, whatever it holds? A template is none. Parses what nobody has looked into yet. */
  parses(): boolean {
    if (this.#content === "template") return false;
    this.#parses ??= !this.#tree().parsed.errors.some(({ fault }) => fault === "syntax");
    return this.#parses;
  }

  /** The objects with their nodes, at the places of `objects`. */
  resources(): readonly Resource[] {
    this.#onRead?.("all");
    return this.#tree().resources;
  }

  /** The resource behind one of its objects; undefined where the text has changed under it. */
  resource(index: number): Resource | undefined {
    this.#onRead?.(index);
    return this.#tree().resources[index];
  }

  /**
   * Something that is worked out of the text and kept as long as that is the same: a long document is not parsed again at each key
   * in another one.
   * @param part what it rests on
   * @param question nothing else that is kept has the same words
   */
  kept<T>(part: DocumentPart, question: string, work: () => T): T {
    this.#onRead?.(part);
    this.#kept ??= new Map();
    if (!this.#kept.has(question)) this.#kept.set(question, work());
    return this.#kept.get(question) as T;
  }

  /** Nobody looks at the text for now: its tree may go. */
  forgetTree(): void {
    this.#trees.forget(this);
  }

  /**
   * Takes a new text and reads the facts from it.
   * @param edit how it came from the one before, if that is known
   */
  update(text: string, edit?: TextEdit): void {
    this.changedObject = edit && this.#updateItem(text, edit);
    if (this.changedObject === undefined) this.#updateWhole(text);
  }

  #updateWhole(text: string): void {
    const before = this.#trees.kept(this);
    const texts = before ? textsOf(before, this.#text) : [];
    this.#trees.forget(this);
    this.#text = text;
    this.#lines = undefined;
    this.#kept = undefined;
    this.revision++;
    this.#kustomization = undefined;
    this.#broken = false;
    this.#parses = undefined;
    this.#content = this.#contentOf(text);
    if (this.#content === "manifest" || this.#content === "patch") this.#readObjects(texts);
    else this.#objects = [];
    // Counted now, while the tree is there.
    this.#objectCount = this.#content === "definition" ? this.#tree().resources.length : this.#objects.length;
  }

  /**
   * Takes an edit within one item of a `List` that stays a manifest by it: nothing is read again but that item.
   * @returns the place of its object; undefined where the whole document must be read, of which nothing is kept then
   */
  #updateItem(text: string, edit: TextEdit): number | undefined {
    const kept = this.#trees.kept(this);
    const isPlain = this.#content === "manifest" && this.#objects.length > 1 && !this.#broken;
    if (!kept?.isSeparable || !isPlain || isFiledAsPatch(this.path) || hasBraces(text) || !isWorthParsing(text))
      return undefined;
    const resources = kept.resources;
    const read = rereadItem({ text: this.#text, root: kept.parsed.root }, text, edit, "items");
    if (!read) return undefined;
    this.#trees.forget(this);
    const index = resources.findIndex(({ item }) => item === read.item);
    const resource = resourceOf(itemsOf(child(read.root, "items"))[read.item], read.item);
    const former = this.#objects[index];
    if (!resource || !former || !isWholeObject(text.slice(resource.root.start, resource.root.end), resource))
      return undefined;
    this.#text = text;
    this.#lines = this.#lines?.edited(text, edit);
    this.#kept = undefined;
    this.revision++;
    const parsed = { root: read.root, errors: [] };
    this.#trees.keep(this, new Tree({ parsed, isSeparable: true }, resources.with(index, resource)), text.length);
    const object = this.#objectOf(resource, index, undefined);
    if (object !== former) this.#objects = this.#objects.with(index, object);
    return index;
  }

  #contentOf(text: string): DocumentContent {
    // Asked first: a template is no YAML, and parsing it means thousands of errors that nobody wants.
    if (hasTemplateMarkers(text)) return "template";
    const isKustomization = isKustomizationFile(this.path);
    if (!isKustomization && !isWorthParsing(text)) return unparsedContent(text);
    const { root, errors } = this.#tree().parsed;
    this.#broken = errors.some(({ fault }) => fault === "syntax");
    this.#parses = !this.#broken;
    const content = documentContent(text, root);
    // An empty document, as behind a last `---`, says nothing of its own: what stands before it is the kustomization.
    // Flux has a kind of the same name, which is no build.
    const isOther = content === "template" || content === "empty" || content === "manifest";
    if (content === "kustomization" || (isKustomization && !isOther)) {
      this.#kustomization = kustomizationFacts(root);
      return "kustomization";
    }
    const isFiled = content === "manifest" && isFiledAsPatch(this.path) && this.#tree().resources.some(hasNoSelector);
    return isFiled ? "patch" : content;
  }

  /** An object whose text is the same says the same, wherever it stands in the document now. */
  #readObjects(before: readonly string[]): void {
    const { parsed, resources: all } = this.#tree();
    const resources = this.#content === "manifest" || isPieceOfObject(this.#text, parsed.root) ? all : [];
    // What stands behind an alias may have changed outside the object's own text.
    const isAlone = before.length > 0 && !this.#text.includes("*");
    const former = new Map(isAlone ? before.map((text, index) => [text, this.#objects[index]]) : []);
    this.#objects = resources.map((resource, index) => {
      const { start, end } = resource.root;
      const known = isAlone ? former.get(this.#text.slice(start, end)) : undefined;
      return known?.index === index && known.item === resource.item
        ? known
        : this.#objectOf(resource, index, known?.facts);
    });
  }

  /** @param facts what it says, where that is known */
  #objectOf(resource: Resource, index: number, facts = objectFacts(resource)): WrittenObject {
    const same = this.#objects[index];
    const named = !isNameless(resource);
    const { item } = resource;
    if (same && same.item === item && same.named === named && samePlain(same.facts, facts)) return same;
    return { document: this, index, item, facts, named };
  }
}

/** May it be a template? Then all of it is looked at. */
function hasBraces(text: string): boolean {
  return text.includes("{{") || text.includes("{%");
}

/** The text of each object of a document with several. */
function textsOf({ resources }: Tree, text: string): string[] {
  return resources.length > 1 ? resources.map(({ root }) => text.slice(root.start, root.end)) : [];
}
