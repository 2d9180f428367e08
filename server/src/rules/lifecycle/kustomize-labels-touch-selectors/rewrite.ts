// The fix of kustomize-labels-touch-selectors: the labels that change go where no selector gets them.
import { type EditScript, insert, remove, rename } from "../../../yaml/edit-script";
import { entry, type Fragment, item, literal, mapping, sequence, taken } from "../../../yaml/fragment";
import { asSequence, at, child, entriesOf } from "../../../yaml/navigate";
import type { Mapping, Path, Scalar } from "../../../yaml/tree";

/** The given ones alone: what else is there may be all that selectors have. */
export function fromCommonLabels(root: Mapping, keys: readonly Scalar[]): EditScript {
  const added = templateLabels(["commonLabels"], keys);
  if (asSequence(child(root, "labels"))) return [insert(["labels"], "last", item(added))];
  return [insert([], { before: "commonLabels" }, entry("labels", sequence(item(added))))];
}

export function fromEntry(root: Mapping, index: number, keys: readonly Scalar[]): EditScript {
  const path = ["labels", index];
  if (entriesOf(at(root, ...path, "pairs")).length > keys.length)
    return [insert(["labels"], { after: index }, item(templateLabels([...path, "pairs"], keys)))];
  const flag = [...path, "includeSelectors"];
  return [child(at(root, ...path), "includeTemplates") ? remove(flag) : rename(flag, "includeTemplates")];
}

function templateLabels(from: Path, keys: readonly Scalar[]): Fragment {
  const pairs = mapping(...keys.map(({ text }) => taken([...from, text])));
  return mapping(entry("pairs", pairs), literal("includeTemplates: true"));
}
