// Fixes that add a field to an object's own text, or take one out of it.
import { insert, type Place, remove } from "../../yaml/edit-script";
import { asMapping, at, child } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Fix, RuleContext } from "../rule";
import { ownFix, ownPath, written } from "./written";

/**
 * Adds an entry to a mapping that the object has and that has no such key, in the object's own document.
 * @param mapping the way to it from the root of the object
 * @param text the entry, as YAML of ours
 * @returns nothing where the mapping is not the object's own
 */
export function addFix(context: RuleContext, title: string, mapping: Path, text: string, place: Place = "last"): Fix[] {
  const { own, resource, origin } = context;
  const built = at(resource.root, ...mapping);
  const node = asMapping(at(own.root, ...mapping));
  const key = /^\S+(?=:)/.exec(text)?.[0];
  // What a patch takes out would be taken out again.
  if (!node || !built || origin(built) || (key !== undefined && child(node, key))) return [];
  return [ownFix(context, title, () => [insert(ownPath(context, ...mapping), place, text)])];
}

/** @returns nothing where a patch says it: without it there, that of the base would count */
export function removeFix(context: RuleContext, title: string, node: Node): Fix[] {
  const place = written(context, node);
  if (place?.by !== "object") return [];
  const { document, path } = place;
  return [{ title, safe: false, changes: () => [{ document, script: [remove(path)] }] }];
}
