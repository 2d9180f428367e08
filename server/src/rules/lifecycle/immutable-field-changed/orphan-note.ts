// The comment above a field that says how its change gets into the cluster: who has written it needs no finding any more.
import type { Resource } from "../../../kubernetes/resource";
import type { TextEdit } from "../../../text/edit";
import { at, entryOf } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import type { ImmutableField } from "./immutable-fields";

export const noteTitle = "Note the orphan delete in a comment";

const OPTION = "--cascade=orphan";

/**
 * Does a comment directly above the key of a field speak of the orphan delete?
 * @param text of the object
 */
export function isNoted(text: string, { root }: Resource, { path }: ImmutableField): boolean {
  const key = keyOf(root, path);
  if (!key) return false;
  const above = text
    .slice(0, key.start - root.start)
    .split(/\r\n|\n|\r/)
    .slice(0, -1);
  const comments = above.slice(above.findLastIndex((line) => !/^\s*#/.test(line)) + 1);
  return comments.some((line) => line.includes(OPTION));
}

/** @returns nothing where the field has no line of its own */
export function noteFix({ lookups, own }: RuleContext, { path }: ImmutableField): Fix[] {
  const { document, index } = lookups.subject;
  const key = keyOf(own.root, path);
  const text = document.textOf(index);
  // A name that a shell would not take as it is has no command.
  if (!key || ![own.name, own.namespace ?? ""].every((word) => /^[a-z0-9.-]*$/.test(word))) return [];
  if (!hasOwnLine(text, key.start - own.root.start)) return [];
  return [
    { title: noteTitle, safe: false, changes: () => [{ document, edits: [commentEdit(document.text, own, key)] }] },
  ];
}

/** Not so in flow style. */
function hasOwnLine(text: string, start: number): boolean {
  return /(?:^|[\r\n]) *$/.test(text.slice(0, start));
}

function commentEdit(text: string, { kind, name, namespace }: Resource, key: Node): TextEdit {
  const start = Math.max(text.lastIndexOf("\n", key.start - 1), text.lastIndexOf("\r", key.start - 1)) + 1;
  const indentation = text.slice(start, key.start);
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const where = namespace === undefined ? "" : ` -n ${namespace}`;
  const command = `kubectl delete ${kind.toLowerCase()} ${name}${where} ${OPTION}`;
  return { start, end: start, newText: `${indentation}# Immutable. Before it is applied: ${command}${lineEnd}` };
}

function keyOf(root: Node, path: ImmutableField["path"]): Node | undefined {
  const name = path.at(-1);
  return typeof name === "string" ? entryOf(at(root, ...path.slice(0, -1)), name)?.key : undefined;
}
