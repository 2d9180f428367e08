// Line ends, byte order marks and directives as Kubernetes reads them. Expectations measured with kubectl 1.32 and Kustomize 5.5.
import { describe, expect, it } from "vitest";
import { compose } from "../../server/src/yaml/compose";
import { replace } from "../../server/src/yaml/edit-script";
import { parseDocument } from "../../server/src/yaml/parse";
import { withoutLineEndsInQuotes } from "../../server/src/yaml/readable";
import { plainValue } from "../../server/src/yaml/value";

function read(text: string): unknown {
  const { root, errors } = parseDocument(text);
  return errors.length > 0 ? errors.map(({ message }) => message) : plainValue(root);
}

describe("line ends", () => {
  const value = { a: 1, b: { c: "x y" }, d: "one\ntwo\n" };
  const text = "# c\na: 1\nb:\n  c: 'x\n    y'\nd: |\n  one\n  two\n";

  it.each([
    ["LF", text],
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["CR", text.replaceAll("\n", "\r")],
    ["CRLF above and LF below", text.replace("\n", "\r\n").replace("\n", "\r\n")],
    ["a lone CR among LF", text.replace("b:\n", "b:\r")],
    ["a lone CR behind a comment", text.replace("# c\n", "# c\r")],
    ["a lone CR in a block", text.replace("one\n", "one\r")],
    ["a lone CR in quotes", text.replace("'x\n", "'x\r")],
  ])("of %s", (_, written) => expect(read(written)).toEqual(value));

  it("keep every offset", () => {
    const written = "a: 1\rb: x\r\nc: 'y'\n";
    const { root } = parseDocument(written);
    const keys = root?.type === "mapping" ? root.entries.map(({ key }) => written.slice(key.start, key.end)) : [];
    expect(keys).toEqual(["a", "b", "c"]);
  });
});

describe("a byte order mark", () => {
  it.each([
    ["at the start", "\ufeffa: 1\n", { a: 1 }],
    ["before ---", "\ufeff---\na: 1\n", { a: 1 }],
    ["behind ---", "---\n\ufeffa: 1\nb: 2\n", { a: 1, b: 2 }],
    ["behind --- with a comment", "# head\n--- # c\r\n\ufeffa: 1\r\nb: 2\r\n", { a: 1, b: 2 }],
    ["elsewhere it is a character", "a: 1\n\ufeffb: 2\n", { a: 1, "\ufeffb": 2 }],
  ])("%s", (_, text, value) => expect(read(text)).toEqual(value));
});

describe("a byte order mark in a text that does not parse", () => {
  it("is named first", () => {
    const text = "a: b: c\n\ufeff---\n";
    expect(parseDocument(text).errors[0]).toEqual({
      start: 8,
      end: 9,
      message: "A byte order mark (U+FEFF) stands inside the text: remove it.",
      fault: "syntax",
    });
  });
});

describe("directives", () => {
  it.each(["1.1", "1.2"])("%%YAML %s is known", (version) =>
    expect(read(`%YAML ${version}\n---\na: 1\n`)).toEqual({ a: 1 }),
  );
  it.each([
    ["%YAML 9.9", "Unsupported YAML version 9.9"],
    ["%YAML 1.3", "Unsupported YAML version 1.3"],
    ["%FOO bar", "Unknown directive %FOO"],
  ])("%s is a fault", (line, message) => expect(read(`${line}\n---\na: 1\n`)).toEqual([message]));
  it("of tags are known", () => expect(read("%TAG !k! tag:k.io,2000:\n---\na: 1\n")).toEqual({ a: 1 }));
});

describe("what moves lines", () => {
  it.each(["a: 1\rb: 2\r", "---\n\ufeffa: 1\n"])("is not edited: %j", (text) =>
    expect(compose(text, [replace(["a"], "2")])).toMatchObject({ refused: "syntax" }),
  );
});

describe("line ends in quotes", () => {
  it.each([
    ["a: 'b\nc'", "a: 'b c'"],
    ['- "b\r\n\\"c"', '- "b  \\"c"'],
    ["a: b 'c\nd'", "a: b 'c\nd'"],
    ["# 'c\nd: 'e\nf'", "# 'c\nd: 'e f'"],
    ["a: 'it''s\n'", "a: 'it''s '"],
    ["a: 'b\n''", "a: 'b ''"],
    ['a: "b\nc', 'a: "b\nc'],
  ])("%j", (text, expected) => expect(withoutLineEndsInQuotes(text)).toBe(expected));
});
