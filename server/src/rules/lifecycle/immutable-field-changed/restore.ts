// The fix that takes a field back to what the last commit says.

import type { Document } from "../../../workspace/document";
import type { CommittedObject } from "../../../workspace/lookups/committed";
import { type EditScript, insert, type Operation, remove, replace } from "../../../yaml/edit-script";
import { entrySlice, slice } from "../../../yaml/fragment";
import { asMapping, asScalar, at, child, entriesOf } from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import { saySame } from "../../../yaml/value";
import type { Fix, RuleContext } from "../../rule";
import { ownFix, ownPath } from "../../shared/written";
import type { ImmutableField } from "./immutable-fields";

export const restoreTitle = "Restore the committed value";

/** @returns nothing where the place of the field is gone as well */
export function restoreFix(context: RuleContext, former: CommittedObject, field: ImmutableField): Fix[] {
  const script = restored(context, former, field.path);
  return script ? [ownFix(context, restoreTitle, () => script)] : [];
}

function restored(context: RuleContext, { resource, document }: CommittedObject, path: Path): EditScript | undefined {
  const holder = path.slice(0, -1);
  const committed = [...(resource.item === undefined ? [] : ["items", resource.item]), ...path];
  const value = at(resource.root, ...path);
  if (!value) return [remove(ownPath(context, ...path))];
  if (at(context.own.root, ...path)) {
    const labels = path.join(".") === "spec.selector" ? labelsFor(context, value, committed, document) : [];
    return [replace(ownPath(context, ...path), slice(document.text, committed)), ...labels];
  }
  if (!asMapping(at(context.own.root, ...holder))) return undefined;
  return [insert(ownPath(context, ...holder), "last", entrySlice(document.text, committed))];
}

/** A selector must match the labels of its Pods: those that it asks for come back with it. */
function labelsFor(context: RuleContext, selector: Node, committed: Path, { text }: Document): Operation[] {
  const place = ["spec", "template", "metadata", "labels"];
  const labels = at(context.own.root, ...place);
  if (!asMapping(labels)) return [];
  return entriesOf(child(selector, "matchLabels")).flatMap(({ key, value }) => {
    const name = asScalar(key)?.text ?? "";
    const present = child(labels, name);
    const label = [...committed, "matchLabels", name];
    if (!present) return [insert(ownPath(context, ...place), "last", entrySlice(text, label))];
    return saySame(present, value) ? [] : [replace(ownPath(context, ...place, name), slice(text, label))];
  });
}
