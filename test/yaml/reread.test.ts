// A document of which one item of a list was read again is the document that is read whole: every node, at every offset.
import { describe, expect, it } from "vitest";
import { parseInParts } from "../../server/src/yaml/parse";
import { type Reread, rereadItem } from "../../server/src/yaml/reread";
import { Choices } from "../support/choices";
import { generatedDocument } from "../support/document-generator";
import { difference } from "../support/same-tree";

const LISTS = 120;
const EDITS = 12;
const PIECES = [
  "x",
  " ",
  "\n",
  "- ",
  "  - ",
  ": ",
  "a: 1\n",
  "#",
  " # c",
  '"',
  "'",
  "{",
  "]",
  "|",
  "&a ",
  "*a",
  "---",
  "...",
  "\n...\n",
  "\t",
  "\r",
  "\ufeff",
  "\0",
  "1",
  "\n\n",
  "key: &b v\n",
  "kind: Pod\nkind: Pod\n",
]; // prettier-ignore

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** @returns undefined where the document is to be read whole */
function reread(before: string, edit: Edit): { readonly text: string; readonly read: Reread | undefined } | undefined {
  const { parsed, isSeparable } = parseInParts(before);
  const text = before.slice(0, edit.start) + edit.newText + before.slice(edit.end);
  return isSeparable ? { text, read: rereadItem({ text: before, root: parsed.root }, text, edit, "items") } : undefined;
}

/** Without an anchor, so that it may be read by itself. */
function pod(choices: Choices): string {
  const command = choices.pick(
    "command: [sh, -c]",
    "command:\n- sh\n- -c",
    "args: |\n  a: 1\n\n  # b\n",
    'env: {a: "b c"}',
  );
  const spec = `spec:\n  containers:\n  - name: a\n    ${command.replaceAll("\n", "\n    ")}`;
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # b\n${choices.pick("", "# c\n", "\n")}${spec}`;
}

function list(choices: Choices): string {
  const indent = choices.pick("", "  ", "    ");
  const items = Array.from({ length: 1 + choices.below(5) }, () => {
    const lines = generatedDocument(choices)
      .replace(/^(?:---|\.\.\.|%).*$/gm, "")
      .replace(/\r\n?/g, "\n")
      .trim();
    const own = choices.chance(75) ? pod(choices) : lines || "a: 1";
    return `${indent}- ${own.replaceAll("\n", `\n${indent}  `)}\n${choices.pick("", "", "# behind\n", "\n")}`;
  });
  const head = choices.pick("apiVersion: v1\nkind: List\n", "---\nkind: List\n", "# above\n", "");
  return `${head}items:\n${items.join("")}${choices.pick("", "metadata: {}\n", "kind: List\nlast: 1\n", "# end", "...\n")}`;
}

describe("an item that is read again", () => {
  it(`leaves what reading all would give, in ${LISTS} lists with ${EDITS} edits each`, () => {
    let count = 0;
    for (let seed = 0; seed < LISTS; seed++) {
      const choices = Choices.seeded(seed, 4000);
      const before = list(choices);
      for (let round = 0; round < EDITS; round++) {
        const start = choices.below(before.length + 1);
        const end = choices.chance(50) ? start : Math.min(before.length, start + choices.below(9));
        const edit = { start, end, newText: choices.anyOf(["", ...PIECES]) ?? "" };
        const result = reread(before, edit);
        if (!result?.read) continue;
        count++;
        const found = difference({ root: result.read.root, errors: [] }, parseInParts(result.text).parsed);
        if (found !== undefined) expect.fail(`${found}\n${JSON.stringify({ before, edit })}`);
        expect(parseInParts(result.text).isSeparable).toBe(true);
      }
    }
    // Where all is always read whole, it is never wrong.
    expect(count).toBeGreaterThan((LISTS * EDITS) / 10);
  });

  const two = "kind: List\nitems:\n  - kind: Pod\n    name: a\n  - kind: Pod\n    name: b\nlast: 1\n";
  const at = (word: string) => two.indexOf(word);

  it("is the only new node; the others are moved", () => {
    const { parsed } = parseInParts(two);
    const text = two.replace("name: a", "name: aa");
    const read = rereadItem(
      { text: two, root: parsed.root },
      text,
      { start: at("a\n"), end: at("a\n"), newText: "a" },
      "items",
    ); // prettier-ignore
    const itemsIn = (node: typeof parsed.root) => {
      const items = node?.type === "mapping" ? node.entries[1]?.value : undefined;
      return items?.type === "sequence" ? items.items : [];
    };
    expect(read?.item).toBe(0);
    expect(itemsIn(read?.root)[0]).not.toBe(itemsIn(parsed.root)[0]);
    expect(itemsIn(read?.root)[1]).toBe(itemsIn(parsed.root)[1]);
  });

  it.each([
    [
      "between two items",
      { start: at("  - kind: Pod\n    name: b"), end: at("- kind: Pod\n    name: b"), newText: "" },
    ],
    ["over a dash", { start: at("b\n") - 23, end: at("b\n"), newText: "" }],
    ["outside the list", { start: at("1\n"), end: at("1\n"), newText: "1" }],
    ["with an anchor", { start: at("a\n"), end: at("a\n"), newText: "&x " }],
    ["with a key that is there already", { start: at("name: a"), end: at("name: a"), newText: "kind: Pod\n    " }],
    [
      "that makes another item of the rest",
      { start: at("    name: a"), end: at("    name: a"), newText: "  - x: 1\n" },
    ],
    ["that leaves a fault", { start: at("a\n"), end: at("a\n"), newText: '"' }],
  ])("is not there where the edit is %s", (_, edit) => {
    expect(reread(two, edit)).toMatchObject({ read: undefined });
  });
});
