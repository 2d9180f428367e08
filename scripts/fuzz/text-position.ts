// Positions as the language server protocol counts them: lines end with LF, CR or both, characters are UTF-16 units.
import type { Position } from "vscode-languageserver-protocol";

/** @param offset in UTF-16 units, not between CR and LF: there is no position for that */
export function positionAt(text: string, offset: number): Position {
  let line = 0;
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    if (index + end.length > offset) break;
    line++;
    start = index + end.length;
  }
  return { line, character: offset - start };
}

/** May a text be cut there? Not inside a line end or a character of two units. */
export function isBoundary(text: string, offset: number): boolean {
  const [before, after] = [text.charCodeAt(offset - 1), text.charCodeAt(offset)];
  return (
    !(before === 13 && after === 10) && !(before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000)
  );
}
