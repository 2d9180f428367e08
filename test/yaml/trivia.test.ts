// Comments, anchors and tags: found in the gaps of the tree, and the same as the concrete syntax tree has.
import { describe, expect, it } from "vitest";
import { parseDocument } from "../../server/src/yaml/parse";
import { layout } from "../../server/src/yaml/read-layout";
import { trivia } from "../../server/src/yaml/trivia";
import { Choices } from "../support/choices";
import { generatedDocument } from "../support/document-generator";

function found(text: string): ReturnType<typeof trivia> {
  return trivia(text, parseDocument(text).root);
}

const comments = (text: string): string[] =>
  found(text).comments.map((comment) => `${comment.alone ? "alone " : ""}${comment.text}`);

describe("comments", () => {
  it("alone, and at the end of lines", () =>
    expect(comments("# a\nb: 1 # c\n\t# d\ne: # f\n  - g # h\n")).toEqual([
      "alone # a",
      "# c",
      "alone # d",
      "# f",
      "# h",
    ]));

  it("not inside scalars", () =>
    expect(comments("a: x#y\nb: 'x # y'\nc: |\n  # z\n  t\nd: \"\n  # q\"\ne: one\n  two # real\n")).toEqual([
      "# real",
    ]));

  it("in the header of a block scalar", () =>
    expect(comments("a: | # c\n  # no\nb: >- # d\n  t\n")).toEqual(["# c", "# d"]));

  it("in flow style", () => expect(comments("a: [ # b\n  c, # d\n  # e\n  ]\n")).toEqual(["# b", "# d", "alone # e"]));

  it("without the line end, and behind a byte order mark", () =>
    expect(comments("\ufeff# a\r\nb: 1 # c\r\n")).toEqual(["alone # a", "# c"]));

  it("of a document without content", () => expect(comments("# a\n---\n# b\n")).toEqual(["alone # a", "alone # b"]));
});

describe("anchors and tags", () => {
  it("have their names and places", () => {
    const text = "%TAG ! !x\n--- !!map\n&k a: &v !!str x\nb: [&f y, !<tag:z> q]\n";
    const { anchors, tags } = found(text);
    expect(anchors.map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
      ["k", "&k"],
      ["v", "&v"],
      ["f", "&f"],
    ]);
    expect(tags.map(({ name }) => name)).toEqual(["!!map", "!!str", "!<tag:z>"]);
  });
});

it("the gaps hold what the concrete syntax tree has", () => {
  for (let seed = 0; seed < 200; seed++) {
    const text = generatedDocument(Choices.seeded(seed));
    if (parseDocument(text).errors.some(({ fault }) => fault === "syntax")) continue;
    const laid = layout(text);
    const words = ({ start, end }: { start: number; end: number }): string => text.slice(start, end).trimEnd();
    expect(found(text).comments.map(words), text).toEqual(laid.comments.map(words));
    expect(
      found(text).anchors.map(({ start }) => start),
      text,
    ).toEqual(laid.marks.filter(({ type }) => type === "anchor").map(({ start }) => start));
  }
});
