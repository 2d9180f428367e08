// Where a node stands in an object: its path in words, the same for two trees that say the same.
import type { Node } from "../../../server/src/yaml/tree";

/** @returns `spec.template.spec.containers.0.image`, with `#key` for the key of an entry; undefined for a node of another tree */
export function nodePath(root: Node, wanted: Node): string | undefined {
  if (root === wanted) return "";
  switch (root.type) {
    case "alias":
      return root.target && nodePath(root.target, wanted);
    case "sequence":
      for (const [index, item] of root.items.entries()) {
        const inner = nodePath(item, wanted);
        if (inner !== undefined) return joined(String(index), inner);
      }
      return undefined;
    case "mapping":
      for (const { key, value } of root.entries) {
        const name = key.type === "scalar" ? key.text : "?";
        if (key === wanted) return `${name}#key`;
        const inner = nodePath(value, wanted);
        // What a merge key brings stands in the mapping itself.
        if (inner !== undefined) return name === "<<" ? inner.replace(/^\d+\./, "") : joined(name, inner);
      }
      return undefined;
    default:
      return undefined;
  }
}

function joined(name: string, inner: string): string {
  return inner === "" ? name : `${name}.${inner}`;
}
