// Fragments: what literals and slices become at the place that they get into.
import { describe, expect, it } from "vitest";
import { insert, replace } from "../../server/src/yaml/edit-script";
import { entry, entrySlice, item, literal, mapping, sequence, slice } from "../../server/src/yaml/fragment";
import { edited, yaml } from "../support/edited";

const CLAIM = yaml`
  kind: PersistentVolumeClaim
  spec:
      # who may mount it
      accessModes:
      - ReadWriteOnce # one node
      mode: 0755
      name: 'it''s'
      script: |
            echo hello

              done
      explicit: |2
            deep
        shallow
      resources: &r
          requests: {storage: 10Gi}
      again: *r
      flow: {
        a: 1, # one
        b: [x]
      }
`;

describe("a slice", () => {
  it("keeps quotes, numbers and comments, and takes indentation and sequence style", () =>
    expect(
      edited(
        "a:\n  b:\n    - c\n",
        insert(
          ["a"],
          "last",
          mapping(
            entrySlice(CLAIM, ["spec", "accessModes"]),
            entrySlice(CLAIM, ["spec", "mode"]),
            entrySlice(CLAIM, ["spec", "name"]),
          ),
        ),
      ),
    ).toBe(
      "a:\n  b:\n    - c\n  # who may mount it\n  accessModes:\n    - ReadWriteOnce # one node\n  mode: 0755\n  name: 'it''s'\n",
    ));

  it("keeps what block scalars say", () =>
    expect(
      edited(
        "a:\n  b: 1\n",
        insert(["a"], "last", mapping(entrySlice(CLAIM, ["spec", "script"]), entrySlice(CLAIM, ["spec", "explicit"]))),
      ),
    ).toBe("a:\n  b: 1\n  script: |\n    echo hello\n\n      done\n  explicit: |2\n        deep\n    shallow\n"));

  it("has no anchors, and no aliases either", () =>
    expect(
      edited(
        "a: 1\n",
        insert([], "last", mapping(entrySlice(CLAIM, ["spec", "resources"]), entrySlice(CLAIM, ["spec", "again"]))),
      ),
    ).toBe("a: 1\nresources:\n  requests: {storage: 10Gi}\nagain:\n  requests: {storage: 10Gi}\n"));

  it("of several lines in flow style stays so", () =>
    expect(edited("a: 1\n", insert([], "last", entrySlice(CLAIM, ["spec", "flow"])))).toBe(
      "a: 1\nflow: {\n  a: 1, # one\n  b: [x]\n }\n",
    ));

  it("of a value", () => {
    expect(edited("a: 1\n", replace(["a"], slice(CLAIM, ["spec", "mode"])))).toBe("a: 0755\n");
    expect(edited("a: '1'\n", replace(["a"], slice(CLAIM, ["spec", "name"])))).toBe("a: 'it''s'\n");
    expect(edited("a: 1\n", replace(["a"], slice(CLAIM, ["spec", "accessModes"])))).toBe(
      "a:\n  - ReadWriteOnce # one node\n",
    );
  });

  it("of an item", () =>
    expect(edited("a:\n- x\n", insert(["a"], "last", entrySlice(CLAIM, ["spec", "accessModes", 0])))).toBe(
      "a:\n- x\n- ReadWriteOnce # one node\n",
    ));

  it("in flow style and JSON", () => {
    expect(edited("a: {b: 1}\n", insert(["a"], "last", entrySlice(CLAIM, ["spec", "script"])))).toBe(
      'a: {b: 1, script: "echo hello\\n\\n  done\\n"}\n',
    );
    expect(
      edited(
        '{"a":1}',
        insert([], "last", mapping(entrySlice(CLAIM, ["spec", "mode"]), entrySlice(CLAIM, ["spec", "again"]))),
      ),
    ).toBe('{"a":1,"mode":493,"again":{"requests":{"storage":"10Gi"}}}');
  });

  it("of JSON in block style", () => {
    const json = '{\n\t"a": {\n\t\t"b": "0755",\n\t\t"c": [1]\n\t}\n}';
    expect(edited("x: 1\n", insert([], "last", entrySlice(json, ["a"])))).toBe(
      'x: 1\n"a":\n  "b": "0755"\n  "c": [1]\n',
    );
  });
});

describe("a fragment of several parts", () => {
  it("reads like one literal", () => {
    const parts = entry(
      "claims",
      sequence(
        item(
          mapping(entry("metadata", "name: data"), entry("spec", mapping("a: 1", entrySlice(CLAIM, ["spec", "mode"])))),
        ),
        "- b",
      ),
    );
    const text = "claims:\n  - metadata:\n      name: data\n    spec:\n      a: 1\n      mode: 0755\n  - b\n";
    expect(edited("x: 1\n", insert([], "last", parts))).toBe(`x: 1\n${text}`);
    expect(edited("x: 1\n", insert([], "last", text.replace("0755", "493")))).toBe(
      `x: 1\n${text.replace("0755", "493")}`,
    );
  });

  it("may be empty", () => {
    expect(edited("x: 1\n", insert([], "last", entry("a", mapping())))).toBe("x: 1\na: {}\n");
    expect(edited("x: 1\n", insert([], "last", entry("a", literal(""))))).toBe("x: 1\na:\n");
  });

  it("quotes keys that need it", () =>
    expect(edited("x: 1\n", insert([], "last", entry("yes", "1")))).toBe('x: 1\n"yes": 1\n'));
});
