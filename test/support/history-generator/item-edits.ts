// Edits of the items of a List: insert, delete, double, swap, reverse; and documents that become a List, or come out of one.
import { stringify } from "yaml";
import type { Choices } from "../choices";
import { companion } from "./companions";
import { application } from "./words";
import { workload } from "./workload";

/** The text with the items of its first List changed; without a List the first document becomes one. */
export function withItemsChanged(choices: Choices, text: string): string {
  const list = itemsOf(text);
  if (!list) return wrapped(text);
  const { before, items, after, indent } = list;
  const at = choices.below(Math.max(items.length, 1));
  const item = items[at] ?? "";
  const join = (changed: readonly string[]) => before + changed.join("") + after;
  switch (choices.below(7)) {
    case 0:
    case 1:
      return join(items.toSpliced(at, 0, newItem(choices, indent)));
    case 2:
      return join(items.toSpliced(at, 1));
    case 3:
      return join(items.toSpliced(at, 0, item));
    case 4: {
      const other = choices.below(Math.max(items.length, 1));
      if (items.length === 0) return text;
      return join(items.with(at, items[other] ?? "").with(other, item));
    }
    case 5:
      return join(items.toReversed());
    default:
      return unwrapped(items, indent) + after;
  }
}

interface ListText {
  readonly before: string;
  /** Each with its dash, its indentation and its last line end. */
  readonly items: readonly string[];
  readonly after: string;
  readonly indent: number;
}

/** The first block sequence under a top-level `items:`. */
function itemsOf(text: string): ListText | undefined {
  const head = /^items:[ \t]*\n/m.exec(text);
  if (!head) return undefined;
  const start = head.index + head[0].length;
  const indent = /^ *(?=-)/.exec(text.slice(start))?.[0].length;
  if (indent === undefined) return undefined;
  const lines = text.slice(start).split(/(?<=\n)/);
  const length = lines.findIndex(
    (line) => !line.startsWith(" ".repeat(indent + 1)) && !line.startsWith(`${" ".repeat(indent)}- `),
  );
  const own = length === -1 ? lines : lines.slice(0, length);
  const items: string[] = [];
  for (const line of own) {
    if (line.startsWith(`${" ".repeat(indent)}- `)) items.push(line);
    else items.push(`${items.pop() ?? ""}${line}`);
  }
  return { before: text.slice(0, start), items, after: lines.slice(own.length).join(""), indent };
}

function newItem(choices: Choices, indent: number): string {
  const owner = application(choices);
  const value = choices.chance(50) ? workload(choices, owner) : companion(choices, owner);
  return indented(stringify(value, { lineWidth: 0 }), indent);
}

function wrapped(text: string): string {
  const [first = "", ...others] = text.split(/^(?=---(?:\s|$))/m).filter((part) => /\S/.test(part));
  const body = first.replace(/^---.*\n/, "");
  if (!/^kind:/m.test(body)) return text;
  const ended = body.endsWith("\n") ? body : `${body}\n`;
  return `apiVersion: v1\nkind: List\nitems:\n${indented(ended, 2)}${others.join("")}`;
}

function unwrapped(items: readonly string[], indent: number): string {
  return items.map((item) => item.replace(/^ *- /, "").replaceAll(`\n${" ".repeat(indent + 2)}`, "\n")).join("---\n");
}

/** A document as an item of a block sequence. */
function indented(text: string, indent: number): string {
  const space = " ".repeat(indent);
  return text.replace(/^(?=[^\n])/gm, `${space}  `).replace(`${space}  `, `${space}- `);
}
