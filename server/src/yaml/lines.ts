// Lines of a YAML text: where they start and end, and how far they are indented. A line ends with LF or CRLF.

/** A byte order mark stands before the first line, not in it. */
const BYTE_ORDER_MARK = 0xfeff;

/** The start of the line that holds the offset. */
export function lineStart(text: string, offset: number): number {
  if (offset <= 0) return firstLineStart(text);
  return Math.max(text.lastIndexOf("\n", offset - 1) + 1, Math.min(firstLineStart(text), offset));
}

/** Columns of many offsets of one text: however long its lines are, none is looked at twice. */
export class LineStarts {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [firstLineStart(text)];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** Distance of the offset from the start of its line, in UTF-16 units. */
  columnOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return offset - (this.#starts[low] ?? 0);
  }
}

/** Where the first line starts: 1 behind a byte order mark, else 0. */
export function firstLineStart(text: string): number {
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
}

/** The end of the line that holds the offset, with its line end; the end of the text for the last line. */
export function nextLineStart(text: string, offset: number): number {
  const lineFeed = text.indexOf("\n", offset);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

/** Does a line start at the offset? */
export function isLineStart(text: string, offset: number): boolean {
  return offset === firstLineStart(text) || text[offset - 1] === "\n";
}

/** The first offset from `start` that is no space and no tab, at most `end`. */
export function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The first offset from `start` that is no space, at most `end`. */
export function skipSpaces(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === 0x20) at++;
  return at;
}

/** The text without the spaces and tabs at its end. */
export function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Nothing but white space between the offsets? */
export function isWhite(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isBlank(code) && code !== 0x0a && code !== 0x0d) return false;
  }
  return true;
}

/** Distance of the offset from the start of its line, in UTF-16 units. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The white space at the start of the line that holds the offset. */
export function lineIndentation(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, skipBlanks(text, start, text.length));
}

/** The line end that most lines of the text have; LF where there is none. */
export function prevailingLineEnd(text: string): "\n" | "\r\n" {
  let withReturn = 0;
  let all = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    all++;
    if (text[at - 1] === "\r") withReturn++;
  }
  return withReturn * 2 > all ? "\r\n" : "\n";
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
