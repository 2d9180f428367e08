// The place of a node in words.
import { expect, it } from "vitest";
import { at, entryOf } from "../../server/src/yaml/navigate";
import { nodePath } from "../../server/src/yaml/node-path";
import { parseDocument } from "../../server/src/yaml/parse";

function tree(text: string) {
  const { root } = parseDocument(text);
  if (!root) throw new Error("no tree");
  return root;
}

it("is the first one, through aliases and merge keys", () => {
  const root = tree("a: &a {x: [1, {y: 2}]}\nb: *a\nc:\n  <<: *a\nd:\n  <<: [*a]\n");
  const y = at(root, "b", "x", 1, "y");
  const [c, d] = [at(root, "c"), at(root, "d")];
  expect(y && nodePath(root, y)).toBe("a.x.1.y");
  expect(c && y && nodePath(c, y)).toBe("x.1.y");
  expect(d && y && nodePath(d, y)).toBe("x.1.y");
});

it("tells a key from its value, and what is no part of the tree", () => {
  const root = tree("a: {x: 1}\n");
  const entry = entryOf(at(root, "a"), "x");
  expect(entry && [nodePath(root, entry.key), nodePath(root, entry.value)]).toEqual(["a.x#key", "a.x"]);
  expect(nodePath(root, tree("x"))).toBeUndefined();
});

it("visits each node of a bomb of aliases once", () => {
  const levels = Array.from({ length: 40 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`);
  const root = tree(["l0: &l0 {x: 1}", ...levels, "end: z"].join("\n"));
  const end = at(root, "end");
  expect(end && nodePath(root, end)).toBe("end");
});
