// What people and tools do to a text: keystrokes, moved documents and items, swapped words, half-typed and broken places.
import type { Choices } from "../choices";
import { withDocumentChanged } from "./document-edits";
import { withItemsChanged } from "./item-edits";
import { broken, manifest } from "./manifest";
import { rows, ruleId } from "./words";

/** One edit of any sort; the text itself where the edit drawn does not apply to it. */
export function editedText(choices: Choices, text: string): string {
  switch (choices.below(21)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return swappedWord(choices, text);
    case 4:
    case 5:
    case 6:
      return withDocumentChanged(choices, text);
    case 7:
    case 8:
      return withItemsChanged(choices, text);
    case 9:
    case 10:
      return withLineChanged(choices, text);
    case 11:
      return withCharacterTyped(choices, text);
    case 12:
      return withRangeDeleted(choices, text);
    case 13:
    case 19:
      return broken(choices, text);
    case 14:
      return text.replace(/name: (\S+)/, "name: {{ .Values.name }}");
    case 15:
      return withSuppressionChanged(choices, text);
    case 16:
      return `${choices.pick("# above\n", "\n", "---\n", "# above\n---\n")}${text}`;
    case 17:
      return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\n", "\r\n");
    case 18:
      return text.slice(0, choices.below(text.length + 1));
    default:
      return manifest(choices);
  }
}

/** A word in the place of another of its row (names, modes, kinds, numbers), all of one or only one. */
function swappedWord(choices: Choices, text: string): string {
  const words = [...text.matchAll(/[\w./:%-]+/g)];
  const known = words.filter(([word]) => rows.some((row) => row.includes(word)));
  const found = choices.anyOf(known.length > 0 ? known : words);
  if (!found) return text;
  const [word] = found;
  const row = rows.find((candidate) => candidate.includes(word)) ?? words.map(([other]) => other);
  const other = choices.anyOf(row.filter((candidate) => candidate !== word)) ?? word;
  if (choices.chance(15)) return text.replaceAll(word, other);
  return text.slice(0, found.index) + other + text.slice(found.index + word.length);
}

function withLineChanged(choices: Choices, text: string): string {
  const lines = text.split("\n");
  const at = choices.below(lines.length);
  const line = lines[at] ?? "";
  switch (choices.below(6)) {
    case 0:
      return lines.toSpliced(at, 1).join("\n");
    case 1:
      return lines.toSpliced(at, 0, line).join("\n");
    case 2:
      return lines.with(at, `  ${line}`).join("\n");
    case 3:
      return lines.with(at, line.replace(/^ {1,2}/, "")).join("\n");
    case 4:
      return lines.with(at, `# ${line}`).join("\n");
    default:
      return lines
        .toSpliced(at, 0, `${line.match(/^ */)?.[0] ?? ""}${choices.pick("# said", "replicas: 3", "key:", "- ")}`)
        .join("\n");
  }
}

function withCharacterTyped(choices: Choices, text: string): string {
  const at = choices.below(text.length + 1);
  return (
    text.slice(0, at) +
    choices.pick("a", " ", "\n", ":", "-", "#", '"', "{", "]", "|", "&x ", "*x", "\t", "😀") +
    text.slice(at)
  );
}

function withRangeDeleted(choices: Choices, text: string): string {
  const at = choices.below(text.length + 1);
  return text.slice(0, at) + text.slice(at + choices.pick(1, 1, 3, 20, 200));
}

/** Takes one out where there is one, else writes one above a `kind`, or over the whole file. */
function withSuppressionChanged(choices: Choices, text: string): string {
  const lines = text.split("\n");
  const present = lines.findIndex((line) => line.includes("rightkind-ignore"));
  if (present !== -1 && choices.chance(60)) return lines.toSpliced(present, 1).join("\n");
  if (choices.chance(25)) return `# rightkind-ignore-file: on purpose\n${text}`;
  const kinds = [...lines.keys()].filter((index) => /^\s*(?:- )?kind:/.test(lines[index] ?? ""));
  const at = choices.anyOf(kinds);
  if (at === undefined) return text;
  const indent = lines[at]?.match(/^ */)?.[0] ?? "";
  return lines.toSpliced(at, 0, `${indent}# rightkind-ignore-next-line ${ruleId(choices)}: on purpose`).join("\n");
}
