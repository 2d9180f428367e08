// A document's text as the library can read it the way Kubernetes does: other characters, but every offset stays.

/** A byte order mark directly behind a document's `---` line. */
const LATE_MARK = /(?:^|[\r\n])---[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)\ufeff/;

/**
 * Line feeds for carriage returns that stand alone: goyaml reads both as line ends, the library only line feeds. And a byte
 * order mark behind the document's `---` line stands before that line: kubectl and Kustomize cut a file at these lines first
 * and then read each piece by itself, so that a mark may begin any of them.
 *
 * Measured with kubectl 1.32 (`kubectl label --local`) and Kustomize 5.5.
 */
export function asKubernetesReads(text: string): string {
  const lines = hasLoneReturns(text) ? text.replace(/\r(?!\n)/g, "\n") : text;
  const mark = lines.indexOf("\ufeff", 1);
  if (mark === -1 || !isBehindMarker(lines, mark)) return lines;
  return `\ufeff${lines.slice(0, mark)}${lines.slice(mark + 1)}`;
}

function isBehindMarker(text: string, mark: number): boolean {
  const found = LATE_MARK.exec(text.slice(0, mark + 1));
  return found !== null && found.index + found[0].length === mark + 1;
}

/** Is the text changed by `asKubernetesReads`? Its lines and columns are not what an editor shows then. */
export function hasOddLines(text: string): boolean {
  return asKubernetesReads(text) !== text;
}

function hasLoneReturns(text: string): boolean {
  for (let at = text.indexOf("\r"); at !== -1; at = text.indexOf("\r", at + 1)) {
    if (text[at + 1] !== "\n") return true;
  }
  return false;
}

/**
 * The text with spaces for line ends inside quotes: folding makes a space of them anyway. Quotes count where a value can
 * begin, and not in comments.
 */
export function withoutLineEndsInQuotes(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  let mayBegin = true; // a line has begun, or a colon, dash, comma or bracket stands before the blanks before this place
  for (let at = 0; at < text.length; ) {
    const sign = text[at] ?? "";
    const end = mayBegin && (sign === "'" || sign === '"') ? quoteEnd(text, at) : undefined;
    if (end !== undefined) {
      parts.push(text.slice(copied, at), text.slice(at, end).replace(/[\r\n]/g, " "));
      copied = end;
      at = end;
      mayBegin = false;
    } else if (sign === "#" && (at === 0 || /[ \t\r\n]/.test(text[at - 1] ?? ""))) {
      const lineFeed = text.indexOf("\n", at);
      at = lineFeed === -1 ? text.length : lineFeed;
    } else {
      if (sign !== " " && sign !== "\t") mayBegin = /[:\-,[{\r\n]/.test(sign);
      at++;
    }
  }
  return parts.join("") + text.slice(copied);
}

/** Behind the closing quote; undefined where there is none. */
function quoteEnd(text: string, start: number): number | undefined {
  return text[start] === "'" ? singleQuoteEnd(text, start) : doubleQuoteEnd(text, start);
}

/** Two quotes in a row stand for one, unless no other one closes the text. */
function singleQuoteEnd(text: string, start: number): number | undefined {
  let last: number | undefined;
  for (let quote = text.indexOf("'", start + 1); quote !== -1; quote = text.indexOf("'", quote + 2)) {
    last = quote + 1;
    if (text[quote + 1] !== "'") break;
  }
  return last;
}

function doubleQuoteEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at++;
  }
  return undefined;
}
