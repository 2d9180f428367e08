// Documents that are easy to break: anchors, merge keys, line ends, tabs, markers, scalars of many lines, odd keys.
import { describe, expect, it } from "vitest";
import { insert, move, remove, rename, replace, unwrap, wrap } from "../../server/src/yaml/edit-script";
import { edited, yaml } from "../support/edited";

describe("anchors and aliases", () => {
  const LABELS = "a: &x\n  app: web # c\nb: *x\nc: *x\n";

  it("an anchor that goes is written at the first alias that is left", () => {
    expect(edited(LABELS, remove(["a"]))).toBe("b: &x\n  app: web # c\nc: *x\n");
    expect(edited(LABELS, remove(["a"]), remove(["b"]))).toBe("c: &x\n  app: web # c\n");
    expect(edited("a: &x 5 # c\nb: [1, *x]\n", remove(["a"]))).toBe("# c\nb: [1, &x 5]\n");
    expect(edited("a: &x\n  - b: 1\nc: {d: *x}\n", remove(["a"]))).toBe("c: {d: &x [{b: 1}]}\n");
  });

  it("an anchor that is replaced, too", () =>
    expect(edited("a: &x\n  app: web\nb: *x\n", replace(["a"], "{}"))).toBe("a: {}\nb: &x\n  app: web\n"));

  it("an anchor that moves below its alias, too", () =>
    expect(edited("a: &x 1\nb: *x\n", move(["a"], [], "last"))).toBe("b: &x 1\na: &x 1\n"));

  it("anchors inside what goes", () =>
    expect(edited("a: &x\n  b: &y 1\nc: *y\nd: *x\n", remove(["a"]))).toBe("c: &y 1\nd: &x\n  b: &y 1\n"));

  it("a part that an alias shows elsewhere is not changed", () => {
    expect(edited(LABELS, replace(["a", "app"], "db"))).toBe('refused: alias at "*x"');
    expect(edited(LABELS, rename(["a", "app"], "name"))).toBe('refused: alias at "*x"');
    expect(edited(LABELS, insert(["a"], "last", "tier: db"))).toBe('refused: alias at "*x"');
    expect(edited(LABELS, remove(["a", "app"]), remove(["b"]), remove(["c"]))).toBe("# c\n{}\n");
  });

  it("nothing is edited through an alias", () => {
    expect(edited(LABELS, remove(["b", "app"]))).toBe('refused: alias at "*x"');
    expect(edited(LABELS, insert(["b"], "last", "tier: db"))).toBe('refused: alias at "*x"');
    expect(edited("a: &x {m: {b: 1}}\nc: *x\n", unwrap(["c"]))).toBe('refused: alias at "*x"');
  });

  it("an alias itself may move, go, and be replaced", () => {
    expect(edited(LABELS, remove(["b"]))).toBe("a: &x\n  app: web # c\nc: *x\n");
    expect(edited(LABELS, replace(["b"], "1"))).toBe("a: &x\n  app: web # c\nb: 1\nc: *x\n");
    expect(edited(LABELS, move(["b"], ["a"], "last", { key: "own" }), remove(["c"]))).toBe('refused: alias at "*x"');
    expect(edited(LABELS, rename(["b"], "z"))).toBe("a: &x\n  app: web # c\nz: *x\nc: *x\n");
  });

  it("wrapping what has an anchor keeps it valid", () =>
    expect(edited("a: &x # c\n  b: 1\nd: *x\n", wrap(["a"], ["k"]))).toBe("a:\n  k: &x # c\n    b: 1\nd: *x\n"));

  it("other anchors of the same name", () =>
    expect(edited("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", remove(["c"]))).toBe("a: &x 1\nb: *x\nd: &x 2\n"));

  it("an alias as a key stops an anchor from going", () =>
    expect(edited("a: &x k\nb:\n  *x : 1\n", remove(["a"]))).toBe('refused: alias at "*x"'));
});

