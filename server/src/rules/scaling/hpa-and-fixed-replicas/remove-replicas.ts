// The fixes that leave the number of replicas to an autoscaler, wherever the number is written.
import { described } from "../../../kubernetes/resource";
import type { TextEdit } from "../../../text/edit";
import type { DocumentChange } from "../../../workspace/document-change";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { remove, replace } from "../../../yaml/edit-script";
import { at, isNullish } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { type Written, written } from "../../shared/written";

export const removeTitle = "Remove replicas";
export const noteTitle = "Remove replicas and note the first apply in a comment";

/**
 * @returns nothing where no edit reaches the number, and where a build without an autoscaler would be left with one replica
 */
export function removeReplicasFixes(context: RuleContext, node: Node, scaler: WorkspaceObject): Fix[] {
  const place = written(context, node);
  if (!place || !isRightElsewhere(context, place)) return [];
  if (place.by === "patch") return [fix(removeTitle, () => [patchChange(context, place)])];
  if (place.by === "kustomization") {
    const entry = place.path.slice(0, -1);
    // What the object or a patch says would count again.
    if (!isNullish(at(context.own.root, "spec", "replicas")) || hasPatches(context)) return [];
    return [fix(removeTitle, () => [{ document: place.document, script: [remove(entry)] }])];
  }
  const { document, path } = place;
  const comment = commentEdit(context, node, scaler);
  return [
    fix(removeTitle, () => [{ document, script: [remove(path)] }]),
    ...(comment ? [fix(noteTitle, () => [{ document, edits: [comment()] }])] : []),
  ];
}

function fix(title: string, changes: () => DocumentChange[]): Fix {
  return { title, safe: false, changes };
}

/** Where the base says a number too, only a null keeps it away. */
function patchChange({ own }: RuleContext, { document, path }: Written): DocumentChange {
  const isAlone = isNullish(at(own.root, "spec", "replicas"));
  return { document, script: [isAlone ? remove(path) : replace(path, "null")] };
}

/** What lies in the folder of the outermost kustomization is of this build alone; the rest may be of others too. */
function isRightElsewhere({ lookups }: RuleContext, { document, by }: Written): boolean {
  const root = lookups.layers.at(-1);
  const isOfThisBuild = by !== "object" && root !== undefined && document.path.startsWith(`${root.folder}/`);
  return isOfThisBuild || lookups.referrers.scaledEverywhere;
}

function hasPatches({ lookups }: RuleContext): boolean {
  return lookups.layers.some(({ facts }) => facts.patches.length > 0);
}

/** In the place of an entry that has a line of its own; undefined in flow style and JSON. */
function commentEdit(
  { lookups, own }: RuleContext,
  value: Node,
  scaler: WorkspaceObject,
): (() => TextEdit) | undefined {
  const { document, index } = lookups.subject;
  const text = document.textOf(index);
  const spec = at(own.root, "spec");
  const key =
    spec?.type === "mapping" && !spec.flow
      ? spec.entries.find((entry) => entry.value.start === value.start && entry.value.end === value.end)?.key
      : undefined;
  if (!key) return undefined;
  const start = key.start - own.root.start;
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const indentation = text.slice(lineStart, start);
  if (!/^ *$/.test(indentation) || /[\r\n]/.test(text.slice(start, value.end - own.root.start))) return undefined;
  const command = `kubectl apply edit-last-applied ${own.kind.toLowerCase()}/${own.name}`;
  const lines = [
    `# ${described(scaler.facts)} sets replicas. Before the first apply without them, so that it keeps its Pods:`,
    `# ${command}, and remove replicas there.`,
  ];
  return () => {
    const lineEnd = /\r\n|\n|\r/.exec(document.text)?.[0] ?? "\n";
    return { start: key.start, end: value.end, newText: lines.join(`${lineEnd}${indentation}`) };
  };
}
