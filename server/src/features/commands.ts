// What the commands of `workspace/executeCommand` answer.
import type { Position } from "vscode-languageserver-types";
import { explainedObject } from "../analysis/explain-object";
import { kindPage } from "../analysis/kind-page";
import type { PlaceNames } from "../analysis/location";
import { codeSpan } from "../analysis/markdown";
import { objectCount } from "../analysis/object-count";
import { explainedKinds } from "../kubernetes/kind-facts";
import { nameOf, relative } from "../workspace/paths";
import type { Snapshot } from "./snapshot";

export interface ListedRule {
  readonly id: string;
  readonly group: string;
  readonly summary: string;
}

/** The page of a rule as Markdown, the list of all rules where none is named, null for one that does not exist. */
export function explainRule(
  { analysis }: Snapshot,
  parameters: unknown,
  rulePage: (id: string) => string | undefined,
): string | readonly ListedRule[] | null {
  const id = property(parameters, "rule");
  if (id === undefined) return analysis.rules.map(({ id: own, group, summary }) => ({ id: own, group, summary }));
  return (typeof id === "string" ? rulePage(id) : undefined) ?? null;
}

/** The page of a kind as Markdown, the names of all kinds that have one where none is named, null for one that has none. */
export function explainKind({ analysis }: Snapshot, parameters: unknown): string | readonly string[] | null {
  const kind = property(parameters, "kind");
  if (kind === undefined) return explainedKinds();
  return (typeof kind === "string" ? kindPage(kind, analysis.rules) : undefined) ?? null;
}

/** Why the object at a position is flagged or not, as Markdown; null where there is none. */
export function explainObject(snapshot: Snapshot, parameters: unknown): string | null {
  const { analysis, uris } = snapshot;
  const uri = property(parameters, "uri");
  const position = property(parameters, "position");
  if (typeof uri !== "string" || !isPosition(position)) return null;
  const file = analysis.workspace.file(uris.pathOf(uri));
  if (!file) return null;
  const offset = file.lines.offsetOf(position);
  const document = file.documentAt(offset);
  if (!document || !analysis.isGuided(document)) return null;
  const local = offset - document.start;
  const resources = document.resources();
  const found = resources.findIndex(({ root }) => root.start <= local && local <= root.end);
  // Between two entries, or on the `---` line, the only object of the document is meant.
  const index = found === -1 && resources.length === 1 ? 0 : found;
  return index === -1 ? null : (explainedObject(analysis, document, index, placeNames(snapshot)) ?? null);
}

/** How much was read and found in all files. */
export function checkWorkspace({ analysis }: Snapshot): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { files: 0, errors: 0, warnings: 0, informations: 0, hints: 0 };
  const names = { error: "errors", warning: "warnings", information: "informations", hint: "hints" } as const;
  for (const file of analysis.workspace.files()) {
    if (objectCount(analysis, file) > 0) counts.files = (counts.files ?? 0) + 1;
    for (const { severity } of analysis.findings(file.path))
      counts[names[severity]] = (counts[names[severity]] ?? 0) + 1;
  }
  return counts;
}

/** Places as a reader finds them: relative to the workspace folder, lines from 1; those of files are links. */
function placeNames({ analysis: { workspace }, uris }: Snapshot): PlaceNames {
  const named = (path: string) => {
    const root = workspace.rootOf(path);
    return path === root ? nameOf(path) : relative(root ?? "", path);
  };
  const isFile = (path: string) => workspace.file(path) !== undefined;
  return {
    path: (path) => (isFile(path) ? `[${codeSpan(named(path))}](${uris.uriOf(path)})` : codeSpan(named(path))),
    place: ({ path, start }, span) => {
      const line = (workspace.file(path)?.lines.placeOf(start + span.start).line ?? 0) + 1;
      return `[${codeSpan(`${named(path)}:${line}`)}](${uris.uriOf(path)}#L${line})`;
    },
  };
}

export function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

export function isPosition(value: unknown): value is Position {
  return typeof property(value, "line") === "number" && typeof property(value, "character") === "number";
}
