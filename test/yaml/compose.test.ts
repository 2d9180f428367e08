// What each operation of an edit script does to a text, byte for byte: the documentation of the edit engine.
import { describe, expect, it } from "vitest";
import { compose } from "../../server/src/yaml/compose";
import { insert, move, remove, rename, replace, ScriptFault, unwrap, wrap } from "../../server/src/yaml/edit-script";
import { entry, item, literal, mapping, taken } from "../../server/src/yaml/fragment";
import { edited, yaml } from "../support/edited";

const DEPLOYMENT = yaml`
  # the database
  apiVersion: apps/v1
  kind: Deployment # for now
  metadata:
    name: pg
  spec:
    replicas: 1
    # how to roll
    strategy: # safe
      type: Recreate # one disk
    template:
      spec:
        containers:
          - name: pg # main
            image: postgres:17
          # helper
          - name: backup
        volumes:
          - name: data
            persistentVolumeClaim:
              claimName: pg-data
`;

describe("an empty script", () => {
  it("makes no edits", () => expect(compose(DEPLOYMENT, [])).toEqual({ edits: [] }));
});

describe("remove", () => {
  it("takes out the lines of an entry, and leaves its comments on lines of their own", () =>
    expect(edited(DEPLOYMENT, remove(["spec", "strategy"]))).toBe(
      DEPLOYMENT.replace("  strategy: # safe\n    type: Recreate # one disk\n", "  # safe\n  # one disk\n"),
    ));

  it("is one deletion of whole lines where there is no comment", () =>
    expect(compose("a: 1\nb:\n  c: 2\nd: 3\n", [remove(["b"])])).toEqual({
      edits: [{ start: 5, end: 15, newText: "" }],
    }));

  it("takes the collections along that it empties", () =>
    expect(edited(DEPLOYMENT, remove(["spec", "template", "spec", "volumes", 0]))).toBe(
      DEPLOYMENT.replace(/ {6}volumes:[\s\S]*/, ""),
    ));

  it("leaves an empty collection where that is asked for", () => {
    expect(edited("a:\n  - b # c\nd: 1\n", remove(["a", 0], { collapse: false }))).toBe("a: []\n  # c\nd: 1\n");
    expect(edited("a: # top\n  b: 1\n", remove(["a", "b"], { collapse: false }))).toBe("a: {} # top\n");
  });

  it("leaves an empty mapping of a document", () => expect(edited("# x\na: 1\n", remove(["a"]))).toBe("# x\n{}\n"));

  it("moves the next entry behind the dash", () => {
    expect(edited("- a: 1\n  b: 2\n", remove([0, "a"]))).toBe("- b: 2\n");
    expect(edited("- a: 1 # one\n  # two\n  b: 2\n", remove([0, "a"]))).toBe("- # one\n  # two\n  b: 2\n");
    expect(edited("- - a\n  - b\n", remove([0, 0]))).toBe("- - b\n");
  });

  it("leaves one blank line of two", () => {
    expect(edited("a: 1\n\nb: 2\n\nc: 3\n", remove(["b"]))).toBe("a: 1\n\nc: 3\n");
    expect(edited("a: 1\n\nb: 2\n", remove(["b"]))).toBe("a: 1\n");
    expect(edited("x:\n  a: 1\n\n  b: 2\n", remove(["x", "a"]))).toBe("x:\n  b: 2\n");
  });

  it("several in one collection", () =>
    expect(edited("a: 1\nb: 2\nc: 3\nd: 4\n", remove(["a"]), remove(["c"]), remove(["d"]))).toBe("b: 2\n"));

  it("keeps a missing final line end", () => {
    expect(edited("a: 1\nb: 2", remove(["b"]))).toBe("a: 1");
    expect(edited("a: 1\nb: 2", remove(["a"]))).toBe("b: 2");
  });

  it("drops the comma of an item in flow style", () => {
    expect(edited("a: [x, y, z]\n", remove(["a", 0]))).toBe("a: [y, z]\n");
    expect(edited("a: [x, y, z]\n", remove(["a", 1]))).toBe("a: [x, z]\n");
    expect(edited("a: [x, y, z]\n", remove(["a", 2]))).toBe("a: [x, y]\n");
    expect(edited("a: { x: 1, y: 2 } # c\n", remove(["a", "y"]))).toBe("a: { x: 1 } # c\n");
    expect(edited("a: [x]\nb: 1\n", remove(["a", 0]))).toBe("b: 1\n");
    expect(edited("a: [x] # c\nb: 1\n", remove(["a", 0], { collapse: false }))).toBe("a: [] # c\nb: 1\n");
  });

  it("keeps comments in flow style", () =>
    expect(
      edited(
        yaml`
          a: [
            # about x
            x, # the x
            y # the y
          ]
        `,
        remove(["a", 0]),
      ),
    ).toBe(
      yaml`
        a: [
          # about x
          # the x
          y # the y
        ]
      `,
    ));

  it("in JSON", () =>
    expect(edited('{\n  "a": 1,\n  "b": {\n    "c": 2\n  }\n}\n', remove(["b", "c"]))).toBe('{\n  "a": 1\n}\n'));
});

