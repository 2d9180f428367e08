// The fix that gives one value another text, wherever that value is written.
import { replace } from "../../yaml/edit-script";
import type { Node } from "../../yaml/tree";
import type { RuleContext, ScriptFix } from "../rule";
import { written } from "./written";

/**
 * Replaces a value of the object as it is built, in its own document, in a patch, or in a kustomization.
 * @param node the value
 * @param text the literal that takes its place
 * @returns nothing where no edit reaches it
 */
export function valueFix(context: RuleContext, title: string, node: Node, text: string): ScriptFix[] {
  const place = written(context, node);
  if (!place) return [];
  const { document, path } = place;
  return [{ title, safe: false, changes: () => [{ document, script: [replace(path, text)] }] }];
}
