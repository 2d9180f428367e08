// After an edit every alias must still mean what it meant: finds those whose anchor has gone.
import type { Span } from "../text/span";
import { isCollection, type Layout, type LayoutNode, spansIn } from "./layout";
import { Refused } from "./resolve-path";

/**
 * The aliases in whose place the node itself must be written, because no anchor before them says it any more.
 * @param pieces the new text: stretches of the old one (spans) in their new order; words in between hold no alias
 * @param changed nodes that have another value now
 * @param inlined aliases that are written out already
 * @throws Refused when an alias shows a part that has changed
 */
export function danglingAliases(
  layout: Layout,
  pieces: readonly (string | Span)[],
  changed: ReadonlySet<LayoutNode>,
  inlined: ReadonlySet<LayoutNode>,
): LayoutNode[] {
  if (layout.marks.length === 0) return [];
  const aliases = aliasNodes(layout);
  const names = new Map<string, LayoutNode | undefined>();
  const dangling: LayoutNode[] = [];
  for (const piece of pieces) {
    if (typeof piece === "string") continue;
    for (const mark of spansIn(layout.marks, piece.start, piece.end)) {
      if (mark.type === "anchor") {
        names.set(mark.name, mark.node);
        continue;
      }
      const alias = aliases.get(mark.start);
      if (!mark.node || !alias) continue;
      if (holdsChange(mark.node, changed))
        throw new Refused("alias", mark, `The alias *${mark.name} shows a part that would change.`);
      if (names.get(mark.name) === mark.node || inlined.has(alias)) continue;
      dangling.push(alias);
      names.set(mark.name, mark.node);
    }
  }
  return dangling;
}

function holdsChange(node: LayoutNode, changed: ReadonlySet<LayoutNode>): boolean {
  return changed.has(node);
}

/** Alias nodes by where they start. */
function aliasNodes(layout: Layout): Map<number, LayoutNode> {
  const found = new Map<number, LayoutNode>();
  const visit = (node: LayoutNode): void => {
    if (node.type === "alias") found.set(node.start, node);
    if (!isCollection(node)) return;
    for (const { key, value } of node.entries) {
      if (key) visit(key);
      visit(value);
    }
  };
  if (layout.root) visit(layout.root);
  return found;
}
