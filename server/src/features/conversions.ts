// Conversions of a workload: the ways that there are, what an action remembers of one, and its edit.
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-types";
import { converted, plannedConversion } from "../analysis/conversion";
import type { ConversionTarget, Converted, NotConverted, Planned } from "../analysis/conversion-outcome";
import { isChoice, knownChoices } from "../conversions/choices";
import type { TextFile } from "../conversions/conversion";
import { targetsOf } from "../conversions/pairs";
import type { StorageChoice } from "../guidance/conversion-request";
import { type WorkloadKind, workloadKinds } from "../kubernetes/kinds";
import { claimVolumes, type Workload } from "../kubernetes/workload";
import { changedFiles } from "./changed-files";
import { clientCommands } from "./client-commands";
import { conversionPageOf } from "./conversion-page";
import type { Snapshot, VersionOf } from "./snapshot";
import { type FoundWorkload, workloadsAt, workloadsOf } from "./workloads";
import { workspaceEdit } from "./workspace-edit";

/** What an action needs to be computed anew: nothing is remembered between two questions. */
export interface ConversionData {
  readonly uri: string;
  readonly version: number | null;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
  /** Answers to questions that the conversion leaves open, by name. */
  readonly choices?: Choices;
  /** The object, as `Kind/[namespace/]name`. */
  readonly object: string;
  /** Where its `kind` stands, to tell two of one name apart. */
  readonly line: number;
}

/** As people read it: the code is the first word. */
export function reasonOf({ refused, message }: NotConverted): string {
  return `${refused}: ${message}`;
}

/** Answers to questions that a conversion leaves open, by name. */
export type Choices = Readonly<Record<string, string>>;

/** What is asked of a conversion. */
export interface Wanted {
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
  readonly choices?: Choices | undefined;
}

/** A way to convert a workload, in the words of the menu. */
export interface Way extends Wanted {
  readonly title: string;
}

/** All ways to convert a workload; those to the kind that the advisor names come first. */
export function waysOf({ analysis }: Snapshot, { document, index, workload: view }: FoundWorkload): Way[] {
  const judged = analysis.situations(document, index)[0]?.verdict();
  const named = judged?.leaning ?? judged?.recommended;
  const targets = targetsOf(view.kind);
  const sorted = [...targets.filter((to) => to === named), ...targets.filter((to) => to !== named)];
  return sorted.flatMap((to) => variants(view, to).map(({ title, storage }) => ({ title, to, storage })));
}

/**
 * The action with its edit, from the text as it is now; without one where the workload has gone.
 * @returns why it cannot be done, where only now something shows that
 */
export function resolvedConversion(
  snapshot: Snapshot,
  action: CodeAction,
  data: ConversionData,
  versionOf: VersionOf,
  texts: readonly TextFile[] = [],
): CodeAction | NotConverted {
  const found = foundWorkload(snapshot, data);
  if (!found) return action;
  const outcome = outcomeOf(snapshot, found, data, texts);
  if ("refused" in outcome) return outcome;
  const resolved = withOutcome(snapshot, action, outcome, versionOf);
  return resolved.edit ? { ...resolved, ...saidAfterwards(snapshot, action.title, outcome, data) } : resolved;
}

/** In our client a message follows the edit: what was changed, what to know, and how to take it back. */
function saidAfterwards(
  snapshot: Snapshot,
  title: string,
  outcome: Converted,
  way: Pick<Way, "to" | "storage">,
): Pick<CodeAction, "command"> {
  if (!snapshot.client.commands?.has(clientCommands.changeApplied)) return {};
  const change = { title, files: changedFiles(snapshot, outcome), page: conversionPageOf(snapshot, outcome, way) };
  return { command: { title, command: clientCommands.changeApplied, arguments: [change] } };
}

export function isConversionData(data: unknown): data is ConversionData {
  if (typeof data !== "object" || data === null) return false;
  const { uri, to, storage, object, line, choices = {} } = data as Partial<ConversionData>;
  return (
    typeof uri === "string" &&
    isKind(to) &&
    isStorage(storage) &&
    isChoices(choices) &&
    typeof object === "string" &&
    typeof line === "number"
  );
}

export function isNamed({ workload: { resource } }: FoundWorkload, object: string | undefined): boolean {
  const [kind, ...name] = (object ?? "").split("/");
  if (kind?.toLowerCase() !== resource.kind.toLowerCase() || name.at(-1) !== resource.name) return false;
  return name.length === 1 || name[0] === resource.namespace;
}

/** Where it was, as a rule; else the nearest one of its name. */
function foundWorkload(snapshot: Snapshot, { uri, object, line }: ConversionData): FoundWorkload | undefined {
  const path = snapshot.uris.pathOf(uri);
  const place = { line, character: 0 };
  const [there] = workloadsAt(snapshot, path, { start: place, end: place }).filter((found) => isNamed(found, object));
  const distance = ({ range }: FoundWorkload) => Math.abs(range.start.line - line);
  return (
    there ??
    workloadsOf(snapshot, path)
      .filter((found) => isNamed(found, object))
      .sort((a, b) => distance(a) - distance(b))[0]
  );
}

/** @param texts scripts and other texts in which the workload may be named by its kind */
export function outcomeOf(
  snapshot: Snapshot,
  found: FoundWorkload,
  wanted: Wanted,
  texts: readonly TextFile[] = [],
): Converted | NotConverted {
  return converted(snapshot.analysis, { ...targetOf(snapshot, found, wanted), texts });
}

/** What the plan says, or a trial that was made before and still holds; nothing is tried now. */
export function plannedOutcome(
  snapshot: Snapshot,
  found: FoundWorkload,
  wanted: Wanted,
  texts: readonly TextFile[],
): Planned | NotConverted {
  const target = targetOf(snapshot, found, wanted);
  const outcome = plannedConversion(snapshot.analysis, { ...target, texts });
  if (!("refused" in outcome)) snapshot.analysis.trials.want(target);
  return outcome;
}

export function targetOf(
  { analysis }: Snapshot,
  { document, index }: FoundWorkload,
  { to, storage, choices = {} }: Wanted,
): ConversionTarget {
  const { newResources } = analysis.configurations;
  return { document, index, to, options: { storage, choices: new Map(Object.entries(choices)), newResources } };
}

export function withOutcome(
  snapshot: Snapshot,
  action: CodeAction,
  outcome: Converted,
  versionOf: VersionOf,
): CodeAction {
  const edit = conversionWorkspaceEdit(snapshot, outcome, action.title, versionOf);
  return edit ? { ...action, edit } : { ...action, ...cannotCreate };
}

/** Of an action that needs a new file, for a client that makes none. */
export const cannotCreate = { disabled: { reason: "The editor cannot create files." } } as const;

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
function variants(view: Workload, to: WorkloadKind): { title: string; storage: StorageChoice }[] {
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

/** Names that are known, with values that they may have. */
export function isChoices(value: unknown): value is Choices {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(([name, answer]) => {
    const values = Object.hasOwn(knownChoices, name) ? knownChoices[name] : undefined;
    return values !== undefined && typeof answer === "string" && isChoice(values, answer);
  });
}

export function isKind(value: unknown): value is WorkloadKind {
  return workloadKinds.some((kind) => kind === value);
}

export function isStorage(value: unknown): value is StorageChoice {
  return value === "auto" || value === "templates" || value === "keep";
}
