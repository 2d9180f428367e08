// Our own reader: what it reads, it reads as the library does; what it is not certain of, it leaves to it.
import { describe, expect, it } from "vitest";
import { parseDocument } from "../../server/src/yaml/parse";
import { readDocument } from "../../server/src/yaml/reader/read";
import { reading } from "../support/reading";

describe("is read, as the library reads it", () => {
  it.each(
    Object.entries({
      nothing: "",
      "comments alone": "# a\n\n  # b\n",
      "a marker alone": "---\n",
      "a marker with a comment": "--- # c\n# d\n",
      "a marker and an end": "---\na: b\n...\n# c\n\n",
      "a byte order mark": "\ufeff# c\n---\na: b\n",
      "no line end at the end": "a: b",
      CRLF: "a: b\r\nc:\r\n  - d\r\n  # e\r\n  - |\r\n    f\r\n\r\nh: g\r\n",
      "lone carriage returns": "a: b\rc: d\r",
      "empty values": "a:\nb: # c\nc:   \nd: &e\nf:\n- \n-\n",
      "values of all kinds":
        "a: 1\nb: -2\nc: 0755\nd: 0x1F\ne: 1e3\nf: .5\ng: .inf\nh: .nan\ni: 1_000\nj: 9007199254740993\nk: 0\nl: 08\n",
      "words of all kinds": "a: yes\nb: Off\nc: ~\nd: null\ne: Null\nf: y\ng: noo\nh: truely\ni: \"yes\"\nj: 'no'\n",
      "numbers that are none": "a: 10Gi\nb: 100m\nc: 1.2.3\nd: 1-2\ne: +x\nf: --\n",
      "signs in words": "a: b#c\nd: e:f\ng: http://h:8080/\ni: :8080\nj: -k\nl: ?m\nn: o & p\n",
      "keys of all kinds": "a b: 1\n\"c\": 2\n'd''e': 3\n\"f\\n\" : 4\ng  : 5\n80: 6\non: 7\n<<: 8\nhttp://h: 9\n",
      sequences: "a:\n- b\n-   c: d\n    e: f\n- - g\n  - h\n-\n  i: j\n-\n  - k\nl:\n  -\n  - m # n\n",
      "lines that fold": "a: b\n  c\n\n\n  d\ne: 'f\n\n  g  \n  h'\ni: \"j \\\n  k\n\n  l\\n\"\nm:\n  n\n  o\n",
      escapes: 'a: "\\x41\\u00e9\\U0001f600\\t\\"\\\\\\/\\_\\N\\L\\P\\0\\e"\n',
      "block scalars":
        "a: |\n  b\n   c\n\n  d\ne: >-\n  f\n  g\n\n   h\n  i\nj: |+\n  k\n\n\nl: |2-\n    m\n# n\no: | # p\n  q\n",
      "block scalars at the end": "a: |\n  b\n\n   \n",
      "an empty block scalar": "a: |\nb: >-\n\nc: d\n",
      "blank lines before the content": "a: |\n\n \n  b\n",
      "blanks beyond the content": "a: |\n  b\n     \nc: >\n  d\n     \n  \n",
      flow: 'a: {b: [c, d], "e":1, \'f\' : {}, g: [ ] , }\nh: [\n  i, # j\n  "k",\n\n  l\n]\n',
      "flow below its key": "a:\n  [b, c]\nd:\n  {e: f}\n",
      JSON: '{\n\t"a": [1, 2.5, true, null, "b"],\n\t"c": {"d": {}}\n}\n',
      "flow in the column of its key": "a: [\n  b\n]\n",
      anchors: "a: &x b\nc: *x\nd: &x\n  e: *x\nf: *x\ng: &x\n- h\ni: [*x, *y]\nj:\n  <<: *x\n",
      "an anchor of the same name inside": "a: &x\n  b: &x c\nd: *x\n",
      tags: "a: !!str 1\nb: !custom 2\nc: !x\n  d: e\nf: !!str\ng: &h !!str i\n",
      "tags of collections": "a: !b\n  - !!str {}\nc: !!str\n- d\ne: !f\n  g: h\n",
      "blanks with a tab": "---\n\t\na: b\n \t\nc: d\n  \t# e\nf:\n \t\n  - g\n",
      comments: "# a\nb: # c\n  # d\n# e\n  f: g # h\n      # i\n\n  j: k\n  #l\nm: n\n",
      "duplicate keys": 'a: {b: 1, b: 2}\n"a": 3\nc: 4\na: 5\n<<: {}\n<<: {}\n',
      "many keys": [...Array(50).keys(), 3, 49].map((number) => `k${number}: v\n`).join(""),
      "large numbers":
        "a: 123456789012345678\nb: 12345678901234567890123\nc: 99999999999999999999\nd: 999999999999999\n",
      "unusual signs": "größe: キー 🙂\na: b\u00a0\nc: |\n  d\u2028\n",
      "indented roots": "  a: b\n  c: d\n",
    }),
  )("%s", (_, text) => {
    expect(reading(text)).toEqual({ outcome: "read" });
  });
});