describe("merge keys", () => {
  const MERGED = "base: &b\n  a: 1\n  b: 2\nown:\n  <<: *b\n  b: 3\n  c: 4\n";

  it("own entries are edited", () => {
    expect(edited(MERGED, remove(["own", "c"]))).toBe(MERGED.replace("  c: 4\n", ""));
    expect(edited(MERGED, replace(["own", "b"], "5"))).toBe(MERGED.replace("b: 3", "b: 5"));
    expect(edited(MERGED, insert(["own"], "last", "d: 5"))).toBe(`${MERGED}  d: 5\n`);
  });

  it("merged entries are not, nor own ones below which a merged one would show", () => {
    expect(edited(MERGED, replace(["own", "a"], "5"))).toBe('refused: merge at "<<"'.replace('"<<"', '"<<: *b"'));
    expect(edited(MERGED, remove(["own", "b"]))).toBe('refused: merge at "<<"');
    expect(edited(MERGED, rename(["own", "b"], "z"))).toBe('refused: merge at "<<"');
    expect(edited(MERGED, insert(["own"], "last", "a: 5"))).toBe('refused: merge at "<<"');
  });

  it("a merged mapping that goes is written in the place of its alias", () =>
    expect(edited(MERGED, remove(["base"]))).toBe("own:\n  <<: &b\n    a: 1\n    b: 2\n  b: 3\n  c: 4\n"));

  it("the mapping moves as a whole", () =>
    expect(edited(MERGED, wrap(["own"], ["k"]))).toBe(
      "base: &b\n  a: 1\n  b: 2\nown:\n  k:\n    <<: *b\n    b: 3\n    c: 4\n",
    ));

  it("is not unwrapped", () =>
    expect(edited(`x:\n  y:\n    <<: {a: 1}\n    b: 1\n`, unwrap(["x", "y"]))).toBe('refused: merge at "<<"'));
});

describe("keys", () => {
  it("that stand twice are not edited", () =>
    expect(edited("a: 1\nb: 2\na: 3\n", remove(["a"]))).toBe('refused: duplicate-key at "a"'));
  it("beside one that stands twice are", () =>
    expect(edited("a: 1\nb: 2\na: 3\n", remove(["b"]))).toBe("a: 1\na: 3\n"));
  it("of the form `? key` are not", () =>
    expect(edited("? a\n: 1\nb: 2\n", replace(["a"], "2"))).toBe('refused: complex-key at "? a\\n: 1"'));
  it("beside such a key are", () => expect(edited("? a\n: 1\nb: 2\n", remove(["b"]))).toBe("? a\n: 1\n"));
  it("with an anchor", () => expect(edited("&k a: 1\nb: 2\n", remove(["b"]), rename(["a"], "c"))).toBe("c: 1\n"));
  it("a pair without braces is not edited", () => {
    expect(edited("a: [b: 1]\n", remove(["a", 0, "b"]))).toBe('refused: flow at "b: 1"');
    expect(edited("a: [b: 1, c]\n", remove(["a", 1]))).toBe("a: [b: 1]\n");
  });
});

describe("the frame of a document", () => {
  it("byte order mark", () => {
    expect(edited("\ufeffa: 1\nb: 2\n", remove(["a"]))).toBe("\ufeffb: 2\n");
    expect(edited("\ufeffa: 1\n", insert([], "first", "b: 2"))).toBe("\ufeffb: 2\na: 1\n");
    expect(edited("\ufeffa: 1\n", wrap([], ["b"]))).toBe("\ufeffb:\n  a: 1\n");
  });

  it("marker line, directives, end line", () => {
    const text = "%YAML 1.2\n--- # start\n# first\n\na: 1\nb: 2\n...\n# after\n";
    expect(edited(text, remove(["b"]))).toBe(text.replace("b: 2\n", ""));
    expect(edited(text, insert([], "first", "c: 3"))).toBe(text.replace("a: 1", "c: 3\na: 1"));
    expect(edited(text, insert([], "last", "c: 3"))).toBe(text.replace("b: 2", "b: 2\nc: 3"));
  });

  it("content on the marker line", () => {
    expect(edited("--- {a: 1, b: 2}\n", remove(["a"]))).toBe("--- {b: 2}\n");
    expect(edited("--- !!map # c\na: 1\nb: 2\n", remove(["a"]))).toBe("--- !!map # c\nb: 2\n");
  });

  it("CRLF", () => {
    expect(edited("a: 1 # c\r\nb:\r\n  c: 2\r\n", remove(["a"]), wrap(["b"], ["k"]))).toBe(
      "# c\r\nb:\r\n  k:\r\n    c: 2\r\n",
    );
    expect(edited("a: 1\r\nb: 2", insert([], "last", "c: 3"))).toBe("a: 1\r\nb: 2\r\nc: 3");
  });

  it("what does not parse", () => expect(edited("a: [\nb: 1\n", remove(["a"]))).toMatch(/^refused: syntax/));
});