describe("rename", () => {
  it("changes the key alone", () => {
    expect(compose("spec:\n  strategy: # c\n    a: 1\n", [rename(["spec", "strategy"], "updateStrategy")])).toEqual({
      edits: [{ start: 8, end: 16, newText: "updateStrategy" }],
    });
    expect(edited("a :  1 # c\n", rename(["a"], "b"))).toBe("b :  1 # c\n");
  });

  it("keeps the quotes of the key", () => {
    expect(edited("'a': 1\n", rename(["a"], "it's"))).toBe("'it''s': 1\n");
    expect(edited('{"a":1}', rename(["a"], "b"))).toBe('{"b":1}');
  });

  it("quotes a key that needs it", () => expect(edited("a: 1\n", rename(["a"], "true"))).toBe('"true": 1\n'));

  it("goes together with a change inside", () =>
    expect(edited("a:\n  b: 1\n  c: 2\n", rename(["a"], "x"), remove(["a", "b"]), replace(["a", "c"], "3"))).toBe(
      "x:\n  c: 3\n",
    ));
});

describe("replace", () => {
  it("changes a word, and nothing else of its line", () => {
    expect(edited(DEPLOYMENT, replace(["kind"], "StatefulSet"))).toBe(DEPLOYMENT.replace("Deployment", "StatefulSet"));
    expect(edited("a:   x   # c\n", replace(["a"], "5"))).toBe("a:   5   # c\n");
    expect(edited("a:\n  x # c\n", replace(["a"], "y"))).toBe("a:\n  y # c\n");
  });

  it("gives a text the quotes of the old one, and numbers none", () => {
    expect(edited('kind: "Deployment"\n', replace(["kind"], "StatefulSet"))).toBe('kind: "StatefulSet"\n');
    expect(edited("kind: 'Deployment'\n", replace(["kind"], '"0 * * * *"'))).toBe("kind: '0 * * * *'\n");
    expect(edited('a: "1"\n', replace(["a"], "2"))).toBe("a: 2\n");
    expect(edited('{"kind": "Deployment"}', replace(["kind"], "StatefulSet"))).toBe('{"kind": "StatefulSet"}');
    expect(edited("a: [ 'x', y ]\n", replace(["a", 0], "z"))).toBe("a: [ 'z', y ]\n");
  });

  it("writes a value that was not written", () => {
    expect(edited("a:\nb: 1\n", replace(["a"], "x"))).toBe("a: x\nb: 1\n");
    expect(edited("a: # c\nb: 1\n", replace(["a"], "x"))).toBe("a: x # c\nb: 1\n");
    expect(edited("- \n- 1\n", replace([0], "x"))).toBe("- x\n- 1\n");
  });

  it("puts a mapping in the place of a word, and a word in the place of a mapping", () => {
    expect(edited("a: x # c\nb: 1\n", replace(["a"], "c: 1\nd: 2"))).toBe("a: # c\n  c: 1\n  d: 2\nb: 1\n");
    expect(edited("a: # c\n  b: 1 # d\ne: 1\n", replace(["a"], "x"))).toBe("a: x # c\n  # d\ne: 1\n");
    expect(edited("- x\n- y\n", replace([0], "a: 1\nb: 2"))).toBe("- a: 1\n  b: 2\n- y\n");
  });

  it("puts a block scalar in the place of a word", () =>
    expect(edited("a:\n    b: x # c\n    d: 1\n", replace(["a", "b"], "|\n  one\n  two\n"))).toBe(
      "a:\n    b: | # c\n        one\n        two\n    d: 1\n",
    ));

  it("drops tag and anchor of the old value", () =>
    expect(edited("a: !!str &x 5\n", replace(["a"], "y"))).toBe("a: y\n"));
});

