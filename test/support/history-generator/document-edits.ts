// Edits of the documents of a file: insert, delete, double, swap, move to the end, change the line between two.
import type { Choices } from "../choices";
import { documentText } from "./manifest";
import { application } from "./words";

/** The text with one of its documents moved, gone, doubled or new. */
export function withDocumentChanged(choices: Choices, text: string): string {
  const parts = documentParts(text);
  const at = choices.below(parts.length);
  const part = parts[at] ?? "";
  switch (choices.below(7)) {
    case 0:
    case 1:
      return parts.toSpliced(at, 0, marked(documentText(choices, application(choices)))).join("");
    case 2:
      return parts.toSpliced(at, 1).join("");
    case 3:
      return parts.toSpliced(at, 0, marked(part)).join("");
    case 4: {
      const other = choices.below(parts.length);
      return parts
        .with(at, marked(parts[other] ?? ""))
        .with(other, marked(part))
        .join("");
    }
    case 5:
      return [...parts.toSpliced(at, 1), marked(part)].join("");
    default:
      return parts.with(at, part.replace(/^---.*\n/, choices.pick("--- # next\n", "", "...\n---\n"))).join("");
  }
}

/** The text in parts that begin with their `---` line, the first perhaps without; joined they are the text again. */
function documentParts(text: string): string[] {
  return text.split(/^(?=---(?:\s|$))/m);
}

/** A part that may stand anywhere: with a `---` line before it, and a line end behind. */
function marked(part: string): string {
  const begun = part.startsWith("---") ? part : `---\n${part}`;
  return begun.endsWith("\n") ? begun : `${begun}\n`;
}
