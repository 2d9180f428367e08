// Conversions as code actions: refactorings on the `kind` of a workload, and the fixes that are conversions.
import type { CodeAction, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { type Converted, converted, type NotConverted } from "../analysis/conversion";
import type { TextFile } from "../conversions/conversion";
import { targetsOf } from "../conversions/plan";
import type { StorageChoice } from "../guidance/conversion-request";
import { type WorkloadKind, workloadKinds } from "../kubernetes/kinds";
import { claimVolumes, type Workload, workload } from "../kubernetes/workload";
import type { Document } from "../workspace/document";
import { entryOf } from "../yaml/navigate";
import { rangeOf, type Snapshot, type VersionOf } from "./snapshot";
import { workspaceEdit } from "./workspace-edit";

/** What an action needs to be computed anew: nothing is remembered between two questions. */
export interface ConversionData {
  readonly uri: string;
  readonly version: number | null;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
  /** The object, as `Kind/[namespace/]name`. */
  readonly object: string;
  /** Where its `kind` stands, to tell two of one name apart. */
  readonly line: number;
}

/** A workload of a file. */
export interface FoundWorkload {
  readonly document: Document;
  readonly index: number;
  readonly workload: Workload;
  /** The range of the value of its `kind`. */
  readonly range: Range;
}

/** Refactorings of the workloads whose `kind` the range touches; those that cannot be done say why. */
export function conversionActions(snapshot: Snapshot, path: string, range: Range, versionOf: VersionOf): CodeAction[] {
  return workloadsOf(snapshot, path)
    .filter((found) => found.range.start.line >= range.start.line && found.range.start.line <= range.end.line)
    .flatMap((found) =>
      targetsOf(found.workload.kind).flatMap((to) =>
        variants(found.workload, to).map(({ title, storage }) =>
          conversionAction(
            snapshot,
            found,
            { title, to, storage, kind: `refactor.rewrite.rightkind.${to}` },
            versionOf,
          ),
        ),
      ),
    );
}

export interface WantedAction {
  readonly title: string;
  readonly kind: string;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
}

/** An action without its edit; `disabled` with the code and the reason where it cannot be done. */
export function conversionAction(
  snapshot: Snapshot,
  found: FoundWorkload,
  wanted: WantedAction,
  versionOf: VersionOf,
): CodeAction {
  const { title, kind, to, storage } = wanted;
  const { resource } = found.workload;
  const data: ConversionData = {
    uri: snapshot.uris.uriOf(found.document.path),
    version: versionOf(found.document.path),
    to,
    storage,
    object: [resource.kind, resource.namespace, resource.name].filter((part) => part !== undefined).join("/"),
    line: found.range.start.line,
  };
  const action: CodeAction = { title, kind, data };
  const outcome = outcomeOf(snapshot, found, to, storage);
  if ("refused" in outcome) return { ...action, disabled: { reason: `${outcome.refused}: ${outcome.message}` } };
  return snapshot.client.resolvesEdits ? action : withOutcome(snapshot, action, outcome, versionOf);
}

/** The action with its edit, from the text as it is now; without one where the workload has gone. */
export function resolvedConversion(
  snapshot: Snapshot,
  action: CodeAction,
  data: ConversionData,
  versionOf: VersionOf,
): CodeAction {
  const found = foundWorkload(snapshot, data);
  if (!found) return action;
  const outcome = outcomeOf(snapshot, found, data.to, data.storage);
  if ("refused" in outcome) return { ...action, disabled: { reason: `${outcome.refused}: ${outcome.message}` } };
  return withOutcome(snapshot, action, outcome, versionOf);
}

export function isConversionData(data: unknown): data is ConversionData {
  if (typeof data !== "object" || data === null) return false;
  const { uri, to, storage, object, line } = data as Partial<ConversionData>;
  return (
    typeof uri === "string" &&
    isKind(to) &&
    isStorage(storage) &&
    typeof object === "string" &&
    typeof line === "number"
  );
}

export function isNamed({ workload: { resource } }: FoundWorkload, object: string | undefined): boolean {
  const [kind, ...name] = (object ?? "").split("/");
  if (kind?.toLowerCase() !== resource.kind.toLowerCase() || name.at(-1) !== resource.name) return false;
  return name.length === 1 || name[0] === resource.namespace;
}

function foundWorkload(snapshot: Snapshot, data: ConversionData): FoundWorkload | undefined {
  return workloadsOf(snapshot, snapshot.uris.pathOf(data.uri))
    .filter((found) => isNamed(found, data.object))
    .sort((a, b) => Math.abs(a.range.start.line - data.line) - Math.abs(b.range.start.line - data.line))[0];
}

/** The workloads of a file in order, those in documents that cannot be guided left out. */
export function workloadsOf({ analysis }: Snapshot, path: string): FoundWorkload[] {
  const file = analysis.workspace.file(path);
  if (!file) return [];
  return file.documents
    .filter((document) => analysis.isGuided(document))
    .flatMap((document) =>
      document.resources().flatMap((resource, index) => {
        const view = workload(resource);
        const kind = entryOf(resource.root, "kind");
        return view && kind ? { document, index, workload: view, range: rangeOf(file, document, kind.value) } : [];
      }),
    );
}

/** @param texts scripts and other texts in which the workload may be named by its kind */
export function outcomeOf(
  { analysis }: Snapshot,
  { document, index }: FoundWorkload,
  to: WorkloadKind,
  storage: StorageChoice,
  texts: readonly TextFile[] = [],
): Converted | NotConverted {
  const { newResources } = analysis.configurations;
  return converted(analysis, { document, index, to, options: { storage, choices: new Map(), newResources }, texts });
}

function withOutcome(snapshot: Snapshot, action: CodeAction, outcome: Converted, versionOf: VersionOf): CodeAction {
  const edit = conversionWorkspaceEdit(snapshot, outcome, action.title, versionOf);
  return edit ? { ...action, edit } : { ...action, disabled: { reason: "The editor cannot create files." } };
}

/** The edit with its consequences, for a client that shows what an edit is about. */
export function conversionWorkspaceEdit(
  snapshot: Snapshot,
  outcome: Converted,
  label: string,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  const description = outcome.consequences.map(({ message }) => message).join(" ");
  return workspaceEdit(snapshot, { ...outcome, label, description }, versionOf);
}

/** For a set with claims there are two ways; without claims there is nothing to choose. */
export function variants(view: Workload, to: WorkloadKind): { title: string; storage: StorageChoice }[] {
  const claims = [...new Set(claimVolumes(view).map(({ claim }) => claim))];
  if (to !== "StatefulSet" || claims.length === 0) return [{ title: `Convert to ${to}`, storage: "auto" }];
  return [
    { title: "Convert to StatefulSet with a new volume per Pod", storage: "templates" },
    {
      title: `Convert to StatefulSet keeping claim ${claims.map((claim) => `'${claim}'`).join(", ")}`,
      storage: "keep",
    },
  ];
}

export function isKind(value: unknown): value is WorkloadKind {
  return workloadKinds.some((kind) => kind === value);
}

export function isStorage(value: unknown): value is StorageChoice {
  return value === "auto" || value === "templates" || value === "keep";
}