describe("insert", () => {
  const TWO = "spec:\n  # about a\n  a: 1\n  b: 2 # about b\n  # the end\nstatus: 1\n";

  it("first and last", () => {
    expect(edited(TWO, insert(["spec"], "first", "x: 0"))).toBe(TWO.replace("  # about a", "  x: 0\n  # about a"));
    expect(edited(TWO, insert(["spec"], "last", "x: 0"))).toBe(TWO.replace("about b\n", "about b\n  x: 0\n"));
  });

  it("before and after a neighbour, with regard to its comments", () => {
    expect(edited(TWO, insert(["spec"], { before: "b" }, "x: 0"))).toBe(TWO.replace("  b:", "  x: 0\n  b:"));
    expect(edited(TWO, insert(["spec"], { before: "a" }, "x: 0"))).toBe(
      TWO.replace("  # about a", "  x: 0\n  # about a"),
    );
    expect(edited(TWO, insert(["spec"], { after: "a" }, "x: 0"))).toBe(TWO.replace("a: 1\n", "a: 1\n  x: 0\n"));
  });

  it("beside a neighbour that goes", () =>
    expect(edited(TWO, remove(["spec", "a"]), insert(["spec"], { after: "a" }, "x: 0"))).toBe(
      TWO.replace("a: 1", "x: 0"),
    ));

  it("in the order of the script", () =>
    expect(
      edited("a: 1\n", insert([], "first", "b: 2"), insert([], "first", "c: 3"), insert([], { before: "a" }, "d: 4")),
    ).toBe("b: 2\nc: 3\nd: 4\na: 1\n"));

  it("takes the step of the document and the style of the nearest sequence", () => {
    const fragment = "x:\n  - y:\n      z: 1\n    w: 2\n";
    expect(edited("a:\n    b: 1\n    c:\n    - d\n", insert(["a"], "last", fragment))).toBe(
      "a:\n    b: 1\n    c:\n    - d\n    x:\n    - y:\n          z: 1\n      w: 2\n",
    );
    expect(edited("a:\n  b: 1\n  c:\n    -   d\n", insert(["a"], "first", fragment))).toBe(
      "a:\n  x:\n    -   y:\n          z: 1\n        w: 2\n  b: 1\n  c:\n    -   d\n",
    );
  });

  it("takes the line ends of the document, and keeps a missing final one", () => {
    expect(edited("a: 1\r\nb: 2\r\n", insert([], { after: "a" }, "x:\n  y: |\n    t\n"))).toBe(
      "a: 1\r\nx:\r\n  y: |\r\n    t\r\nb: 2\r\n",
    );
    expect(edited("a: 1\nb: 2", insert([], "last", "x: 1\ny: 2"))).toBe("a: 1\nb: 2\nx: 1\ny: 2");
  });

  it("into null and what is empty", () => {
    expect(edited("a: # c\nb: 1\n", insert(["a"], "last", "x: 1"))).toBe("a: # c\n  x: 1\nb: 1\n");
    expect(edited("a: {}\nb: []\n", insert(["a"], "last", "x: 1"), insert(["b"], "last", "- y"))).toBe(
      "a:\n  x: 1\nb:\n  - y\n",
    );
    expect(edited("- {}\n", insert([0], "last", "x: 1\ny: 2"))).toBe("- x: 1\n  y: 2\n");
  });

  it("before the first entry behind a dash", () => {
    expect(edited("- a: 1\n  b: 2\n", insert([0], "first", "x: 0"))).toBe("- x: 0\n  a: 1\n  b: 2\n");
    expect(edited("- - a\n", insert([0], "first", "- x"))).toBe("- - x\n  - a\n");
  });

  it("items, in the style of the sequence", () => {
    expect(edited("a:\n- b: 1\n", insert(["a"], { before: 0 }, "- x: 1\n  y:\n    - z"))).toBe(
      "a:\n- x: 1\n  y:\n  - z\n- b: 1\n",
    );
    expect(edited("a:\n  - b # c\n", insert(["a"], "last", "- x"))).toBe("a:\n  - b # c\n  - x\n");
  });

  it("in flow style", () => {
    expect(edited("a: [x, y]\n", insert(["a"], "first", "- z"))).toBe("a: [z, x, y]\n");
    expect(edited("a: [ x ]\n", insert(["a"], "last", "- z"))).toBe("a: [ x, z ]\n");
    expect(edited("a: {x: 1}\n", insert(["a"], "last", "k:\n  - b: 1\n  - 'c, d'"))).toBe(
      "a: {x: 1, k: [{b: 1}, 'c, d']}\n",
    );
    expect(edited('a: ["x"]\n', insert(["a"], "last", "- z\n- 5"))).toBe('a: ["x", "z", 5]\n');
  });

  it("in flow style over several lines", () =>
    expect(
      edited("a: [\n    x, # c\n    y # d\n  ]\n", insert(["a"], "last", "- z"), insert(["a"], "first", "- w")),
    ).toBe("a: [\n    w,\n    x, # c\n    y, # d\n    z\n  ]\n"));

  it("in JSON", () => {
    const json = '{\n    "a": 1,\n    "b": [\n        "x"\n    ]\n}';
    expect(edited(json, insert([], { after: "a" }, "c:\n  d: text\n  e: [yes, 0755, null]"))).toBe(
      json.replace(
        "1,\n",
        '1,\n    "c": {\n        "d": "text",\n        "e": [\n            true,\n            493,\n            null\n        ]\n    },\n',
      ),
    );
    expect(edited(json, insert(["b"], "last", "- z"))).toBe(json.replace('"x"', '"x",\n        "z"'));
    expect(edited('{"a":1,"b":2}', insert([], "last", "c: x"))).toBe('{"a":1,"b":2,"c":"x"}');
    expect(edited('{\n\t"a": {}\n}\n', insert(["a"], "last", "c: x"))).toBe('{\n\t"a": {\n\t\t"c": "x"\n\t}\n}\n');
  });

  it("comments of a literal", () =>
    expect(edited("a: 1\n", insert([], "last", "# why\nb: 2 # what\n"))).toBe("a: 1\n# why\nb: 2 # what\n"));
});

