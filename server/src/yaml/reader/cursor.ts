// Where the reader stands in a text, and the steps that know no structure: blanks, line ends, comments.
import type { SyntaxFault } from "../parsed";
import type { Entry, Node } from "../tree";
import { COLON, DASH, DOT, HASH, isEmpty, isLineEnd, LINE_FEED, NOTHING, RETURN, SPACE, TAB } from "./codes";

/** Why the reader is not certain: what stands where it stopped. */
export type Reason =
  | "anchor"
  | "block-scalar"
  | "byte-order-mark"
  | "depth"
  | "directive"
  | "escape"
  | "flow"
  | "indentation"
  | "key"
  | "lines"
  | "marker"
  | "quote"
  | "root"
  | "sign"
  | "tab"
  | "tag"
  | "template";

/** The reader does not know for certain what the library would say. */
export class Unsure extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/** The part of a string that the reader uses: a test may count what is looked at. */
export interface Text {
  readonly length: number;
  charCodeAt(at: number): number;
  indexOf(piece: string, from: number): number;
  slice(start: number, end: number): string;
}

/** The column at the end of a document. */
export const END = -1;

export class Cursor {
  readonly text: Text;
  readonly length: number;
  at: number;
  /** The column of the line whose first sign is at `at`, after `toContent`; `END` behind the last one. */
  column = 0;
  /** Is what stands before the document read? `---` ends the document from then on. */
  begun = false;
  /** Did the last `toContent` pass a comment? */
  commented = false;
  /** Did it pass a line that begins with a tab? */
  tabbed = false;
  /** How many flow collections are open. */
  flowLevel = 0;
  /** Children of collections that are being read: a part of each is copied when its collection ends, with no room to spare. */
  readonly entries: Entry[] = [];
  entryCount = 0;
  readonly items: Node[] = [];
  itemCount = 0;
  readonly errors: SyntaxFault[] = [];
  /** The latest node of each anchor name. */
  anchors: Map<string, Node> | undefined;

  constructor(text: Text, at: number) {
    this.text = text;
    this.length = text.length;
    this.at = at;
  }

  /** @returns `NOTHING` behind the text */
  code(at: number): number {
    return at < this.length ? this.text.charCodeAt(at) : NOTHING;
  }

  /** The first offset from `at` that is no space and no tab. */
  skipBlanks(from: number): number {
    let at = from;
    while (at < this.length) {
      const code = this.text.charCodeAt(at);
      if (code !== SPACE && code !== TAB) break;
      at++;
    }
    return at;
  }

  /** The offset of the line feed that ends the line, or of the end of the text. */
  lineFeed(at: number): number {
    const found = this.text.indexOf("\n", at);
    return found === -1 ? this.length : found;
  }

  /** Passes what may stand behind a value on its line, and goes on to the next content. */
  endLine(): void {
    const at = this.skipBlanks(this.at);
    if (this.code(at) === HASH && at === this.at) throw new Unsure("sign");
    this.passLineEnd(at);
  }

  /** Passes a line end or a comment, and goes on to the next content. */
  passLineEnd(at: number): void {
    const code = this.code(at);
    if (code === LINE_FEED) this.at = at + 1;
    else if (code === RETURN) this.at = at + 2;
    else if (code === HASH) this.at = Math.min(this.lineFeed(at) + 1, this.length);
    else if (code === NOTHING) this.at = at;
    else throw new Unsure("sign");
    this.toContent();
  }

  /** From the start of a line to the first sign that is no comment. */
  toContent(): void {
    const { text, length } = this;
    let at = this.at;
    this.commented = false;
    this.tabbed = false;
    while (at < length) {
      const start = at;
      let code = text.charCodeAt(at);
      while (code === SPACE && ++at < length) code = text.charCodeAt(at);
      const column = at - start;
      if (at >= length) break;
      if (code === TAB) {
        this.tabbed = true;
        at = this.skipBlanks(at);
        code = this.code(at);
        if (code !== LINE_FEED && code !== RETURN && code !== HASH) throw new Unsure("tab");
      }
      if (code === LINE_FEED) at++;
      else if (code === RETURN) at += 2;
      else if (code === HASH) {
        this.commented = true;
        at = this.lineFeed(at) + 1;
      } else if (at >= length) break;
      else {
        this.at = at;
        this.column = column;
        if (column === 0 && this.begun && (code === DASH || code === DOT) && this.isMarker(at, code))
          this.endDocument(code);
        return;
      }
    }
    this.at = length;
    this.column = END;
  }

  /** Does a line begin with `---` or `...`? */
  isMarker(at: number, code: number): boolean {
    return this.code(at + 1) === code && this.code(at + 2) === code && isEmpty(this.code(at + 3));
  }

  /** Is there an indicator (`-`, `?`, `:`) at the offset, and not the start of a word? */
  isIndicator(at: number, code: number, indicator: number): boolean {
    return code === indicator && isEmpty(this.code(at + 1));
  }

  /** Is there a colon that ends a key? */
  isColon(at: number): boolean {
    return this.code(at) === COLON && isEmpty(this.code(at + 1));
  }

  /** Behind `...` nothing but comments may stand. */
  endDocument(code: number): void {
    if (code !== DOT) throw new Unsure("marker");
    const { text, length } = this;
    let at = this.skipBlanks(this.at + 3);
    const behind = this.code(at);
    if (behind !== HASH && !isLineEnd(behind)) throw new Unsure("marker");
    for (at = this.lineFeed(at) + 1; at < length; at = this.lineFeed(at) + 1) {
      at = this.skipBlanks(at);
      if (at >= length) break;
      const first = text.charCodeAt(at);
      if (first !== HASH && first !== LINE_FEED && first !== RETURN) throw new Unsure("marker");
    }
    this.at = length;
    this.column = END;
  }
}
