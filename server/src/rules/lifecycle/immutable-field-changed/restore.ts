// The fix that takes a field back to what the last commit says, and leaves all else as it stands.
import type { CommittedObject } from "../../../workspace/lookups/committed";
import { type EditScript, insert, type Operation, type Place, remove, replace } from "../../../yaml/edit-script";
import { entrySlice, slice } from "../../../yaml/fragment";
import { asMapping, asScalar, asSequence, at, child, entriesOf } from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import { saySame } from "../../../yaml/value";
import type { Fix, RuleContext } from "../../rule";
import { ownFix, ownPath } from "../../shared/written";
import type { ImmutableField } from "./immutable-fields";

export const restoreTitle = "Restore the committed value";

/** A node as it is committed, and the way to it from the root of its document. */
interface Committed {
  readonly node: Node | undefined;
  readonly path: Path;
}

/** @returns nothing where the place of the field is gone as well */
export function restoreFix(context: RuleContext, former: CommittedObject, { path }: ImmutableField): Fix[] {
  const { text } = former.document;
  const { root, item } = former.resource;
  const committed = { node: root, path: item === undefined ? [] : ["items", item] };
  const script = [
    ...restored(context.own.root, committed, ownPath(context), path, text),
    ...(path.join(".") === "spec.selector" ? labels(context, committed, text) : []),
  ];
  return script.length === 0 ? [] : [ownFix(context, restoreTitle, () => script)];
}

/**
 * @param own the node that holds what is restored, `at` its path in its document
 * @param below the way from there
 */
function restored(own: Node, committed: Committed, at: Path, below: Path, text: string): Operation[] {
  const [name, ...rest] = below;
  if (typeof name !== "string" || !asMapping(own)) return [];
  const [present, former] = [child(own, name), child(committed.node, name)];
  const path = [...committed.path, name];
  if (!former) return present ? [remove([...at, name])] : [];
  if (!present) return [insert(at, placeOf(name, committed.node, own), entrySlice(text, path))];
  if (rest.length > 0) return restored(present, { node: former, path }, [...at, name], rest, text);
  return rewritten(present, { node: former, path }, [...at, name], text);
}

/** As small as it can be: comments beside what stays are kept. */
function rewritten(own: Node, committed: Committed, at: Path, text: string): Operation[] {
  const { node, path } = committed;
  if (saySame(own, node)) return [];
  if (asMapping(own) && asMapping(node) && entriesOf(node).some(({ key }) => child(own, asScalar(key)?.text ?? ""))) {
    const names = [...entriesOf(own), ...entriesOf(node)].map(({ key }) => asScalar(key)?.text ?? "");
    return [...new Set(names)].flatMap((name) => restored(own, committed, at, [name], text));
  }
  const [items, former] = [asSequence(own)?.items, asSequence(node)?.items];
  if (items && former && items.length === former.length) {
    return items.flatMap((item, index) =>
      rewritten(item, { node: former[index], path: [...path, index] }, [...at, index], text),
    );
  }
  return [replace(at, slice(text, path))];
}

/** Behind the nearest key that it stands behind in the commit. */
function placeOf(name: string, committed: Node | undefined, own: Node): Place {
  const keys = entriesOf(committed).map(({ key }) => asScalar(key)?.text ?? "");
  const before = keys.slice(0, keys.indexOf(name)).findLast((key) => child(own, key) !== undefined);
  return before === undefined ? "first" : { after: before };
}

/** A selector must match the labels of its Pods: those that it asks for come back with it. */
function labels(context: RuleContext, { node, path }: Committed, text: string): EditScript {
  const wanted = child(at(node, "spec", "selector"), "matchLabels");
  return entriesOf(wanted).flatMap(({ key, value }) => {
    const place = ["spec", "template", "metadata", "labels", asScalar(key)?.text ?? ""];
    // Where the labels were others then, what matches is not known.
    if (!saySame(at(node, ...place), value)) return [];
    return restored(context.own.root, { node, path }, ownPath(context), place, text);
  });
}