describe("move", () => {
  it("takes the comments along", () =>
    expect(edited(DEPLOYMENT, move(["spec", "strategy"], [], { after: "kind" }, { key: "updateStrategy" }))).toBe(
      DEPLOYMENT.replace("  # how to roll\n  strategy: # safe\n    type: Recreate # one disk\n", "").replace(
        "metadata:",
        "# how to roll\nupdateStrategy: # safe\n  type: Recreate # one disk\nmetadata:",
      ),
    ));

  it("goes together with changes inside", () =>
    expect(
      edited(
        "a:\n  b: 1\n  c: 2\nd:\n  e: 1\n",
        move(["a"], ["d"], "last"),
        remove(["a", "b"]),
        replace(["a", "c"], "3"),
      ),
    ).toBe("d:\n  e: 1\n  a:\n    c: 3\n"));

  it("takes the emptied collection away", () =>
    expect(edited("a:\n  b: 1\nd:\n  e: 1\n", move(["a", "b"], ["d"], "first"))).toBe("d:\n  b: 1\n  e: 1\n"));

  it("keeps the content of block scalars", () =>
    expect(edited("a:\n  b: |\n    x\n      y\n\n    z\nc: 1\n", move(["a", "b"], [], "last"))).toBe(
      "c: 1\nb: |\n  x\n    y\n\n  z\n",
    ));

  it("between sequence and mapping", () => {
    expect(edited("a:\n  - x: 1\n    y: 2\nb:\n  c: 1\n", move(["a", 0], ["b"], "last", { key: "d" }))).toBe(
      "b:\n  c: 1\n  d:\n    x: 1\n    y: 2\n",
    );
    expect(edited("a:\n  - 1\nb:\n  c:\n    x: 1\n    y: 2\n", move(["b", "c"], ["a"], "last"))).toBe(
      "a:\n  - 1\n  - x: 1\n    y: 2\n",
    );
  });

  it("from flow style to block style and back", () => {
    expect(edited("a: {x: [1, 2], y: 2}\nb:\n  c: 1\n", move(["a", "x"], ["b"], "last"))).toBe(
      "a: {y: 2}\nb:\n  c: 1\n  x: [1, 2]\n",
    );
    expect(edited("a: {x: 1}\nb:\n  c: 1 # why\n  d:\n    - e\n", move(["b", "d"], ["a"], "last"))).toBe(
      "a: {x: 1, d: [e]}\nb:\n  c: 1 # why\n",
    );
    expect(edited("a: {x: 1}\nb:\n  c: 1 # why\n  d: 2\n", move(["b", "c"], ["a"], "last"))).toBe(
      "a: {x: 1, c: 1}\nb:\n  # why\n  d: 2\n",
    );
  });

  it("as a part of a fragment", () =>
    expect(
      edited("a:\n  x: 1 # c\n  y: 2\n", insert([], "last", entry("b", mapping("own: 0", taken(["a", "x"]))))),
    ).toBe("a:\n  y: 2\nb:\n  own: 0\n  x: 1 # c\n"));
});

