// Takes a shell script apart into commands: enough of the language to tell them apart, not to run them.

/** A simple command: its words, without quotes. */
export type Command = readonly string[];

const KEYWORDS = new Set(["then", "do", "else", "elif", "if", "while", "until", "{", "(", "!", "time"]);

/** The commands of a script in the order in which they are written, without the words of control structures before them. */
export function scriptCommands(script: string): Command[] {
  const found: Command[] = [];
  let command: string[] = [];
  const end = () => {
    const start = command.findIndex((word) => !KEYWORDS.has(word));
    if (start !== -1) found.push(command.slice(start));
    command = [];
  };
  for (const token of tokens(script)) {
    if (SEPARATOR.test(token)) end();
    else if (!token.startsWith("#")) command.push(withoutQuotes(token));
  }
  end();
  return found;
}

const SEPARATOR = /^[;&|\n]/;

/** Words, comments and rows of separators. Every character is looked at once or twice. */
function* tokens(script: string): Generator<string> {
  const lastBracket = script.lastIndexOf(")");
  for (let at = 0; at < script.length; ) {
    const end = tokenEnd(script, at, lastBracket);
    if (end > at) yield script.slice(at, end);
    at = Math.max(end, at + 1); // a blank, or a quote that nothing closes
  }
}

/** The offset itself where no token begins. */
function tokenEnd(script: string, start: number, lastBracket: number): number {
  const end = wordEnd(script, start, lastBracket);
  if (end > start) return end;
  return rowEnd(script[start] === "#" ? COMMENT : SEPARATORS, script, start);
}

// Made once: a script has a token in every few characters.
const COMMENT = /#.*/y;
const SEPARATORS = /[;&|\n]*/y;
const PLAIN = /[^\s;&|'"\\#$]*/y;

function rowEnd(row: RegExp, script: string, start: number): number {
  row.lastIndex = start;
  return start + (row.exec(script)?.[0].length ?? 0);
}

function wordEnd(script: string, start: number, lastBracket: number): number {
  for (let at = start; ; ) {
    const end = pieceEnd(script, at, lastBracket);
    if (end === at) return at;
    at = end;
  }
}

/** The end of a quoted or escaped piece, of a substitution, or of a row of other characters of a word. */
function pieceEnd(script: string, at: number, lastBracket: number): number {
  const sign = script[at] ?? "";
  switch (sign) {
    case '"':
      return quoteEnd(script, at);
    case "'": {
      const close = script.indexOf("'", at + 1);
      return close === -1 ? at : close + 1;
    }
    case "\\":
      return isEscape(script, at) ? at + 2 : at;
    case "#":
      return at > 0 && !/\s/.test(script[at - 1] ?? "") ? at + 1 : at;
    case "$":
      // Where no bracket follows there is no use in looking for it again and again.
      return script[at + 1] === "(" && at < lastBracket ? script.indexOf(")", at) + 1 : at + 1;
    default:
      return rowEnd(PLAIN, script, at);
  }
}

function quoteEnd(script: string, start: number): number {
  for (let at = start + 1; at < script.length; at++) {
    if (script[at] === '"') return at + 1;
    if (script[at] !== "\\") continue;
    if (!isEscape(script, at)) return start;
    at++;
  }
  return start;
}

/** Does the backslash stand before a character of its own line? */
function isEscape(script: string, at: number): boolean {
  return at + 1 < script.length && !/[\n\r\u2028\u2029]/.test(script[at + 1] ?? "");
}

function withoutQuotes(word: string): string {
  const quote = word[0];
  return word.length > 1 && (quote === '"' || quote === "'") && word.endsWith(quote) ? word.slice(1, -1) : word;
}
