// One YAML document of a file and the objects in it; keeps its identity while its text changes.
import {
  type DocumentContent,
  documentContent,
  isNameless,
  isPieceOfObject,
  isWorthParsing,
  unparsedContent,
} from "../kubernetes/document-content";
import { type Resource, resourcesOf } from "../kubernetes/resource";
import { hasTemplateMarkers } from "../kubernetes/template-markers";
import { hasNoSelector } from "../kubernetes/workload";
import { isKustomizationFile } from "../kustomize/file-names";
import { type KustomizationFacts, kustomizationFacts } from "../kustomize/kustomization-facts";
import { LineIndex } from "../text/line-index";
import { type ParsedDocument, parseDocument } from "../yaml/parse";
import { type ObjectFacts, objectFacts } from "./facts";

/** An object of a document, by itself. The same one as long as it says the same to others. */
export interface WrittenObject {
  readonly document: Document;
  /** Its place among the resources of the document. */
  readonly index: number;
  readonly facts: ObjectFacts;
  /** Equal for equal facts. */
  readonly signature: string;
  /** Has it a name that others may look for? */
  readonly named: boolean;
}

/** A parsed document, and the objects in it once somebody has asked for them. */
class Tree {
  readonly parsed: ParsedDocument;
  #resources: readonly Resource[] | undefined;

  constructor(parsed: ParsedDocument) {
    this.parsed = parsed;
  }

  get resources(): readonly Resource[] {
    this.#resources ??= resourcesOf(this.parsed.root);
    return this.#resources;
  }
}

/** Keeps the trees of closed documents that were used last, up to a total length of text. */
export class TreeCache {
  readonly #trees = new Map<Document, Tree>();
  readonly #limit: number;
  #size = 0;
  /** How many documents were parsed so far. */
  parsed = 0;

  /** @param limit in characters of text */
  constructor(limit: number) {
    this.#limit = limit;
  }

  tree(document: Document): Tree {
    let tree = this.#trees.get(document);
    if (tree) this.#trees.delete(document);
    else {
      tree = new Tree(parseDocument(document.text));
      this.parsed++;
      this.#size += document.text.length;
    }
    this.#trees.set(document, tree);
    for (const [oldest] of this.#trees) {
      if (this.#size <= this.#limit || oldest === document) break;
      this.forget(oldest);
    }
    return tree;
  }

  forget(document: Document): void {
    if (this.#trees.delete(document)) this.#size -= document.text.length;
  }
}

/** Is the file kept where people keep patches? Asked only of objects that would be incomplete otherwise. */
function isFiledAsPatch(path: string): boolean {
  return /(?:^|[/._-])patch(?:es)?(?:[/._-]|$)/i.test(path.split("/").slice(-3).join("/"));
}

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
  /** The text of each object when its facts were read. */
  #objectTexts: readonly string[] = [];
  #kustomization: KustomizationFacts | undefined;
  #broken = false;
  /** Undefined for what nobody has had to parse yet. */
  #parses: boolean | undefined;

  constructor(id: number, path: string, trees: TreeCache) {
    this.id = id;
    this.path = path;
    this.start = 0;
    this.#trees = trees;
  }

  get text(): string {
    return this.#text;
  }

  /** Its lines, counted when somebody first asks. */
  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines;
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

  /** The tree, from the cache or parsed anew; offsets are relative to the document. */
  tree(): ParsedDocument {
    return this.#trees.tree(this).parsed;
  }

  /** Is it YAML, whatever it holds? A template is none. Parses what nobody has looked into yet. */
  parses(): boolean {
    if (this.#content === "template") return false;
    this.#parses ??= !this.tree().errors.some(({ fault }) => fault === "syntax");
    return this.#parses;
  }

  /** The objects with their nodes, at the places of `objects`. */
  resources(): readonly Resource[] {
    return this.#trees.tree(this).resources;
  }

  /** The resource behind one of its objects; undefined where the text has changed under it. */
  resource(index: number): Resource | undefined {
    return this.resources()[index];
  }

  /** Nobody looks at the text for now: its tree may go. */
  forgetTree(): void {
    this.#trees.forget(this);
  }

  /** Takes a new text and reads the facts from it. */
  update(text: string): void {
    this.#trees.forget(this);
    this.#text = text;
    this.#lines = undefined;
    this.revision++;
    this.#kustomization = undefined;
    this.#broken = false;
    this.#parses = undefined;
    this.#content = this.#contentOf(text);
    if (this.#content === "manifest" || this.#content === "patch") this.#readObjects();
    else this.#keep([], []);
    // Counted now, while the tree is there.
    this.#objectCount = this.#content === "definition" ? this.resources().length : this.#objects.length;
  }

  #contentOf(text: string): DocumentContent {
    // Asked first: a template is no YAML, and parsing it means thousands of errors that nobody wants.
    if (hasTemplateMarkers(text)) return "template";
    const isKustomization = isKustomizationFile(this.path);
    if (!isKustomization && !isWorthParsing(text)) return unparsedContent(text);
    const { root, errors } = this.tree();
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
    const isFiled = content === "manifest" && isFiledAsPatch(this.path) && this.resources().some(hasNoSelector);
    return isFiled ? "patch" : content;
  }

  /** An object whose text is the same says the same, wherever it stands in the document now. */
  #readObjects(): void {
    const resources =
      this.#content === "manifest" || isPieceOfObject(this.#text, this.tree().root) ? this.resources() : [];
    const former = new Map(this.#objectTexts.map((text, index) => [text, this.#objects[index]]));
    // What stands behind an alias may have changed outside the object's own text.
    const isAlone = !this.#text.includes("*");
    const texts = resources.map(({ root }) => this.#text.slice(root.start, root.end));
    const objects = resources.map((resource, index): WrittenObject => {
      const text = texts[index] ?? "";
      const same = this.#objects[index];
      if (isAlone && same && this.#objectTexts[index] === text) return same;
      const known = isAlone ? former.get(text) : undefined;
      const facts = known?.facts ?? objectFacts(resource);
      const signature = known?.signature ?? JSON.stringify(facts);
      const named = !isNameless(resource);
      if (same?.signature === signature && same.named === named) return same;
      return { document: this, index, facts, signature, named };
    });
    this.#keep(objects, texts);
  }

  #keep(objects: readonly WrittenObject[], texts: readonly string[]): void {
    this.#objects = objects;
    this.#objectTexts = objects.length > 1 ? texts : [];
  }
}
