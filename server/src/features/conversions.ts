// Conversions for an editor: as refactorings on `kind`, as a workspace edit, and as a preview that touches nothing.
import type { CodeAction, Position, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { type Converted, converted, type NotConverted } from "../analysis/conversion";
import { targetsOf } from "../conversions/plan";
import type { StorageChoice } from "../guidance/conversion-request";
import { type WorkloadKind, workloadKinds } from "../kubernetes/kinds";
import { claimVolumes, type Workload, workload } from "../kubernetes/workload";
import { applyEdits } from "../text/edit";
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

/** Parameters of the commands: the workload by position or by `Kind/[namespace/]name`. */
export interface ConversionParameters {
  readonly uri: string;
  readonly position?: Position;
  readonly object?: string;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
}

/** Reads what a client sends; undefined where it makes no sense. */
export function conversionParameters(value: unknown): ConversionParameters | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { uri, position, object, to, storage = "auto" } = value as Partial<ConversionParameters>;
  if (typeof uri !== "string" || !isKind(to) || !isStorage(storage)) return undefined;
  return {
    uri,
    to,
    storage,
    ...(typeof position?.line === "number" && typeof position.character === "number" ? { position } : {}),
    ...(typeof object === "string" ? { object } : {}),
  };
}

/** `rightkind.convert`: the edit, or why there is none. */
export function conversionEdit(
  snapshot: Snapshot,
  parameters: ConversionParameters,
  versionOf: VersionOf,
): WorkspaceEdit | NotConverted | undefined {
  const outcome = askedFor(snapshot, parameters);
  if (!outcome || "refused" in outcome) return outcome;
  return workspaceEdit(snapshot, { ...outcome, label: `Convert to ${parameters.to}` }, versionOf);
}

/** One way to convert a workload, as a menu shows it. */
export interface ListedConversion {
  readonly title: string;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
  /** `CODE: reason` where it cannot be done. */
  readonly refused: string | null;
}

/** `rightkind.listConversions`: the ways to convert the workload at a position; undefined where there is none. */
export function listedConversions(
  snapshot: Snapshot,
  { uri, position }: { readonly uri: string; readonly position: Position },
): ListedConversion[] | undefined {
  const path = snapshot.uris.pathOf(uri);
  const refusal = notConvertible(snapshot, path, position, "StatefulSet");
  if (refusal) {
    const refused = `${refusal.refused}: ${refusal.message}`;
    return [{ title: "Convert to StatefulSet", to: "StatefulSet", storage: "auto", refused }];
  }
  const [found] = at(snapshot, path, workloadsOf(snapshot, path), position);
  if (!found) return undefined;
  return targetsOf(found.workload.kind).flatMap((to) =>
    variants(found.workload, to).map(({ title, storage }) => {
      const outcome = outcomeOf(snapshot, found, to, storage);
      return { title, to, storage, refused: "refused" in outcome ? `${outcome.refused}: ${outcome.message}` : null };
    }),
  );
}

export interface PreviewedFile {
  readonly uri: string;
  /** Empty for a file that would be created. */
  readonly before: string;
  readonly after: string;
}

/** `rightkind.preview`: every file of the edit, before and after; nothing is touched. */
export function conversionPreview(
  snapshot: Snapshot,
  parameters: ConversionParameters,
): PreviewedFile[] | NotConverted | undefined {
  const outcome = askedFor(snapshot, parameters);
  if (!outcome || "refused" in outcome) return outcome;
  const { workspace } = snapshot.analysis;
  return [
    ...outcome.files.map(({ path, edits }) => {
      const before = workspace.file(path)?.text ?? "";
      return { uri: snapshot.uris.uriOf(path), before, after: applyEdits(before, edits) };
    }),
    ...outcome.created.map(({ path, text }) => ({ uri: snapshot.uris.uriOf(path), before: "", after: text })),
  ];
}

function askedFor(snapshot: Snapshot, parameters: ConversionParameters): Converted | NotConverted | undefined {
  const path = snapshot.uris.pathOf(parameters.uri);
  const refusal = notConvertible(snapshot, path, parameters.position, parameters.to);
  if (refusal) return refusal;
  const all = workloadsOf(snapshot, path);
  const matching =
    parameters.object === undefined
      ? at(snapshot, path, all, parameters.position)
      : all.filter((found) => isNamed(found, parameters.object));
  const [found, second] = matching;
  if (!found) return undefined;
  if (second) return { refused: "R-MANY", message: "There are several workloads of that name in the file." };
  return outcomeOf(snapshot, found, parameters.to, parameters.storage);
}

/** A template, a patch, or what does not parse holds no workload to find: but people see one there, and are told why not. */
function notConvertible(
  { analysis }: Snapshot,
  path: string,
  position: Position | undefined,
  to: WorkloadKind,
): NotConverted | undefined {
  const file = analysis.workspace.file(path);
  const document = position && file?.documentAt(file.lines.offsetOf(position));
  if (!document || analysis.isGuided(document) || !mentionsWorkload(document.text)) return undefined;
  const options = { storage: "auto", choices: new Map(), newResources: "sameFile" } as const;
  const outcome = converted(analysis, { document, index: 0, to, options });
  return "refused" in outcome ? outcome : undefined;
}

function mentionsWorkload(text: string): boolean {
  return [...text.matchAll(/\bkind["']?[ \t]*:[ \t]*["']?(\w+)/g)].some(([, kind]) => isKind(kind));
}

/** The workload whose object holds the position; the only one where none does. */
function at(
  { analysis }: Snapshot,
  path: string,
  all: readonly FoundWorkload[],
  position: Position | undefined,
): readonly FoundWorkload[] {
  const file = analysis.workspace.file(path);
  if (!file || !position) return all;
  const offset = file.lines.offsetOf(position);
  const holding = all.filter(({ document, workload: { resource } }) => {
    const local = offset - document.start;
    return resource.root.start <= local && local <= resource.root.end;
  });
  return holding.length > 0 ? holding : all;
}

function isNamed({ workload: { resource } }: FoundWorkload, object: string | undefined): boolean {
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

function outcomeOf(
  { analysis }: Snapshot,
  { document, index }: FoundWorkload,
  to: WorkloadKind,
  storage: StorageChoice,
): Converted | NotConverted {
  const { newResources } = analysis.configurations;
  return converted(analysis, { document, index, to, options: { storage, choices: new Map(), newResources } });
}

function withOutcome(snapshot: Snapshot, action: CodeAction, outcome: Converted, versionOf: VersionOf): CodeAction {
  const edit = workspaceEdit(snapshot, { ...outcome, label: action.title }, versionOf);
  return edit ? { ...action, edit } : { ...action, disabled: { reason: "The editor cannot create files." } };
}

/** For a set with claims there are two ways; without claims there is nothing to choose. */
function variants(view: Workload, to: WorkloadKind): { title: string; storage: StorageChoice }[] {
  const claims = [...new Set(claimVolumes(view).map(({ claim }) => claim))];
  if (to !== "StatefulSet" || claims.length === 0) return [{ title: `Convert to ${to}`, storage: "auto" }];
  return [
    { title: "Convert to StatefulSet with a volume per Pod", storage: "templates" },
    {
      title: `Convert to StatefulSet keeping claim ${claims.map((claim) => `'${claim}'`).join(", ")}`,
      storage: "keep",
    },
  ];
}

function isKind(value: unknown): value is WorkloadKind {
  return workloadKinds.some((kind) => kind === value);
}

function isStorage(value: unknown): value is StorageChoice {
  return value === "auto" || value === "templates" || value === "keep";
}
