// Where a node stands in a tree, in words: the same words for two trees that say the same.
import { isMergeKey } from "./navigate";
import type { Node } from "./tree";

interface Place {
  readonly node: Node;
  readonly path: string;
}

/**
 * The first place of a node, through aliases and merge keys. Whatever aliases make of a tree, each node is visited once.
 * @returns `spec.template.spec.containers.0.image`, with `#key` behind the key of an entry; undefined for a node of another tree
 */
export function nodePath(root: Node, wanted: Node): string | undefined {
  const seen = new Set<Node>();
  const open: Place[] = [{ node: root, path: "" }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { node, path } = place;
    if (node === wanted) return path;
    if (seen.has(node)) continue;
    seen.add(node);
    const inner = placesIn(node, path);
    for (let index = inner.length - 1; index >= 0; index--) open.push(inner[index] as Place);
  }
  return undefined;
}

/** What stands directly in a node, in order. */
function placesIn(node: Node, path: string): Place[] {
  const joined = (name: string | number) => (path === "" ? `${name}` : `${path}.${name}`);
  switch (node.type) {
    case "alias":
      return node.target ? [{ node: node.target, path }] : [];
    case "sequence":
      return node.items.map((item, index) => ({ node: item, path: joined(index) }));
    case "mapping":
      return node.entries.flatMap((entry): Place[] => {
        const { key, value } = entry;
        const name = key.type === "scalar" ? key.text : "?";
        // What a merge key brings stands in the mapping itself.
        if (isMergeKey(entry)) return mergedPlaces(value, path);
        return [
          { node: key, path: `${joined(name)}#key` },
          { node: value, path: joined(name) },
        ];
      });
    case "scalar":
      return [];
  }
}

function mergedPlaces(value: Node, path: string): Place[] {
  if (value.type === "sequence") return value.items.map((item) => ({ node: item, path }));
  return [{ node: value, path }];
}