describe("comments and blank lines", () => {
  it("at column 0 inside a block", () => {
    const text = "a:\n  b: 1\n# zero\n  c: 2\n";
    expect(edited(text, remove(["a", "c"]))).toBe("a:\n  b: 1\n# zero\n");
    expect(edited(text, wrap(["a"], ["k"]))).toBe("a:\n  k:\n    b: 1\n# zero\n    c: 2\n");
    expect(edited(text, move(["a"], [], "first", { key: "z" }))).toBe("z:\n  b: 1\n# zero\n  c: 2\n");
  });

  it("deeper than the entry that they follow", () =>
    expect(edited("a:\n  b: 1\n    # of b\n  # of a\n# of c\nc: 1\n", move(["a", "b"], [], "last"))).toBe(
      "# of a\n# of c\nc: 1\nb: 1\n  # of b\n",
    ));

  it("with tabs", () =>
    expect(edited("a:\n  b: 1\t# one\n\t# two\n  c: 2\n", remove(["a", "b"]))).toBe("a:\n  # one\n\t# two\n  c: 2\n"));

  it("below a block scalar", () => {
    expect(edited("a:\n  b: |\n      t\n    # no part of it\n  c: 1\n", remove(["a", "c"]))).toBe(
      "a:\n  b: |\n      t\n    # no part of it\n",
    );
    expect(edited("a: |\n  t\nb: 1 # c\n", remove(["b"]))).toBe("a: |\n  t\n# c\n");
  });

  it("blank lines do not get into a scalar that keeps them", () => {
    expect(edited("a: |+\n  t\nb: 1\n\nc: 1\n", remove(["b"]))).toBe("a: |+\n  t\nc: 1\n");
    expect(edited("a: |+\n  t\n\nb: 1\n", move(["a"], [], "last"))).toBe("b: 1\na: |+\n  t\n\n");
    expect(edited("a: |+\n  t\n\nb: 1\n", insert([], { after: "a" }, "x: 1"))).toBe("a: |+\n  t\n\nx: 1\nb: 1\n");
  });
});

describe("scalars of many lines", () => {
  const TEXT = yaml`
    a:
      b:
        plain: one
          two

          three # c
        quoted: "one
          two \
          three"
        folded: >-
            one

              more
            two
        explicit: |2
              one
            two
      c: 1
  `;
  const inside = TEXT.split("\n")
    .slice(2, -2)
    .map((line) => line.slice(4))
    .join("\n");

  it("keep what they say when they move", () => {
    expect(edited(TEXT, unwrap(["a", "b"]), unwrap(["a"]))).toBe(`${inside}\nc: 1\n`);
    expect(edited(TEXT, wrap(["a"], ["x", "z"]))).toContain(
      "        plain: one\n          two\n\n          three # c\n".replace(/^/gm, ""),
    );
  });

  it("are replaced as a whole", () =>
    expect(edited(TEXT, replace(["a", "b", "plain"], "x"), replace(["a", "b", "quoted"], "z"))).toBe(
      TEXT.replace(/one\n {6}two\n\n {6}three/, "x").replace(/"one\n {6}two \\\n {6}three"/, '"z"'),
    ));
});

describe("sequences", () => {
  it("unindented ones, and comments between their items", () => {
    const text = "a:\n- x\n# of z\n- z\n# of b\nb: 1\n";
    expect(edited(text, remove(["a", 1]))).toBe("a:\n- x\n# of z\n# of b\nb: 1\n");
    expect(edited(text, remove(["b"]))).toBe("a:\n- x\n# of z\n- z\n# of b\n");
    expect(edited(text, wrap(["a"], ["k"]))).toBe("a:\n  k:\n  - x\n  # of z\n  - z\n# of b\nb: 1\n");
  });

  it("of items on lines below their dash", () =>
    expect(edited("-\n  a: 1\n  b: 2\n- c\n", remove([0, "a"]))).toBe("-\n  b: 2\n- c\n"));

  it("nested on one line", () => {
    expect(edited("- - a\n  - - b\n    - c\n- d\n", remove([0, 1, 0]))).toBe("- - a\n  - - c\n- d\n");
    expect(edited("- - a\n  - - b\n    - c\n- d\n", remove([0, 0]))).toBe("- - - b\n    - c\n- d\n");
    expect(edited("- - a\n- d\n", remove([0, 0]))).toBe("- d\n");
  });
});
