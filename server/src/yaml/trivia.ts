// What stands between the leaves of a tree: comments, anchors and tags, found without looking into any scalar.
import type { Span } from "../text/span";
import type { Node } from "./tree";

/** `# …` up to the end of its line, without the line end. */
export interface Comment extends Span {
  /** With its `#`. */
  readonly text: string;
  /** Does nothing but white space stand before it on its line? */
  readonly alone: boolean;
}

/** An anchor (`&name`) or a tag (`!!str`); the span covers the sign too. */
export interface Property extends Span {
  /** The name of the anchor, or the tag as written. */
  readonly name: string;
}

/** All in the order of the text. */
export interface Trivia {
  readonly comments: readonly Comment[];
  readonly anchors: readonly Property[];
  readonly tags: readonly Property[];
}

/**
 * Comments, anchors and tags of one document. Only the gaps between the leaves are scanned, so that the answer is the
 * same for every parser that gives the same tree.
 * @param text the document that the tree was made from
 * @param root undefined for a document without content
 */
export function trivia(text: string, root: Node | undefined): Trivia {
  const scan = new GapScan(text);
  for (const leaf of leaves(root)) {
    scan.to(leaf.start);
    scan.leaf(leaf);
  }
  scan.to(text.length);
  return scan;
}

interface Leaf extends Span {
  readonly block: boolean;
}

/** Keys and values that hold text, in order. */
function leaves(root: Node | undefined): Leaf[] {
  const found: Leaf[] = [];
  const visit = (node: Node): void => {
    if (node.type === "mapping") {
      for (const { key, value } of node.entries) {
        visit(key);
        visit(value);
      }
    } else if (node.type === "sequence") {
      for (const item of node.items) visit(item);
    } else if (node.end > node.start) {
      const block = node.type === "scalar" && (node.style === "literal" || node.style === "folded");
      found.push({ start: node.start, end: node.end, block });
    }
  };
  if (root) visit(root);
  return found;
}

class GapScan implements Trivia {
  readonly comments: Comment[] = [];
  readonly anchors: Property[] = [];
  readonly tags: Property[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Skips a leaf; a block scalar may have a comment in its header. */
  leaf({ end, block }: Leaf): void {
    if (block) {
      const header = /[^\r\n]*/y;
      header.lastIndex = this.#at;
      const line = header.exec(this.#text)?.[0] ?? "";
      const comment = /[ \t]#/.exec(line);
      if (comment) this.#comment(this.#at + comment.index + 1);
    }
    this.#at = Math.max(this.#at, end);
  }

  /** Scans from where it is up to the offset. */
  to(end: number): void {
    while (this.#at < end) {
      const sign = this.#text[this.#at];
      if (sign === "#" && this.#atWordStart()) this.#comment(this.#at);
      else if (sign === "&") this.#at = this.#property(this.anchors, /&([^\s,[\]{}]*)/y);
      else if (sign === "!") this.#at = this.#property(this.tags, /(!(?:<[^>\s]*>|[^\s,[\]{}]*))/y);
      else if (sign === "%" && this.#atLineStart()) this.#at = this.#lineEnd(this.#at);
      else this.#at++;
    }
  }

  #comment(start: number): void {
    const end = this.#lineEnd(start);
    let before = start;
    while (before > 0 && /[ \t\ufeff]/.test(this.#text[before - 1] ?? "")) before--;
    const alone = before === 0 || this.#text[before - 1] === "\n";
    this.comments.push({ start, end, text: this.#text.slice(start, end), alone });
    this.#at = end;
  }

  #property(into: Property[], pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    const end = this.#at + (match?.[0].length ?? 1);
    into.push({ start: this.#at, end, name: match?.[1] ?? "" });
    return end;
  }

  #lineEnd(from: number): number {
    const line = /[^\r\n]*/y;
    line.lastIndex = from;
    return from + (line.exec(this.#text)?.[0].length ?? 0);
  }

  #atWordStart(): boolean {
    return this.#at === 0 || /[\s\ufeff]/.test(this.#text[this.#at - 1] ?? "");
  }

  #atLineStart(): boolean {
    return this.#at === 0 || /[\n\ufeff]/.test(this.#text[this.#at - 1] ?? "");
  }
}
