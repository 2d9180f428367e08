// The trees of documents, kept as long as somebody will probably look into them again.
import { type Resource, resourcesOf } from "../kubernetes/resource";
import { type ParsedDocument, type ParsedParts, parseInParts } from "../yaml/parse";

/** A parsed document, and the objects in it once somebody has asked for them. */
export class Tree {
  readonly parsed: ParsedDocument;
  readonly isSeparable: boolean;
  #resources: readonly Resource[] | undefined;

  constructor({ parsed, isSeparable }: ParsedParts, resources?: readonly Resource[]) {
    this.parsed = parsed;
    this.isSeparable = isSeparable;
    this.#resources = resources;
  }

  get resources(): readonly Resource[] {
    this.#resources ??= resourcesOf(this.parsed.root);
    return this.#resources;
  }
}

/** What is kept of trees, in characters of text. */
export interface KeptText {
  readonly short: number;
  /** Of documents that take as long to read again as hundreds of others. */
  readonly long: number;
}

/** Characters of a document from which on it is a long one. */
const LONG = 50_000;

/** Whose tree it is. */
type Owner = object;

interface Kept {
  readonly tree: Tree;
  /** Of the text. */
  readonly length: number;
}

/** Trees that were used last, up to a total length of text; the newest always. */
class Shelf {
  readonly #kept = new Map<Owner, Kept>();
  readonly #limit: number;
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(owner: Owner): Tree | undefined {
    return this.#kept.get(owner)?.tree;
  }

  /** As the one that was used last. */
  put(owner: Owner, kept: Kept): void {
    this.forget(owner);
    this.#kept.set(owner, kept);
    this.#length += kept.length;
  }

  trim(): void {
    for (const oldest of this.#kept.keys()) {
      if (this.#length <= this.#limit || this.#kept.size === 1) break;
      this.forget(oldest);
    }
  }

  forget(owner: Owner): void {
    this.#length -= this.#kept.get(owner)?.length ?? 0;
    this.#kept.delete(owner);
  }
}

/** Keeps the trees of documents that were used last, long ones and others each for themselves: neither puts the other out. */
export class TreeCache {
  readonly #short: Shelf;
  readonly #long: Shelf;
  /** Whose trees were made for what passes by; undefined while nothing does. */
  #passing: Owner[] | undefined;
  /** How many documents were parsed so far. */
  parsed = 0;
  /** How many items of a list were read again by themselves. */
  reread = 0;

  constructor({ short, long }: KeptText) {
    this.#short = new Shelf(short);
    this.#long = new Shelf(long);
  }

  /** @param text of the owner, the same as long as nobody calls `forget` */
  tree(owner: Owner, text: string): Tree {
    const { length } = text;
    const shelf = this.#shelfFor(length);
    let tree = shelf.get(owner);
    if (!tree) {
      tree = new Tree(parseInParts(text));
      this.parsed++;
      this.#passing?.push(owner);
    }
    shelf.put(owner, { tree, length });
    if (!this.#passing) shelf.trim();
    return tree;
  }

  /**
   * Does work on documents that nobody looks into for now: the trees that it makes go afterwards. To parse again costs less than
   * to keep: a tree that goes at once costs the collector nothing, one that is kept for a while the most, and leaves holes.
   */
  passing<T>(work: () => T): T {
    const made: Owner[] = [];
    this.#passing = made;
    try {
      return work();
    } finally {
      this.#passing = undefined;
      for (const owner of made) this.forget(owner);
    }
  }

  /** The tree of an owner, if it is kept. */
  kept(owner: Owner): Tree | undefined {
    return this.#short.get(owner) ?? this.#long.get(owner);
  }

  /** Keeps the tree of one that has none, in which one item was read again. */
  keep(owner: Owner, tree: Tree, length: number): void {
    this.reread++;
    this.#shelfFor(length).put(owner, { tree, length });
  }

  forget(owner: Owner): void {
    for (const shelf of [this.#short, this.#long]) shelf.forget(owner);
  }

  #shelfFor(length: number): Shelf {
    return length > LONG ? this.#long : this.#short;
  }
}