describe("wrap", () => {
  it("puts a value under new keys, with all that belongs to it", () =>
    expect(edited("spec: # s\n  # a\n  a: 1\n\n  b:\n  - c\n# end\n", wrap(["spec"], ["template", "spec"]))).toBe(
      "spec:\n  template:\n    spec: # s\n      # a\n      a: 1\n\n      b:\n      - c\n# end\n",
    ));

  it("puts other entries beside the keys", () =>
    expect(
      edited(
        "spec:\n  containers:\n    - name: x\n",
        wrap(
          ["spec"],
          [
            { key: "template", before: literal("replicas: 1") },
            { key: "spec", before: literal("metadata:\n  labels:\n    app: x") },
          ],
        ),
      ),
    ).toBe(
      "spec:\n  replicas: 1\n  template:\n    metadata:\n      labels:\n        app: x\n    spec:\n      containers:\n        - name: x\n",
    ));

  it("only inserts spaces at line starts, and the lines of the keys", () =>
    expect(compose("a:\n  b: 1\n  c: 2\n", [wrap(["a"], ["x"])])).toEqual({
      edits: [
        { start: 2, end: 2, newText: "\n  x:" },
        { start: 3, end: 3, newText: "  " },
        { start: 10, end: 10, newText: "  " },
      ],
    }));

  it("words, items and whole documents", () => {
    expect(edited("a: 5 # c\n", wrap(["a"], ["x"]))).toBe("a:\n  x: 5 # c\n");
    expect(edited("- a: 1\n  b: 2\n", wrap([0], ["x"]))).toBe("- x:\n    a: 1\n    b: 2\n");
    expect(edited("# top\n\n# a\na: 1\n# end\n", wrap([], ["x"]))).toBe("# top\n\nx:\n  # a\n  a: 1\n# end\n");
  });

  it("only some entries", () =>
    expect(edited("a: 1\n# b\nb:\n  c: 1\nd: 2\ne: 3\n", wrap([], ["x"], { only: ["b", "e"] }))).toBe(
      "a: 1\nx:\n  # b\n  b:\n    c: 1\n  e: 3\nd: 2\n",
    ));

  it("in flow style and JSON", () => {
    expect(edited("a: {b: 1}\n", wrap(["a"], ["x", "z"]))).toBe("a:\n  x:\n    z: {b: 1}\n");
    expect(edited("a: {b: 1}\n", wrap(["a", "b"], ["x", "z"]))).toBe("a: {b: {x: {z: 1}}}\n");
    expect(edited('{\n  "a": {\n    "b": 1\n  }\n}\n', wrap(["a"], ["x"]))).toBe(
      '{\n  "a": {\n    "x": {\n      "b": 1\n    }\n  }\n}\n',
    );
  });

  it("lets operations name what is inside by its old path", () =>
    expect(edited("a:\n  b: 1\n  c: 2\n", wrap(["a"], ["x"]), remove(["a", "b"]), insert(["a"], "last", "d: 3"))).toBe(
      "a:\n  x:\n    c: 2\n    d: 3\n",
    ));
});