describe("is left to the library", () => {
  it.each([
    ["template", "a: {{ b }}\n"],
    ["template", "{{- if a }}\nb: c\n{{- end }}\n"],
    ["sign", "? a\n: b\n"],
    ["sign", "a: - b\n"],
    ["sign", "a: 'b' c\n"],
    ["sign", "a: @b\n"],
    ["key", "a: b: c\n"],
    ["key", "a\n"],
    ["indentation", 'a: "b"\n  c: d\n'],
    ["indentation", "a:\n    b: c\n  d: e\n"],
    ["indentation", "a: [\nb]\n"],
    ["tab", "a:\n\tb: c\n"],
    ["tab", "-\ta: b\n"],
    ["tab", "a:\n\t\nb: c\n"],
    ["tab", "a:\n  b: c\n  # d\n\t"],
    ["tab", "-\t&a\n"],
    ["sign", "a: {b: c\n# d\n}\n"],
    ["quote", 'a: "b\n'],
    ["quote", 'a: "b\nc"\n'],
    ["escape", 'a: "\\q"\n'],
    ["escape", 'a: "\\u12"\n'],
    ["flow", "a: [b: c]\n"],
    ["flow", "a: {b, c}\n"],
    ["flow", "a: [b\n"],
    ["block-scalar", "a: |1\n   b\n  \nc: d\n"],
    ["block-scalar", "a: |x\n  b\n"],
    ["block-scalar", "a: |\n    \n  b\n"],
    ["anchor", "a: &b *c\n"],
    ["tag", "a: !!int b\n"],
    ["marker", "a: b\n---\nc: d\n"],
    ["marker", "a: b\n...\nc: d\n"],
    ["directive", "%YAML 1.2\n---\na: b\n"],
    ["root", "--- a\n"],
    ["byte-order-mark", "a: \ufeffb\n"],
    ["lines", "a:\n  # b\n  c\n"],
  ])("%s: %j", (reason, text) => {
    expect(readDocument(text)).toEqual({ parsed: undefined, reason });
  });
});

it("a key: 1,024 signs are read, more are refused", () => {
  expect(reading(`${"k".repeat(1024)}: v\n`)).toEqual({ outcome: "read" });
  expect(reading(`${"k".repeat(1025)}: v\n`)).toEqual({ outcome: "asked", reason: "key" });
});

it("nesting: 200 deep is read, deeper is refused", () => {
  const nested = (depth: number) => `${"- ".repeat(depth)}a\n`;
  const brackets = (depth: number) => `${"[".repeat(depth)}a${"]".repeat(depth)}\n`;
  expect(reading(nested(200))).toEqual({ outcome: "read" });
  expect(reading(brackets(200))).toEqual({ outcome: "read" });
  expect(readDocument(nested(201)).reason).toBe("depth");
  expect(readDocument(brackets(201)).reason).toBe("depth");
  expect(parseDocument(nested(201)).errors).toMatchObject([{ message: "The text is nested too deeply." }]);
});

it("its readings are those of `parseDocument`", () => {
  const text = "a: b\n";
  expect(parseDocument(text)).toEqual(readDocument(text).parsed);
});
