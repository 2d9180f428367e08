// What goes wrong in a document while it is typed, pasted or converted: each damage makes another text of one.
import type { Choices } from "./choices";

/** Signs that mean something to YAML, alone and together. */
const PIECES = [
  "\n",
  " ",
  "  ",
  "\t",
  ":",
  ": ",
  "-",
  "- ",
  "?",
  "? ",
  "#",
  " #",
  '"',
  "'",
  "''",
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  "&a ",
  "*a",
  "*a ",
  "!",
  "!!str ",
  "!!int ",
  "!t ",
  "|",
  ">",
  "|2",
  "|+",
  "%",
  "@",
  "`",
  "...",
  "---",
  "...\n",
  "---\n",
  "\n\n",
  "\n \n",
  "\n\t\n",
  " \n",
  "\r\n",
  "\r",
  "\ufeff",
  "\u00a0",
  "\u2028",
  "\\u12",
  "\\x4",
  "\\\n",
  "<<: ",
  "a",
  "0",
  "-1",
  ".5",
  "~",
  "a: ",
  "a:\n",
  "# c\n",
  "#c\n",
  "\n# c\n",
  "\n      # c\n",
  "\n\t# c\n",
] as const;

/** The text with one to four damages. */
export function damaged(text: string, choices: Choices): string {
  let result = text;
  for (let count = 1 + choices.below(4); count > 0; count--) result = damage(result, choices);
  return result;
}

function damage(text: string, choices: Choices): string {
  const at = choices.below(text.length + 1);
  const piece = choices.anyOf(PIECES) ?? "";
  switch (choices.below(12)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + choices.below(3));
    case 1:
    case 2:
    case 3:
      return text.slice(0, at) + piece + text.slice(at);
    case 4: {
      const size = 1 + choices.below(20);
      return text.slice(0, at + size) + text.slice(at);
    }
    case 5:
    case 6:
      return changedLine(text, choices, (line) => indented(line, choices));
    case 7:
      return changedLine(text, choices, (line) => choices.pick("", `${line}${line}`, line + piece, piece + line));
    case 8:
      return text.replaceAll(/\r?\n/g, choices.pick("\r\n", "\n", "\r"));
    case 9:
      return text.slice(0, at);
    case 10:
      return closedElsewhere(text, choices);
    default:
      return movedLine(text, choices);
  }
}

function indented(line: string, choices: Choices): string {
  const spaces = choices.below(4);
  return choices.pick(" ".repeat(spaces) + line, line.slice(Math.min(spaces, line.search(/[^ ]|$/))), `\t${line}`);
}

function changedLine(text: string, choices: Choices, change: (line: string) => string): string {
  const lines = text.split(/(?<=\n)/);
  const index = choices.below(lines.length);
  return lines.map((line, at) => (at === index ? change(line) : line)).join("");
}

function movedLine(text: string, choices: Choices): string {
  const lines = text.split(/(?<=\n)/);
  const [line = ""] = lines.splice(choices.below(lines.length), 1);
  return lines.toSpliced(choices.below(lines.length + 1), 0, line).join("");
}

/** Without one of its quotes or brackets. */
function closedElsewhere(text: string, choices: Choices): string {
  const signs = [...text.matchAll(/["'{}[\]]/g)];
  const sign = choices.anyOf(signs);
  return sign === undefined ? text : text.slice(0, sign.index) + text.slice(sign.index + 1);
}