describe("unwrap", () => {
  it("puts entries in the place of the one that holds them", () =>
    expect(edited("a:\n  # x\n  x: # y\n    b: 1\n\n    # c\n    c: |\n      t\n  d: 1\n", unwrap(["a", "x"]))).toBe(
      "a:\n  # x\n  # y\n  b: 1\n\n  # c\n  c: |\n    t\n  d: 1\n",
    ));

  it("undoes a wrap", () => {
    const text = "spec:\n  a: 1\n  # b\n  b:\n    - c\n";
    const wrapped = edited(text, wrap(["spec"], ["template", "spec"]));
    expect(edited(wrapped, unwrap(["spec", "template", "spec"]), unwrap(["spec", "template"]))).toBe(text);
  });

  it("in JSON", () =>
    expect(edited('{\n  "a": {\n    "x": {\n      "b": 1\n    },\n    "c": 2\n  }\n}\n', unwrap(["a", "x"]))).toBe(
      '{\n  "a": {\n    "b": 1,\n    "c": 2\n  }\n}\n',
    ));
});

describe("a script that contradicts itself", () => {
  it.each([
    ["a path that leads nowhere", [remove(["x"])]],
    ["an index that is not there", [remove(["l", 3])]],
    ["two replacements of one value", [replace(["a"], "1"), replace(["a"], "2")]],
    ["a change in a part that goes", [remove(["m"]), replace(["m", "x"], "2")]],
    ["a change in a part that is replaced", [replace(["m"], "1"), rename(["m", "x"], "y")]],
    ["a new key that would stand twice", [insert([], "last", "b: 1"), insert([], "last", "b: 2")]],
    ["a mapping into a sequence", [insert(["l"], "last", "a: 1")]],
    ["a sequence into a mapping", [insert(["m"], "last", "- a")]],
    ["an insertion into a word", [insert(["a"], "last", "b: 1")]],
    ["a move into itself", [move(["m"], ["m"], "last")]],
    ["two moves of one entry", [move(["a"], ["m"], "last"), move(["a"], ["m"], "first", { key: "b" })]],
    ["an item without a key into a mapping", [move(["l", 0], ["m"], "last")]],
    ["a fragment that is no YAML", [insert([], "last", "a: [")]],
  ])("%s", (_, script) => expect(() => compose("a: 1\nl:\n  - x\nm:\n  x: 1\n", script)).toThrow(ScriptFault));

  it("a key that stands there already is a fact of the document, and refuses the edit", () =>
    expect(edited("a: 1\n", insert([], "last", "a: 2"))).toBe('refused: duplicate-key at "a: 1"'));

  it("removing a thing twice, or what is in it, is no contradiction", () =>
    expect(edited("a:\n  b: 1\nc: 1\n", remove(["a"]), remove(["a"]), remove(["a", "b"]))).toBe("c: 1\n"));

  it("may take something out of a part that goes", () =>
    expect(edited("a:\n  b: 1\n  c: 2\nd: 1\n", remove(["a"]), insert([], "last", mapping(taken(["a", "c"]))))).toBe(
      "d: 1\nc: 2\n",
    ));
});

describe("items", () => {
  it("can be put before an item of a List", () =>
    expect(
      edited(
        "kind: List\nitems:\n- kind: A # a\n  x: 1\n# b\n- kind: B\n",
        insert(["items"], { before: 1 }, item("kind: Service\nspec:\n  ports:\n    - 80")),
      ),
    ).toBe(
      "kind: List\nitems:\n- kind: A # a\n  x: 1\n- kind: Service\n  spec:\n    ports:\n    - 80\n# b\n- kind: B\n",
    ));
});
