// One YAML document of a file and the objects in it; keeps its identity while its text changes.
import {
  type DocumentContent,
  documentContent,
  isNameless,
  isWorthParsing,
  unparsedContent,
} from "../kubernetes/document-content";
import { type Resource, resourcesOf } from "../kubernetes/resource";
import { hasTemplateMarkers } from "../kubernetes/template-markers";
import { hasNoSelector } from "../kubernetes/workload";
import { type ParsedDocument, parseDocument } from "../yaml/parse";
import { type ObjectFacts, objectFacts } from "./facts";
import { isKustomizationFile, type KustomizationFacts, kustomizationFacts } from "./kustomization-facts";

/** An object of a document, as other documents see it. */
export interface WorkspaceObject {
  readonly document: Document;
  /** Its place among the objects of the document. */
  readonly index: number;
  readonly facts: ObjectFacts;
  /** Equal for equal facts. */
  readonly signature: string;
}

/** Keeps the trees of closed documents that were used last, up to a total length of text. */
export class TreeCache {
  readonly #trees = new Map<Document, ParsedDocument>();
  readonly #limit: number;
  #size = 0;
  /** How many documents were parsed so far. */
  parsed = 0;

  /** @param limit in characters of text */
  constructor(limit: number) {
    this.#limit = limit;
  }

  tree(document: Document): ParsedDocument {
    let tree = this.#trees.get(document);
    if (tree) this.#trees.delete(document);
    else {
      tree = parseDocument(document.text);
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
  #content: DocumentContent = "empty";
  #objects: readonly WorkspaceObject[] = [];
  #kustomization: KustomizationFacts | undefined;
  #broken = false;

  constructor(id: number, path: string, trees: TreeCache) {
    this.id = id;
    this.path = path;
    this.start = 0;
    this.#trees = trees;
  }

  get text(): string {
    return this.#text;
  }

  /** What the document is by itself. */
  get content(): DocumentContent {
    return this.#content;
  }

  /** Does it hold a fault that makes its tree a guess? */
  get broken(): boolean {
    return this.#broken;
  }

  /** Its whole, named objects; empty where it is anything but a manifest. */
  get objects(): readonly WorkspaceObject[] {
    return this.#objects;
  }

  get kustomization(): KustomizationFacts | undefined {
    return this.#kustomization;
  }

  /** The tree, from the cache or parsed anew; offsets are relative to the document. */
  tree(): ParsedDocument {
    return this.#trees.tree(this);
  }

  /** Is it YAML, whatever it holds? A template is none. Parses what nobody has looked into yet. */
  parses(): boolean {
    return this.#content !== "template" && !this.tree().errors.some(({ fault }) => fault === "syntax");
  }

  /** The objects with their nodes, in the order of `objects` but with the nameless ones. */
  resources(): Resource[] {
    return resourcesOf(this.tree().root);
  }

  /** Takes a new text and reads the facts from it. */
  update(text: string): void {
    this.#trees.forget(this);
    this.#text = text;
    this.revision++;
    this.#objects = [];
    this.#kustomization = undefined;
    this.#broken = false;
    // Asked first: a template is no YAML, and parsing it means thousands of errors that nobody wants.
    if (hasTemplateMarkers(text)) {
      this.#content = "template";
      return;
    }
    const isKustomization = isKustomizationFile(this.path);
    if (!isKustomization && !isWorthParsing(text)) {
      this.#content = unparsedContent(text);
      return;
    }
    const { root, errors } = this.tree();
    this.#broken = errors.some(({ fault }) => fault === "syntax");
    this.#content = documentContent(text, root);
    // An empty document, as behind a last `---`, says nothing of its own: what stands before it is the kustomization.
    const isOther = this.#content === "template" || this.#content === "empty";
    if (this.#content === "kustomization" || (isKustomization && !isOther)) {
      this.#content = "kustomization";
      this.#kustomization = kustomizationFacts(root);
    }
    if (this.#content === "manifest" && isFiledAsPatch(this.path) && resourcesOf(root).some(hasNoSelector))
      this.#content = "patch";
    if (this.#content !== "manifest") return;
    this.#objects = resourcesOf(root).flatMap((resource, index) => {
      if (isNameless(resource)) return [];
      const facts = objectFacts(resource);
      return { document: this, index, facts, signature: JSON.stringify(facts) };
    });
  }

  /** The resource behind one of its objects; undefined where the text has changed under it. */
  resource(index: number): Resource | undefined {
    return this.resources()[index];
  }
}
